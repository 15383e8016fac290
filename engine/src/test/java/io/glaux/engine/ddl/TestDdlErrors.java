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
package io.glaux.engine.ddl;

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

import static io.glaux.engine.error.ErrorCode.SYNTAX_ERROR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

final class TestDdlErrors
{
    private static final List<Arguments> ERRORS = List.of(
            arguments(SYNTAX_ERROR, "DROP TABLE \"t\"",
                    "line 1:12: mismatched input '\"t\"' expecting {'IF', IDENTIFIER, QUOTED_IDENTIFIER}. Names "
                            + "stand between backticks here, quotes are for texts"),
            arguments(SYNTAX_ERROR, "CREATE TABLE \"test\" (a int)",
                    "line 1:14: mismatched input '\"test\"' expecting {'IF', IDENTIFIER, QUOTED_IDENTIFIER}. Names "
                            + "stand between backticks here, quotes are for texts"),
            arguments(
                    SYNTAX_ERROR,
                    "DROP TABLE my-db.t",
                    "line 1:14: mismatched input '-' expecting {<EOF>, ';'}"),
            arguments(SYNTAX_ERROR, "CREATE EXTERNAL TABLE t (date string) LOCATION 's3://b/'",
                    "line 1:26: mismatched input 'date' expecting {IDENTIFIER, QUOTED_IDENTIFIER}. As a name it "
                            + "stands between backticks: `date`"),
            arguments(SYNTAX_ERROR, "CREATE EXTERNAL TABLE t (_a string) LOCATION 's3://b/'",
                    "line 1:26: mismatched input '_a' expecting {IDENTIFIER, QUOTED_IDENTIFIER}. As a name it "
                            + "stands between backticks: `_a`"),
            arguments(
                    SYNTAX_ERROR,
                    "CREATE OR REPLACE TABLE t AS SELECT 1",
                    "line 1:8: mismatched input 'OR' expecting {'DATABASE', 'EXTERNAL', 'SCHEMA', 'TABLE'}"),
            arguments(SYNTAX_ERROR, "ALTER TABLE t EXECUTE optimize",
                    "line 1:15: mismatched input 'EXECUTE' expecting {'ADD', 'CHANGE', 'DROP', 'PARTITION', "
                            + "'RENAME', 'REPLACE', 'SET', 'UNSET'}"),
            arguments(
                    SYNTAX_ERROR,
                    "ALTER TABLE t RENAME COLUMN a TO b",
                    "line 1:22: mismatched input 'COLUMN' expecting 'TO'"),
            arguments(
                    SYNTAX_ERROR,
                    "ALTER TABLE t SET PROPERTIES x = 1",
                    "line 1:19: mismatched input 'PROPERTIES' expecting {'LOCATION', 'TBLPROPERTIES'}"),
            arguments(
                    SYNTAX_ERROR,
                    "ALTER TABLE t ADD COLUMN a int",
                    "line 1:19: no viable alternative at input 'ADD COLUMN'"),
            arguments(SYNTAX_ERROR, "ALTER TABLE IF EXISTS t ADD COLUMNS (a int)",
                    "line 1:13: mismatched input 'IF' expecting {IDENTIFIER, QUOTED_IDENTIFIER}. As a name it "
                            + "stands between backticks: `IF`"),
            arguments(
                    SYNTAX_ERROR,
                    "ALTER TABLE t TOUCH",
                    "Queries of this type are not supported: ALTER TABLE .. TOUCH"),
            arguments(
                    SYNTAX_ERROR,
                    "ALTER TABLE t PARTITION (a=1) CONCATENATE",
                    "Queries of this type are not supported: ALTER TABLE .. CONCATENATE"),
            arguments(
                    SYNTAX_ERROR,
                    "ALTER TABLE t PARTITION (a=1) SET FILEFORMAT PARQUET",
                    "Queries of this type are not supported: ALTER TABLE .. SET FILEFORMAT"),
            arguments(
                    SYNTAX_ERROR,
                    "ALTER TABLE t SET SERDEPROPERTIES ('a'='b')",
                    "Queries of this type are not supported: ALTER TABLE .. SET SERDEPROPERTIES"),
            arguments(
                    SYNTAX_ERROR,
                    "ALTER TABLE t NOT SKEWED",
                    "Queries of this type are not supported: ALTER TABLE .. NOT"),
            arguments(
                    SYNTAX_ERROR,
                    "ALTER TABLE t EXCHANGE PARTITION (a=1) WITH TABLE u",
                    "Queries of this type are not supported: ALTER TABLE .. EXCHANGE"),
            arguments(
                    SYNTAX_ERROR,
                    "ALTER TABLE t SET SKEWED LOCATION (a='b')",
                    "Queries of this type are not supported: ALTER TABLE .. SET SKEWED"),
            arguments(
                    SYNTAX_ERROR,
                    "CREATE TABLE t LIKE u",
                    "Queries of this type are not supported: CREATE TABLE .. LIKE"),
            arguments(
                    SYNTAX_ERROR,
                    "CREATE EXTERNAL TABLE t LIKE u LOCATION 's3://b/'",
                    "Queries of this type are not supported: CREATE TABLE .. LIKE"),
            arguments(
                    SYNTAX_ERROR,
                    "CREATE TABLE t (a int) STORED BY 'x'",
                    "Queries of this type are not supported: CREATE TABLE .. STORED BY"),
            arguments(
                    SYNTAX_ERROR,
                    "CREATE TABLE t (a int) SKEWED BY (a) ON (1)",
                    "Queries of this type are not supported: CREATE TABLE .. SKEWED"),
            arguments(SYNTAX_ERROR, "CREATE TABLE t (a foo)",
                    "line 1:19: mismatched input 'foo' expecting {'ARRAY', 'BIGINT', 'BINARY', 'BOOLEAN', "
                            + "'CHAR', 'DATE', 'DEC', 'DECIMAL', 'DOUBLE', 'FLOAT', 'INT', 'INTEGER', 'MAP', "
                            + "'NUMERIC', "
                            + "'SMALLINT', 'STRING', 'STRUCT', 'TIMESTAMP', 'TINYINT', 'UNIONTYPE', 'VARCHAR'}"),
            arguments(
                    SYNTAX_ERROR,
                    "CREATE TABLE t (a decimal(39,1))",
                    "line 1:19: Decimal precision out of allowed range [1,38]"),
            arguments(
                    SYNTAX_ERROR,
                    "CREATE TABLE t (a varchar)",
                    "line 1:26: mismatched input ')' expecting '('"),
            arguments(
                    SYNTAX_ERROR,
                    "CREATE TABLE t (a map<array<int>,int>)",
                    "line 1:23: the key of a map must have a primitive type"),
            arguments(
                    SYNTAX_ERROR,
                    "CREATE TABLE t (a int) LOCATION 'a' LOCATION 'b'",
                    "line 1:37: the clause LOCATION is given twice"),
            arguments(
                    SYNTAX_ERROR,
                    "CREATE TABLE t (a int",
                    "line 1:22: missing ')' at '<EOF>'"),
            arguments(
                    SYNTAX_ERROR,
                    "CREATE TABLE t (a int) LOCATION 'abc",
                    "line 1:33: mismatched input ''abc' expecting STRING_LITERAL"),
            arguments(
                    SYNTAX_ERROR,
                    "DROP TABLE t; DROP TABLE u",
                    "Only one sql statement is allowed. Got: DROP TABLE t; DROP TABLE u"),
            arguments(
                    SYNTAX_ERROR,
                    "SHOW ROLES",
                    "Queries of this type are not supported: SHOW ROLES"),
            arguments(SYNTAX_ERROR, "DESCRIBE TABLE t",
                    "line 1:10: mismatched input 'TABLE' expecting {'EXTENDED', IDENTIFIER, QUOTED_IDENTIFIER}. "
                            + "As a name it stands between backticks: `TABLE`"),
            arguments(
                    SYNTAX_ERROR,
                    "DESCRIBE DATABASE t",
                    "Queries of this type are not supported: DESCRIBE DATABASE"),
            arguments(
                    SYNTAX_ERROR,
                    "DESCRIBE INPUT t",
                    "Queries of this type are not supported: DESCRIBE INPUT"),
            arguments(SYNTAX_ERROR, "CREATE TABLE t (a int) PARTITIONED BY (a, b int)",
                    "line 1:43: PARTITIONED BY has either columns with their types, or names and functions of "
                            + "columns (for Iceberg), not both"),
            arguments(
                    SYNTAX_ERROR,
                    "CREATE TABLE t (a int) PARTITIONED BY (year(a, b))",
                    "line 1:40: year takes one column"),
            arguments(SYNTAX_ERROR, "CREATE TABLE t (a int) PARTITIONED BY (foo(a))",
                    "line 1:40: 'foo' is no function of PARTITIONED BY: there are year, month, day, hour, bucket "
                            + "and truncate"),
            arguments(
                    SYNTAX_ERROR,
                    "ALTER TABLE t DROP PARTITION (a > 1)",
                    "line 1:33: mismatched input '>' expecting '='"),
            arguments(
                    SYNTAX_ERROR,
                    "ALTER TABLE t ADD PARTITION (a = 1, a = 2)",
                    "line 1:37: the partition column 'a' is given twice"),
            arguments(SYNTAX_ERROR, "MSCK REPAIR TABLE \"a\".\"b\"",
                    "line 1:19: mismatched input '\"a\"' expecting {IDENTIFIER, QUOTED_IDENTIFIER}. Names stand "
                            + "between backticks here, quotes are for texts"),
            arguments(SYNTAX_ERROR, "SHOW TABLES IN \"a\"",
                    "line 1:16: mismatched input '\"a\"' expecting {IDENTIFIER, QUOTED_IDENTIFIER}. Names stand "
                            + "between backticks here, quotes are for texts"),
            arguments(
                    SYNTAX_ERROR,
                    "DROP TABLE ``",
                    "line 1:12: a name between backticks is empty"),
            arguments(
                    SYNTAX_ERROR,
                    "DROP TABLE",
                    "line 1:11: mismatched input '<EOF>' expecting {'IF', IDENTIFIER, QUOTED_IDENTIFIER}"),
            arguments(
                    SYNTAX_ERROR,
                    "CREATE EXTERNAL TABLE t AS SELECT 1",
                    "line 1:25: mismatched input 'AS' expecting {<EOF>, ';'}"),
            arguments(
                    SYNTAX_ERROR,
                    "SHOW COLUMNS IN a.b IN c",
                    "line 1:24: the database is given twice"),
            arguments(
                    SYNTAX_ERROR,
                    "GRANT SELECT ON t TO u",
                    "Queries of this type are not supported: GRANT"));

