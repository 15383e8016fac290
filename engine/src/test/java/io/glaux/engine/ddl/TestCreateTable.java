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
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Order;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What CREATE TABLE writes into the catalog, and what it refuses.
 */
final class TestCreateTable
{
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

    /**
     * As public listings of tables that Athena made have it.
     */
    @Test
    void delimitedTable()
    {
        ddl.run(
                """
                CREATE EXTERNAL TABLE IF NOT EXISTS csv (
                  id int COMMENT 'the id',
                  name string)
                COMMENT 'a table'
                PARTITIONED BY (year int, `month` string)
                CLUSTERED BY (id) SORTED BY (name DESC) INTO 4 BUCKETS
                ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' ESCAPED BY '\\\\' LINES TERMINATED BY '\\n'
                LOCATION 's3://bucket/csv/'
                TBLPROPERTIES ('skip.header.line.count'='1', 'anything'='else')
                """);

        Table table = ddl.table("csv");
        assertThat(table.owner()).isEqualTo("hadoop");
        assertThat(table.tableType()).isEqualTo("EXTERNAL_TABLE");
        assertThat(table.retention()).isZero();
        assertThat(table.parameters()).isEqualTo(Map.of(
                "EXTERNAL", "TRUE",
                "comment", "a table",
                "skip.header.line.count", "1",
                "anything", "else",
                "transient_lastDdlTime", Long.toString(TestingDdl.NOW)));
        assertThat(table.partitionKeys()).extracting(Column::name, Column::type)
                .containsExactly(
                        tuple("year", "int"),
                        tuple("month", "string"));
        StorageDescriptor storage = table.storageDescriptor();
        assertThat(storage.columns()).containsExactly(
                Column.builder().name("id").type("int").comment("the id").build(),
                Column.builder().name("name").type("string").build());
        assertThat(storage.location()).isEqualTo("s3://bucket/csv/");
        assertThat(storage.inputFormat()).isEqualTo("org.apache.hadoop.mapred.TextInputFormat");
        assertThat(storage.outputFormat()).isEqualTo("org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat");
        assertThat(storage.compressed()).isFalse();
        assertThat(storage.numberOfBuckets()).isEqualTo(4);
        assertThat(storage.bucketColumns()).containsExactly("id");
        assertThat(storage.sortColumns()).containsExactly(Order.builder().column("name").sortOrder(0).build());
        assertThat(storage.storedAsSubDirectories()).isFalse();
        assertThat(storage.serdeInfo().serializationLibrary())
                .isEqualTo("org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe");
        assertThat(storage.serdeInfo().parameters()).isEqualTo(Map.of(
                "serialization.format", ",",
                "field.delim", ",",
                "escape.delim", "\\",
                "line.delim", "\n"));
    }

    @Test
    void serdeTable()
    {
        ddl.run(
                """
                CREATE EXTERNAL TABLE logs (line string)
                ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
                WITH SERDEPROPERTIES ('ignore.malformed.json'='true')
                LOCATION 's3://bucket/logs/'
                """);

        StorageDescriptor storage = ddl.table("logs").storageDescriptor();
        assertThat(storage.numberOfBuckets()).isEqualTo(-1);
        assertThat(storage.inputFormat()).isEqualTo("org.apache.hadoop.mapred.TextInputFormat");
        assertThat(storage.serdeInfo().serializationLibrary()).isEqualTo("org.openx.data.jsonserde.JsonSerDe");
        assertThat(storage.serdeInfo().parameters()).isEqualTo(Map.of(
                "serialization.format", "1",
                "ignore.malformed.json", "true"));
    }

