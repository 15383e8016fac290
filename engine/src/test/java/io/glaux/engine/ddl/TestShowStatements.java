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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The texts of SHOW and DESCRIBE.
 */
final class TestShowStatements
{
    private static final String DELIMITED =
            """
            CREATE EXTERNAL TABLE `csv`(
              `id` int COMMENT 'it\\'s the id',\s
              `name` string)
            COMMENT 'a table'
            PARTITIONED BY (\s
              `year` int)
            CLUSTERED BY (\s
              `id`)\s
            SORTED BY (\s
              `name` DESC)\s
            INTO 4 BUCKETS
            ROW FORMAT DELIMITED\s
              FIELDS TERMINATED BY '\\t'\s
              ESCAPED BY '\\\\'\s
              LINES TERMINATED BY '\\n'\s
            STORED AS INPUTFORMAT\s
              'org.apache.hadoop.mapred.TextInputFormat'\s
            OUTPUTFORMAT\s
              'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
            LOCATION
              's3://bucket/csv/'
            TBLPROPERTIES (
              'skip.header.line.count'='1',\s
              'transient_lastDdlTime'='1593559968')""";

    private static final String REGEX =
            """
            CREATE EXTERNAL TABLE `logs`(
              `line` string COMMENT '',\s
              `date` array<struct<a:int,b:string>> COMMENT 'x')
            ROW FORMAT SERDE\s
              'org.apache.hadoop.hive.serde2.RegexSerDe'\s
            WITH SERDEPROPERTIES (\s
              'input.regex'='^(\\\\d+)\\u0001\\'"$')\s
            STORED AS INPUTFORMAT\s
              'org.apache.hadoop.mapred.TextInputFormat'\s
            OUTPUTFORMAT\s
              'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
            LOCATION
              's3://bucket/logs/'
            TBLPROPERTIES (
              'transient_lastDdlTime'='1593559968')""";

    private static final String PARQUET =
            """
            CREATE EXTERNAL TABLE `parquet`(
              `id` decimal(10,2))
            ROW FORMAT SERDE\s
              'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'\s
            STORED AS INPUTFORMAT\s
              'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat'\s
            OUTPUTFORMAT\s
              'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat'
            LOCATION
              's3://bucket/parquet/'
            TBLPROPERTIES (
              'transient_lastDdlTime'='1593559968')""";

    private TestingDdl ddl;

    @BeforeEach
    void open(@TempDir Path folder)
    {
        ddl = new TestingDdl(folder);
    }

    @AfterEach
    void close()
    {
        ddl.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {DELIMITED, REGEX, PARQUET})
    void createTableIsReadAgain(String sql)
    {
        ddl.run(sql);
        Table first = only();
        String text = String.join("\n", ddl.run("SHOW CREATE TABLE " + first.name()).lines());
        assertThat(text).isEqualTo(sql);

        ddl.run("DROP TABLE " + first.name());
        ddl.run(text);
        assertThat(only().storageDescriptor()).isEqualTo(first.storageDescriptor());
        assertThat(only().parameters()).isEqualTo(first.parameters());
        assertThat(only().partitionKeys()).isEqualTo(first.partitionKeys());
    }

    @Test
    void lists()
    {
        ddl.run("CREATE DATABASE prod_a");
        ddl.run("CREATE DATABASE prod_b");
        assertThat(ddl.run("SHOW DATABASES").lines()).containsExactly("default", "prod_a", "prod_b");
        assertThat(ddl.run("SHOW SCHEMAS LIKE 'prod_.*'").lines()).containsExactly("prod_a", "prod_b");
        assertThat(ddl.run("SHOW DATABASES LIKE 'p*'").lines()).isEmpty();

        ddl.run(DELIMITED);
        ddl.run(PARQUET);
        view();
        assertThat(ddl.run("SHOW TABLES").lines()).containsExactly("csv", "parquet", "v");
        assertThat(ddl.run("SHOW TABLES '*r*|csv'").lines()).containsExactly("csv", "parquet");
        assertThat(ddl.run("SHOW TABLES IN prod_a").lines()).isEmpty();
        assertThat(ddl.run("SHOW VIEWS").lines()).containsExactly("v");
        assertThatThrownBy(() -> ddl.run("SHOW TABLES IN nope")).hasMessageContaining("Database does not exist: nope");
    }

