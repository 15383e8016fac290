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

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import software.amazon.awssdk.services.athena.model.ColumnInfo;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One JSON array with an object for each row, a row to a line. Numbers and booleans are JSON's, with every digit; NaN,
 * the infinities and all other types are strings, as the API writes them.
 */
public final class JsonPrinter
        implements ResultPrinter
{
    private static final Set<String> NUMBERS =
            Set.of("tinyint", "smallint", "integer", "bigint", "float", "real", "double", "decimal");
    private static final String JSON_NUMBER = "-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?";

    @Override
    public long print(ResultRows result, PrintWriter out)
    {
        JsonFactory factory = JsonFactory.builder()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
                .build();
        List<String> names = names(result.columns());
        long count = 0;
        Iterator<String[]> rows = result.rows();
        try (JsonGenerator json = factory.createGenerator(out)) {
            json.setRootValueSeparator(null);
            json.writeRaw('[');
            while (rows.hasNext() && !(count % 1000 == 999 && out.checkError())) {
                json.writeRaw(count == 0 ? "\n" : ",\n");
                print(rows.next(), names, result.columns(), json);
                count++;
            }
            json.writeRaw("\n]\n");
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.flush();
        return count;
    }

    private static void print(String[] values, List<String> names, List<ColumnInfo> columns, JsonGenerator json)
            throws IOException
    {
        json.writeStartObject();
        for (int i = 0; i < names.size(); i++) {
            json.writeFieldName(names.get(i));
            print(i < values.length ? values[i] : null, columns.get(i).type(), json);
        }
        json.writeEndObject();
    }

    private static void print(String value, String type, JsonGenerator json)
            throws IOException
    {
        if (value == null) {
            json.writeNull();
        }
        else if (NUMBERS.contains(type) && value.matches(JSON_NUMBER)) {
            json.writeNumber(value);
        }
        else if (type.equals("boolean")) {
            json.writeBoolean(Boolean.parseBoolean(value));
        }
        else {
            json.writeString(value);
        }
    }

    /**
     * An object has each name once: the second column of a name gets {@code _2} behind it, and so on.
     */
    private static List<String> names(List<ColumnInfo> columns)
    {
        Map<String, Integer> seen = new HashMap<>();
        List<String> names = new ArrayList<>();
        for (ColumnInfo column : columns) {
            int times = seen.merge(column.name(), 1, Integer::sum);
            names.add(times == 1 ? column.name() : column.name() + "_" + times);
        }
        return names;
    }
}
