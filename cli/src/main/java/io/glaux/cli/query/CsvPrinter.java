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
import java.util.Iterator;

/**
 * CSV as the Athena API writes it: a header, every value quoted, a NULL as an empty field without quotes.
 */
public final class CsvPrinter
        implements ResultPrinter
{
    @Override
    public long print(ResultRows result, PrintWriter out)
    {
        print(result.columns().stream().map(ColumnInfo::name).toArray(String[]::new), out);
        long count = 0;
        Iterator<String[]> rows = result.rows();
        while (rows.hasNext() && !out.checkError()) {
            for (int i = 0; i < 1000 && rows.hasNext(); i++) {
                print(rows.next(), out);
                count++;
            }
        }
        out.flush();
        return count;
    }

    private static void print(String[] values, PrintWriter out)
    {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                line.append(',');
            }
            if (values[i] != null) {
                line.append('"').append(values[i].replace("\"", "\"\"")).append('"');
            }
        }
        out.append(line.append('\n'));
    }
}