    @Test
    void columnsAndProperties()
    {
        ddl.run(DELIMITED);
        view();
        assertThat(ddl.run("SHOW COLUMNS IN csv").lines())
                .containsExactly("id                  ", "name                ", "year                ");
        assertThat(ddl.run("SHOW COLUMNS FROM v").lines()).containsExactly("n\tinteger");
        assertThat(ddl.run("SHOW TBLPROPERTIES csv").lines()).containsExactly(
                "EXTERNAL\tTRUE",
                "comment\ta table",
                "skip.header.line.count\t1",
                "transient_lastDdlTime\t1593559968");
        assertThat(ddl.run("SHOW TBLPROPERTIES csv('comment')").lines()).containsExactly("a table");
        assertThatThrownBy(() -> ddl.run("SHOW TBLPROPERTIES csv('nope')"))
                .hasMessageContaining("Table default.csv does not have property: nope");
    }

    @Test
    void describe()
    {
        ddl.run(DELIMITED);
        view();
        assertThat(ddl.run("DESCRIBE csv").lines()).containsExactly(
                "id                  \tint                 \tit's the id         ",
                "name                \tstring              \t                    ",
                "year                \tint                 \t                    ",
                "\t \t ",
                "# Partition Information\t \t ",
                "# col_name            \tdata_type           \tcomment             ",
                "\t \t ",
                "year                \tint                 \t                    ");
        assertThat(ddl.run("DESC v").lines()).containsExactly("n\tinteger\t");
        assertThat(ddl.run("DESCRIBE csv name").lines())
                .containsExactly("name                \tstring              \t                    ");
        assertThatThrownBy(() -> ddl.run("DESCRIBE csv nope"))
                .hasMessageEndingWith("cannot find field nope from [0:id, 1:name, 2:year]");
        assertThatThrownBy(() -> ddl.run("DESCRIBE nope")).hasMessageContaining("[Error 10001]: Table not found");
    }

    @Test
    void describeExtended()
    {
        ddl.run(PARQUET);
        List<String> lines = ddl.run("DESCRIBE EXTENDED parquet").lines();
        assertThat(lines).hasSize(3)
                .startsWith("id                  \tdecimal(10,2)       \t                    ", "\t \t ");
        assertThat(lines.getLast()).matches(
                "Detailed Table Information\tTable\\(tableName:parquet, dbName:default, owner:hadoop, createTime:\\d+, "
                        + "lastAccessTime:0, retention:0, sd:StorageDescriptor\\(cols:\\[FieldSchema\\(name:id, "
                        + "type:decimal\\(10,2\\), comment:null\\)], location:s3://bucket/parquet/, .*"
                        + "tableType:EXTERNAL_TABLE\\)\t");
    }

    @Test
    void describeFormatted()
    {
        ddl.run(DELIMITED);
        ddl.run("ALTER TABLE csv ADD PARTITION (year=2020)");
        List<String> lines = ddl.run("DESCRIBE FORMATTED csv").lines();
        assertThat(lines).startsWith(
                "# col_name            \tdata_type           \tcomment             ",
                "\t \t ",
                "id                  \tint                 \tit's the id         ",
                "name                \tstring              \t                    ",
                "\t \t ",
                "# Partition Information\t \t ");
        assertThat(lines).contains(
                "# Detailed Table Information\t \t ",
                "Database:           \tdefault             \t ",
                "Owner:              \thadoop              \t ",
                "LastAccessTime:     \tUNKNOWN             \t ",
                "Location:           \ts3://bucket/csv/    \t ",
                "Table Parameters:\t \t ",
                "\tEXTERNAL            \tTRUE                ",
                "# Storage Information\t \t ",
                "Num Buckets:        \t4                   \t ",
                "Bucket Columns:     \t[id]                \t ",
                "Storage Desc Params:\t \t ",
                "\tfield.delim         \t\\t                  ");
        assertThat(ddl.run("DESCRIBE FORMATTED csv PARTITION (year=2020)").lines()).contains(
                "# Detailed Partition Information\t \t ",
                "Partition Value:    \t[2020]              \t ");
        assertThatThrownBy(() -> ddl.run("DESCRIBE FORMATTED csv PARTITION (year=1)"))
                .hasMessage("FAILED: SemanticException [Error 10006]: Partition not found {year=1}");
    }

    @Test
    void columnsOfSerDesThatKnowThemselves()
    {
        ddl.run(
                """
                CREATE EXTERNAL TABLE j (s struct<a:int,b:array<map<string,decimal(10,2)>>>)
                ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' LOCATION 's3://bucket/j/'
                """);

        assertThat(ddl.run("DESCRIBE j").lines()).containsExactly("s                   "
                + "\tstruct<a:int,b:array<map<string,decimal(10,2)>>>\tfrom deserializer   ");
        assertThat(ddl.run("DESCRIBE j s.b.`$elem$`.`$value$`").lines())
                .containsExactly("$value$             \tdecimal(10,2)       \tfrom deserializer   ");
    }

