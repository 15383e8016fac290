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
package io.glaux.testing.ddl;

import io.glaux.testing.instance.AthenaQueries;
import io.glaux.testing.shared.SharedGlaux;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Athena's DDL from end to end: what it writes into the catalog, the engine reads.
 */
@ExtendWith(SharedGlaux.Extension.class)
final class TestDdl
{
    @Test
    void partitionedTable(SharedGlaux glaux)
    {
        AthenaQueries athena = glaux.athena("hive_ddl");
        athena.run("CREATE DATABASE IF NOT EXISTS hive_ddl COMMENT 'tables of TestDdl'");
        athena.run(
                """
                CREATE EXTERNAL TABLE sales (id int COMMENT 'the id', `date` string)
                PARTITIONED BY (year int, day string)
                ROW FORMAT DELIMITED FIELDS TERMINATED BY ','
                LOCATION 's3://glaux/testing/hive_ddl/sales/'
                """);
        put(glaux, "year=2020/day=2020-01-01 10:00:00/a.csv", "1,one\n2,two\n");
        put(glaux, "year=2021/day=x/a.csv", "3,three\n");

        assertThat(lines(athena, "MSCK REPAIR TABLE sales")).containsExactly(
                "Partitions not in metastore:\tsales:year=2020/day=2020-01-01 10:00:00\tsales:year=2021/day=x",
                "Repair: Added partition to metastore sales:year=2020/day=2020-01-01 10:00:00",
                "Repair: Added partition to metastore sales:year=2021/day=x");
        assertThat(lines(athena, "SHOW PARTITIONS sales"))
                .containsExactly("year=2020/day=2020-01-01 10%3A00%3A00", "year=2021/day=x");
        assertThat(athena.query("SELECT count(*) FROM sales WHERE day = '2020-01-01 10:00:00'").only()).isEqualTo("2");
        athena.run("ALTER TABLE sales DROP PARTITION (year=2020)");
        assertThat(athena.query("SELECT sum(id) FROM sales").only()).isEqualTo("3");
        athena.run("INSERT INTO sales VALUES (4, 'four', 2022, 'y')");
        assertThat(athena.query("SELECT sum(id) FROM sales").only()).isEqualTo("7");

        assertThat(athena.query("DESCRIBE sales").columns()).extracting(ColumnInfo::name)
                .containsExactly("col_name", "data_type", "comment");
        assertThat(lines(athena, "DESCRIBE sales")).startsWith(
                "id                  \tint                 \tthe id              ",
                "date                \tstring              \t                    ").hasSize(10);
        String create = String.join("\n", lines(athena, "SHOW CREATE TABLE sales"));
        athena.run("DROP TABLE sales");
        athena.run(create);
        assertThat(lines(athena, "SHOW TABLES '*ales'")).containsExactly("sales");
        assertThat(lines(athena, "SHOW TBLPROPERTIES sales")).contains("EXTERNAL\tTRUE");
        athena.run("DROP DATABASE hive_ddl CASCADE");
    }

    @Test
    void failures(SharedGlaux glaux)
    {
        AthenaQueries athena = glaux.athena("default");
        QueryExecution failed = athena.await(athena.start("DROP TABLE there_is_none"));

        assertThat(failed.status().state()).isEqualTo(QueryExecutionState.FAILED);
        assertThat(failed.status().stateChangeReason())
                .isEqualTo("FAILED: SemanticException [Error 10001]: Table not found default.there_is_none");
        assertThat(failed.status().athenaError().errorCategory()).isEqualTo(2);
        assertThat(failed.status().athenaError().errorType()).isEqualTo(1006);
    }

    @Test
    void otherCatalogs(SharedGlaux glaux)
    {
        AthenaQueries athena = glaux.athena("tpch", "tiny");

        assertThat(lines(athena, "SHOW TABLES")).contains("nation");
        assertThat(lines(athena, "DESCRIBE nation")).first().asString().startsWith("n_nationkey         \tbigint");
    }

    private static List<String> lines(AthenaQueries athena, String sql)
    {
        return athena.query(sql).firsts();
    }

    private static void put(SharedGlaux glaux, String path, String content)
    {
        glaux.clients().s3().putObject(
                request -> request.bucket(SharedGlaux.BUCKET).key("testing/hive_ddl/sales/" + path),
                RequestBody.fromString(content));
    }
}
