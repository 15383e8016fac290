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
package io.glaux.dynamodb.schema;

import io.glaux.dynamodb.value.AttributeType;
import io.glaux.dynamodb.value.ColumnType;
import io.glaux.dynamodb.value.DateFormat;
import io.glaux.dynamodb.value.Numbers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

import static java.util.Objects.requireNonNull;

/**
 * Reads types as the Glue catalog spells them, which is Hive's way, with the additions of Athena's connector for
 * DynamoDB ({@code timestamptz}) and {@code json}. {@code string} and {@code varchar} hold anything.
 */
final class DeclaredType
{
    private final String text;
    private final DateFormat format;
    private final UnaryOperator<String> keys;
    private int position;

    private DeclaredType(String text, DateFormat format, UnaryOperator<String> keys)
    {
        this.text = requireNonNull(text, "text is null");
        this.format = requireNonNull(format, "format is null");
        this.keys = requireNonNull(keys, "keys is null");
    }

    /**
     * @param format of the dates and times in it
     * @param keys the key in a map of the name of a field
     * @throws IllegalArgumentException if it is no such type; the message says why
     */
    static ColumnType parse(String text, DateFormat format, UnaryOperator<String> keys)
    {
        DeclaredType parser = new DeclaredType(text, format, keys);
        ColumnType type = parser.type();
        parser.skipSpaces();
        if (parser.position < text.length()) {
            throw parser.unknown();
        }
        return type;
    }

    /**
     * @param keys the keys of names that are not their own
     */
    static UnaryOperator<String> keys(Map<String, String> keys)
    {
        return name -> keys.getOrDefault(name, name);
    }

    /**
     * What is declared as string holds anything; but keys are of one type, and conditions on them are worth it.
     *
     * @param key null: it is none
     */
    static ColumnType ofKey(ColumnType type, AttributeType key)
    {
        if (!(type instanceof ColumnType.AnyText)) {
            return type;
        }
        return key == AttributeType.S
                ? new ColumnType.Text()
                : key == AttributeType.N ? new ColumnType.NumberText() : type;
    }

    private ColumnType type()
    {
        String name = word().toLowerCase(Locale.ROOT);
        return switch (name) {
            case "boolean" -> new ColumnType.Bool();
            case "tinyint" -> new ColumnType.Whole(8);
            case "smallint" -> new ColumnType.Whole(16);
            case "int", "integer" -> new ColumnType.Whole(32);
            case "bigint" -> ColumnType.Whole.BIGINT;
            case "float", "real" -> new ColumnType.Floating(true);
            case "double" -> new ColumnType.Floating(false);
            case "decimal" -> decimal();
            case "string" -> new ColumnType.AnyText();
            case "varchar", "char" -> {
                arguments();
                yield new ColumnType.AnyText();
            }
            case "binary", "varbinary" -> new ColumnType.Binary();
            case "date" -> new ColumnType.Date(format);
            case "timestamp" -> new ColumnType.Timestamp(format, false);
            case "timestamptz" -> new ColumnType.Timestamp(format, true);
            case "json" -> new ColumnType.Json();
            case "array", "set" -> array(name);
            case "map" -> map();
            case "struct" -> struct();
            default -> throw unknown();
        };
    }

    private ColumnType decimal()
    {
        List<Integer> arguments = arguments();
        // Spark's default, as in Athena's connector
        int precision = arguments.isEmpty() ? Numbers.MOST_DIGITS : arguments.getFirst();
        int scale = arguments.isEmpty() ? 18 : arguments.size() > 1 ? arguments.get(1) : 0;
        if (precision < 1 || precision > Numbers.MOST_DIGITS || scale > precision) {
            throw unknown();
        }
        return new ColumnType.Decimal(precision, scale);
    }

    private List<Integer> arguments()
    {
        List<Integer> arguments = new ArrayList<>();
        if (!accept('(')) {
            return arguments;
        }
        do {
            try {
                arguments.add(Integer.parseInt(word()));
            }
            catch (NumberFormatException _) {
                throw unknown();
            }
        }
        while (accept(','));
        expect(')');
        return arguments;
    }

    private ColumnType array(String name)
    {
        expect('<');
        ColumnType element = type();
        expect('>');
        return new ColumnType.Array(element, name.equals("set") ? set(element) : AttributeType.L);
    }

    private AttributeType set(ColumnType element)
    {
        return switch (element) {
            case ColumnType.Text _, ColumnType.AnyText _ -> AttributeType.SS;
            case ColumnType.Binary _ -> AttributeType.BS;
            case ColumnType.Whole _,
                 ColumnType.Decimal _,
                 ColumnType.Floating _,
                 ColumnType.NumberText _ -> AttributeType.NS;
            case ColumnType.Bool _,
                 ColumnType.Date _,
                 ColumnType.Timestamp _,
                 ColumnType.Json _,
                 ColumnType.Array _,
                 ColumnType.Row _,
                 ColumnType.TextMap _ -> throw unknown();
        };
    }

    private ColumnType map()
    {
        expect('<');
        if (!(type() instanceof ColumnType.AnyText)) {
            throw new IllegalArgumentException(
                    "the keys of %s are not string, as they are in DynamoDB".formatted(text));
        }
        expect(',');
        ColumnType value = type();
        expect('>');
        return new ColumnType.TextMap(value);
    }

    private ColumnType struct()
    {
        expect('<');
        List<ColumnType.RowField> fields = new ArrayList<>();
        do {
            String name = word();
            expect(':');
            fields.add(new ColumnType.RowField(name, keys.apply(name), type()));
        }
        while (accept(','));
        expect('>');
        return new ColumnType.Row(fields);
    }

    private String word()
    {
        skipSpaces();
        int start = position;
        while (position < text.length() && ":,<>() ".indexOf(text.charAt(position)) < 0) {
            position++;
        }
        if (position == start) {
            throw unknown();
        }
        return text.substring(start, position);
    }

    private boolean accept(char letter)
    {
        skipSpaces();
        if (position < text.length() && text.charAt(position) == letter) {
            position++;
            return true;
        }
        return false;
    }

    private void expect(char letter)
    {
        if (!accept(letter)) {
            throw unknown();
        }
    }

    private void skipSpaces()
    {
        while (position < text.length() && text.charAt(position) == ' ') {
            position++;
        }
    }

    private IllegalArgumentException unknown()
    {
        return new IllegalArgumentException("%s is no type that is known here".formatted(text));
    }
}
