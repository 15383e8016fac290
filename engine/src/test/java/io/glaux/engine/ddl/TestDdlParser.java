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

import com.google.common.base.Splitter;
import io.glaux.engine.ddl.statement.AlterTable.AddColumns;
import io.glaux.engine.ddl.statement.AlterTable.AddPartitions;
import io.glaux.engine.ddl.statement.AlterTable.ChangeColumn;
import io.glaux.engine.ddl.statement.AlterTable.ColumnPosition;
import io.glaux.engine.ddl.statement.AlterTable.DropPartitions;
import io.glaux.engine.ddl.statement.AlterTable.NewPartition;
import io.glaux.engine.ddl.statement.AlterTable.RenamePartition;
import io.glaux.engine.ddl.statement.AlterTable.SetLocation;
import io.glaux.engine.ddl.statement.AlterTable.UnsetTableProperties;
import io.glaux.engine.ddl.statement.ColumnDefinition;
import io.glaux.engine.ddl.statement.CreateTable;
import io.glaux.engine.ddl.statement.CreateTable.Bucketing;
import io.glaux.engine.ddl.statement.CreateTable.Delimited;
import io.glaux.engine.ddl.statement.CreateTable.FormatClasses;
import io.glaux.engine.ddl.statement.CreateTable.NamedFormat;
import io.glaux.engine.ddl.statement.CreateTable.SerDe;
import io.glaux.engine.ddl.statement.CreateTable.SortColumn;
import io.glaux.engine.ddl.statement.DatabaseName;
import io.glaux.engine.ddl.statement.DatabaseStatement.CreateDatabase;
import io.glaux.engine.ddl.statement.DatabaseStatement.DropDatabase;
import io.glaux.engine.ddl.statement.DdlStatement;
import io.glaux.engine.ddl.statement.DescribeTable;
import io.glaux.engine.ddl.statement.OptimizeTable;
import io.glaux.engine.ddl.statement.PartitionTransform;
import io.glaux.engine.ddl.statement.PartitionTransform.Function;
import io.glaux.engine.ddl.statement.RepairTable;
import io.glaux.engine.ddl.statement.ShowStatement.ShowColumns;
import io.glaux.engine.ddl.statement.ShowStatement.ShowCreateTable;
import io.glaux.engine.ddl.statement.ShowStatement.ShowDatabases;
import io.glaux.engine.ddl.statement.ShowStatement.ShowTableProperties;
import io.glaux.engine.ddl.statement.ShowStatement.ShowTables;
import io.glaux.engine.ddl.statement.TableName;
import io.glaux.engine.query.StatementKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import static org.assertj.core.api.Assertions.assertThat;

final class TestDdlParser
{
    private static final TableName T = table("t");

    /**
     * Forms of the pages of Athena's user guide on DDL, each with the type and the substatement that it has.
     */
    @ParameterizedTest
    @MethodSource("forms")
    void formsOfTheUserGuideAreRead(String line)
    {
        List<String> parts = Splitter.on('|').limit(3).trimResults().splitToList(line);
        assertThat(DdlParser.claims(parts.get(2))).isTrue();
        assertThat(DdlParser.parse(parts.get(2)).kind()).isEqualTo(new StatementKind(
                StatementKind.Type.valueOf(parts.get(0)), parts.get(1), StatementKind.Output.TEXT));
    }

