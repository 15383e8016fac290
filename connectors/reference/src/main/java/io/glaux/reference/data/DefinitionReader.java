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
package io.glaux.reference.data;

import io.glaux.source.ColumnTypes;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import io.glaux.source.SourceTableName;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads definitions of tables, such as {@code default.people(id bigint key, name varchar(10)); default.other(a date)},
 * with types in Trino's spelling; what is {@code key} tells rows from each other.
 */
final class DefinitionReader
{
    private static final Pattern TOKEN = Pattern.compile("\\s*(\"[^\"]+\"|[A-Za-z_0-9]+|[.,;()])\\s*");

    private final List<String> tokens = new ArrayList<>();
    private int position;

    private DefinitionReader(String text)
    {
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            tokens.add(matcher.group(1));
            end = matcher.end();
        }
        if (end < text.length()) {
            throw wrong("has a character that belongs to nothing, at %s".formatted(end));
        }
    }

    /**
     * @throws SourceException if the text is not as above
     */
    static List<ReferenceTable> read(String text)
    {
        DefinitionReader reader = new DefinitionReader(text);
        List<ReferenceTable> tables = new ArrayList<>();
        while (reader.position < reader.tokens.size()) {
            tables.add(reader.table());
            if (reader.position < reader.tokens.size()) {
                reader.expect(";");
            }
        }
        return tables;
    }

    private ReferenceTable table()
    {
        String schema = name();
        expect(".");
        String table = name();
        List<Field> columns = new ArrayList<>();
        List<String> key = new ArrayList<>();
        expect("(");
        do {
            Field column = type(name());
            columns.add(column);
            if (accept("key")) {
                key.add(column.getName());
            }
        }
        while (accept(","));
        expect(")");
        return new ReferenceTable(new SourceTableName(schema, table), new Schema(columns), key, "");
    }

    private Field type(String name)
    {
        String type = name();
        return switch (type) {
            case "boolean" -> ColumnTypes.bool(name);
            case "tinyint" -> ColumnTypes.integer(name, 8);
            case "smallint" -> ColumnTypes.integer(name, 16);
            case "integer" -> ColumnTypes.integer(name, 32);
            case "bigint" -> ColumnTypes.bigint(name);
            case "real" -> ColumnTypes.real(name);
            case "double" -> ColumnTypes.doublePrecision(name);
            case "decimal" -> decimal(name);
            case "varchar", "char" -> text(name, type);
            case "json" -> ColumnTypes.json(name);
            case "varbinary" -> ColumnTypes.binary(name);
            case "uuid" -> ColumnTypes.uuid(name);
            case "date" -> ColumnTypes.date(name);
            case "time" -> ColumnTypes.time(name, unit());
            case "timestamp" -> timestamp(name);
            case "array" -> array(name);
            case "map" -> map(name);
            case "row" -> row(name);
            default -> throw wrong("has a type that there is not: " + type);
        };
    }

    private Field decimal(String name)
    {
        expect("(");
        int precision = number();
        expect(",");
        int scale = number();
        expect(")");
        return ColumnTypes.decimal(name, precision, scale);
    }

    private Field text(String name, String type)
    {
        if (!accept("(")) {
            return ColumnTypes.text(name);
        }
        int length = number();
        expect(")");
        return ColumnTypes.pinned(name, ArrowType.Utf8.INSTANCE, "%s(%s)".formatted(type, length));
    }

    private Field timestamp(String name)
    {
        TimeUnit unit = unit();
        if (!accept("with")) {
            return ColumnTypes.timestamp(name, unit);
        }
        expect("time");
        expect("zone");
        return ColumnTypes.timestampWithTimeZone(name, unit);
    }

    private TimeUnit unit()
    {
        expect("(");
        TimeUnit unit = switch (number()) {
            case 0 -> TimeUnit.SECOND;
            case 3 -> TimeUnit.MILLISECOND;
            case 6 -> TimeUnit.MICROSECOND;
            case 9 -> TimeUnit.NANOSECOND;
            default -> throw wrong("has a time with digits that are not 0, 3, 6 or 9");
        };
        expect(")");
        return unit;
    }

    private Field array(String name)
    {
        expect("(");
        Field element = type("element");
        expect(")");
        return ColumnTypes.array(name, element);
    }

    private Field map(String name)
    {
        expect("(");
        Field key = type("key");
        expect(",");
        Field value = type("value");
        expect(")");
        return ColumnTypes.map(name, key, value);
    }

    private Field row(String name)
    {
        expect("(");
        List<Field> fields = new ArrayList<>();
        do {
            fields.add(type(name()));
        }
        while (accept(","));
        expect(")");
        return ColumnTypes.row(name, fields);
    }

    private int number()
    {
        String token = name();
        try {
            return Integer.parseInt(token);
        }
        catch (NumberFormatException e) {
            throw wrong("has %s where a number belongs".formatted(token));
        }
    }

    private String name()
    {
        if (position == tokens.size()) {
            throw wrong("ends where a name belongs");
        }
        String token = tokens.get(position++);
        if (token.length() == 1 && ".,;()".contains(token)) {
            throw wrong("has %s where a name belongs".formatted(token));
        }
        return token.startsWith("\"") ? token.substring(1, token.length() - 1) : token;
    }

    private boolean accept(String token)
    {
        if (position < tokens.size() && tokens.get(position).equals(token)) {
            position++;
            return true;
        }
        return false;
    }

    private void expect(String token)
    {
        if (!accept(token)) {
            throw wrong("lacks a %s".formatted(token));
        }
    }

    private static SourceException wrong(String what)
    {
        return SourceException.of(
                SourceErrorCode.INVALID_SETTINGS,
                "The setting tables %s: it is like default.people(id bigint key, name varchar(10))".formatted(what));
    }
}
