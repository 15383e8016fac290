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

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

final class TestStatementOpening
{
    @ParameterizedTest
    @ValueSource(strings = {
            "create table t (a int)",
            "  -- comment\n /* another */ Create  Table t (a int)",
            "CREATE TABLE t (a int) STORED AS PARQUET",
            "CREATE TABLE t (a int) ROW FORMAT DELIMITED NULL DEFINED AS 'x' WITH SERDEPROPERTIES ('a'='b')",
            "CREATE TABLE `as` (`with` int)",
            "CREATE TABLE t LIKE u",
            "CREATE EXTERNAL TABLE t AS SELECT 1",
            "CREATE OR REPLACE TABLE t AS SELECT 1",
            "CREATE SCHEMA s",
            "CREATE ROLE r",
            "CREATE TEMPORARY MACRO m() 1",
            "ALTER TABLE t EXECUTE optimize",
            "ALTER INDEX i ON t REBUILD",
            "DROP TABLE \"t\"",
            "SHOW CREATE TABLE t",
            "SHOW STATS FOR t",
            "SHOW SESSION",
            "DESC t",
            "DESCRIBE OUTPUT x",
            "START TRANSACTION",
            "LOCK TABLE t SHARED",
            "OPTIMIZE t",
            "VACUUM",
    })
    void statementsOfHiveAreForThisGrammar(String sql)
    {
        assertThat(DdlParser.claims(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "",
            "-- nothing",
            "SELECT 1",
            "CREATE TABLE t AS SELECT 1",
            "CREATE TABLE IF NOT EXISTS \"d\".\"t\" AS (SELECT 1)",
            "CREATE TABLE t WITH (format = 'ORC') AS SELECT 1",
            "CREATE TABLE t WITH (field_delimiter = '\\') AS SELECT 1",
            "CREATE TABLE t (a, b) AS SELECT 1, 2",
            "CREATE TABLE t COMMENT 'c' WITH (format = 'ORC') AS SELECT 1",
            "CREATE VIEW v AS SELECT 1",
            "CREATE OR REPLACE VIEW v AS SELECT 1",
            "DROP VIEW v",
            "SHOW CREATE VIEW v",
            "SHOW FUNCTIONS",
            "EXPLAIN SELECT 1",
            "PREPARE p FROM SELECT 1",
            "EXECUTE p",
            "DEALLOCATE PREPARE p",
            "UNLOAD (SELECT 1) TO 's3://b/' WITH (format = 'ORC')",
            "INSERT INTO t VALUES 1",
            "DELETE FROM t",
            "MERGE INTO t USING u ON true WHEN MATCHED THEN DELETE",
            "WITH a AS (SELECT 1) TABLE a",
    })
    void statementsOfQueriesAreNot(String sql)
    {
        assertThat(DdlParser.claims(sql)).isFalse();
    }
}
