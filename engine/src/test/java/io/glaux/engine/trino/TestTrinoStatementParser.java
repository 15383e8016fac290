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
package io.glaux.engine.trino;

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.query.StatementKind;
import io.glaux.engine.query.StatementKind.Output;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestTrinoStatementParser
{
    private final TrinoStatementParser parser = new TrinoStatementParser();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                                            SELECT 1 | DML | SELECT | CSV
                                            WITH a AS (SELECT 1) TABLE a | DML | SELECT | CSV
                                            VALUES 1, 2 | DML | SELECT | CSV
                                            TABLE t | DML | SELECT | CSV
                                            EXPLAIN SELECT 1 | DML | EXPLAIN | TEXT
                                            EXPLAIN ANALYZE SELECT 1 | DML | EXPLAIN | TEXT
                                            INSERT INTO t SELECT 1 | DML | INSERT | INSERT
                                            UPDATE t SET a = 1 | DML | UPDATE | CSV_METADATA_ONLY
                                            DELETE FROM t WHERE a = 1 | DML | DELETE | CSV_METADATA_ONLY
                                            MERGE INTO t USING u ON t.a = u.a WHEN MATCHED THEN DELETE \
                                            | DML | MERGE | CSV_METADATA_ONLY
                                            CREATE TABLE t AS SELECT 1 a | DDL | CREATE_TABLE_AS_SELECT | TABLE
                                            CREATE TABLE t (a integer) | DDL | CREATE_TABLE | TEXT
                                            CREATE VIEW v AS SELECT 1 a | DDL | CREATE_VIEW | TEXT
                                            DROP TABLE t | DDL | DROP_TABLE | TEXT
                                            DROP VIEW v | DDL | DROP_VIEW | TEXT
                                            CREATE SCHEMA s | DDL | CREATE_DATABASE | TEXT
                                            DROP SCHEMA s | DDL | DROP_DATABASE | TEXT
                                            ALTER TABLE t ADD COLUMN b integer | DDL | ALTER_TABLE_ADD_COLUMN | TEXT
                                            ALTER TABLE t DROP COLUMN b | DDL | ALTER_TABLE_DROP_COLUMN | TEXT
                                            ALTER TABLE t RENAME COLUMN a TO b | DDL | ALTER_TABLE_CHANGE_COLUMN | TEXT
                                            ALTER TABLE t RENAME TO u | DDL | ALTER_TABLE_RENAME | TEXT
                                            ALTER TABLE t EXECUTE optimize | DDL | OPTIMIZE | TEXT
                                            CALL system.sync_partition_metadata('s', 't', 'ADD') | DDL | CALL | TEXT
                                            SHOW TABLES | UTILITY | SHOW_TABLES | TEXT
                                            SHOW SCHEMAS | UTILITY | SHOW_DATABASES | TEXT
                                            SHOW COLUMNS FROM t | UTILITY | SHOW_COLUMNS | TEXT
                                            DESCRIBE t | UTILITY | DESCRIBE_TABLE | TEXT
                                            DESC t | UTILITY | DESCRIBE_TABLE | TEXT
                                            SHOW CREATE TABLE t | UTILITY | SHOW_CREATE_TABLE | TEXT
                                            SHOW CREATE VIEW v | UTILITY | SHOW_CREATE_VIEW | TEXT
                                            SHOW FUNCTIONS | UTILITY | SHOW_FUNCTIONS | CSV
                                            SHOW CATALOGS | UTILITY | SHOW_CATALOGS | TEXT
                                            SHOW STATS FOR t | UTILITY | SHOW_STATS | TEXT
                                            USE s | UTILITY | USE | TEXT
                                            SET SESSION a = 1 | UTILITY | SET_SESSION | TEXT
                                            EXECUTE IMMEDIATE 'INSERT INTO t SELECT 1' | DML | INSERT | INSERT
                                            """)
    void testKinds(String sql, StatementKind.Type type, String substatement, Output output)
    {
        assertThat(parser.parse(sql)).isEqualTo(new StatementKind(type, substatement, output));
    }

    @Test
    void testSyntaxError()
    {
        assertThatThrownBy(() -> parser.parse("SELECT * FORM t"))
                .isInstanceOfSatisfying(GlauxException.class, e -> assertThat(e.code())
                        .isEqualTo(ErrorCode.SYNTAX_ERROR))
                .hasMessageStartingWith("line 1:10: mismatched input 'FORM'");
    }
}