    @ParameterizedTest
    @CsvSource({
            "TEXTFILE, TextInputFormat, LazySimpleSerDe",
            "SEQUENCEFILE, SequenceFileInputFormat, LazySimpleSerDe",
            "RCFILE, RCFileInputFormat, LazyBinaryColumnarSerDe",
            "ORC, OrcInputFormat, OrcSerde",
            "PARQUET, MapredParquetInputFormat, ParquetHiveSerDe",
            "AVRO, AvroContainerInputFormat, AvroSerDe",
    })
    void formats(String format, String input, String serde)
    {
        ddl.run("CREATE EXTERNAL TABLE t (a int) STORED AS %s LOCATION 's3://bucket/t/'".formatted(format));

        StorageDescriptor storage = ddl.table("t").storageDescriptor();
        assertThat(storage.inputFormat()).endsWith("." + input);
        assertThat(storage.serdeInfo().serializationLibrary()).endsWith("." + serde);
        assertThat(storage.serdeInfo().parameters()).isEqualTo(Map.of("serialization.format", "1"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "STORED AS ION|STORED AS ION is not supported here: nothing reads files in Amazon Ion",
            "ROW FORMAT SERDE 'com.amazon.ionhiveserde.IonHiveSerDe'|Convert them to JSON",
            "ROW FORMAT SERDE 'com.amazonaws.glue.serde.GrokSerDe'|use 'org.apache.hadoop.hive.serde2.RegexSerDe'",
            "ROW FORMAT SERDE 'com.amazon.emr.hive.serde.CloudTrailSerde'|nothing reads CloudTrail's files as rows",
            "ROW FORMAT SERDE 'com.amazon.emr.hive.serde.s3.S3LogDeserializer'|of S3 server access logs",
            "ROW FORMAT SERDE 'no.such.SerDe'|Cannot validate serde: no.such.SerDe",
            "STORED AS WHATEVER|Unrecognized file format in STORED AS clause: 'WHATEVER'",
            "STORED AS INPUTFORMAT 'no.such.Format' OUTPUTFORMAT 'x'|Cannot find class 'no.such.Format'",
    })
    void unreadableFormats(String clause, String message)
    {
        assertThatThrownBy(
                () -> ddl.run("CREATE EXTERNAL TABLE t (a int) %s LOCATION 's3://bucket/t/'".formatted(clause)))
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "CREATE EXTERNAL TABLE t (a int)|No location was specified for table. An S3 location must be specified",
            "CREATE TABLE t (a int) LOCATION 's3://b1b/t/'|Only Iceberg tables are created without EXTERNAL",
            "CREATE EXTERNAL TABLE t (a int) LOCATION 's3://bbb/t/' TBLPROPERTIES ('table_type'='ICEBERG')"
                    + "|External keyword not supported for table type ICEBERG",
            "CREATE EXTERNAL TABLE t (a int) LOCATION 'hdfs://x/t/'|is not a path in S3",
            "CREATE EXTERNAL TABLE t (a int, A string) LOCATION 's3://bbb/t/'|[Error 10036]: Duplicate column name: a",
            "CREATE EXTERNAL TABLE t (a int) PARTITIONED BY (a int) LOCATION 's3://bbb/t/'"
                    + "|Column repeated in partitioning columns",
            "CREATE EXTERNAL TABLE nope.t (a int) LOCATION 's3://bbb/t/'|[Error 10072]: Database does not exist: nope",
            "CREATE EXTERNAL TABLE t (a int) CLUSTERED BY (b) INTO 2 BUCKETS LOCATION 's3://bbb/t/'"
                    + "|Invalid column reference b",
    })
    void refused(String sql, String message)
    {
        assertThatThrownBy(() -> ddl.run(sql)).hasMessageContaining(message);
    }

    @Test
    void existingTable()
    {
        String sql = "EXTERNAL TABLE %s t (a int) LOCATION 's3://bucket/t/'";
        ddl.run("CREATE " + sql.formatted(""));
        ddl.run("CREATE " + sql.formatted("IF NOT EXISTS"));

        assertThatThrownBy(() -> ddl.run("CREATE " + sql.formatted("")))
                .hasMessageEndingWith("AlreadyExistsException(message:Table t already exists)");
    }

    @Test
    void typedCsvIsWarnedOf()
    {
        TestingDdl.Result result = ddl.run(
                """
                CREATE EXTERNAL TABLE t (a int, b string, c date)
                ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde' LOCATION 's3://bucket/t/'
                """);

        assertThat(result.warnings()).singleElement().asString().startsWith("Columns a, c of t cannot be queried here");
    }

    @Test
    void projectionThatDoesNothingIsWarnedOf()
    {
        TestingDdl.Result result = ddl.run(
                """
                CREATE EXTERNAL TABLE t (a int) PARTITIONED BY (month int, day int) LOCATION 's3://bucket/t/'
                TBLPROPERTIES (
                    'projection.enabled' = 'true',
                    'projection.month.type' = 'integer',
                    'projection.month.range' = '1,12',
                    'projection.moth.digits' = '2')
                """);

        assertThat(result.warnings()).satisfiesExactlyInAnyOrder(
                warning -> assertThat(warning).contains("default.t", "missing projection configuration: [day]"),
                warning -> assertThat(warning).contains("default.t", "projection.moth.digits has no effect"));

        result = ddl.run(
                "ALTER TABLE t SET TBLPROPERTIES ('projection.day.type' = 'integer', 'projection.day.range' = '1,31')");
        assertThat(result.warnings()).singleElement().asString().contains("projection.moth.digits has no effect");
        assertThat(ddl.run("ALTER TABLE t UNSET TBLPROPERTIES ('projection.moth.digits')").warnings()).isEmpty();
        assertThat(ddl.run("ALTER TABLE t UNSET TBLPROPERTIES ('projection.enabled')").warnings())
                .singleElement().asString().contains("have no effect: projection.enabled is not 'true'");
    }

    @Test
    void icebergTablesAreSomebodyElses()
    {
        ddl.run("CREATE TABLE t (a int) LOCATION 's3://bucket/t/' TBLPROPERTIES ('table_type'='iceberg')");

        assertThat(ddl.iceberg()).hasSize(1);
        assertThat(ddl.run("SHOW TABLES").lines()).isEqualTo(List.of());
    }
}
