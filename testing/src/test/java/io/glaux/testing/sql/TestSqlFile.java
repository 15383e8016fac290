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
package io.glaux.testing.sql;

import io.glaux.testing.Checkout;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The format of the corpus: what is read, what is refused, what matches, what is filled in.
 */
final class TestSqlFile
{
    private static final int LEAST_STATEMENTS = 600;
    private static final Placeholders NAMES = Placeholders.of(Map.of("database", "sql_x", "bucket", "glaux"));

    @Test
    void theCorpusIsLargeAndSaysWhatItExpects()
    {
        SqlCorpus corpus = new SqlCorpus(Checkout.testing(TestSql.FOLDER), Optional.empty());
        List<SqlFile> files = corpus.names().stream().map(corpus::read).toList();
        assertThat(files.stream().flatMap(file -> file.statements().stream()
                .filter(statement -> statement.expectation().outcome().isEmpty()
                        || (statement.expectation().kind().isEmpty()
                        && statement.expectation().outcome().get().form() != Outcome.Form.REFUSED))
                .map(file::place)))
                .as("statements without a kind or an outcome")
                .isEmpty();
        assertThat(files.stream().map(SqlFile::key)).as("names of databases").doesNotHaveDuplicates();
        assertThat(files.stream().mapToInt(file -> file.statements().size()).sum())
                .isGreaterThanOrEqualTo(LEAST_STATEMENTS);
    }

    @Test
    void aFileIsRead()
    {
        SqlFile file = parse(
                """
                --- A comment.
                -- bucket: other
                -- replace: s3://THEIRS/ with ${location}
                -- kinds: DML SELECT csv

                -- file: t/one.csv
                --   1;a
                --
                -- escaped file: t/two.csv
                --   1\\t2\\u0001
                -- database: none
                -- parameters: 1 | 'x'
                -- open: not yet
                SELECT ';' AS a,
                --   no content
                  2;
                -- types: varchar(1) |  integer
                -- rows:
                --   a |  b
                --   \\e | \\N

                CREATE DATABASE x;
                -- kind: DDL CREATE_DATABASE text
                -- ok
                """);
        SqlStatement select = file.statements().getFirst();
        assertThat(select.sql()).isEqualTo("SELECT ';' AS a,\n--   no content\n  2");
        assertThat(select.lines()).isEqualTo(new SqlStatement.Place(14, 16, 20));
        assertThat(select.request()).isEqualTo(new SqlStatement.Request(
                Optional.of("AwsDataCatalog"),
                Optional.empty(),
                List.of("1", "'x'"),
                List.of(
                        new SqlStatement.StoredObject("t/one.csv", "1;a\n\n"),
                        new SqlStatement.StoredObject("t/two.csv", "1\t2\u0001\n"))));
        assertThat(select.open()).contains("not yet");
        assertThat(select.expectation()).isEqualTo(new SqlStatement.Expectation(
                Optional.of("DML SELECT csv"),
                Optional.of("varchar(1) | integer"),
                Optional.of(new Outcome(Outcome.Form.ROWS, "", List.of("a | b", "\\e | \\N")))));
        SqlStatement create = file.statements().getLast();
        assertThat(create.expectation().kind()).contains("DDL CREATE_DATABASE text");
        assertThat(create.open()).isEmpty();
        assertThat(file.buckets()).containsExactly("other");
        assertThat(file.replacements()).containsExactly(Map.entry("s3://THEIRS/", "${location}"));
        assertThat(file.key()).isEqualTo("sql_family_name");
    }

    @Test
    void whatIsWrongIsSaidWithItsLine()
    {
        refused("SELECT 1", "family/name.sql:1: the statement has no line that ends with a semicolon");
        refused("-- wrong: x\nSELECT 1;", "family/name.sql:1: unknown directive before a statement: wrong");
        refused("SELECT 1;\n-- database: x", "family/name.sql:2: unknown directive after a statement "
                + "(an empty line ends it): database");
        refused("SELECT 1;\n-- ok\n-- ok", "family/name.sql:3: a second outcome of one statement");
        refused("SELECT 1;\n-- count", "family/name.sql:2: count wants a value behind its colon");
        refused("SELECT 1;\n-- ok\n--   x", "family/name.sql:2: ok has no lines");
        refused("-- open:\nSELECT 1;", "family/name.sql:1: open wants a value behind its colon");
        refused("--no blank\nSELECT 1;", "family/name.sql:1: neither a directive nor a comment, which has three "
                + "dashes: --no blank");
        refused("-- open: x", "family/name.sql:1: no statement follows the last directives");
    }

