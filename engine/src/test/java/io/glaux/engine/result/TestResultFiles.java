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

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.query.QueryOutput;
import io.glaux.engine.query.ResultColumn;
import io.glaux.engine.query.ResultWriter;
import io.glaux.engine.query.StatementKind;
import io.trino.spi.Page;
import io.trino.spi.block.ArrayBlockBuilder;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.Type;
import io.trino.spi.type.UuidType;
import io.trino.spi.type.VarcharType;
import io.trino.type.IntervalDayTimeType;
import io.trino.type.JsonType;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.BooleanType.BOOLEAN;
import static io.trino.spi.type.DateType.DATE;
import static io.trino.spi.type.DoubleType.DOUBLE;
import static io.trino.spi.type.IntegerType.INTEGER;
import static io.trino.spi.type.RealType.REAL;
import static io.trino.spi.type.SmallintType.SMALLINT;
import static io.trino.spi.type.TimeType.createTimeType;
import static io.trino.spi.type.TimestampType.createTimestampType;
import static io.trino.spi.type.TimestampWithTimeZoneType.createTimestampWithTimeZoneType;
import static io.trino.spi.type.TinyintType.TINYINT;
import static io.trino.spi.type.VarbinaryType.VARBINARY;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestResultFiles
{
    private static final String ID = "7e2a1b0c-0000-4000-8000-000000000001";
    private static final String FOLDER = "s3://results/folder";
    private static final QueryOutput OUTPUT = new QueryOutput(Optional.empty(), FOLDER, "{}", false);
    static final StatementKind SELECT = kind(StatementKind.Type.DML, "SELECT", StatementKind.Output.CSV);
    static final StatementKind EXPLAIN = kind(StatementKind.Type.DML, "EXPLAIN", StatementKind.Output.TEXT);
    static final StatementKind INSERT = kind(StatementKind.Type.DML, "INSERT", StatementKind.Output.INSERT);
    static final StatementKind UPDATE = kind(StatementKind.Type.DML, "UPDATE", StatementKind.Output.CSV_METADATA_ONLY);
    static final StatementKind CTAS =
            kind(StatementKind.Type.DDL, "CREATE_TABLE_AS_SELECT", StatementKind.Output.TABLE);
    static final StatementKind CREATE = kind(StatementKind.Type.DDL, "CREATE_DATABASE", StatementKind.Output.TEXT);
    static final StatementKind SHOW_TABLES = kind(StatementKind.Type.UTILITY, "SHOW_TABLES", StatementKind.Output.TEXT);
    static final StatementKind DESCRIBE = kind(StatementKind.Type.UTILITY, "DESCRIBE_TABLE", StatementKind.Output.TEXT);
    static final StatementKind SHOW_FUNCTIONS =
            kind(StatementKind.Type.UTILITY, "SHOW_FUNCTIONS", StatementKind.Output.CSV);

    private final InMemoryS3 s3 = new InMemoryS3();
    private final ResultStore store = new ResultStore(s3);

    @Test
    void testLocations()
    {
        assertThat(store.location("s3://b.c/", ID, StatementKind.Output.CSV)).isEqualTo("s3://b.c/" + ID + ".csv");
        assertThat(store.location("s3://b.c", ID, StatementKind.Output.TEXT)).isEqualTo("s3://b.c/" + ID + ".txt");
        assertThat(store.location("s3://b.c/x/y", ID, StatementKind.Output.TABLE))
                .isEqualTo("s3://b.c/x/y/tables/" + ID);
        assertThat(store.location("s3://b.c/x/y/", ID, StatementKind.Output.INSERT)).isEqualTo("s3://b.c/x/y/" + ID);
        assertThat(store.location("s3://b.c/x", ID, StatementKind.Output.CSV_METADATA_ONLY))
                .isEqualTo("s3://b.c/x/" + ID + ".csv");
    }

    @Test
    void testFoldersOutsideABucketAreRefused()
    {
        List<String> wrong = List.of(
                "",
                "s3://",
                "s3:///x",
                "s3://b",
                "http://bucket/x",
                "bucket/x",
                "s3://bucket/../other/x",
                "s3://bucket/a/./b",
                "s3://bucket/a/..",
                "s3://buck et/x",
                "s3a://bucket/x",
                "s3://bucket/" + "k".repeat(1024));
        for (String folder : wrong) {
            assertThatThrownBy(() -> S3Location.ofFolder(folder))
                    .as(folder)
                    .isInstanceOf(GlauxException.class)
                    .hasMessage("outputLocation is not a valid S3 path.");
        }
    }

    @Test
    void testBucketThatIsNotThere()
    {
        store.check("s3://results/any/folder");
        assertThatThrownBy(() -> store.check("s3://not-there/x"))
                .hasMessage("Unable to verify/create output bucket not-there");
    }

    @Test
    void testCsvByteForByte()
    {
        ResultWriter writer = open(SELECT);
        writer.columns(List.of(
                new ResultColumn("i", INTEGER),
                new ResultColumn("s", VARCHAR),
                new ResultColumn("a \"b\"", new ArrayType(INTEGER)),
                new ResultColumn("vb", VARBINARY)));
        writer.page(new Page(
                longs(INTEGER, 1L, null, 3L),
                texts("it's", "line\nfeed, \"quoted\"", ""),
                arrays(),
                nulls(VARBINARY, 3)));
        writer.finish(Optional.empty(), OptionalLong.empty());
        assertThat(s3.text("folder/" + ID + ".csv")).isEqualTo(
                """
                "i","s","a ""b""\","vb"
                "1","it's","[1, 2]",
                ,"line
                feed, ""quoted""\",,
                "3","","[]",
                """);
        assertThat(s3.contentType("folder/" + ID + ".csv")).isEqualTo("application/octet-stream");
        assertThat(s3.keys()).containsExactly("folder/" + ID + ".csv", "folder/" + ID + ".csv.metadata");
    }

    @Test
    void testRowsOfOneNullColumnAreEmptyLines()
    {
        write(SELECT, List.of(new ResultColumn("n", INTEGER)), new Page(nulls(INTEGER, 2)));
        assertThat(s3.text("folder/" + ID + ".csv")).isEqualTo("\"n\"\n\n\n");
    }

    @Test
    void testNoRowsGiveAHeader()
    {
        write(SELECT, List.of(new ResultColumn("n", INTEGER), new ResultColumn("s", VARCHAR)));
        assertThat(s3.text("folder/" + ID + ".csv")).isEqualTo("\"n\",\"s\"\n");
    }

    @Test
    void testShow()
    {
        write(SHOW_TABLES,
                List.of(new ResultColumn("Table", VARCHAR)),
                new Page(texts("a", "b")),
                new Page(texts("c")));
        assertThat(s3.text("folder/" + ID + ".txt")).isEqualTo("a\nb\nc");
        assertThat(s3.contentType("folder/" + ID + ".txt")).isEqualTo("binary/octet-stream");
        assertThat(columns(metadata(".txt"))).containsExactly("tab_name string -");
    }

    @Test
    void testDescribe()
    {
        write(DESCRIBE,
                List.of(
                        new ResultColumn("Column", VARCHAR),
                        new ResultColumn("Type", VARCHAR),
                        new ResultColumn("Extra", VARCHAR),
                        new ResultColumn("Comment", VARCHAR)),
                new Page(
                        texts("id", "day"),
                        texts("bigint", "date"),
                        texts("", "partition key"),
                        texts(null, "of flight")));
        assertThat(s3.text("folder/" + ID + ".txt")).isEqualTo("id\tbigint\t\nday\tdate\tof flight");
        assertThat(columns(metadata(".txt")))
                .containsExactly("col_name string -", "data_type string -", "comment string -");
    }

    @Test
    void testExplain()
    {
        write(EXPLAIN,
                List.of(new ResultColumn("Query Plan", VarcharType.createVarcharType(371))),
                new Page(texts("Fragment\n  Output\n\n")));
        assertThat(s3.text("folder/" + ID + ".txt")).isEqualTo("Query Plan\nFragment\n  Output\n\n\n");
        assertThat(columns(metadata(".txt"))).containsExactly("Query Plan varchar 371 0 true");
    }

    @Test
    void testDdlWritesAnEmptyFile()
    {
        write(CREATE, List.of(new ResultColumn("result", BOOLEAN)), new Page(nulls(BOOLEAN, 1)));
        assertThat(s3.keys()).containsExactly("folder/" + ID + ".txt");
        assertThat(s3.object("folder/" + ID + ".txt")).isEmpty();
    }

    @Test
    void testCountsAreInTheMetadataOnly()
    {
        // the bytes that Athena wrote for UPDATE, after the query id
        String tail = "1206" + hex("UPDATE") + "1802" + "2222"
                + "0a04" + hex("hive") + "2204" + hex("rows") + "2a04" + hex("rows") + "3206" + hex("bigint")
                + "3813" + "4000" + "4803" + "5000";
        ResultWriter update = open(UPDATE);
        update.columns(List.of(new ResultColumn("rows", BIGINT)));
        update.page(new Page(longs(BIGINT, 2L)));
        update.finish(Optional.of("UPDATE"), OptionalLong.of(2));
        assertThat(s3.keys()).containsExactly("folder/" + ID + ".csv.metadata");
        assertThat(HexFormat.of().formatHex(s3.object("folder/" + ID + ".csv.metadata")))
                .isEqualTo("0a24" + hex(ID) + tail);

        ResultWriter insert = open(INSERT);
        insert.finish(Optional.of("INSERT"), OptionalLong.of(0));
        UnknownFieldSet none = metadata("");
        assertThat(none.getField(3).getVarintList()).as("a count of 0 is written").containsExactly(0L);

        ResultWriter create = open(CTAS);
        create.finish(Optional.of("CREATE TABLE"), OptionalLong.of(5));
        assertThat(s3.keys()).contains("folder/tables/" + ID + ".metadata").doesNotContain("folder/tables/" + ID);
    }

    @Test
    void testMetadataOfEveryType()
    {
        List<Type> types = List.of(
                TINYINT,
                SMALLINT,
                INTEGER,
                BIGINT,
                REAL,
                DOUBLE,
                DecimalType.createDecimalType(12, 4),
                VARCHAR,
                VarcharType.createVarcharType(7),
                CharType.createCharType(3),
                VARBINARY,
                BOOLEAN,
                DATE,
                createTimestampType(6),
                createTimestampWithTimeZoneType(3),
                createTimeType(0),
                IntervalDayTimeType.INTERVAL_DAY_TIME,
                new ArrayType(BIGINT),
                JsonType.JSON,
                UuidType.UUID);
        write(SELECT, types.stream().map(type -> new ResultColumn("c", type)).toList());
        UnknownFieldSet metadata = metadata(".csv");
        assertThat(metadata.getField(1).getLengthDelimitedList()).containsExactly(ByteString.copyFromUtf8(ID));
        assertThat(metadata.hasField(2)).isFalse();
        assertThat(metadata.hasField(3)).isFalse();
        assertThat(columns(metadata)).containsExactly(
                "c tinyint 3 0 false",
                "c smallint 5 0 false",
                "c integer 10 0 false",
                "c bigint 19 0 false",
                "c float 17 0 false",
                "c double 17 0 false",
                "c decimal 12 4 false",
                "c varchar 2147483647 0 true",
                "c varchar 7 0 true",
                "c char 3 0 true",
                "c varbinary 1073741824 0 false",
                "c boolean - - false",
                "c date - 0 false",
                "c timestamp 3 0 false",
                "c timestamp with time zone 3 0 false",
                "c time 3 0 false",
                "c interval day to second - - false",
                "c array -",
                "c json -",
                "c uuid -");
    }

    @Test
    void testLargeResultsGoInParts()
    {
        String value = "x".repeat(1024 * 1024);
        Page page = new Page(texts(value));
        ResultWriter writer = open(SELECT);
        writer.columns(List.of(new ResultColumn("s", VARCHAR)));
        for (int i = 0; i < 20; i++) {
            writer.page(page);
        }
        assertThat(s3.openUploads()).isEqualTo(1);
        assertThat(s3.keys()).as("nothing is visible before the end").isEmpty();
        writer.finish(Optional.empty(), OptionalLong.empty());
        assertThat(s3.text("folder/" + ID + ".csv")).isEqualTo("\"s\"\n" + ("\"" + value + "\"\n").repeat(20));
        assertThat(s3.openUploads()).isZero();
    }

    @Test
    void testAbortLeavesNothing()
    {
        ResultWriter writer = open(SELECT);
        writer.columns(List.of(new ResultColumn("s", VARCHAR)));
        writer.page(new Page(texts("x".repeat(20 * 1024 * 1024))));
        writer.abort();
        assertThat(s3.openUploads()).isZero();
        assertThat(s3.keys()).isEmpty();
    }

    @Test
    void testFailingStorageLeavesNothing()
    {
        for (String refused : List.of("part folder/%s.csv 2", "complete folder/%s.csv", "put folder/%s.csv.metadata")) {
            s3.refuse(write -> write.equals(refused.formatted(ID)));
            ResultWriter writer = open(SELECT);
            assertThatThrownBy(() -> {
                writer.columns(List.of(new ResultColumn("s", VARCHAR)));
                writer.page(new Page(texts("x".repeat(20 * 1024 * 1024))));
                writer.finish(Optional.empty(), OptionalLong.empty());
            })
                    .as(refused)
                    .isInstanceOf(GlauxException.class)
                    .hasMessageContaining("The result could not be written to s3://results/folder/" + ID
                            + ".csv: the storage is told to refuse");
            writer.abort();
            assertThat(s3.openUploads()).as(refused).isZero();
            assertThat(s3.keys()).as(refused).isEmpty();
        }
    }

    @Test
    void testDiscardRemovesWhatACrashLeft()
    {
        ResultWriter writer = open(SELECT);
        writer.columns(List.of(new ResultColumn("s", VARCHAR)));
        writer.page(new Page(texts("x".repeat(20 * 1024 * 1024))));
        assertThat(s3.openUploads()).isEqualTo(1);
        store.discard(FOLDER + "/" + ID + ".csv");
        assertThat(s3.openUploads()).isZero();
    }

    private ResultWriter open(StatementKind kind)
    {
        return store.open(ID, store.location(FOLDER, ID, kind.output()), kind, OUTPUT, OptionalLong.empty());
    }

    private void write(StatementKind kind, List<ResultColumn> columns, Page... pages)
    {
        ResultWriter writer = open(kind);
        writer.columns(columns);
        Arrays.stream(pages).forEach(writer::page);
        writer.finish(Optional.empty(), OptionalLong.empty());
    }

    private UnknownFieldSet metadata(String extension)
    {
        return parse(ByteString.copyFrom(s3.object("folder/" + ID + extension + ".metadata")));
    }

    /**
     * Name, type, precision, scale and case sensitivity of each column, with a dash for what is absent.
     */
    private static List<String> columns(UnknownFieldSet metadata)
    {
        return metadata.getField(4).getLengthDelimitedList().stream()
                .map(TestResultFiles::parse)
                .map(column -> {
                    assertThat(text(column, 1)).isEqualTo("hive");
                    assertThat(text(column, 5)).isEqualTo(text(column, 4));
                    assertThat(column.getField(9).getVarintList()).containsExactly(3L);
                    assertThat(column.asMap().keySet()).doesNotContain(2, 3);
                    String described = "%s %s %s".formatted(text(column, 4), text(column, 6), number(column, 7));
                    if (column.hasField(8) || column.hasField(10)) {
                        described += " %s %s".formatted(number(column, 8), column.getField(10).getVarintList()
                                .getFirst() == 1);
                    }
                    return described;
                })
                .toList();
    }

    private static String text(UnknownFieldSet fields, int number)
    {
        return fields.getField(number).getLengthDelimitedList().getFirst().toStringUtf8();
    }

    private static String number(UnknownFieldSet fields, int number)
    {
        return fields.hasField(number) ? fields.getField(number).getVarintList().getFirst().toString() : "-";
    }

    private static UnknownFieldSet parse(ByteString bytes)
    {
        try {
            return UnknownFieldSet.parseFrom(bytes);
        }
        catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static String hex(String text)
    {
        return HexFormat.of().formatHex(text.getBytes(UTF_8));
    }

    private static StatementKind kind(StatementKind.Type type, String substatement, StatementKind.Output output)
    {
        return new StatementKind(type, substatement, output);
    }

    static Block longs(Type type, Long... values)
    {
        BlockBuilder builder = type.createBlockBuilder(null, values.length);
        for (Long value : values) {
            if (value == null) {
                builder.appendNull();
            }
            else {
                type.writeLong(builder, value);
            }
        }
        return builder.build();
    }

    static Block texts(String... values)
    {
        BlockBuilder builder = VARCHAR.createBlockBuilder(null, values.length);
        for (String value : values) {
            if (value == null) {
                builder.appendNull();
            }
            else {
                VARCHAR.writeString(builder, value);
            }
        }
        return builder.build();
    }

    private static Block nulls(Type type, int count)
    {
        BlockBuilder builder = type.createBlockBuilder(null, count);
        for (int i = 0; i < count; i++) {
            builder.appendNull();
        }
        return builder.build();
    }

    private static Block arrays()
    {
        ArrayType type = new ArrayType(INTEGER);
        ArrayBlockBuilder builder = type.createBlockBuilder(null, 3);
        builder.buildEntry(elements -> {
            INTEGER.writeLong(elements, 1);
            INTEGER.writeLong(elements, 2);
        });
        builder.appendNull();
        builder.buildEntry(_ -> {});
        return builder.build();
    }
}
