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
package io.glaux.reference.evaluate;

import io.glaux.source.ColumnTypes;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A type by what may be done with its values.
 *
 * @param field of the type
 * @param length of VARCHAR(n) and CHAR(n), in code points; of times, digits of a second, where they are pinned
 */
public record ValueType(Kind kind, Field field, OptionalInt length)
{
    private static final Pattern LENGTH = Pattern.compile("(char|varchar|time|timestamp)\\((\\d+)\\).*");

    static final ValueType BOOLEAN = of(ColumnTypes.bool("condition"));

    public enum Kind
    {
        BOOLEAN,
        INTEGER,
        REAL,
        DOUBLE,
        DECIMAL,
        TEXT,
        CHAR,
        JSON,
        BYTES,
        DATE,
        TIME,
        TIMESTAMP,
        INSTANT,
        ARRAY,
        ROW,
        MAP,
    }

    /**
     * @throws UnsupportedExpressionException if the field is of no type in {@link ColumnTypes}
     */
    public static ValueType of(Field field)
    {
        ArrowType type = field.getType();
        Kind kind = switch (type.getTypeID()) {
            case Bool -> Kind.BOOLEAN;
            case Int -> Kind.INTEGER;
            case FloatingPoint -> ((ArrowType.FloatingPoint) type).getPrecision() == FloatingPointPrecision.SINGLE
                    ? Kind.REAL
                    : Kind.DOUBLE;
            case Decimal -> Kind.DECIMAL;
            case Utf8 -> textKind(field);
            case Binary, FixedSizeBinary -> Kind.BYTES;
            case Date -> Kind.DATE;
            case Time -> Kind.TIME;
            case Timestamp -> ((ArrowType.Timestamp) type).getTimezone() == null ? Kind.TIMESTAMP : Kind.INSTANT;
            case List -> Kind.ARRAY;
            case Struct -> Kind.ROW;
            case Map -> Kind.MAP;
            default -> throw new UnsupportedExpressionException("There is no type for Arrow's " + type);
        };
        return new ValueType(kind, field, lengthOf(field));
    }

    /**
     * @throws UnsupportedExpressionException if it is of another kind
     */
    void require(Kind wanted)
    {
        if (kind != wanted) {
            throw new UnsupportedExpressionException("%s where %s is wanted".formatted(kind, wanted));
        }
    }

    boolean isNumber()
    {
        return switch (kind) {
            case INTEGER, REAL, DOUBLE, DECIMAL -> true;
            default -> false;
        };
    }

    /**
     * Whether less and greater are known for it.
     */
    public boolean isOrdered()
    {
        return switch (kind) {
            case JSON, ARRAY, ROW, MAP -> false;
            default -> true;
        };
    }

    /**
     * Whether two of these types have values that can be compared as they are.
     */
    boolean isComparableTo(ValueType other)
    {
        if (kind != other.kind) {
            return false;
        }
        List<ValueType> parts = parts();
        List<ValueType> otherParts = other.parts();
        return parts.size() == otherParts.size()
                && IntStream.range(0, parts.size())
                .allMatch(index -> parts.get(index).isComparableTo(otherParts.get(index)));
    }

    /**
     * Bits of an integer.
     */
    int bits()
    {
        return ((ArrowType.Int) field.getType()).getBitWidth();
    }

    ArrowType.Decimal decimal()
    {
        return (ArrowType.Decimal) field.getType();
    }

    /**
     * Types within: of elements, of fields, of key and value.
     */
    List<ValueType> parts()
    {
        return switch (kind) {
            case ARRAY, ROW -> field.getChildren().stream().map(ValueType::of).toList();
            case MAP -> field.getChildren().getFirst().getChildren().stream().map(ValueType::of).toList();
            default -> List.of();
        };
    }

    private static Kind textKind(Field field)
    {
        String pinned = pinned(field);
        if (pinned.startsWith("char(")) {
            return Kind.CHAR;
        }
        return pinned.equals("json") ? Kind.JSON : Kind.TEXT;
    }

    private static OptionalInt lengthOf(Field field)
    {
        Matcher matcher = LENGTH.matcher(pinned(field));
        return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(2))) : OptionalInt.empty();
    }

    private static String pinned(Field field)
    {
        return Optional.ofNullable(field.getMetadata().get(ColumnTypes.TRINO_TYPE))
                .orElse("")
                .toLowerCase(Locale.ENGLISH);
    }
}
