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
package io.glaux.cli.query;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.athena.model.ColumnInfo;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

import static org.assertj.core.api.Assertions.assertThat;

final class TestResultPrinters
{
    private static final List<ColumnInfo> COLUMNS = List.of(column("carrier", "varchar"), column("flights", "bigint"));
    private static final TablePrinter TABLE = new TablePrinter(OptionalInt.empty());

    @Test
    void testTableAlignsByType()
    {
        assertThat(print(TABLE, COLUMNS, row("UA", "58665"), row("Endeavor", "7"), row(null, null))).isEqualTo(
                """
                carrier  | flights
                ---------+--------
                UA       |   58665
                Endeavor |       7
                NULL     |    NULL
                """);
    }

    @Test
    void testTableWithoutRows()
    {
        assertThat(print(TABLE, COLUMNS)).isEqualTo("carrier | flights\n--------+--------\n");
    }

    @Test
    void testStatementsWithoutColumnsPrintNothing()
    {
        assertThat(print(TABLE, List.of())).isEmpty();
    }

    @Test
    void testTableCountsWideCharactersTwice()
    {
        assertThat(print(TABLE, COLUMNS, row("東京", "1"), row("e\u0301", "2"))).isEqualTo(
                """
                carrier | flights
                --------+--------
                東京    |       1
                e\u0301       |       2
                """);
    }

    @Test
    void testTableFitsTheTerminal()
    {
        String wide = "x".repeat(200);
        String text = print(new TablePrinter(OptionalInt.of(40)), COLUMNS, row(wide, "58665"));
        assertThat(text.lines()).allSatisfy(line -> assertThat(TextWidth.of(line)).isLessThanOrEqualTo(40));
        assertThat(text).contains("x".repeat(29) + "… |   58665");
    }

    @Test
    void testTableCutsNothingElsewhere()
    {
        String wide = "x".repeat(500);
        assertThat(print(TABLE, COLUMNS, row(wide, "1"))).contains(wide + " |       1");
    }

    @Test
    void testTableShowsARowOnOneLine()
    {
        assertThat(print(TABLE, COLUMNS, row("a\nb\tc", "1"))).contains("a\u240Ab\u2409c");
    }

    @Test
    void testTableBeyondItsSample()
    {
        String[][] rows = new String[2500][];
        Arrays.setAll(rows, i -> row("r" + i, String.valueOf(i)));
        List<String> lines = print(TABLE, COLUMNS, rows).lines().toList();
        assertThat(lines).hasSize(2502);
        assertThat(lines.getLast()).isEqualTo("r2499   |    2499");
    }

    @Test
    void testTextIsPrintedAsItIs()
    {
        StringWriter out = new StringWriter();
        List<String[]> rows = new ArrayList<>(List.of(row("Fragment 0"), row("    Output[x]")));
        TABLE.print(new ResultRows(List.of(column("Query Plan", "varchar")), rows.iterator(), true),
                new PrintWriter(out));
        assertThat(out).hasToString("Fragment 0\n    Output[x]\n");
    }

    @Test
    void testCsv()
    {
        assertThat(print(new CsvPrinter(), COLUMNS, row("a \"b\", c", null), row("", "2")))
                .isEqualTo("\"carrier\",\"flights\"\n\"a \"\"b\"\", c\",\n\"\",\"2\"\n");
    }

    @Test
    void testJsonKeepsTypesAndDigits()
            throws Exception
    {
        List<ColumnInfo> columns = List.of(
                column("i", "bigint"),
                column("d", "double"),
                column("n", "decimal"),
                column("b", "boolean"),
                column("s", "varchar"),
                column("s", "varchar"));
        String json = print(new JsonPrinter(),
                columns,
                row("9223372036854775807", "1.0E20", "12345678901234567890.10", "true", "é\n\"", null),
                row(null, "NaN", null, "false", "12", "x"));
        assertThat(json).isEqualTo(
                """
                [
                {"i":9223372036854775807,"d":1.0E20,"n":12345678901234567890.10,"b":true,"s":"é\\n\\"","s_2":null},
                {"i":null,"d":"NaN","n":null,"b":false,"s":"12","s_2":"x"}
                ]
                """);
        assertThat(new JsonMapper().readTree(json)).hasSize(2);
    }

    @Test
    void testJsonWithoutRows()
            throws Exception
    {
        assertThat(new JsonMapper().readTree(print(new JsonPrinter(), COLUMNS))).isEmpty();
    }

    private static String print(ResultPrinter printer, List<ColumnInfo> columns, String[]... rows)
    {
        StringWriter out = new StringWriter();
        long count =
                printer.print(new ResultRows(columns, Arrays.asList(rows).iterator(), false), new PrintWriter(out));
        assertThat(count).isEqualTo(rows.length);
        return out.toString();
    }

    private static String[] row(String... values)
    {
        return values;
    }

    private static ColumnInfo column(String name, String type)
    {
        return ColumnInfo.builder().name(name).type(type).build();
    }
}
