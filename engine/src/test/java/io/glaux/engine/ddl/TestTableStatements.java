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

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.GetDatabaseRequest;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.TableInput;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Databases, ALTER TABLE and DROP TABLE.
 */
final class TestTableStatements
{
    private TestingDdl ddl;

    @BeforeEach
    void open(@TempDir Path folder)
    {
        ddl = new TestingDdl(folder);
        ddl.run(
                """
                CREATE EXTERNAL TABLE t (a int, b string COMMENT 'the b')
                PARTITIONED BY (year int)
                STORED AS PARQUET
                LOCATION 's3://bucket/t/'
                TBLPROPERTIES ('mine'='1')
                """);
    }

    @AfterEach
    void close()
    {
        ddl.close();
    }

    @Test
    void databases()
    {
        ddl.run("CREATE DATABASE IF NOT EXISTS sales COMMENT 'c' LOCATION 's3://bucket/sales/' "
                + "WITH DBPROPERTIES ('owner'='jane')");
        ddl.run("CREATE SCHEMA IF NOT EXISTS sales");
        ddl.run("ALTER DATABASE sales SET DBPROPERTIES ('team'='x')");

        Database database = ddl.catalog().databases()
                .get(TestingDdl.CALLER, GetDatabaseRequest.builder().name("sales").build())
                .database();
        assertThat(database.description()).isEqualTo("c");
        assertThat(database.locationUri()).isEqualTo("s3://bucket/sales/");
        assertThat(database.parameters()).isEqualTo(Map.of("owner", "jane", "team", "x"));
        assertThatThrownBy(() -> ddl.run("CREATE DATABASE sales"))
                .hasMessage("FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. "
                        + "Database sales already exists");
        assertThatThrownBy(() -> ddl.run("CREATE DATABASE s LOCATION '/tmp'")).hasMessageContaining("not a path in S3");

        ddl.run("DROP DATABASE sales");
        ddl.run("DROP DATABASE IF EXISTS sales");
        assertThatThrownBy(() -> ddl.run("DROP DATABASE sales"))
                .hasMessage("FAILED: SemanticException [Error 10072]: Database does not exist: sales");
        assertThatThrownBy(() -> ddl.run("ALTER DATABASE sales SET DBPROPERTIES ('a'='b')"))
                .hasMessage("FAILED: SemanticException [Error 10072]: Database does not exist: sales");
    }

    @Test
    void databaseWithTables()
    {
        ddl.run("CREATE DATABASE packed");
        ddl.run("CREATE EXTERNAL TABLE packed.h (a int) LOCATION 's3://bucket/h/'");
        iceberg("packed", "i");

        assertThatThrownBy(() -> ddl.run("DROP DATABASE packed RESTRICT")).hasMessageEndingWith(
                "InvalidOperationException(message:Database packed is not empty. One or more tables exist.)");
        assertThat(ddl.run("SHOW TABLES IN packed").lines()).containsExactly("h", "i");

        ddl.run("DROP DATABASE packed CASCADE");
        assertThat(ddl.iceberg()).singleElement().asString().contains("DropTable", "table=i");
        assertThat(ddl.run("SHOW DATABASES").lines()).containsExactly("default");
    }

    @Test
    void changesOfColumns()
    {
        ddl.run("ALTER TABLE t ADD COLUMNS (c double COMMENT 'the c', d array<int>)");
        assertThat(columns()).containsExactly("a int", "b string the b", "c double the c", "d array<int>");
        assertThatThrownBy(() -> ddl.run("ALTER TABLE t ADD COLUMNS (YEAR int)"))
                .hasMessageContaining("Duplicate column name: year");

        ddl.run("ALTER TABLE t CHANGE COLUMN b bb varchar(10) AFTER c");
        assertThat(columns()).containsExactly("a int", "c double the c", "bb varchar(10) the b", "d array<int>");
        ddl.run("ALTER TABLE t CHANGE d d array<bigint> COMMENT 'first' FIRST");
        assertThat(columns()).startsWith("d array<bigint> first", "a int");
        assertThatThrownBy(() -> ddl.run("ALTER TABLE t CHANGE x y int")).hasMessageContaining("reference x");

        ddl.run("ALTER TABLE t REPLACE COLUMNS (z string)");
        assertThat(columns()).containsExactly("z string");
        ddl.run("CREATE EXTERNAL TABLE j (a int) ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe' "
                + "LOCATION 's3://bucket/j/'");
        assertThatThrownBy(() -> ddl.run("ALTER TABLE j REPLACE COLUMNS (z string)"))
                .hasMessageContaining(
                        "Replace columns is not supported for table default.j. SerDe may be incompatible.");
        assertThatThrownBy(() -> ddl.run("ALTER TABLE t DROP COLUMN z"))
                .hasMessageStartingWith("Query type not supported by DDL engine.");
    }

