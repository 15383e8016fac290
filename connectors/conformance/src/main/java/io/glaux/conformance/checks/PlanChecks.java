/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.glaux.conformance.checks;

import io.glaux.conformance.Check;
import io.glaux.conformance.HostClient;
import io.glaux.conformance.TestedHost;
import io.glaux.conformance.data.KnownTable;
import io.glaux.protocol.ArrowSchemas;
import io.glaux.protocol.Messages;
import io.glaux.protocol.v1.PlanResponse;
import io.glaux.protocol.v1.Projection;
import io.glaux.protocol.v1.Projections;
import io.glaux.protocol.v1.Split;
import io.glaux.protocol.v1.SplitsRequest;
import io.glaux.protocol.v1.Taken;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.List;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * F-PLAN as far as it is not about what is taken, and F-SPLIT.
 */
public final class PlanChecks
{
    private final TestedHost host;

    public PlanChecks(TestedHost host)
    {
        this.host = requireNonNull(host, "host is null");
    }

    public List<Check> all()
    {
        return new CheckList("plan")
                .add("the schema has the columns asked for, in their order", this::plansColumns)
                .add("a scan without columns counts rows", this::countsRows)
                .add("splits have tickets and weights, and may read fewer columns", this::makesSplits)
                .all();
    }

    private void plansColumns()
    {
        try (HostClient client = new HostClient(host.endpoint())) {
            for (KnownTable table : host.tables()) {
                List<String> columns = table.columns().reversed();
                PlanResponse plan = client.plan(Scans.of(table.name(), columns));
                Messages.checkOpaque(plan.getScan(), "The scan of a plan");
                Schema schema = ArrowSchemas.read(plan.getSchema(), "The schema of a plan");
                List<Field> expected = table.schema().getFields().reversed();
                MetadataChecks.assertSame(expected, schema.getFields(), "the plan of " + table);
                assertThat(plan.getConjunctsMap()).isEmpty();
                assertThat(List.of(plan.getAggregation(), plan.getTopN(), plan.getLimit()))
                        .containsOnly(Taken.TAKEN_NO);
            }
        }
    }

    private void countsRows()
    {
        try (HostClient client = new HostClient(host.endpoint())) {
            for (KnownTable table : host.tables()) {
                long count = Scans.tickets(client, Scans.of(table.name(), List.of())).stream()
                        .mapToLong(ticket -> client.read(ticket).count())
                        .sum();
                assertThat(count).as("rows of %s", table).isEqualTo(table.rows().size());
            }
        }
    }

    private void makesSplits()
    {
        try (HostClient client = new HostClient(host.endpoint())) {
            for (KnownTable table : host.tables()) {
                PlanResponse plan = client.plan(Scans.of(table));
                String last = table.columns().getLast();
                SplitsRequest narrower = SplitsRequest.newBuilder()
                        .setScan(plan.getScan())
                        .setColumns(Projections.newBuilder().addColumns(Projection.newBuilder().addPath(last)))
                        .build();
                long rows = 0;
                for (Split split : client.splits(narrower)) {
                    Messages.checkOpaque(split.getTicket(), "The ticket of a split");
                    assertThat(split.getWeight()).isPositive();
                    List<List<Object>> read = client.read(client.ticket(split)).rows();
                    assertThat(read).allMatch(row -> row.size() == 1);
                    rows += read.size();
                }
                assertThat(rows).as("rows of one column of %s", table).isEqualTo(table.rows().size());
            }
        }
    }
}
