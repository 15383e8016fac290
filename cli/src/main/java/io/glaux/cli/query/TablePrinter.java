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

import software.amazon.awssdk.services.athena.model.ColumnInfo;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

import static java.lang.Math.max;
import static java.lang.Math.min;
import static java.util.Objects.requireNonNull;

/**
 * A table for people: numbers to the right, NULL by its name, and in a terminal no wider than it is. The widths come
 * from the first thousand rows; a later value that is wider pushes its row, and is cut only in a terminal.
 */
public final class TablePrinter
        implements ResultPrinter
{
    private static final int SAMPLE = 1000;
    private static final int NARROWEST = 8;
    private static final String SEPARATOR = " | ";
    private static final Set<String> RIGHT =
            Set.of("tinyint", "smallint", "integer", "bigint", "float", "real", "double", "decimal");

    private final OptionalInt terminalWidth;

    public TablePrinter(OptionalInt terminalWidth)
    {
        this.terminalWidth = requireNonNull(terminalWidth, "terminalWidth is null");
    }

    @Override
    public long print(ResultRows result, PrintWriter out)
    {
        if (result.isText()) {
            return printText(result, out);
        }
        if (result.columns().isEmpty()) {
            return 0;
        }
        List<ColumnInfo> columns = result.columns();
        Iterator<String[]> rows = result.rows();
        List<String[]> sample = new ArrayList<>();
        while (sample.size() < SAMPLE && rows.hasNext()) {
            sample.add(shown(rows.next(), columns.size()));
        }
        int[] widths = widths(columns, sample);
        printHeader(columns, widths, out);
        sample.forEach(row -> printRow(row, columns, widths, out));
        long count = sample.size();
        while (rows.hasNext() && !out.checkError()) {
            for (int i = 0; i < SAMPLE && rows.hasNext(); i++) {
                printRow(shown(rows.next(), columns.size()), columns, widths, out);
                count++;
            }
        }
        out.flush();
        return count;
    }

    private static long printText(ResultRows result, PrintWriter out)
    {
        long count = 0;
        while (result.rows().hasNext()) {
            String line = result.rows().next()[0];
            out.println(line == null ? "" : line);
            count++;
        }
        out.flush();
        return count;
    }

    private static String[] shown(String[] row, int columns)
    {
        String[] shown = new String[columns];
        for (int i = 0; i < columns; i++) {
            shown[i] = i >= row.length || row[i] == null ? "NULL" : TextWidth.onOneLine(row[i]);
        }
        return shown;
    }

    private int[] widths(List<ColumnInfo> columns, List<String[]> sample)
    {
        int[] widths = columns.stream().mapToInt(column -> max(1, TextWidth.of(column.name()))).toArray();
        for (String[] row : sample) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = max(widths[i], TextWidth.of(row[i]));
            }
        }
        terminalWidth.ifPresent(terminal -> shrink(widths, terminal - SEPARATOR.length() * (widths.length - 1)));
        return widths;
    }

    /**
     * Takes from the widest columns until all fit, or none is wider than the narrowest that is still of use.
     */
    private static void shrink(int[] widths, int available)
    {
        int low = NARROWEST;
        int high = max(NARROWEST, available);
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            int sum = 0;
            for (int width : widths) {
                sum += min(width, middle);
            }
            if (sum <= available) {
                low = middle;
            }
            else {
                high = middle - 1;
            }
        }
        for (int i = 0; i < widths.length; i++) {
            widths[i] = min(widths[i], low);
        }
    }

    private void printHeader(List<ColumnInfo> columns, int[] widths, PrintWriter out)
    {
        printRow(columns.stream().map(column -> TextWidth.onOneLine(column.name()))
                .toArray(String[]::new), columns, widths, out);
        StringBuilder rule = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            rule.append(i == 0 ? "" : "-+-").repeat('-', widths[i]);
        }
        out.append(rule.append('\n'));
    }

    private void printRow(String[] row, List<ColumnInfo> columns, int[] widths, PrintWriter out)
    {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.length; i++) {
            String value = terminalWidth.isPresent() ? TextWidth.cut(row[i], widths[i]) : row[i];
            int padding = max(0, widths[i] - TextWidth.of(value));
            boolean right = RIGHT.contains(columns.get(i).type());
            line.append(i == 0 ? "" : SEPARATOR)
                    .repeat(' ', right ? padding : 0)
                    .append(value)
                    .repeat(' ', right || i == row.length - 1 ? 0 : padding);
        }
        out.append(line.append('\n'));
    }
}
