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
import io.glaux.conformance.oracle.Oracle;
import io.glaux.protocol.Actions;
import io.glaux.protocol.ArrowSchemas;
import io.glaux.protocol.v1.DescribeRequest;
import io.glaux.protocol.v1.DescribeResponse;
import io.glaux.protocol.v1.Feature;
import io.glaux.protocol.v1.SchemasRequest;
import io.glaux.protocol.v1.SchemasResponse;
import io.glaux.protocol.v1.StatisticsRequest;
import io.glaux.protocol.v1.StatisticsResponse;
import io.glaux.protocol.v1.TableDescription;
import io.glaux.protocol.v1.TableName;
import io.glaux.protocol.v1.TablesRequest;
import io.glaux.protocol.v1.TablesResponse;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * F-META and F-NAME.
 */
public final class MetadataChecks
{
    private static final TableName MISSING = TableName.newBuilder().setSchema("default").setTable("not there").build();

    private final TestedHost host;

    public MetadataChecks(TestedHost host)
    {
        this.host = requireNonNull(host, "host is null");
    }

    public List<Check> all()
    {
        return new CheckList("metadata")
                .add(
                        "schemas and tables are listed as they are spelled",
                        this::listsNames,
                        "F-NAME-1",
                        "F-NAME-2",
                        "F-CALL-4")
                .add(
                        "many tables are described by one call, and missing ones left out",
                        this::describesTables,
                        "F-META-1",
                        "F-CALL-4")
                .add(
                        "columns have their types, names and pinned types",
                        this::describesColumns,
                        "F-NAME-1",
                        "F-NAME-3",
                        "F-TYPE-7")
                .add(
                        "keys and row ids are columns, and no two rows have the same",
                        this::tellsTrueKeys,
                        "F-META-4",
                        "F-META-5")
                .add("statistics are of columns that there are", this::tellsStatistics, "F-META-6")
                .all();
    }

    private void listsNames()
    {
        try (HostClient client = new HostClient(host.endpoint())) {
            SchemasRequest schemas = SchemasRequest.newBuilder().setContext(client.context()).build();
            List<String> listed = client.action(Actions.SCHEMAS, schemas, SchemasResponse.parser()).stream()
                    .flatMap(response -> response.getSchemasList().stream())
                    .toList();
            assertThat(listed).doesNotHaveDuplicates()
                    .containsAll(host.tables().stream().map(table -> table.name().getSchema()).toList());
            List<TableName> all = tables(client, TablesRequest.newBuilder());
            assertThat(all).doesNotHaveDuplicates().containsAll(host.tables().stream().map(KnownTable::name).toList());
            for (String schema : listed) {
                assertThat(tables(client, TablesRequest.newBuilder().setSchema(schema)))
                        .containsExactlyInAnyOrderElementsOf(
                                all.stream().filter(name -> name.getSchema().equals(schema)).toList());
            }
            assertThat(tables(client, TablesRequest.newBuilder().setSchema("no such schema"))).isEmpty();
        }
    }

    private void describesTables()
    {
        try (HostClient client = new HostClient(host.endpoint())) {
            List<TableName> names = host.tables().stream().map(KnownTable::name).toList();
            DescribeRequest.Builder request = DescribeRequest.newBuilder().addAllTables(names).addTables(MISSING);
            assertThat(describe(client, request).keySet()).containsExactlyInAnyOrderElementsOf(names);
            assertThat(describe(client, DescribeRequest.newBuilder()).keySet()).containsAll(names);
        }
    }

    private void describesColumns()
    {
        try (HostClient client = new HostClient(host.endpoint())) {
            for (KnownTable table : host.tables()) {
                DescribeRequest.Builder request = DescribeRequest.newBuilder().addTables(table.name());
                TableDescription description = describe(client, request).get(table.name());
                assertThat(description.hasError()).as("%s cannot be described", table).isFalse();
                Schema schema = ArrowSchemas.read(description.getSchema(), "The schema of " + table);
                assertSame(table.schema().getFields(), schema.getFields(), table.toString());
            }
        }
    }