    @Test
    void propertiesAndLocation()
    {
        ddl.run("ALTER TABLE t SET TBLPROPERTIES ('mine'='2', 'classification'='parquet')");
        assertThat(ddl.table("t").parameters()).containsEntry("mine", "2").containsEntry("classification", "parquet")
                .containsEntry("EXTERNAL", "TRUE").containsEntry("last_modified_by", "hadoop");
        ddl.run("ALTER TABLE t UNSET TBLPROPERTIES ('mine')");
        assertThat(ddl.table("t").parameters()).doesNotContainKey("mine");
        assertThatThrownBy(() -> ddl.run("ALTER TABLE t UNSET TBLPROPERTIES ('mine')")).hasMessageContaining("10215");
        ddl.run("ALTER TABLE t UNSET TBLPROPERTIES IF EXISTS ('mine')");

        ddl.run("ALTER TABLE t SET LOCATION 's3://bucket/other/'");
        assertThat(ddl.table("t").storageDescriptor().location()).isEqualTo("s3://bucket/other/");
        assertThatThrownBy(() -> ddl.run("ALTER TABLE t SET LOCATION 'other'"))
                .hasMessageContaining("not a path in S3");
    }

    @Test
    void renaming()
    {
        assertThatThrownBy(() -> ddl.run("ALTER TABLE t RENAME TO u")).hasMessageContaining("Table cannot be renamed");
        assertThatThrownBy(() -> ddl.run("ALTER TABLE nope RENAME TO u"))
                .hasMessage("FAILED: SemanticException [Error 10001]: Table not found default.nope");
    }

    @Test
    void droppingTables()
    {
        ddl.run("DROP TABLE t PURGE");
        ddl.run("DROP TABLE IF EXISTS t");
        assertThatThrownBy(() -> ddl.run("DROP TABLE t"))
                .hasMessage("FAILED: SemanticException [Error 10001]: Table not found default.t");

        view("v");
        assertThatThrownBy(() -> ddl.run("DROP TABLE v")).hasMessageContaining("Cannot drop a view with DROP TABLE");
        assertThatThrownBy(() -> ddl.run("ALTER TABLE v SET TBLPROPERTIES ('a'='b')"))
                .hasMessageContaining("To alter a view you need to use the ALTER VIEW command");
        iceberg("default", "i");
        ddl.run("DROP TABLE i");
        ddl.run("ALTER TABLE i DROP COLUMN x");
        ddl.run("OPTIMIZE i REWRITE DATA USING BIN_PACK");
        ddl.run("VACUUM i");
        assertThat(ddl.iceberg()).hasSize(4);
    }

    @Test
    void databasesOfAnotherCatalog()
    {
        ddl.run("SHOW DATABASES IN tpch");
        assertThat(ddl.engine()).containsExactly("SHOW SCHEMAS FROM \"tpch\"");
        assertThat(ddl.run("SHOW DATABASES IN awsdatacatalog", Optional.of("tpch")).lines())
                .containsExactly("default");
    }

    @Test
    void contextDatabaseInBackticks()
    {
        ddl.run("SHOW TABLES", Optional.of("tpch"), "`tiny`");
        assertThat(ddl.engine()).containsExactly("SHOW TABLES FROM \"tpch\".\"tiny\"");
        ddl.run("CREATE TABLE t (a int) LOCATION 's3://b/t/' TBLPROPERTIES ('table_type'='ICEBERG')",
                Optional.empty(),
                "`default`");
        assertThat(ddl.icebergDatabases()).containsExactly("default");
    }

    @Test
    void otherCatalogs()
    {
        assertThat(ddl.run("SHOW TABLES IN tpch.tiny 'n*'").lines()).containsExactly("n_name");
        assertThat(ddl.run("DESCRIBE tpch.tiny.nation").lines())
                .containsExactly("n_name              \tvarchar(25)         \tthe name            ");
        assertThat(ddl.engine()).containsExactly(
                "SHOW TABLES FROM \"tpch\".\"tiny\"",
                "SHOW COLUMNS FROM \"tpch\".\"tiny\".\"nation\"");
        assertThatThrownBy(() -> ddl.run("DROP TABLE tpch.tiny.nation"))
                .hasMessageStartingWith("Catalog 'tpch' is not");
    }

    private List<String> columns()
    {
        return ddl.table("t").storageDescriptor().columns().stream()
                .map(column -> "%s %s %s".formatted(column.name(), column.type(), comment(column)).strip())
                .toList();
    }

    private static String comment(Column column)
    {
        return column.comment() == null ? "" : column.comment();
    }

    private void iceberg(String database, String name)
    {
        create(database, TableInput.builder()
                .name(name)
                .tableType("EXTERNAL_TABLE")
                .parameters(Map.of("table_type", "ICEBERG"))
                .storageDescriptor(StorageDescriptor.builder().location("s3://bucket/i").build()));
    }

    private void view(String name)
    {
        create("default", TableInput.builder().name(name).tableType("VIRTUAL_VIEW"));
    }

    private void create(String database, TableInput.Builder input)
    {
        ddl.catalog().tables().create(
                TestingDdl.CALLER,
                CreateTableRequest.builder().databaseName(database).tableInput(input.build()).build());
    }
}
