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
import io.glaux.conformance.CheckSkippedException;
import io.glaux.conformance.HostClient;
import io.glaux.conformance.TestedHost;
import io.glaux.conformance.data.KnownTable;
import io.glaux.conformance.oracle.Oracle;
import io.glaux.protocol.ArrowSchemas;
import io.glaux.protocol.ArrowValues;
import io.glaux.protocol.Messages;
import io.glaux.protocol.v1.ColumnReference;
import io.glaux.protocol.v1.Comparison;
import io.glaux.protocol.v1.ComparisonOperator;
import io.glaux.protocol.v1.Conjunct;
import io.glaux.protocol.v1.Expression;
import io.glaux.protocol.v1.Feature;
import io.glaux.protocol.v1.PlanResponse;
import io.glaux.protocol.v1.Projection;
import io.glaux.protocol.v1.Projections;
import io.glaux.protocol.v1.ScanSpec;
import io.glaux.protocol.v1.Split;
import io.glaux.protocol.v1.SplitsRequest;
import io.glaux.protocol.v1.Taken;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * F-PLAN as far as it is not about what is taken, and F-SPLIT.
 */
public final class PlanChecks
{
    private static final String SECRET = "a value that nobody may see";

    private final TestedHost host;

    public PlanChecks(TestedHost host)
    {
        this.host = requireNonNull(host, "host is null");
    }

    public List<Check> all()
    {
        return new CheckList("plan")
                .add("the schema has the columns asked for, in their order", this::plansColumns, "F-PLAN-8")
                .add("a scan without columns counts rows", this::countsRows, "F-PLAN-8")
                .add(
                        "splits have tickets and weights, and may read fewer columns",
                        this::makesSplits,
                        "F-SPLIT-3",
                        "F-SPLIT-5")
                .add("a field of a row is read by its path", this::readsFields, "F-PLAN-8")
                .add("what is told of a plan has no values of literals", this::hidesLiterals, "F-PLAN-11")
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

    private void readsFields()
    {
        try (HostClient client = new HostClient(host.endpoint())) {
            client.require(Feature.FEATURE_NESTED_PROJECTION);
            boolean isAny = false;
            for (KnownTable table : host.tables()) {
                for (Field column : table.schema().getFields()) {
                    if (column.getType() instanceof ArrowType.Struct) {
                        isAny = true;
                        readsFields(client, table, column);
                    }
                }
            }
            if (!isAny) {
                throw new CheckSkippedException("The host has no table with a row in it");
            }
        }
    }

    private static void readsFields(HostClient client, KnownTable table, Field column)
    {
        int position = table.position(column.getName());
        for (int i = 0; i < column.getChildren().size(); i++) {
            int index = i;
            Field field = column.getChildren().get(i);
            ScanSpec scan = ScanSpec.newBuilder()
                    .setTable(table.name())
                    .addColumns(Projection.newBuilder().addPath(column.getName()).addPath(field.getName()))
                    .build();
            PlanResponse plan = client.plan(scan);
            Schema schema = ArrowSchemas.read(plan.getSchema(), "The schema of a plan");
            MetadataChecks.assertSame(List.of(field), schema.getFields(), "the plan of a field of " + table);
            Map<Object, Long> expected = counted(schema, table.rows().stream()
                    .map(row -> row.get(position) instanceof List<?> fields ? fields.get(index) : null));
            assertThat(counted(schema, client.rows(plan.getScan()).stream().map(List::getFirst)))
                    .as("%s.%s of %s", column.getName(), field.getName(), table)
                    .isEqualTo(expected);
        }
    }

    private static Map<Object, Long> counted(Schema schema, Stream<?> values)
    {
        return values.map(value -> Oracle.identity(schema, Collections.singletonList(value)))
                .collect(groupingBy(identity -> identity, counting()));
    }

    private void hidesLiterals()
    {
        try (HostClient client = new HostClient(host.endpoint())) {
            client.require(Feature.FEATURE_FILTER);
            for (KnownTable table : host.tables()) {
                for (Field column : table.schema().getFields()) {
                    if (column.getType() instanceof ArrowType.Utf8 && column.getMetadata().isEmpty()) {
                        PlanResponse plan = client.plan(withSecret(client, table, column));
                        assertThat(plan.getAccessPath()).as("the access path of %s", table).doesNotContain(SECRET);
                    }
                }
            }
        }
    }

    private static ScanSpec withSecret(HostClient client, KnownTable table, Field column)
    {
        Expression path = Expression.newBuilder()
                .setColumn(ColumnReference.newBuilder().addPath(column.getName()))
                .build();
        Expression literal = Expression.newBuilder()
                .setLiteral(ArrowValues.write(
                        Field.nullable("literal", ArrowType.Utf8.INSTANCE),
                        List.of(SECRET),
                        client.allocator()))
                .build();
        return Scans.of(table).toBuilder()
                .addConjuncts(Conjunct.newBuilder().setId(1).setExpression(Expression.newBuilder()
                        .setComparison(
                                Comparison.newBuilder().setOperator(
                                        ComparisonOperator.COMPARISON_OPERATOR_EQUAL).setLeft(path).setRight(literal))))
                .build();
    }
}