    @Test
    void iceberg()
    {
        ddl.objects().put("s3://bucket/i/metadata/1.metadata.json",
                """
                {"current-schema-id": 1, "default-spec-id": 2,
                 "schemas": [{"schema-id": 1, "fields": [{"id": 1, "name": "n"}, {"id": 2, "name": "s"}]}],
                 "partition-specs": [
                   {"spec-id": 1, "fields": []},
                   {"spec-id": 2, "fields": [
                     {"source-id": 1, "name": "n_bucket", "transform": "bucket[4]"},
                     {"source-id": 2, "name": "s", "transform": "identity"}]}],
                 "properties": {"write.format.default": "PARQUET"}}
                """.getBytes(UTF_8));
        create(TableInput.builder()
                .name("i")
                .tableType("EXTERNAL_TABLE")
                .parameters(Map.of(
                        "table_type", "ICEBERG",
                        "metadata_location", "s3://bucket/i/metadata/1.metadata.json"))
                .storageDescriptor(StorageDescriptor.builder()
                        .location("s3://bucket/i")
                        .columns(
                                Column.builder().name("n").type("decimal(10,2)").build(),
                                Column.builder().name("s").type("map<string,struct<a:int>>").comment("x").build())
                        .build()));

        assertThat(ddl.run("SHOW COLUMNS IN i").lines()).containsExactly("n", "s");
        assertThat(ddl.run("DESCRIBE i").lines()).containsExactly(
                "# Table schema:\t\t",
                "# col_name\tdata_type\tcomment",
                "n\tdecimal(10, 2)\t",
                "s\tmap<string, struct<a: int>>\tx",
                "\t\t",
                "# Partition spec:\t\t",
                "# field_name\tfield_transform\tcolumn_name",
                "n_bucket\tbucket[4]\tn",
                "s\tidentity\ts");
        assertThat(String.join("\n", ddl.run("SHOW CREATE TABLE i").lines())).isEqualTo(
                """
                CREATE TABLE `default`.`i` (
                  `n` decimal(10,2),
                  `s` map<string,struct<a:int>> COMMENT 'x')
                PARTITIONED BY (bucket(4, `n`), `s`)
                LOCATION 's3://bucket/i'
                TBLPROPERTIES (
                  'table_type'='iceberg'
                )""");
        assertThat(ddl.run("SHOW TBLPROPERTIES i").lines()).contains("write.format.default\tPARQUET");
        assertThatThrownBy(() -> ddl.run("DESCRIBE EXTENDED i"))
                .hasMessage("EXTENDED keyword is not supported for Iceberg tables.");
        assertThatThrownBy(() -> ddl.run("MSCK REPAIR TABLE i"))
                .hasMessage("Query type not supported by Athena Iceberg at this time");
    }

    @Test
    void icebergMetadataIsCompressedByItsOwnName()
    {
        ddl.objects().put(
                "s3://bucket/logs.gz/1.metadata.json",
                "{\"properties\": {\"write.format.default\": \"ORC\"}}".getBytes(UTF_8));
        create(TableInput.builder()
                .name("i")
                .parameters(Map.of(
                        "table_type", "ICEBERG",
                        "metadata_location", "s3://bucket/logs.gz/1.metadata.json"))
                .storageDescriptor(StorageDescriptor.builder().location("s3://bucket/logs.gz").build()));

        assertThat(ddl.run("SHOW TBLPROPERTIES i('write.format.default')").lines()).containsExactly("ORC");
    }

    private Table only()
    {
        List<String> names = ddl.run("SHOW TABLES").lines();
        assertThat(names).hasSize(1);
        return ddl.table(names.getFirst());
    }

    private void view()
    {
        String definition = Base64.getEncoder().encodeToString(
                "{\"columns\":[{\"name\":\"n\",\"type\":\"integer\"}]}".getBytes(UTF_8));
        create(TableInput.builder()
                .name("v")
                .tableType("VIRTUAL_VIEW")
                .viewOriginalText("/* Presto View: %s */".formatted(definition))
                .storageDescriptor(StorageDescriptor.builder().build()));
    }

    private void create(TableInput.Builder input)
    {
        ddl.catalog().tables().create(
                TestingDdl.CALLER,
                CreateTableRequest.builder().databaseName("default").tableInput(input.build()).build());
    }
}