    @ParameterizedTest
    @MethodSource("errors")
    void saysWhatIsWrongAndWhere(ErrorCode code, String sql, String message)
    {
        assertThat(DdlParser.claims(sql)).isTrue();
        assertThatExceptionOfType(GlauxException.class)
                .isThrownBy(() -> DdlParser.parse(sql))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code))
                .withMessage(message);
    }

    static List<Arguments> errors()
    {
        return ERRORS;
    }

    @Test
    void countsLinesAndColumnsFromOne()
    {
        assertThatExceptionOfType(GlauxException.class)
                .isThrownBy(() -> DdlParser.parse("\n/* a\n comment */ DROP\n  TABLE t u"))
                .withMessage("line 4:11: extraneous input 'u' expecting {<EOF>, ';'}");
    }

    @Test
    void typesAreNotNestedWithoutEnd()
    {
        for (String opening : List.of("array<", "struct<a:", "map<int,", "uniontype<")) {
            String type = opening.repeat(10_000) + "int" + ">".repeat(10_000);
            assertThatExceptionOfType(GlauxException.class)
                    .isThrownBy(() -> DdlParser.parse("CREATE TABLE t (a %s)".formatted(type)))
                    .withMessageEndingWith("types are nested more than 100 deep");
        }
        String type = "array<".repeat(100) + "int" + ">".repeat(100);
        assertThat(DdlParser.parse("CREATE TABLE t (a %s)".formatted(type))).isNotNull();
    }

    @Test
    void messagesAreShortWhereTokensAreLong()
    {
        for (String sql : List.of(
                "DROP TABLE '" + "x".repeat(250_000),
                "DROP TABLE t " + "'\"".repeat(125_000),
                "DROP TABLE t; " + "x".repeat(250_000),
                "ALTER TABLE t ADD `" + "x".repeat(250_000) + "`")) {
            assertThatExceptionOfType(GlauxException.class)
                    .isThrownBy(() -> DdlParser.parse(sql))
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1_000));
        }
    }

    @Test
    void everyReservedWordWantsBackticks()
    {
        List<String> words = List.of(
                "ALL",
                "COLUMN",
                "DATE",
                "DATABASE",
                "DIV",
                "END",
                "GROUP",
                "INT",
                "NONE",
                "ORDER",
                "PARTITION",
                "RANGE",
                "ROW",
                "TABLE",
                "TO",
                "TRUNCATE",
                "USER",
                "VALUES",
                "VIEWS",
                "WITH");
        for (String word : words) {
            assertThatExceptionOfType(GlauxException.class)
                    .isThrownBy(() -> DdlParser.parse("CREATE TABLE t (%s int)".formatted(word)))
                    .withMessageContaining("mismatched input '%s'", word);
            assertThat(DdlParser.parse("CREATE TABLE t (`%s` int)".formatted(word))).isNotNull();
        }
    }
}
