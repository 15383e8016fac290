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
package io.glaux.conformance;

import io.glaux.conformance.data.KnownTable;
import io.glaux.protocol.Actions;
import io.glaux.protocol.ArrowSchemas;
import io.glaux.protocol.v1.DescribeRequest;
import io.glaux.protocol.v1.DescribeResponse;
import io.glaux.protocol.v1.Projection;
import io.glaux.protocol.v1.ReadTicket;
import io.glaux.protocol.v1.ScanSpec;
import io.glaux.protocol.v1.Split;
import io.glaux.protocol.v1.TableDescription;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Small tables of a host that has its own: what is known of them is what a plain scan reads.
 */
public final class ServedTables
{
    private static final int MOST_TABLES = 20;
    private static final int MOST_ROWS = 5000;

    private ServedTables() {}

    /**
     * @throws IllegalArgumentException if there is none
     */
    public static List<KnownTable> read(Endpoint endpoint)
    {
        try (HostClient client = new HostClient(endpoint)) {
            return read(client);
        }
    }

    private static List<KnownTable> read(HostClient client)
    {
        DescribeRequest request = DescribeRequest.newBuilder().setContext(client.context()).build();
        List<TableDescription> described = client.action(Actions.DESCRIBE, request, DescribeResponse.parser()).stream()
                .flatMap(response -> response.getTablesList().stream())
                .filter(description -> !description.hasError())
                .toList();
        List<KnownTable> tables = new ArrayList<>();
        for (TableDescription description : described) {
            if (tables.size() < MOST_TABLES) {
                read(client, description).ifPresent(tables::add);
            }
        }
        if (tables.isEmpty()) {
            throw new IllegalArgumentException(
                    "The catalog has no table of at most %s rows to check it with".formatted(MOST_ROWS));
        }
        return tables;
    }

    private static Optional<KnownTable> read(HostClient client, TableDescription description)
    {
        Schema schema = ArrowSchemas.read(description.getSchema(), "The schema of a table");
        ScanSpec.Builder scan = ScanSpec.newBuilder().setTable(description.getName());
        for (Field field : schema.getFields()) {
            scan.addColumns(Projection.newBuilder().addPath(field.getName()));
        }
        List<List<Object>> rows = new ArrayList<>();
        for (Split split : client.splits(client.plan(scan.build()).getScan())) {
            if (!readInto(rows, client, client.ticket(split))) {
                return Optional.empty();
            }
        }
        return Optional.of(new KnownTable(description.getName(), schema, rows));
    }

    /**
     * @return whether it has no more rows than are kept
     */
    private static boolean readInto(List<List<Object>> rows, HostClient client, ReadTicket ticket)
    {
        try (SplitReader reader = SplitReader.of(client.open(ticket))) {
            Optional<ReadBatch> batch = reader.next();
            while (batch.isPresent()) {
                rows.addAll(batch.get().rows());
                if (rows.size() > MOST_ROWS) {
                    reader.cancel();
                    return false;
                }
                batch = reader.next();
            }
            return true;
        }
    }
}
