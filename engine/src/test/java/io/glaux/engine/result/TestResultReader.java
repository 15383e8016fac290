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
package io.glaux.engine.result;

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.query.QueryContext;
import io.glaux.engine.query.QueryExecution;
import io.glaux.engine.query.QueryOrigin;
import io.glaux.engine.query.QueryOutput;
import io.glaux.engine.query.QueryState;
import io.glaux.engine.query.QueryStatus;
import io.glaux.engine.query.QuerySubmission;
import io.glaux.engine.query.QueryTimes;
import io.glaux.engine.query.QueryVolume;
import io.glaux.engine.query.ResultColumn;
import io.glaux.engine.query.ResultWriter;
import io.glaux.engine.query.StatementKind;
import io.glaux.engine.query.StatementOutcome;
import io.trino.spi.Page;
import io.trino.spi.type.VarcharType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.Row;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static io.glaux.engine.result.TestResultFiles.longs;
import static io.glaux.engine.result.TestResultFiles.texts;
import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestResultReader
{
    private static final String ID = "7e2a1b0c-0000-4000-8000-000000000002";
    private static final String OTHER_ID = "7e2a1b0c-0000-4000-8000-000000000003";
    private static final QueryOutput OUTPUT = new QueryOutput(Optional.empty(), "s3://results/folder", "{}", false);

    private final InMemoryS3 s3 = new InMemoryS3();
    private final ResultStore store = new ResultStore(s3);
    private final ResultReader reader = new ResultReader(s3);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100, 999, 1000})
    void testPagesOfEverySizeGiveTheWhole(int size)
    {
        QueryExecution query = writeNumbers(1003);
        List<List<String>> rows = new ArrayList<>();
        Optional<String> token = Optional.empty();
        do {
            ResultPage page = reader.page(query, size, token);
            assertThat(page.rows().size()).isLessThanOrEqualTo(size);
            if (page.rows().size() < size) {
                assertThat(page.nextToken()).isEmpty();
            }
            page.rows().forEach(row -> rows.add(values(row)));
            token = page.nextToken();
        }
        while (token.isPresent());
        assertThat(rows).hasSize(1004);
        assertThat(rows.getFirst()).containsExactly("n", "s");
        for (int i = 1; i < rows.size(); i++) {
            assertThat(rows.get(i)).containsExactly(String.valueOf(i - 1), text(i - 1));
        }
    }

    @Test
    void testExactlyFullPageHasATokenForAnEmptyOne()
    {
        QueryExecution query = writeNumbers(9);
        ResultPage full = reader.page(query, 10, Optional.empty());
        assertThat(full.rows()).hasSize(10);
        ResultPage after = reader.page(query, 10, full.nextToken());
        assertThat(after.rows()).isEmpty();
        assertThat(after.nextToken()).isEmpty();
        assertThat(after.columns()).hasSize(2);
    }

    @Test
    void testAPageOfALargeResultReadsLittle()
    {
        QueryExecution query = writeNumbers(200_000);
        ResultPage first = reader.page(query, 10, Optional.empty());
        reader.page(query, 10, first.nextToken());
        assertThat(s3.ranges()).hasSize(2).allSatisfy(range -> {
            String[] bounds = range.substring("bytes=".length()).split("-");
            assertThat(Long.parseLong(bounds[1]) - Long.parseLong(bounds[0])).isLessThan(64 * 1024);
        });
    }

    @Test
    void testValuesAcrossRanges()
    {
        String large = "ü\"\n".repeat(100_000);
        QueryExecution query =
                write(TestResultFiles.SELECT, List.of(new ResultColumn("s", VARCHAR)), new Page(texts(large, "end")));
        ResultPage page = reader.page(query, 1000, Optional.empty());
        assertThat(page.rows()).hasSize(3);
        assertThat(values(page.rows().get(1))).containsExactly(large);
        assertThat(values(page.rows().get(2))).containsExactly("end");
    }

    @Test
    void testNullIsNotTheEmptyText()
    {
        QueryExecution query = write(
                TestResultFiles.SELECT,
                List.of(new ResultColumn("n", BIGINT), new ResultColumn("s", VARCHAR)),
                new Page(longs(BIGINT, null, 1L), texts("", null)));
        List<Row> rows = reader.page(query, 1000, Optional.empty()).rows();
        assertThat(values(rows.get(1))).containsExactly(null, "");
        assertThat(values(rows.get(2))).containsExactly("1", null);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 1000})
    void testExplainIsOneRowForALine(int size)
    {
        QueryExecution query = write(
                TestResultFiles.EXPLAIN,
                List.of(new ResultColumn("Query Plan", VarcharType.createVarcharType(20))),
                new Page(texts("Fragment\n  Output\n\n")));
        assertThat(all(query, size)).containsExactly("Query Plan", "Fragment", "  Output", "", "", "");
        assertThat(reader.page(query, 10, Optional.empty()).updateCount()).isEmpty();
    }

    @Test
    void testUtilityHasNoHeader()
    {
        QueryExecution query = write(
                TestResultFiles.SHOW_TABLES,
                List.of(new ResultColumn("Table", VARCHAR)),
                new Page(texts("a", "b")));
        ResultPage page = reader.page(query, 1000, Optional.empty());
        assertThat(page.rows()).extracting(row -> values(row).getFirst()).containsExactly("a", "b");
        assertThat(page.updateCount()).hasValue(0);
        assertThat(page.columns()).singleElement().satisfies(column -> {
            assertThat(column.name()).isEqualTo("tab_name");
            assertThat(column.type()).isEqualTo("string");
            assertThat(column.precision()).isZero();
            assertThat(column.caseSensitive()).isFalse();
            assertThat(column.nullableAsString()).isEqualTo("UNKNOWN");
            assertThat(column.catalogName()).isEqualTo("hive");
        });
    }

    @Test
    void testUtilityWithoutRows()
    {
        QueryExecution query = write(TestResultFiles.SHOW_TABLES, List.of(new ResultColumn("Table", VARCHAR)));
        assertThat(reader.page(query, 1000, Optional.empty()).rows()).isEmpty();
    }

    @Test
    void testUtilityWithoutColumns()
    {
        QueryExecution query = write(TestResultFiles.SHOW_TABLES, List.of());
        ResultPage page = reader.page(query, 1000, Optional.empty());
        assertThat(page.columns()).isEmpty();
        assertThat(page.rows()).isEmpty();
    }

    @Test
    void testDescribeIsOneValueForARow()
    {
        QueryExecution query = write(
                TestResultFiles.DESCRIBE,
                Stream.of("Column", "Type", "Extra", "Comment").map(name -> new ResultColumn(name, VARCHAR)).toList(),
                new Page(texts("id"), texts("bigint"), texts(""), texts("key")));
        ResultPage page = reader.page(query, 1000, Optional.empty());
        assertThat(page.columns()).hasSize(3);
        assertThat(values(page.rows().getFirst())).containsExactly("id\tbigint\tkey");
    }

    @Test
    void testShowFunctionsHasAHeader()
    {
        QueryExecution query = write(
                TestResultFiles.SHOW_FUNCTIONS,
                List.of(new ResultColumn("Function", VARCHAR)),
                new Page(texts("abs")));
        assertThat(all(query, 1000)).containsExactly("Function", "abs");
    }

    @Test
    void testUpdateCounts()
    {
        QueryExecution insert = write(TestResultFiles.INSERT, Optional.of("INSERT"), OptionalLong.of(42), List.of());
        ResultPage page = reader.page(insert, 1000, Optional.empty());
        assertThat(page.updateCount()).hasValue(42);
        assertThat(page.rows()).isEmpty();
        assertThat(page.columns()).extracting(column -> column.name() + " " + column.type())
                .containsExactly("rows bigint");

        QueryExecution create =
                write(TestResultFiles.CREATE, Optional.of("CREATE SCHEMA"), OptionalLong.empty(), List.of());
        assertThat(reader.page(create, 1000, Optional.empty())).isEqualTo(
                new ResultPage(List.of(), List.of(), OptionalLong.empty(), Optional.empty()));

        assertThat(reader.page(writeNumbers(1), 1000, Optional.empty()).updateCount()).hasValue(0);
    }

    @Test
    void testWrongTokens()
    {
        QueryExecution query = writeNumbers(10);
        String token = reader.page(query, 2, Optional.empty()).nextToken().orElseThrow();
        char last = token.charAt(3);
        String changed = token.substring(0, 3) + (last == 'A' ? 'B' : 'A') + token.substring(4);
        for (String wrong : List.of("nonsense", "", changed, ResultToken.write(OTHER_ID, 3))) {
            assertThatThrownBy(() -> reader.page(query, 2, Optional.of(wrong)))
                    .isInstanceOf(GlauxException.class)
                    .hasMessage("Malformed nextPageToken " + wrong)
                    .satisfies(e -> assertThat(((GlauxException) e).code()).isEqualTo(ErrorCode.INVALID_INPUT));
        }
    }

    @Test
    void testFilesThatAreGone()
    {
        QueryExecution query = writeNumbers(10);
        s3.deleteObject(request -> request.bucket(InMemoryS3.BUCKET).key("folder/" + ID + ".csv"));
        assertThatThrownBy(() -> reader.page(query, 2, Optional.empty()))
                .isInstanceOf(GlauxException.class)
                .hasMessage("Could not find results");
    }

    @Test
    void testFileThatWasChanged()
    {
        QueryExecution query = writeNumbers(1);
        s3.putObject(
                request -> request.bucket(InMemoryS3.BUCKET).key("folder/" + ID + ".csv"),
                RequestBody.fromString("\"n\",\"s\"\n\"1"));
        assertThatThrownBy(() -> reader.page(query, 10, Optional.empty()))
                .isInstanceOf(GlauxException.class)
                .hasMessage("The result file was changed: it ends within a value");
    }

    private QueryExecution writeNumbers(int count)
    {
        Long[] numbers = new Long[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (long) i;
        }
        String[] texts = IntStream.range(0, count).mapToObj(TestResultReader::text).toArray(String[]::new);
        return write(
                TestResultFiles.SELECT,
                List.of(new ResultColumn("n", BIGINT), new ResultColumn("s", VARCHAR)),
                new Page(longs(BIGINT, numbers), texts(texts)));
    }

    private static String text(int number)
    {
        return switch (number % 4) {
            case 0 -> null;
            case 1 -> "";
            case 2 -> "a \"b\"\n,c";
            default -> "row " + number;
        };
    }

    private QueryExecution write(StatementKind kind, List<ResultColumn> columns, Page... pages)
    {
        return write(kind, Optional.empty(), OptionalLong.empty(), columns, pages);
    }

    private QueryExecution write(
            StatementKind kind,
            Optional<String> updateType,
            OptionalLong updateCount,
            List<ResultColumn> columns,
            Page... pages)
    {
        String file = store.location(OUTPUT.location(), ID, kind.output());
        ResultWriter writer = store.open(ID, file, kind, OUTPUT, OptionalLong.empty());
        if (!columns.isEmpty()) {
            writer.columns(columns);
        }
        for (Page page : pages) {
            writer.page(page);
        }
        writer.finish(updateType, updateCount);
        QuerySubmission submission = new QuerySubmission(
                new QueryOrigin(
                        new Principal("admin", "000000000000"),
                        QueryOrigin.Door.ATHENA,
                        Optional.empty(),
                        Optional.empty()),
                "a statement",
                kind,
                new QueryContext(Optional.empty(), Optional.empty(), List.of()),
                "primary",
                Optional.of(OUTPUT),
                Optional.empty(),
                OptionalLong.empty(),
                Duration.ZERO);
        return new QueryExecution(
                ID,
                submission,
                Optional.of(file),
                Optional.empty(),
                new QueryStatus(
                        QueryState.SUCCEEDED, Optional.empty(), StatementOutcome.of(updateType, updateCount), true),
                new QueryTimes(
                        Instant.EPOCH,
                        Optional.empty(),
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO),
                new QueryVolume(0, 0, 0, 0, 0, Optional.empty()));
    }

    private List<String> all(QueryExecution query, int size)
    {
        List<String> values = new ArrayList<>();
        Optional<String> token = Optional.empty();
        do {
            ResultPage page = reader.page(query, size, token);
            page.rows().forEach(row -> values.addAll(values(row)));
            token = page.nextToken();
        }
        while (token.isPresent());
        return values;
    }

    private static List<String> values(Row row)
    {
        return new ArrayList<>(row.data().stream().map(Datum::varCharValue).toList());
    }
}
