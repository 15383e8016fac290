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
package io.glaux.engine.catalog.projection;

import io.glaux.engine.catalog.predicate.PartitionPredicate;
import io.glaux.engine.error.GlauxException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Table;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestTableProjection
{
    private static final Instant NOW = Instant.parse("2024-03-15T23:47:12.345Z");

    @Test
    void testEnum()
    {
        assertThat(values(column("c", "string", "type", "ENUM", "values", "a, b,a,,c "), null))
                .containsExactly("a", " b", "c ");
        assertThat(values(column("c", "string", "type", "enum", "values", "a,b"), "c > 'a'")).containsExactly("b");
    }

    @Test
    void testIntegers()
    {
        assertThat(values(column("c", "int", "type", "integer", "range", "-1 , 1"), null))
                .containsExactly("-1", "0", "1");
        assertThat(values(column("c", "int", "type", "integer", "range", "01,12", "digits", "2"), "c > 10"))
                .containsExactly("11", "12");
        assertThat(values(column("c", "string", "type", "integer", "range", "0,20"), "c between '1' and '11'"))
                .containsExactly("1", "10", "11");
        Table whole = table(column(
                "c", "bigint", "type", "integer", "range", Long.MIN_VALUE + "," + Long.MAX_VALUE));
        assertThat(values(whole, "c >= " + (Long.MAX_VALUE - 1)))
                .containsExactly(Long.toString(Long.MAX_VALUE - 1), Long.toString(Long.MAX_VALUE));
        assertThat(values(whole, "c <= " + Long.MIN_VALUE)).containsExactly(Long.toString(Long.MIN_VALUE));
        assertThat(projection(whole).atLeast()).hasValue(Long.MAX_VALUE);
        assertThat(values(
                column("c", "bigint", "type", "integer", "range", "0,8675309000", "interval", "1000"),
                "c in (5000, 5001, 8675309000)")).containsExactly("5000", "8675309000");
    }

    @Test
    void testNumbersAreFoundHoweverTheyAreWritten()
    {
        TableProjection typed = projection(
                table(column("c", "int", "type", "integer", "range", "1,12", "digits", "2")));
        assertThat(typed.find(List.of("7")).orElseThrow().location()).isEqualTo("s3://bucket/t/c=07/");
        assertThat(typed.find(List.of("13"))).isEmpty();
        TableProjection text = projection(
                table(column("c", "string", "type", "integer", "range", "1,12", "digits", "2")));
        assertThat(text.find(List.of("7"))).isEmpty();
        assertThat(text.find(List.of("07"))).isPresent();
    }

    @Test
    void testDates()
    {
        assertThat(values(date("yyyy-MM", "2023-11,2024-02"), null))
                .containsExactly("2023-11", "2023-12", "2024-01", "2024-02");
        assertThat(values(date("yyyy", "NOW-2YEARS,NOW", "interval", "1", "interval.unit", "years"), null))
                .containsExactly("2022", "2023", "2024");
        assertThat(values(date("yyyy-MM-dd", "NOW - 1 WEEK , NOW"), "c >= '2024-03-14'"))
                .containsExactly("2024-03-14", "2024-03-15");
        assertThat(values(date("yyyy-MM-dd", "2020-01-01,2020-01-01"), null)).containsExactly("2020-01-01");
        assertThat(values(
                date("mm:ss.SSS", "00:00.000,00:00.750", "interval", "250", "interval.unit", "Milliseconds"), null))
                .containsExactly("00:00.000", "00:00.250", "00:00.500", "00:00.750");
        assertThat(values(date("YYYY-'W'ww", "2024-W09,2024-W11", "interval", "1", "interval.unit", "WEEKS"), null))
                .containsExactly("2024-W09", "2024-W10", "2024-W11");
        assertThat(values(date("MMM d, yyyy", "Jan 30, 2024,Feb 1, 2024"), null))
                .containsExactly("Jan 30, 2024", "Jan 31, 2024", "Feb 1, 2024");
        assertThat(values(date("dd-MM-yyyy", "01-01-1900,NOW"), "c between '31-12-2023' and '31-12-2024'"))
                .contains("31-12-2023")
                .doesNotContain("30-12-2023");
    }

    /**
     * Texts that do not sort as their dates do are looked at one by one: only as many as the effort allows.
     */
    @Test
    void testEffortOfUnsortedDates()
    {
        Table table = table(date(
                "yyyy-MM-dd[ HH:mm:ss]",
                "2024-01-01 00:00:00,2024-01-08 00:00:00",
                "interval",
                "1",
                "interval.unit",
                "SECONDS"));
        Optional<PartitionPredicate> predicate =
                Optional.of(PartitionPredicate.parse("c = 'none'", table.partitionKeys()));
        assertThat(projection(table).page(predicate, List.of(), _ -> true, 10, 10).next()).isPresent();
        assertThat(values(table, "c = '2024-01-07 00:00:01'")).containsExactly("2024-01-07 00:00:01");
    }

    @Test
    void testDatesThatCannotBeCounted()
    {
        Map<String, String> column = date(
                "uuuu", "-999999999,+999999999", "interval", "1", "interval.unit", "MILLIS");
        assertThatThrownBy(() -> values(column, "c = '2024'"))
                .isInstanceOf(GlauxException.class)
                .hasMessageContaining("projection.c.range is too wide");
    }

    @Test
    void testTypedDates()
    {
        Table days = table(column(
                "c", "date", "type", "date", "format", "yyyyMMdd", "range", "20240101,NOW"));
        assertThat(values(days, "c > DATE '2024-03-13'")).containsExactly("2024-03-14", "2024-03-15");
        assertThat(projection(days).find(List.of("2024-03-14")).orElseThrow().location())
                .isEqualTo("s3://bucket/t/c=20240314/");
        Table hours = table(column(
                "c",
                "timestamp",
                "type",
                "date",
                "format",
                "yyyy/MM/dd/HH",
                "range",
                "2024/01/01/00,NOW",
                "interval",
                "1",
                "interval.unit",
                "HOURS"));
        assertThat(values(hours, "c >= TIMESTAMP '2024-03-15 22:00:00'"))
                .containsExactly("2024-03-15 22:00:00", "2024-03-15 23:00:00");
    }

    @Test
    void testInjected()
    {
        Table table = table(column("c", "string", "type", "injected"));
        assertThat(values(table, "c in ('b', 'a') and c <> 'x'")).containsExactly("a", "b");
        assertThat(values(table, "c = 'a' and c = 'b'")).isEmpty();
        for (String expression : List.of("c > 'a'", "c like 'a%'", "c is not null", "c <> 'a'", "c = 'a' or 1 = 1")) {
            assertThatThrownBy(() -> values(table, expression))
                    .isInstanceOf(GlauxException.class)
                    .hasMessage("CONSTRAINT_VIOLATION: For the injected projected partition column c, the WHERE clause "
                            + "must contain only static equality conditions, and at least one such condition must be "
                            + "present.");
        }
        assertThatThrownBy(() -> values(table, null)).hasMessageContaining("injected projected partition column c");
    }

    @Test
    void testLocations()
    {
        Map<String, String> column = column("c", "string", "type", "injected");
        TableProjection hive = projection(table(column));
        assertThat(hive.find(List.of("a b:c/d$1\\%")).orElseThrow().location())
                .isEqualTo("s3://bucket/t/c=a b%3Ac%2Fd$1%5C%25/");
        Map<String, String> templated = new HashMap<>(column);
        templated.put("Storage.Location.Template", "s3://other/${C}/x-${c}");
        assertThat(projection(table(templated)).find(List.of("$1\\")).orElseThrow().location())
                .isEqualTo("s3://other/$1\\/x-$1\\/");
    }

    /**
     * 500 million partitions, and ten times 10^9: only those that are named are looked at.
     */
    @Test
    void testWhatIsNamedIsNotSearched()
    {
        Map<String, String> parameters = new HashMap<>(column(
                "c",
                "string",
                "type",
                "date",
                "format",
                "yyyy-MM-dd-HH-mm",
                "range",
                "1970-01-01-00-00,NOW",
                "interval",
                "1",
                "interval.unit",
                "MINUTES"));
        List<Column> keys = List.of(key("c", "string"), key("d", "bigint"));
        parameters.putAll(Map.of("projection.d.type", "integer", "projection.d.range", "1,1000000000"));
        TableProjection projection = projection(table(keys, parameters));
        PartitionPredicate predicate = PartitionPredicate.parse(
                "c between '2024-01-01-00-00' and '2024-01-01-00-23' and d = 77",
                keys);
        ProjectedPage page = projection.page(Optional.of(predicate), List.of(), _ -> true, 1000, 100);
        assertThat(page.partitions()).hasSize(24);
        assertThat(page.next()).isEmpty();
        ProjectedPage first = projection.page(Optional.empty(), List.of(), _ -> true, 10, 100);
        assertThat(first.partitions()).hasSize(10);
        assertThat(first.next()).isPresent();
    }

    @Test
    void testWrongConfigurations()
    {
        assertWrong(Map.of(), "configured for partition projection, but the following partition columns are missing "
                + "projection configuration: [c] (table db.t)");
        assertWrong(column("c", "string", "type", "list"), "projection.c.type is 'list': it must be enum, integer");
        assertWrong(column("c", "string", "type", "enum"), "projection.c.values is missing");
        assertWrong(column("c", "int", "type", "integer", "range", "1"), "projection.c.range must be the least");
        assertWrong(column("c", "int", "type", "integer", "range", "1,x"), "has 'x', which is no integer of 64 bits");
        assertWrong(column("c", "int", "type", "integer", "range", "2,1"), "is empty: its start 2 is greater");
        assertWrong(column("c", "int", "type", "integer", "range", "1,2", "interval", "0"), "it must be at least 1");
        assertWrong(column("c", "int", "type", "integer", "range", "1,2", "digits", "-1"), "it must be at least 1");
        assertWrong(column("c", "date", "type", "integer", "range", "1,2"), "no value of the column's type date");
        assertWrong(column("c", "string", "type", "date", "range", "1,2"), "projection.c.format is missing");
        assertWrong(date("yyyy-bb", "1,2"), "projection.c.format is 'yyyy-bb', which cannot be used");
        assertWrong(date("yyyy-dd", "2024-01,2024-02"), "it has no month");
        assertWrong(date("YYYY-MM-dd", "2024-01-01,NOW"), "go together");
        assertWrong(date("yyyy-MM-dd hh", "2024-01-01 01,NOW"), "without AM and PM");
        assertWrong(date("yyyy-MM-dd", "2024-01,NOW"), "has '2024-01', which is neither a date");
        assertWrong(date("yyyy-MM-dd", "2024-01-01"), "must be the first and the last date");
        assertWrong(date("yyyy-MM-dd", "NOW,NOW-1DAY"), "is empty: its start 2024-03-15 is after its end 2024-03-14");
        assertWrong(date("yyyy", "2020,NOW"), "projection.c.interval is missing");
        assertWrong(date("yyyy-MM-dd-HH", "NOW,NOW", "interval", "1"), "projection.c.interval.unit is missing");
        assertWrong(date("yyyy", "2020,NOW", "interval", "1", "interval.unit", "day"), "is 'day': it must be YEARS");
        assertWrong(column("c", "int", "type", "injected"), "is injected, which needs a column of type string");
        Map<String, String> template = new HashMap<>(date("yyyy-MM-dd", "NOW,NOW"));
        template.put("storage.location.template", "s3://b/${d}/");
        assertWrong(template, "storage.location.template has ${d}, which is no partition column");
        template.put("storage.location.template", "s3://b/");
        assertWrong(template, "storage.location.template has no ${c}");
    }

    @Test
    void testCheck()
    {
        Map<String, String> parameters = new HashMap<>(date("yyyy", "2020,NOW"));
        parameters.put("projection.d.type", "enum");
        parameters.put("storage.location.template", "s3://b/${c}");
        assertThat(ProjectionCheck.warnings(table(parameters), NOW)).satisfiesExactlyInAnyOrder(
                warning -> assertThat(warning).contains("projection.c.interval is missing"),
                warning -> assertThat(warning).contains("projection.d.type has no effect"),
                warning -> assertThat(warning).contains("should end with a slash"));
        assertThat(ProjectionCheck.warnings(table(date("yyyy-MM-dd", "2020-01-01,NOW")), NOW)).isEmpty();
        parameters.put("projection.enabled", "false");
        assertThat(ProjectionCheck.warnings(table(parameters), NOW)).singleElement().asString().contains(
                "projection.enabled is not 'true'");
    }

    @Test
    void testFoldersThatAreNeverNamed()
    {
        List<Column> keys = List.of(key("year", "int"), key("month", "int"));
        Map<String, String> parameters = new HashMap<>(Map.of(
                "projection.year.type", "integer",
                "projection.year.range", "2020,2030",
                "projection.month.type", "integer",
                "projection.month.range", "1,12"));
        Map<String, List<String>> folders = Map.of(
                "s3://bucket/t/", List.of("year=2024"),
                "s3://bucket/t/year=2024/", List.of("month=07", "month=11"));
        List<String> warnings = ProjectionCheck.unreachableFolders(
                table(keys, parameters),
                prefix -> folders.getOrDefault(prefix, List.of()),
                NOW);
        assertThat(warnings).containsExactly("No query of db.t reads the folder month=07: without "
                + "projection.month.digits the projection names month=7. ALTER TABLE ... SET TBLPROPERTIES "
                + "('projection.month.digits' = '2') mends it");
        parameters.put("projection.month.digits", "2");
        assertThat(ProjectionCheck.unreachableFolders(
                table(keys, parameters),
                prefix -> folders.getOrDefault(prefix, List.of()),
                NOW)).isEmpty();
    }

    private static void assertWrong(Map<String, String> parameters, String message)
    {
        Table table = table(parameters);
        assertThatThrownBy(() -> TableProjection.of(table, NOW))
                .isInstanceOf(GlauxException.class)
                .hasMessageStartingWith("Table db.t is configured for partition projection, but ")
                .hasMessageContaining(message)
                .hasMessageEndingWith("(table db.t)");
        assertThat(ProjectionCheck.warnings(table, NOW)).anySatisfy(warning ->
                assertThat(warning).contains(message));
    }

    private static List<String> values(Map<String, String> column, String expression)
    {
        return values(table(column), expression);
    }

    private static List<String> values(Table table, String expression)
    {
        Optional<PartitionPredicate> predicate =
                Optional.ofNullable(expression).map(text -> PartitionPredicate.parse(text, table.partitionKeys()));
        return projection(table).page(predicate, List.of(), _ -> true, 100_000, 1_000_000).partitions().stream()
                .map(partition -> partition.values().getFirst())
                .toList();
    }

    private static TableProjection projection(Table table)
    {
        return TableProjection.of(table, NOW);
    }

    private static Map<String, String> date(String format, String range, String... more)
    {
        Map<String, String> parameters = new HashMap<>(column("c", "string", more));
        parameters.putAll(column("c", "string", "type", "date", "format", format, "range", range));
        return parameters;
    }

    /**
     * The parameters of a column; its type is a parameter of the test only.
     */
    private static Map<String, String> column(String name, String type, String... settings)
    {
        Map<String, String> parameters = new HashMap<>(Map.of("test.type", type));
        for (int i = 0; i < settings.length; i += 2) {
            parameters.put("projection.%s.%s".formatted(name, settings[i]), settings[i + 1]);
        }
        return parameters;
    }

    private static Table table(Map<String, String> parameters)
    {
        return table(List.of(key("c", parameters.getOrDefault("test.type", "string"))), parameters);
    }

    private static Table table(List<Column> keys, Map<String, String> parameters)
    {
        Map<String, String> all = new HashMap<>(Map.of("projection.enabled", "true"));
        all.putAll(parameters);
        return Table.builder()
                .databaseName("db")
                .name("t")
                .partitionKeys(keys)
                .parameters(all)
                .storageDescriptor(storage -> storage.location("s3://bucket/t"))
                .build();
    }

    private static Column key(String name, String type)
    {
        return Column.builder().name(name).type(type).build();
    }
}
