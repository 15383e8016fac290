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

import io.glaux.metering.Units;
import io.glaux.source.RateShare;
import io.glaux.source.Source;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import io.glaux.source.SourceTableName;
import io.glaux.source.SourceWrite;
import io.glaux.source.WriteKind;
import io.glaux.source.WriteTarget;
import io.glaux.source.batch.MeteredContext;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

@TestInstance(PER_CLASS)
final class TestDynamoDbWrites
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
    void insertsManyRowsAndReportsUnits()
            throws InterruptedException
    {
        prepare("inserts");
        for (String mode : List.of("if-absent", "replace")) {
            try (Source source = local.source(Map.of("insert", mode))) {
                List<List<Object>> rows = new ArrayList<>();
                for (int i = 0; i < 60; i++) {
                    rows.add(asList(mode + i, new BigDecimal("1.500000000"), i % 2 == 0 ? null : "n" + i));
                }
                Units units = insert(source, "inserts", rows);
                assertThat(units.amounts().get(CapacityUnits.WRITE)).isEqualByComparingTo("60");
                assertThat(local.get("inserts", mode + "1")).isEqualTo(Map.of(
                        "id", AttributeValue.fromS(mode + "1"),
                        "price", AttributeValue.fromN("1.5"),
                        "note", AttributeValue.fromS("n1")));
                assertThat(local.get("inserts", mode + "0")).doesNotContainKey("note");
            }
        }
    }

    @Test
    void keepsToTheRate()
            throws InterruptedException
    {
        prepare("rate");
        try (Source source = local.source(Map.of("insert", "replace"))) {
            source.limitRate(Optional.of(new RateShare(Units.of(CapacityUnits.WRITE, 5), Duration.ofMinutes(5))));
            List<List<Object>> rows = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                rows.add(asList("r" + i, BigDecimal.ONE, null));
            }
            MeteredContext context = context();
            try (SourceWrite write = source.write(LocalTables.CALL, new WriteTarget(
                    name("rate"), List.of("id", "price", "note"), Set.of(WriteKind.INSERT)))) {
                write.write(WriteKind.INSERT, rows, context);
                assertThat(context.take().throttled()).isZero();
                // 7 units more than there were are paid off first
                write.write(WriteKind.INSERT, rows, context);
                assertThat(context.take().throttled()).isPositive();
            }
        }
    }

    @Test
    void insertIfAbsentRefusesAKeyThatIsThere()
    {
        prepare("absent");
        try (Source source = local.source(Map.of())) {
            assertThatThrownBy(() -> insert(source, "absent", List.of(asList("seed", BigDecimal.ONE, "new"))))
                    .isInstanceOfSatisfying(SourceException.class, e ->
                            assertThat(e.code()).isEqualTo(SourceErrorCode.DUPLICATE_KEY))
                    .hasMessageContaining("Table default.absent has a row with the key")
                    .hasMessageNotContaining("seed");
            assertThat(local.get("absent", "seed").get("note").s()).isEqualTo("old");
            assertThatThrownBy(() -> insert(source, "absent", List.of(
                    asList("twice", BigDecimal.ONE, "1"),
                    asList("twice", BigDecimal.ONE, "2"))))
                    .hasMessageContaining("has a row with the key");
        }
    }

    @Test
    void insertOrReplaceKeepsTheLastOfARow()
            throws InterruptedException
    {
        prepare("replace");
        try (Source source = local.source(Map.of("insert", "replace"))) {
            insert(source, "replace", List.of(
                    asList("seed", BigDecimal.ONE, "1"),
                    asList("seed", BigDecimal.ONE, "2")));
            assertThat(local.get("replace", "seed").get("note").s()).isEqualTo("2");
        }
    }

    @Test
    void refusesRowsThatAreNone()
    {
        prepare("wrong");
        try (Source source = local.source(Map.of())) {
            assertThatThrownBy(() -> insert(source, "wrong", List.of(asList(null, BigDecimal.ONE, "x"))))
                    .hasMessage("Table default.wrong, column id: it cannot be NULL, since it is part of the key");
            assertThatThrownBy(() -> source.write(LocalTables.CALL, new WriteTarget(
                    name("wrong"), List.of("price"), Set.of(WriteKind.INSERT))))
                    .hasMessage("Table default.wrong: rows need a value of column id, which is part of the key");
            assertThatThrownBy(() -> source.write(LocalTables.CALL, new WriteTarget(
                    name("wrong"), List.of("id"), Set.of(WriteKind.UPDATE))))
                    .isInstanceOfSatisfying(SourceException.class, e ->
                            assertThat(e.code()).isEqualTo(SourceErrorCode.NOT_SUPPORTED));
            assertThatThrownBy(() -> source.write(LocalTables.CALL, new WriteTarget(
                    name("wrong"), List.of("id", "missing"), Set.of(WriteKind.INSERT))))
                    .isInstanceOfSatisfying(SourceException.class, e ->
                            assertThat(e.code()).isEqualTo(SourceErrorCode.COLUMN_NOT_FOUND));
            // DynamoDB has no empty texts in keys
            assertThatThrownBy(() -> insert(source, "wrong", List.of(asList("", BigDecimal.ONE, "x"))))
                    .isInstanceOf(SourceException.class);
            assertThatThrownBy(
                    () -> insert(source, "wrong", List.of(asList("big", BigDecimal.ONE, "x".repeat(500_000)))))
                    .isInstanceOfSatisfying(SourceException.class, e ->
                            assertThat(e.code()).isEqualTo(SourceErrorCode.ROW_TOO_LARGE));
        }
    }

    @Test
    void saysWhatStaysOfAFailedWrite()
            throws InterruptedException
    {
        prepare("stays");
        try (Source source = local.source(Map.of());
                SourceWrite write = source.write(LocalTables.CALL, new WriteTarget(
                        name("stays"), List.of("id"), Set.of(WriteKind.INSERT)))) {
            assertThat(write.onFailure()).contains("stays", "no transaction");
            assertThat(write.end(false)).isEmpty();
            write.write(WriteKind.INSERT, List.of(List.of("one"), List.of("two")), context());
            assertThat(write.end(false)).contains("2 rows were written to table default.stays, and stay");
            assertThat(write.end(true)).isEmpty();
        }
    }

    @Test
    void deletesByKey()
            throws InterruptedException
    {
        prepare("deletes");
        List<List<Object>> keys = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            local.put("deletes", Map.of("id", AttributeValue.fromS("d" + i)));
            keys.add(List.of("d" + i));
        }
        // one that is not there is gone already
        keys.add(List.of("gone"));
        keys.add(List.of("d0"));
        try (Source source = local.source(Map.of());
                SourceWrite write = source.write(LocalTables.CALL, new WriteTarget(
                        name("deletes"), List.of(), Set.of(WriteKind.DELETE)))) {
            write.write(WriteKind.DELETE, keys, context());
            assertThat(LocalTables.rows(source, "deletes", "id")).containsExactly(List.of("seed"));
        }
    }

    @Test
    void updatesByKeyAndInsertsNothing()
            throws InterruptedException
    {
        prepare("updates");
        local.put("updates", Map.of(
                "id", AttributeValue.fromS("a"),
                "note", AttributeValue.fromS("old"),
                "unseen", AttributeValue.fromS("kept")));
        try (Source source = local.source(Map.of());
                SourceWrite write = source.write(LocalTables.CALL, new WriteTarget(
                        name("updates"), List.of("price", "note"), Set.of(WriteKind.UPDATE)))) {
            write.write(
                    WriteKind.UPDATE,
                    List.of(
                            Arrays.asList("a", new BigDecimal("2.25"), null),
                            Arrays.asList("gone", new BigDecimal("2.25"), "x")),
                    context());
            assertThat(local.get("updates", "a")).isEqualTo(Map.of(
                    "id", AttributeValue.fromS("a"),
                    "price", AttributeValue.fromN("2.25"),
                    "unseen", AttributeValue.fromS("kept")));
            assertThat(local.get("updates", "gone")).isEmpty();
            write.write(WriteKind.UPDATE, List.of(Arrays.asList("a", null, null)), context());
            assertThat(local.get("updates", "a")).doesNotContainKeys("price", "note");
        }
    }

    /**
     * Columns id, note and price, the last a DECIMAL(38, 9).
     */
    private void prepare(String table)
    {
        local.create(table);
        local.put(table, Map.of(
                "id", AttributeValue.fromS("seed"),
                "price", AttributeValue.fromN("0.5"),
                "note", AttributeValue.fromS("old")));
    }

    private static Units insert(Source source, String table, List<List<Object>> rows)
            throws InterruptedException
    {
        MeteredContext context = context();
        try (SourceWrite write = source.write(LocalTables.CALL, new WriteTarget(
                name(table), List.of("id", "price", "note"), Set.of(WriteKind.INSERT)))) {
            write.write(WriteKind.INSERT, rows, context);
            assertThat(write.end(true)).isEmpty();
        }
        return context.take().units();
    }

    private static SourceTableName name(String table)
    {
        return new SourceTableName("default", table);
    }

    private static MeteredContext context()
    {
        return new MeteredContext(LocalTables.CALL, new Schema(List.of()), _ -> {});
    }
}
