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
package io.glaux.reference;

import io.glaux.metering.Units;
import io.glaux.source.ColumnPath;
import io.glaux.source.ColumnTypes;
import io.glaux.source.Conjunct;
import io.glaux.source.Feature;
import io.glaux.source.KeyLookup;
import io.glaux.source.LookupRequest;
import io.glaux.source.RateShare;
import io.glaux.source.ScanPlan;
import io.glaux.source.ScanRequest;
import io.glaux.source.ScanTarget;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import io.glaux.source.SourceFactory;
import io.glaux.source.SourceSplit;
import io.glaux.source.SourceTableName;
import io.glaux.source.SplitRequest;
import io.glaux.source.TableDescription;
import io.glaux.source.TableSelection;
import io.glaux.source.TableStatistics;
import io.glaux.source.expression.Expression;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.ServiceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestReferenceSource
{
    private static final SourceTableName NATION = new SourceTableName("tpch", "nation");
    private static final SourceTableName TYPES = new SourceTableName("default", "types");
    private static final SourceTableName COUNTED = new SourceTableName("default", "counted");

    @Test
    void testIsFoundByItsName()
    {
        assertThat(ServiceLoader.load(SourceFactory.class)).extracting(SourceFactory::name).contains("reference");
        assertThat(SourceFixture.of(Map.of()).source().features()).containsExactlyInAnyOrder(Feature.values());
    }

    @Test
    void testNames()
    {
        SourceFixture fixture = SourceFixture.of(Map.of("random.tables", "2"));
        assertThat(fixture.source().schemas(RecordingContext.CALL)).containsExactly("default", "random", "tpch");
        List<SourceTableName> names = new ArrayList<>();
        fixture.source().tables(RecordingContext.CALL, Optional.of("random"), names::add);
        assertThat(names).extracting(SourceTableName::table).containsExactly("t0", "t1");
        names.clear();
        fixture.source().tables(RecordingContext.CALL, Optional.empty(), names::add);
        assertThat(names).contains(
                NATION,
                TYPES,
                new SourceTableName("default", "Mixed"),
                new SourceTableName("default", "mixed"));
    }

    @Test
    void testBrokenTableDoesNotKeepOthers()
    {
        SourceFixture fixture = SourceFixture.of(Map.of("tables.broken", "true"));
        List<TableDescription> found = new ArrayList<>();
        fixture.source().describe(
                RecordingContext.CALL, new TableSelection(List.of(), Optional.of("default")), found::add);
        assertThat(found).filteredOn(one -> one.failure().isPresent())
                .singleElement()
                .extracting(one -> one.name().table())
                .isEqualTo("broken");
        assertThat(found).hasSizeGreaterThan(4);
        found.clear();
        fixture.source().describe(
                RecordingContext.CALL,
                new TableSelection(List.of(NATION, new SourceTableName("tpch", "nobody")), Optional.empty()),
                found::add);
        assertThat(found).extracting(TableDescription::name).containsExactly(NATION);
    }

    @Test
    void testSizes()
            throws InterruptedException
    {
        SourceFixture fixture = SourceFixture.of(Map.of("wide.bytes", "3000000", "wide.rows", "2"));
        Map.of("nation", 25, "region", 5, "customer", 1_500, "orders", 15_000, "supplier", 100, "part", 2_000)
                .forEach((table, rows) -> assertThat(count(fixture, new SourceTableName("tpch", table)))
                        .as(table)
                        .isEqualTo((long) rows));
        assertThat(count(fixture, new SourceTableName("tpch", "lineitem"))).isEqualTo(60_175);
        assertThat(count(fixture, COUNTED)).isEqualTo(1_000_000);
        assertThat(fixture.allRows(new SourceTableName("default", "wide")))
                .hasSize(2)
                .allSatisfy(row -> assertThat((String) row.get(1)).hasSize(3_000_000));
        assertThat(fixture.schema(NATION).getFields()).extracting(Field::getName)
                .containsExactly("nationkey", "name", "regionkey", "comment");
        assertThat(fixture.schema(NATION).findField("name").getMetadata())
                .containsEntry(ColumnTypes.TRINO_TYPE, "varchar(25)");
    }

    @Test
    void testEachTypeHasEdgesAndNulls()
            throws InterruptedException
    {
        SourceFixture fixture = SourceFixture.of(Map.of());
        List<List<Object>> rows = fixture.allRows(TYPES);
        assertThat(rows.getFirst().subList(1, rows.getFirst().size())).containsOnlyNulls();
        for (int column = 1; column < fixture.schema(TYPES).getFields().size(); column++) {
            int position = column;
            assertThat(rows.subList(1, rows.size())).extracting(row -> row.get(position)).doesNotContainNull();
        }
    }

    @Test
    void testQuery()
            throws InterruptedException
    {
        SourceFixture fixture = SourceFixture.of(Map.of());
        assertThat(query(fixture, "SCAN tpch.region")).hasSize(5);
        assertThat(query(fixture, " scan \"default\".\"Mixed\" limit 1 "))
                .containsExactly(Arrays.asList(1L, "one", "Upper"));
        for (String wrong : List.of("", "SCAN region", "DELETE FROM tpch.region", "SCAN tpch.region; SCAN a.b")) {
            assertFails(() -> query(fixture, wrong), SourceErrorCode.INVALID_QUERY);
        }
        assertFails(() -> query(fixture, "SCAN tpch.nobody"), SourceErrorCode.TABLE_NOT_FOUND);
        assertFails(
                () -> query(SourceFixture.of(Map.of("feature.query", "false")), "SCAN tpch.region"),
                SourceErrorCode.NOT_SUPPORTED);
    }

    @Test
    void testConditionsOfAQueryAreOfItsRows()
            throws InterruptedException
    {
        SourceFixture fixture = SourceFixture.of(Map.of());
        Expression condition = new Expression.Comparison(
                Expression.ComparisonOperator.GREATER,
                new Expression.Column(ColumnPath.of("regionkey")),
                new Expression.Literal(ColumnTypes.bigint("regionkey"), 1L));
        ScanPlan plan = fixture.source().plan(
                RecordingContext.CALL,
                new ScanRequest(
                        new ScanTarget.Query("SCAN tpch.region LIMIT 3"),
                        List.of(),
                        List.of(new Conjunct(1, condition)),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty()));
        assertThat(fixture.rows(plan)).extracting(List::getFirst).containsExactly(2L);
    }

    @Test
    void testStatistics()
    {
        SourceFixture fixture = SourceFixture.of(Map.of());
        TableStatistics statistics = fixture.source().statistics(
                RecordingContext.CALL,
                plan(fixture, NATION, "regionkey").scan());
        assertThat(statistics.rows()).isEqualTo(OptionalDouble.of(25));
        TableStatistics.Column column = statistics.columns().get("regionkey");
        assertThat(column.nullsFraction()).isEqualTo(OptionalDouble.of(0));
        assertThat(column.distinctValues()).isEqualTo(OptionalDouble.of(5));
        assertThat(column.low()).isEqualTo(OptionalDouble.of(0));
        assertThat(column.high()).isEqualTo(OptionalDouble.of(4));
        assertThat(statistics.columns().get("name").low()).isEmpty();
        assertThat(fixture.source().statistics(RecordingContext.CALL, plan(fixture, COUNTED, "id").scan()))
                .isEqualTo(TableStatistics.UNKNOWN);
    }

    @Test
    void testLookup()
            throws InterruptedException
    {
        SourceFixture fixture = SourceFixture.of(Map.of());
        CollectedRows rows = new CollectedRows(1);
        RecordingContext context = new RecordingContext(new Schema(List.of(ColumnTypes.text("name"))));
        LookupRequest request = new LookupRequest(List.of("regionkey"), List.of(ColumnPath.of("name")));
        try (KeyLookup lookup = fixture.source().lookup(context, plan(fixture, NATION, "name").scan(), request)) {
            lookup.lookUp(List.of(List.of(7L), List.of(0L), Arrays.asList((Object) null)), rows);
        }
        assertThat(rows.keys()).hasSize(5).containsOnly(1);
        assertThat(rows.rows()).extracting(List::getFirst)
                .containsExactlyInAnyOrder("ALGERIA", "ETHIOPIA", "KENYA", "MOROCCO", "MOZAMBIQUE");
        assertThat(context.rows()).isEqualTo(8);
    }

    @Test
    void testLookupInWhatTakesNoMemory()
            throws InterruptedException
    {
        SourceFixture fixture = SourceFixture.of(Map.of("counted.rows", "1000000000000"));
        CollectedRows rows = new CollectedRows(1);
        RecordingContext context = new RecordingContext(new Schema(List.of(ColumnTypes.text("text"))));
        LookupRequest request = new LookupRequest(List.of("id"), List.of(ColumnPath.of("text")));
        try (KeyLookup lookup = fixture.source().lookup(context, plan(fixture, COUNTED, "text").scan(), request)) {
            lookup.lookUp(List.of(List.of(999_999_999_999L), List.of(1_000_000_000_000L), List.of(-1L)), rows);
        }
        assertThat(rows.rows()).containsExactly(List.of("row 999999999999"));
    }

    @Test
    void testRateIsKept()
            throws InterruptedException
    {
        SourceFixture fixture = SourceFixture.of(Map.of("rate", "1", "page.rows", "10"));
        long start = System.nanoTime();
        assertThat(readNation(fixture).throttled()).isPositive();
        // the first ten rows are free to go, the next ten and the last five wait for those before
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(20));
        fixture.source().limitRate(Optional.of(
                new RateShare(Units.of("reference-unit", 1_000_000), Duration.ofMinutes(1))));
        readNation(fixture);
        assertThat(readNation(fixture).throttled()).isLessThan(Duration.ofMillis(5));
    }

    @Test
    void testSettingsThatAreWrong()
    {
        for (Map<String, String> wrong : List.of(
                Map.of("taken", "some"),
                Map.of("feature.limit", "perhaps"),
                Map.of("split.rows", "0"),
                Map.of("tables", "default.people(id bigint"),
                Map.of("tables", "default.people(id number)"),
                Map.of("tables", "tpch.nation(id bigint)"),
                Map.of("fault.kind", "fire"))) {
            assertFails(() -> SourceFixture.of(wrong), SourceErrorCode.INVALID_SETTINGS);
        }
    }

    @Test
    void testDefinedTables()
    {
        SourceFixture fixture = SourceFixture.of(Map.of(
                "tables", "Own.\"Big Table\"(id bigint key, name varchar(10),"
                        + " tags array(map(varchar, row(a real, b decimal(9,2)))), at timestamp(6) with time zone);"
                        + " default.other(a date)"));
        TableDescription table = fixture.describe(new SourceTableName("Own", "Big Table"));
        assertThat(table.rowId()).containsExactly("id");
        assertThat(table.schema().getFields()).extracting(Field::getName).containsExactly("id", "name", "tags", "at");
        assertThat(fixture.describe(new SourceTableName("default", "other")).keys()).isEmpty();
    }

    private static long count(SourceFixture fixture, SourceTableName name)
    {
        ScanPlan plan = fixture.source().plan(
                RecordingContext.CALL,
                SourceFixture.scan(name, List.of(), List.of()));
        return fixture.splits(plan, new SplitRequest(List.of(), Optional.empty()))
                .stream()
                .mapToLong(split -> counted(fixture, plan, split))
                .sum();
    }

    private static long counted(SourceFixture fixture, ScanPlan plan, SourceSplit split)
    {
        try {
            return fixture.read(plan, split.split(), Optional.empty()).counted();
        }
        catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static ScanPlan plan(SourceFixture fixture, SourceTableName name, String column)
    {
        return fixture.source().plan(
                RecordingContext.CALL,
                SourceFixture.scan(name, List.of(ColumnPath.of(column)), List.of()));
    }

    private static RecordingContext readNation(SourceFixture fixture)
            throws InterruptedException
    {
        ScanPlan plan = plan(fixture, NATION, "name");
        RecordingContext context = new RecordingContext(plan.schema());
        fixture.read(
                context,
                fixture.splits(plan, new SplitRequest(List.of(), Optional.empty())).getFirst().split(),
                Optional.empty());
        return context;
    }

    private static List<List<Object>> query(SourceFixture fixture, String text)
            throws InterruptedException
    {
        return fixture.rows(fixture.source().plan(
                RecordingContext.CALL,
                new ScanRequest(
                        new ScanTarget.Query(text),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty())));
    }

    private static void assertFails(ThrowingCallable action, SourceErrorCode code)
    {
        assertThatThrownBy(action).isInstanceOfSatisfying(
                SourceException.class,
                failure -> assertThat(failure.code()).isEqualTo(code));
    }
}
