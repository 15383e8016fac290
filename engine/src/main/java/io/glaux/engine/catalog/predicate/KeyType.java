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
package io.glaux.engine.catalog.predicate;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * How the values of a partition key compare. Values are text; a value that does not fit its type compares with nothing.
 */
public enum KeyType
{
    /**
     * By code points, which is the order of the UTF-8 bytes. Also for types that have no order of their own here.
     */
    STRING {
        @Override
        Object parseText(String text)
        {
            return text;
        }

        @Override
        int compareValues(Object left, Object right)
        {
            return compareCodePoints((String) left, (String) right);
        }
    },

    /**
     * The integer types and decimals.
     */
    NUMBER {
        @Override
        Object parseText(String text)
        {
            String trimmed = text.trim();
            if (trimmed.length() > LONGEST_NUMBER) {
                throw new NumberFormatException("too many digits");
            }
            BigDecimal number = new BigDecimal(trimmed);
            if (Math.abs((long) number.scale()) > LONGEST_NUMBER) {
                throw new NumberFormatException("exponent out of range");
            }
            return number;
        }

        @Override
        int compareValues(Object left, Object right)
        {
            return ((BigDecimal) left).compareTo((BigDecimal) right);
        }
    },

    DOUBLE {
        @Override
        Object parseText(String text)
        {
            return Double.valueOf(text.trim());
        }

        @Override
        int compareValues(Object left, Object right)
        {
            return Double.compare((Double) left, (Double) right);
        }
    },

    DATE {
        @Override
        Object parseText(String text)
        {
            return LocalDate.parse(text.trim(), DATE_FORMAT);
        }

        @Override
        int compareValues(Object left, Object right)
        {
            return ((LocalDate) left).compareTo((LocalDate) right);
        }
    },

    TIMESTAMP {
        @Override
        Object parseText(String text)
        {
            return LocalDateTime.parse(text.trim().replace('T', ' '), TIMESTAMP_FORMAT);
        }

        @Override
        int compareValues(Object left, Object right)
        {
            return ((LocalDateTime) left).compareTo((LocalDateTime) right);
        }
    },

    BOOLEAN {
        @Override
        Object parseText(String text)
        {
            return switch (text.trim().toLowerCase(Locale.ROOT)) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new IllegalArgumentException("not a boolean");
            };
        }

        @Override
        int compareValues(Object left, Object right)
        {
            return Boolean.compare((Boolean) left, (Boolean) right);
        }
    };

    /**
     * The order of {@link #STRING}.
     */
    public static final Comparator<String> STRING_ORDER = KeyType::compareCodePoints;

    private static final int LONGEST_NUMBER = 1000;

    /**
     * Hive takes {@code 2024-1-5} for a date as well.
     */
    private static final DateTimeFormatter DATE_FORMAT =
            DateTimeFormatter.ofPattern("u-M-d", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private static final DateTimeFormatter TIMESTAMP_FORMAT = new DateTimeFormatterBuilder()
            .append(DATE_FORMAT)
            .optionalStart()
            .appendPattern(" H:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalEnd()
            .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
            .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
            .parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0)
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    abstract Object parseText(String text);

    abstract int compareValues(Object left, Object right);

    /**
     * The kind of a Hive type such as {@code decimal(10,2)}.
     */
    public static KeyType of(String hiveType)
    {
        String base = hiveType.trim().toLowerCase(Locale.ROOT);
        int parameters = base.indexOf('(');
        return switch (parameters < 0 ? base : base.substring(0, parameters).trim()) {
            case "tinyint", "smallint", "int", "integer", "bigint", "long", "decimal", "numeric" -> NUMBER;
            case "float", "double", "real" -> DOUBLE;
            case "date" -> DATE;
            case "timestamp" -> TIMESTAMP;
            case "boolean" -> BOOLEAN;
            default -> STRING;
        };
    }

    /**
     * The value of a text, empty when the text is no value of this type.
     */
    public Optional<Object> parse(String text)
    {
        try {
            return Optional.of(parseText(text));
        }
        catch (IllegalArgumentException | DateTimeException _) {
            return Optional.empty();
        }
    }

    private static int compareCodePoints(String left, String right)
    {
        int shared = Math.min(left.length(), right.length());
        for (int index = 0; index < shared; index++) {
            char first = left.charAt(index);
            char second = right.charAt(index);
            if (first != second) {
                // surrogates stand for code points over every other char
                boolean firstHigh = Character.isSurrogate(first);
                boolean secondHigh = Character.isSurrogate(second);
                return firstHigh == secondHigh
                        ? Character.compare(first, second)
                        : Boolean.compare(firstHigh, secondHigh);
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