    static List<String> forms()
            throws IOException
    {
        return Files.readAllLines(Path.of("src/test/resources/io/glaux/engine/ddl/forms.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    @Test
    void createsExternalTable()
    {
        assertThat(parse(
                """
                create external table if not exists Cat.Db.T (
                  -- the first
                  Id BIGINT comment 'it\\'s',
                  `Date` date, /* the
                  second */
                  tags array<struct<Name : string, n: Decimal>>)
                comment "all"
                partitioned by (year int, month string comment 'm')
                clustered by (id, tags) sorted by (id desc, tags) into 16 buckets
                row format delimited fields terminated by '\\t' escaped by '\\\\' lines terminated by '\\n'
                  null defined as ''
                stored as textfile
                location 's3://bucket/path/'
                tblproperties ('skip.header.line.count' = 1, 'a' = 'b');
                """)).isEqualTo(new CreateTable(
                new TableName(Optional.of("cat"), Optional.of("db"), "t"),
                true,
                true,
                List.of(
                        new ColumnDefinition("id", "bigint", Optional.of("it's")),
                        column("date", "date"),
                        column("tags", "array<struct<name:string,n:decimal(10,0)>>")),
                Optional.of("all"),
                List.of(column("year", "int"), new ColumnDefinition("month", "string", Optional.of("m"))),
                List.of(),
                Optional.of(new Bucketing(
                        List.of("id", "tags"),
                        List.of(new SortColumn("id", false), new SortColumn("tags", true)),
                        16)),
                Optional.of(new Delimited(
                        Optional.of("\t"),
                        Optional.of("\\"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("\n"),
                        Optional.of(""))),
                Map.of(),
                Optional.of(new NamedFormat("TEXTFILE")),
                Optional.of("s3://bucket/path/"),
                Map.of("skip.header.line.count", "1", "a", "b")));
    }

    @Test
    void takesClausesInAnyOrder()
    {
        CreateTable table = (CreateTable) parse(
                """
                CREATE EXTERNAL TABLE t LOCATION 's3://b/' TBLPROPERTIES ('a'='b')
                STORED AS INPUTFORMAT 'in' OUTPUTFORMAT 'out' WITH SERDEPROPERTIES ('k'='v')
                ROW FORMAT SERDE 'org.Serde' COMMENT 'c'
                """);
        assertThat(table.columns()).isEmpty();
        assertThat(table.storageFormat()).contains(new FormatClasses("in", "out"));
        assertThat(table.rowFormat()).contains(new SerDe("org.Serde"));
        assertThat(table.serdeProperties()).containsExactly(Map.entry("k", "v"));
        assertThat(table.properties()).containsExactly(Map.entry("a", "b"));
        assertThat(table.comment()).contains("c");
    }

    @Test
    void readsIcebergsPartitioning()
    {
        CreateTable table = (CreateTable) parse(
                """
                CREATE TABLE t (id bigint, s string, ts timestamp)
                PARTITIONED BY (s, Bucket(16, id), truncate(s, 3), truncate(4, s), year(ts), month(ts), day(ts),
                hour(ts))
                LOCATION 's3://b/' TBLPROPERTIES ('table_type'='ICEBERG')
                """);
        assertThat(table.external()).isFalse();
        assertThat(table.partitionColumns()).isEmpty();
        assertThat(table.partitionTransforms()).containsExactly(
                new PartitionTransform(Function.IDENTITY, "s", OptionalInt.empty()),
                new PartitionTransform(Function.BUCKET, "id", OptionalInt.of(16)),
                new PartitionTransform(Function.TRUNCATE, "s", OptionalInt.of(3)),
                new PartitionTransform(Function.TRUNCATE, "s", OptionalInt.of(4)),
                new PartitionTransform(Function.YEAR, "ts", OptionalInt.empty()),
                new PartitionTransform(Function.MONTH, "ts", OptionalInt.empty()),
                new PartitionTransform(Function.DAY, "ts", OptionalInt.empty()),
                new PartitionTransform(Function.HOUR, "ts", OptionalInt.empty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "INTEGER | int",
            "Int | int",
            "double precision | double",
            "DEC | decimal(10,0)",
            "NUMERIC( 5 ) | decimal(5,0)",
            "decimal(38 , 10) | decimal(38,10)",
            "VARCHAR(65535) | varchar(65535)",
            "char(1) | char(1)",
            "Map < String , Array<INTEGER>> | map<string,array<int>>",
            "uniontype<int, string> | uniontype<int,string>",
            "struct<A:int comment 'c', `b-c`:string, timestamp:string, d.e:date> "
                    + "| struct<a:int,b-c:string,timestamp:string,d.e:date>",
    })
    void keepsTypesAsGlueDoes(String type, String kept)
    {
        assertThat(((CreateTable) parse("CREATE TABLE t (c %s)".formatted(type))).columns())
                .containsExactly(column("c", kept));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "'a' | a",
            "\"a'b\" | a'b",
            "'it''s' | its",
            "'it\\'s' | it's",
            "'a' \"b\" | ab",
            "'\\\\d+\\d' | \\d+d",
            "'\\u0041\\101\\u00' | AAu00",
            "'a\\%b\\_' | a\\%b\\_",
            "'-- /* ; `' | -- /* ; `",
    })
    void readsTextsAsHiveDoes(String literal, String text)
    {
        assertThat(parse("SHOW TABLES " + literal)).isEqualTo(new ShowTables(Optional.empty(), Optional.of(text)));
    }

    @Test
    void altersTables()
    {
        assertThat(parse("ALTER TABLE t PARTITION (year=2025, Month='07') ADD COLUMNS (A int)"))
                .isEqualTo(new AddColumns(T, Map.of("year", "2025", "month", "07"), List.of(column("a", "int"))));
        assertThat(parse("ALTER TABLE t CHANGE a b bigint COMMENT 'c' FIRST")).isEqualTo(new ChangeColumn(
                T,
                Map.of(),
                "a",
                new ColumnDefinition("b", "bigint", Optional.of("c")),
                Optional.of(new ColumnPosition(Optional.empty()))));
        assertThat(parse("ALTER TABLE t CHANGE COLUMN a a bigint AFTER z")).isEqualTo(new ChangeColumn(
                T, Map.of(), "a", column("a", "bigint"), Optional.of(new ColumnPosition(Optional.of("z")))));
        assertThat(parse("ALTER TABLE t UNSET TBLPROPERTIES IF EXISTS ('a', 'b')"))
                .isEqualTo(new UnsetTableProperties(T, true, List.of("a", "b")));
        assertThat(parse("ALTER TABLE t PARTITION (d = DATE '2025-01-01') SET LOCATION 's3://b/'"))
                .isEqualTo(new SetLocation(T, Map.of("d", "2025-01-01"), "s3://b/"));
        assertThat(parse("ALTER TABLE t ADD IF NOT EXISTS PARTITION (a=007) LOCATION 'x' PARTITION (a=-1)"))
                .isEqualTo(new AddPartitions(T, true, List.of(
                        new NewPartition(Map.of("a", "007"), Optional.of("x")),
                        new NewPartition(Map.of("a", "-1"), Optional.empty()))));
        assertThat(parse("ALTER TABLE t DROP PARTITION (a=1, b='x:y'), PARTITION (a=2)"))
                .isEqualTo(new DropPartitions(
                        T, false, List.of(Map.of("a", "1", "b", "x:y"), Map.of("a", "2")), false));
        assertThat(parse("ALTER TABLE t PARTITION (a=1) RENAME TO PARTITION (a=2)"))
                .isEqualTo(new RenamePartition(T, Map.of("a", "1"), Map.of("a", "2")));
    }

    @Test
    void keepsTheOrderOfPartitionColumns()
    {
        AddPartitions add = (AddPartitions) parse("ALTER TABLE t ADD PARTITION (z=1, a=2, m=3)");
        assertThat(add.partitions().getFirst().partition().keySet()).containsExactly("z", "a", "m");
    }

    @Test
    void readsDatabases()
    {
        assertThat(parse(
                "CREATE SCHEMA IF NOT EXISTS `My-Db` LOCATION 's3://b/' COMMENT 'c' WITH DBPROPERTIES ('a'='b')"))
                .isEqualTo(new CreateDatabase(
                        new DatabaseName(Optional.empty(), "my-db"),
                        true,
                        Optional.of("c"),
                        Optional.of("s3://b/"),
                        Map.of("a", "b")));
        assertThat(parse("DROP DATABASE a.b RESTRICT"))
                .isEqualTo(new DropDatabase(new DatabaseName(Optional.of("a"), "b"), false, false));
    }

    @Test
    void showsAndDescribes()
    {
        assertThat(parse("SHOW DATABASES IN `lambda:f` LIKE 'a.*'"))
                .isEqualTo(new ShowDatabases(Optional.of("a.*"), Optional.of("lambda:f")));
        assertThat(parse("SHOW TBLPROPERTIES t('k')")).isEqualTo(new ShowTableProperties(T, Optional.of("k")));
        assertThat(parse("SHOW COLUMNS IN t FROM d")).isEqualTo(new ShowColumns(table("d", "t")));
        assertThat(parse("SHOW CREATE TABLE `d.t`")).isEqualTo(new ShowCreateTable(table("d", "t")));
        assertThat(parse("DESCRIBE EXTENDED d.t PARTITION (a='1') c.Field.$elem$")).isEqualTo(new DescribeTable(
                table("d", "t"),
                DescribeTable.Form.EXTENDED,
                Map.of("a", "1"),
                List.of("c", "field", "$elem$")));
        assertThat(parse("desc formatted")).isEqualTo(
                new DescribeTable(table("formatted"), DescribeTable.Form.BASIC, Map.of(), List.of()));
        assertThat(parse("MSCK REPAIR TABLE t DROP PARTITIONS")).isEqualTo(new RepairTable(T, RepairTable.Mode.DROP));
    }

    @Test
    void keepsTheConditionOfOptimizeAsWritten()
    {
        String condition = "\"A b\" = 'x;\n' /* and */ AND é > 1";
        assertThat(parse("OPTIMIZE t REWRITE DATA USING BIN_PACK WHERE  " + condition + " -- end\n;"))
                .isEqualTo(new OptimizeTable(T, Optional.of(condition)));
    }

    @Test
    void readsLongStatementsInTimeThatGrowsWithTheirLength()
    {
        // the limit of Athena is 262,144 characters
        String partitions = " PARTITION (y='2025', m=07) LOCATION 's3://b/x'".repeat(5_400);
        String columns = "abc array<struct<a:int,b:string>>, ".repeat(7_200);
        long start = System.nanoTime();
        AddPartitions add = (AddPartitions) parse("ALTER TABLE t ADD" + partitions);
        CreateTable create = (CreateTable) parse("CREATE TABLE t (%s z int)".formatted(columns));
        assertThat(add.partitions()).hasSize(5_400);
        assertThat(create.columns()).hasSize(7_201);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }

    private static DdlStatement parse(String sql)
    {
        return DdlParser.parse(sql);
    }

    private static ColumnDefinition column(String name, String type)
    {
        return new ColumnDefinition(name, type, Optional.empty());
    }

    private static TableName table(String name)
    {
        return new TableName(Optional.empty(), Optional.empty(), name);
    }

    private static TableName table(String database, String name)
    {
        return new TableName(Optional.empty(), Optional.of(database), name);
    }
}
