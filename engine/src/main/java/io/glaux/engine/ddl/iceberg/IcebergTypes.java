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
package io.glaux.engine.ddl.iceberg;

import com.google.common.collect.ImmutableMap;
import io.glaux.engine.ddl.statement.ColumnDefinition;
import io.glaux.engine.dialect.text.SqlText;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;

/**
 * The type of a column in the engine's words, from its text in Glue.
 */
final class IcebergTypes
{
    private static final Map<String, String> PRIMITIVES = ImmutableMap.<String, String>builder()
            .put("boolean", "boolean")
            .put("int", "integer")
            .put("integer", "integer")
            .put("bigint", "bigint")
            .put("float", "real")
            .put("double", "double")
            .put("string", "varchar")
            .put("binary", "varbinary")
            .put("date", "date")
            .put("timestamp", "timestamp(6)")
            .buildOrThrow();
    private static final Pattern DECIMAL = Pattern.compile("decimal\\([0-9]{1,2},[0-9]{1,2}\\)");

    private final ColumnDefinition column;
    private final String text;
    private int position;

    private IcebergTypes(ColumnDefinition column)
    {
        this.column = requireNonNull(column, "column is null");
        this.text = column.type();
    }

    /**
     * @throws GlauxException with INVALID_INPUT when Iceberg has no such type
     */
    static String sqlType(ColumnDefinition column)
    {
        IcebergTypes reader = new IcebergTypes(column);
        String type = reader.type();
        if (reader.position != reader.text.length()) {
            throw reader.unsupported(reader.text);
        }
        return type;
    }

    private String type()
    {
        int end = position;
        int parentheses = 0;
        while (end < text.length() && (parentheses > 0 || "<>,".indexOf(text.charAt(end)) < 0)) {
            parentheses += switch (text.charAt(end)) {
                case '(' -> 1;
                case ')' -> -1;
                default -> 0;
            };
            end++;
        }
        String word = text.substring(position, end);
        position = end;
        return switch (word) {
            case "array" -> "array(%s)".formatted(one(arguments(1)));
            case "map" -> "map(%s)".formatted(String.join(", ", arguments(2)));
            case "struct" -> "row(%s)".formatted(String.join(", ", fields()));
            default -> primitive(word);
        };
    }

    private String primitive(String word)
    {
        String type = PRIMITIVES.get(word);
        if (type != null) {
            return type;
        }
        if (DECIMAL.matcher(word).matches()) {
            return word;
        }
        throw unsupported(word);
    }

    private List<String> arguments(int count)
    {
        expect('<');
        List<String> types = new ArrayList<>();
        types.add(type());
        while (types.size() < count) {
            expect(',');
            types.add(type());
        }
        expect('>');
        return types;
    }

    private List<String> fields()
    {
        expect('<');
        List<String> fields = new ArrayList<>();
        do {
            int colon = text.indexOf(':', position);
            if (colon < 0) {
                throw unsupported(text);
            }
            String name = text.substring(position, colon);
            position = colon + 1;
            fields.add(SqlText.identifier(name) + " " + type());
        }
        while (skip(','));
        expect('>');
        return fields;
    }

    private void expect(char character)
    {
        if (!skip(character)) {
            throw unsupported(text);
        }
    }

    private boolean skip(char character)
    {
        if (position < text.length() && text.charAt(position) == character) {
            position++;
            return true;
        }
        return false;
    }

    private GlauxException unsupported(String type)
    {
        return new GlauxException(ErrorCode.INVALID_INPUT,
                ("Type %s of column %s is not one that Iceberg tables have: use boolean, int, bigint, float, double, "
                        + "decimal, string, binary, date, timestamp, array, map or struct")
                        .formatted(type, column.name()));
    }

    private static String one(List<String> types)
    {
        return types.getFirst();
    }
}