    @Test
    void valuesAreShownWithoutDoubt()
    {
        assertThat(Lines.row(Arrays.asList(null, "", "a|b", "\\N", " x ", "1\t2\n3", "\u0001")))
                .isEqualTo("\\N | \\e | a\\pb | \\\\N | \\sx\\s | 1\\t2\\n3 | \\u0001");
        assertThat(Lines.text("a  \tb \n\n\\")).containsExactly("a  \\tb\\s", "", "\\\\");
    }

    @Test
    void placeholdersStandForWhatARunHas()
    {
        assertThat(NAMES.replace("${database} ${year} ${any}")).isEqualTo("sql_x ${year} ${any}");
        assertThat(NAMES.insert("glaux of sql_x in s3://glaux/a"))
                .isEqualTo("glaux of ${database} in s3://${bucket}/a");
        assertThat(NAMES.matches("in ${database}: ${any}.", "in sql_x: (a\nb).")).isTrue();
        assertThat(NAMES.matches("in ${database}", "in sql_y")).isFalse();
        assertThat(NAMES.matches("${number} s", "1.5 s")).isTrue();
        assertThat(NAMES.matches("${number} s", "x s")).isFalse();
        assertThat(NAMES.matches("${year}.", "${year}.")).isTrue();
    }

    @Test
    void differencesAreTold()
    {
        Outcome rows = new Outcome(Outcome.Form.ROWS, "", List.of("a", "1", "2"));
        assertThat(differences("-- rows:\n--   a\n--   1\n--   2", rows)).isEmpty();
        assertThat(differences("-- rows unordered:\n--   a\n--   2\n--   1", rows)).isEmpty();
        assertThat(differences("-- rows include:\n--   2", rows)).isEmpty();
        assertThat(differences("-- rows:\n--   a\n--   2\n--   1", rows)).hasSize(1);
        assertThat(differences("-- rows unordered:\n--   a\n--   2", rows)).hasSize(1);
        assertThat(differences("-- rows include:\n--   3", rows)).hasSize(1);
        assertThat(differences("-- ok", rows)).hasSize(1);
        assertThat(differences("-- kind: DML INSERT plain\n-- rows include:\n--   2", rows)).hasSize(1);
        assertThat(differences("-- types: bigint\n-- rows include:\n--   2", rows)).hasSize(1);
        Outcome failed = new Outcome(Outcome.Form.FAILED, "2/1301", List.of("No sql_x"));
        assertThat(differences("-- failed:\n--   No ${database}", failed)).isEmpty();
        assertThat(differences("-- failed: 2/1301\n--   No ${any}", failed)).isEmpty();
        assertThat(differences("-- failed: 2/1300\n--   No ${any}", failed)).hasSize(1);
        assertThat(differences("-- refused: X\n--   No ${any}", failed)).hasSize(1);
    }

    @Test
    void answersAreFilledIn()
    {
        List<String> lines = List.of(
                "-- kinds: DML SELECT csv",
                "SELECT 1;",
                "",
                "--- next",
                "SELECT 2;",
                "-- rows:",
                "--   a",
                "",
                "--- end");
        SqlFile file = SqlFileParser.parse("family/name.sql", lines);
        Answer answer = answer(new Outcome(Outcome.Form.ROWS, "", List.of("a", "sql_x")));
        Map<SqlStatement, Answer> answers =
                Map.of(file.statements().getFirst(), answer, file.statements().getLast(), answer);
        assertThat(SqlFill.NONE.fill(file, answers)).isEqualTo(lines);
        assertThat(SqlFill.MISSING.fill(file, answers)).containsExactly(
                "-- kinds: DML SELECT csv",
                "SELECT 1;",
                "-- rows:",
                "--   a",
                "--   ${database}",
                "",
                "--- next",
                "SELECT 2;",
                "-- rows:",
                "--   a",
                "",
                "--- end");
        assertThat(SqlFill.ALL.fill(file, answers)).containsExactly(
                "-- kinds: DML SELECT csv",
                "SELECT 1;",
                "-- rows:",
                "--   a",
                "--   ${database}",
                "",
                "--- next",
                "SELECT 2;",
                "-- rows:",
                "--   a",
                "--   ${database}",
                "",
                "--- end");
    }

    private static List<String> differences(String expectation, Outcome outcome)
    {
        return answer(outcome).differences(parse("SELECT 1;\n" + expectation).statements().getFirst().expectation());
    }

    private static Answer answer(Outcome outcome)
    {
        return new Answer(
                NAMES, Optional.of("DML SELECT csv"), Optional.of("integer"), Optional.of(outcome), outcome, List.of());
    }

    private static SqlFile parse(String text)
    {
        return SqlFileParser.parse("family/name.sql", text.lines().toList());
    }

    private static void refused(String text, String message)
    {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(SqlFileException.class).hasMessage(message);
    }
}