    private void tellsTrueKeys()
    {
        try (HostClient client = new HostClient(host.endpoint())) {
            for (KnownTable table : host.tables()) {
                DescribeRequest.Builder request = DescribeRequest.newBuilder().addTables(table.name());
                TableDescription description = describe(client, request).get(table.name());
                assertThat(table.columns()).as("columns of %s", table).containsAll(description.getRowIdList());
                List<List<String>> keys = description.getKeysList().stream()
                        .map(key -> List.<String>copyOf(key.getColumnsList()))
                        .collect(toCollection(ArrayList::new));
                if (description.getRowIdCount() > 0) {
                    keys.add(List.copyOf(description.getRowIdList()));
                }
                for (List<String> key : keys) {
                    assertThat(table.columns()).as("columns of %s", table).containsAll(key);
                    assertThat(table.rows().stream().map(row -> picked(table, row, key)))
                            .as("values of the key %s of %s", key, table)
                            .doesNotHaveDuplicates();
                }
            }
        }
    }

    private static Object picked(KnownTable table, List<Object> row, List<String> key)
    {
        Schema schema = new Schema(key.stream().map(table.schema()::findField).toList());
        return Oracle.identity(schema, key.stream().map(column -> row.get(table.position(column))).toList());
    }

    private void tellsStatistics()
    {
        try (HostClient client = new HostClient(host.endpoint())) {
            client.require(Feature.FEATURE_STATISTICS);
            for (KnownTable table : host.tables()) {
                StatisticsRequest request = StatisticsRequest.newBuilder()
                        .setContext(client.context())
                        .setScan(client.plan(Scans.of(table)).getScan())
                        .build();
                StatisticsResponse told = client.single(Actions.STATISTICS, request, StatisticsResponse.parser());
                assertThat(told.getRows()).as("rows of %s", table).isNotNegative().isFinite();
                assertThat(table.columns()).as("columns of %s", table).containsAll(told.getColumnsMap().keySet());
                told.getColumnsMap().forEach((column, statistics) -> {
                    assertThat(statistics.getNullsFraction()).as("nulls of %s", column).isBetween(0.0, 1.0);
                    assertThat(statistics.getDistinctValues()).as("values of %s", column).isNotNegative().isFinite();
                });
            }
        }
    }

    /**
     * By name, type and pinned type; the names of elements and entries mean nothing, and nullability is not compared.
     */
    static void assertSame(List<Field> expected, List<Field> fields, String what)
    {
        assertThat(fields.stream().map(Field::getName)).as("columns of %s", what)
                .containsExactlyElementsOf(expected.stream().map(Field::getName).toList());
        for (int i = 0; i < fields.size(); i++) {
            assertThat(fields.get(i).getType()).as("%s of %s", fields.get(i).getName(), what)
                    .isEqualTo(expected.get(i).getType());
            assertThat(fields.get(i).getMetadata().get("trino.type")).as("%s of %s", fields.get(i).getName(), what)
                    .isEqualTo(expected.get(i).getMetadata().get("trino.type"));
            assertThat(fields.get(i).getChildren()).as("%s of %s", fields.get(i).getName(), what)
                    .hasSameSizeAs(expected.get(i).getChildren());
        }
    }

    private static List<TableName> tables(HostClient client, TablesRequest.Builder request)
    {
        return client.action(Actions.TABLES, request.setContext(client.context()).build(), TablesResponse.parser())
                .stream()
                .flatMap(response -> response.getTablesList().stream())
                .toList();
    }

    private static Map<TableName, TableDescription> describe(HostClient client, DescribeRequest.Builder request)
    {
        return client.action(Actions.DESCRIBE, request.setContext(client.context()).build(), DescribeResponse.parser())
                .stream()
                .flatMap(response -> response.getTablesList().stream())
                .collect(toMap(TableDescription::getName, description -> description));
    }
}
