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
package io.glaux.lake;

import io.trino.testing.TestingConnectorContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

final class TestAthenaViews
{
    private static final List<Map<String, String>> COLUMNS = List.of(
            Map.of("name", "a", "type", "integer"),
            Map.of("name", "b", "type", "row(\"x\" varchar,\"y\" bigint)"),
            Map.of("name", "c", "type", "interval day to second"));

    private final AthenaViews views =
            new AthenaViews(new ViewText("lake", new TestingConnectorContext().getTypeManager()));

    @Test
    void testWhatTrinoWritesBecomesAthenas()
    {
        TableInput stored = views.stored(trinoView(Map.of("runAsInvoker", true, "path", List.of())));
        assertThat(stored.parameters()).isEqualTo(Map.of("presto_view", "true", "comment", "Presto View"));
        assertThat(stored.owner()).isNull();
        assertThat(ViewText.decode(stored.viewOriginalText()).keySet())
                .containsExactly("originalSql", "catalog", "schema", "columns");
        assertThat(stored.storageDescriptor().columns().stream().map(Column::type).toList())
                .containsExactly("int", "struct<x:string,y:bigint>", "string");
        assertThat(stored.storageDescriptor().serdeInfo().serializationLibrary()).isNull();
        assertThat(stored.storageDescriptor().location()).isEmpty();
        assertThat(stored.hasPartitionKeys()).isTrue();
    }

    @Test
    void testOwnersRightsAreKept()
    {
        TableInput stored = views.stored(trinoView(Map.of("owner", "ann", "runAsInvoker", false)));
        assertThat(ViewText.decode(stored.viewOriginalText()))
                .containsEntry("owner", "ann")
                .containsEntry("runAsInvoker", false);
        Map<String, Object> readable = definition(views.readable(table(stored)));
        assertThat(readable).containsEntry("owner", "ann").containsEntry("runAsInvoker", false);
    }

    @Test
    void testAViewWithoutAnOwnerIsOfWhoAsks()
    {
        Table read = views.readable(Table.builder()
                .name("v")
                .databaseName("d")
                .tableType("VIRTUAL_VIEW")
                .owner("hadoop")
                .description("about it")
                .parameters(Map.of("presto_view", "true"))
                .viewOriginalText(ViewText.encode(Map.of("originalSql", "SELECT 1 a", "columns", COLUMNS)))
                .build());
        assertThat(read.parameters()).containsEntry("comment", "Presto View");
        assertThat(read.description()).isNull();
        assertThat(read.storageDescriptor()).isNull();
        assertThat(definition(read))
                .containsEntry("runAsInvoker", true)
                .doesNotContainKey("owner")
                .containsEntry("catalog", "lake")
                .containsEntry("schema", "d")
                .containsEntry("comment", "about it");
    }

    @Test
    void testAnAccountIsTheLakeAndNoOwner()
    {
        TableInput input = trinoView(Map.of("owner", "123456789012", "runAsInvoker", false));
        Map<String, Object> definition = new LinkedHashMap<>(ViewText.decode(input.viewOriginalText()));
        definition.put("catalog", "123456789012");
        Map<String, Object> readable = definition(views.readable(table(input).toBuilder()
                .viewOriginalText(ViewText.encode(definition))
                .build()));
        assertThat(readable)
                .containsEntry("catalog", "lake")
                .containsEntry("runAsInvoker", true)
                .doesNotContainKey("owner");
    }

    @Test
    void testOtherTablesStayAsTheyAre()
    {
        Table table = Table.builder().name("t").tableType("EXTERNAL_TABLE").description("x").build();
        assertThat(views.readable(table)).isSameAs(table);
        Table materialized = Table.builder()
                .name("m")
                .tableType("VIRTUAL_VIEW")
                .parameters(Map.of("presto_view", "true", "comment", "Presto Materialized View"))
                .viewOriginalText("/* Presto Materialized View: e30= */")
                .build();
        assertThat(views.readable(materialized)).isSameAs(materialized);
        Table hive = Table.builder().name("h").tableType("VIRTUAL_VIEW").viewOriginalText("SELECT 1").build();
        assertThat(views.readable(hive)).isSameAs(hive);
    }

    /**
     * A template may have written anything: the other tables of the database must still be listed.
     */
    @ParameterizedTest
    @ValueSource(strings = {"?", "ew==", "bnVsbA==", "W10="})
    void testWhatIsNoDefinitionStaysAsItIs(String encoded)
    {
        String text = "/* Presto View: %s */".formatted(encoded);
        Table read = views.readable(table(trinoView(Map.of())).toBuilder().viewOriginalText(text).build());
        assertThat(read.viewOriginalText()).isEqualTo(text);
    }

    private static Map<String, Object> definition(Table table)
    {
        return ViewText.decode(table.viewOriginalText());
    }

    private static TableInput trinoView(Map<String, Object> more)
    {
        Map<String, Object> definition = new LinkedHashMap<>();
        definition.put("originalSql", "SELECT *\nFROM\n  t\n");
        definition.put("catalog", "lake");
        definition.put("schema", "d");
        definition.put("columns", COLUMNS);
        definition.putAll(more);
        return TableInput.builder()
                .name("v")
                .owner("ann")
                .tableType("VIRTUAL_VIEW")
                .parameters(Map.of(
                        "presto_view", "true",
                        "comment", "Presto View",
                        "trino_query_id", "q",
                        "trino_version", "483",
                        "trino_created_by", "Trino Hive connector"))
                .viewOriginalText(ViewText.encode(definition))
                .build();
    }

    private static Table table(TableInput input)
    {
        return Table.builder()
                .name(input.name())
                .databaseName("d")
                .tableType(input.tableType())
                .parameters(input.parameters())
                .viewOriginalText(input.viewOriginalText())
                .build();
    }
}
