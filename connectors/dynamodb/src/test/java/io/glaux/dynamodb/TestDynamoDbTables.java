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
package io.glaux.dynamodb;

import io.glaux.source.ColumnTypes;
import io.glaux.source.Source;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import io.glaux.source.SourceTableName;
import io.glaux.source.TableDescription;
import io.glaux.source.TableSelection;
import org.apache.arrow.vector.types.pojo.Field;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

@TestInstance(PER_CLASS)
final class TestDynamoDbTables
{
    private LocalTables local;

    @BeforeAll
    void start()
    {
        local = new LocalTables();
    }

    @AfterAll
    void stop()
    {
        local.close();
    }

    @Test
    void infersColumnsOfAllTypes()
            throws InterruptedException
    {
        local.create("Every-Type.1");
        local.put("Every-Type.1", Map.ofEntries(
                Map.entry("id", text("a")),
                Map.entry("Mixed.Case-Name", text("x")),
                Map.entry("whole", number("9007199254740993")),
                Map.entry("price", number("12.34")),
                Map.entry("huge", number("1E+100")),
                Map.entry("yes", AttributeValue.fromBool(true)),
                Map.entry("bytes", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {1, -1}))),
                Map.entry("nothing", AttributeValue.fromNul(true)),
                Map.entry("tags", AttributeValue.fromSs(List.of("t"))),
                Map.entry("counts", AttributeValue.fromNs(List.of("1", "2"))),
                Map.entry("list", AttributeValue.fromL(List.of(number("1"), AttributeValue.fromNul(true)))),
                Map.entry("mixed", AttributeValue.fromL(List.of(number("1"), text("two")))),
                Map.entry("map", AttributeValue.fromM(Map.of("City", text("Jena"), "zip", number("7743")))),
                Map.entry("odd", text("text"))));
        local.put("Every-Type.1", Map.of("id", text("b"), "odd", number("1"), "whole", AttributeValue.fromNul(true)));

        try (Source source = local.source(Map.of())) {
            TableDescription table = describe(source, "Every-Type.1");
            assertThat(table.failure()).isEmpty();
            assertThat(table.schema().getFields()).containsExactly(
                    ColumnTypes.text("id"),
                    ColumnTypes.text("Mixed.Case-Name"),
                    ColumnTypes.binary("bytes"),
                    ColumnTypes.array("counts", ColumnTypes.bigint("element")),
                    ColumnTypes.text("huge"),
                    ColumnTypes.array("list", ColumnTypes.bigint("element")),
                    ColumnTypes.row("map", List.of(ColumnTypes.text("City"), ColumnTypes.bigint("zip"))),
                    ColumnTypes.array("mixed", ColumnTypes.json("element")),
                    ColumnTypes.json("nothing"),
                    ColumnTypes.json("odd"),
                    ColumnTypes.decimal("price", 38, 9),
                    ColumnTypes.array("tags", ColumnTypes.text("element")),
                    ColumnTypes.bigint("whole"),
                    ColumnTypes.bool("yes"));
            assertThat(table.keys()).containsExactly(List.of("id"));
            assertThat(table.rowId()).containsExactly("id");
            assertThat(table.notes()).anyMatch(note -> note.startsWith("odd is JSON"));

            List<List<Object>> rows = new ArrayList<>(LocalTables.rows(
                    source, "Every-Type.1", "id", "Mixed.Case-Name", "whole", "huge", "list", "map", "odd", "nothing"));
            rows.sort((left, right) -> left.getFirst().toString().compareTo(right.getFirst().toString()));
            assertThat(rows).containsExactly(
                    Arrays.asList(
                            "a",
                            "x",
                            9007199254740993L,
                            "1" + "0".repeat(100),
                            Arrays.asList(1L, null),
                            List.of("Jena", 7743L),
                            "\"text\"",
                            null),
                    Arrays.asList("b", null, null, null, null, null, "1", null));
        }
    }

    @Test
    void keysAndIndexesAreColumnsOfEmptyTables()
    {
        local.client().createTable(request -> request
                .tableName("empty")
                .provisionedThroughput(units -> units.readCapacityUnits(5L).writeCapacityUnits(5L))
                .attributeDefinitions(
                        LocalTables.attribute("hash", ScalarAttributeType.B),
                        LocalTables.attribute("sort", ScalarAttributeType.N),
                        LocalTables.attribute("mail", ScalarAttributeType.S))
                .keySchema(
                        LocalTables.key("hash", KeyType.HASH),
                        LocalTables.key("sort", KeyType.RANGE))
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName("by-mail")
                        .keySchema(LocalTables.key("mail", KeyType.HASH))
                        .projection(projection -> projection.projectionType("KEYS_ONLY"))
                        .provisionedThroughput(units -> units.readCapacityUnits(5L).writeCapacityUnits(5L))
                        .build()));
        try (Source source = local.source(Map.of())) {
            TableDescription table = describe(source, "empty");
            assertThat(table.schema().getFields()).containsExactly(
                    ColumnTypes.binary("hash"), ColumnTypes.bigint("sort"), ColumnTypes.text("mail"));
            assertThat(table.keys()).containsExactly(List.of("hash", "sort"));
        }
    }

    @Test
    void samplesNoMoreThanItMay()
    {
        local.create("many");
        for (int i = 0; i < 60; i++) {
            local.put("many", Map.of("id", text("k" + i), "a" + i, number("1")));
        }
        try (Source small = local.source(Map.of("sample-items", "5"));
                Source large = local.source(Map.of("sample-items", "1000"));
                Source few = local.source(Map.of("sample-bytes", "1"))) {
            assertThat(describe(small, "many").schema().getFields()).hasSize(1 + 5);
            assertThat(describe(large, "many").schema().getFields()).hasSize(1 + 60);
            assertThat(describe(few, "many").schema().getFields()).hasSizeLessThanOrEqualTo(1 + 16);
        }
    }

    @Test
    void aLaterValueThatDoesNotFitFailsWithAdvice()
    {
        local.create("growing");
        local.put("growing", Map.of("id", text("a"), "price", number("1")));
        try (Source source = local.source(Map.of("metadata-seconds", "1000"));
                Source lenient = local.source(
                        Map.of("metadata-seconds", "1000", "on-mismatch.growing.price", "null"))) {
            assertThat(describe(source, "growing").schema().findField("price")).isEqualTo(ColumnTypes.bigint("price"));
            assertThat(describe(lenient, "growing").schema().findField("price")).isEqualTo(ColumnTypes.bigint("price"));
            local.put("growing", Map.of("id", text("a"), "price", number("1.5")));
            assertThatThrownBy(() -> LocalTables.rows(source, "growing", "id", "price"))
                    .isInstanceOfSatisfying(SourceException.class, e ->
                            assertThat(e.code()).isEqualTo(SourceErrorCode.INVALID_VALUE))
                    .hasMessageContaining("Table growing, column price")
                    .hasMessageContaining("type.growing.price");
            assertThatRows(lenient, "growing").containsExactly(Arrays.asList("a", null));
        }
        try (Source source = local.source(Map.of("type.growing.price", "decimal(10,2)"))) {
            Field price = describe(source, "growing").schema().findField("price");
            assertThat(price).isEqualTo(ColumnTypes.decimal("price", 10, 2));
        }
    }

    private static ListAssert<List<Object>> assertThatRows(Source source, String table)
    {
        try {
            return assertThat(LocalTables.rows(source, table, "id", "price"));
        }
        catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void listsTablesAndLeavesOutThoseThatAreNotThere()
    {
        local.create("listed");
        try (Source source = local.source(Map.of())) {
            List<SourceTableName> names = new ArrayList<>();
            source.tables(LocalTables.CALL, Optional.empty(), names::add);
            assertThat(names).contains(new SourceTableName("default", "listed"));
            assertThat(source.schemas(LocalTables.CALL)).containsExactly("default");
            names.clear();
            source.tables(LocalTables.CALL, Optional.of("other"), names::add);
            assertThat(names).isEmpty();

            List<TableDescription> found = new ArrayList<>();
            source.describe(
                    LocalTables.CALL,
                    new TableSelection(List.of(
                            new SourceTableName("default", "listed"),
                            new SourceTableName("default", "missing"),
                            new SourceTableName("other", "listed")), Optional.empty()),
                    found::add);
            assertThat(found).extracting(TableDescription::name)
                    .containsExactly(new SourceTableName("default", "listed"));
        }
    }

    private static TableDescription describe(Source source, String table)
    {
        List<TableDescription> found = new ArrayList<>();
        source.describe(
                LocalTables.CALL,
                new TableSelection(List.of(new SourceTableName("default", table)), Optional.empty()),
                found::add);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static AttributeValue text(String value)
    {
        return AttributeValue.fromS(value);
    }

    private static AttributeValue number(String value)
    {
        return AttributeValue.fromN(value);
    }
}
