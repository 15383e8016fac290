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
package io.glaux.flight.reference;

import java.util.List;
import java.util.Random;

/**
 * Queries with conditions made by chance, over a table with a column of each type.
 */
final class RandomConditions
{
    private static final List<List<String>> VALUES = List.of(
            List.of("bigint_value", "BIGINT '0'", "BIGINT '1'", "BIGINT '-1'", "BIGINT '9223372036854775807'"),
            List.of("integer_value", "0", "1", "-2147483648"),
            List.of("tinyint_value", "TINYINT '0'", "TINYINT '127'"),
            List.of("double_value", "DOUBLE '0'", "DOUBLE '-0'", "DOUBLE '1.5'", "nan()", "infinity()"),
            // not 0.0 and NaN: Trino 483 compares REAL in a list by its bits, and makes lists of alternatives
            List.of("real_value", "REAL '0.5'", "REAL '1.5'"),
            List.of("decimal_9_2", "DECIMAL '0000000.00'", "DECIMAL '1234567.89'", "DECIMAL '-0000001.00'"),
            List.of("decimal_38_10", "CAST(0 AS decimal(38, 10))", "CAST('1.5' AS decimal(38, 10))"),
            List.of("varchar_value", "''", "'a'", "'\u00df'", "'\ud83d\ude00'", "'a '"),
            List.of("varchar_5", "CAST('a' AS varchar(5))", "CAST('' AS varchar(5))"),
            List.of("char_3", "CAST('a' AS char(3))", "CAST('' AS char(3))"),
            List.of("varbinary_value", "X''", "X'00'", "X'FF'"),
            List.of("date_value", "DATE '1970-01-01'", "DATE '2024-02-29'"),
            List.of("time_microsecond", "TIME '00:00:00.000000'", "TIME '12:00:00.000001'"),
            List.of(
                    "timestamp_microsecond",
                    "TIMESTAMP '1970-01-01 00:00:00.000000'",
                    "TIMESTAMP '2024-02-29 12:00:00.000001'"),
            List.of("timestamp_nanosecond", "TIMESTAMP '1970-01-01 00:00:00.000000001'"),
            List.of(
                    "instant_millisecond",
                    "TIMESTAMP '1970-01-01 00:00:00.000 UTC'",
                    "TIMESTAMP '2024-02-29 12:00:00.001 +01:00'"),
            List.of("boolean_value", "true", "false"),
            List.of("row_value.number", "BIGINT '0'", "BIGINT '1'"),
            List.of("row_value.\"inner\".deep", "DOUBLE '0'", "DOUBLE '1.5'"));
    private static final List<String> COMPARISONS =
            List.of("=", "<>", "<", "<=", ">", ">=", "IS DISTINCT FROM", "IS NOT DISTINCT FROM");
    private static final List<String> PATTERNS = List.of(
            "'%'",
            "'a%'",
            "'%a_'",
            "'_'",
            "'%\\%%' ESCAPE '\\'",
            "'\u00df%'");

    private final Random random;

    RandomConditions(Random random)
    {
        this.random = random;
    }

    String query()
    {
        String condition = condition(3);
        return switch (random.nextInt(4)) {
            case 0 -> "SELECT count(*), count(double_value), min(bigint_value), max(varchar_value) FROM random.t0"
                    + " WHERE " + condition;
            case 1 -> "SELECT boolean_value, count(*), max(date_value) FROM random.t0 WHERE %s GROUP BY 1".formatted(
                    condition);
            default -> "SELECT id FROM random.t%s WHERE %s".formatted(random.nextInt(3), condition);
        };
    }

    private String condition(int depth)
    {
        if (depth == 0) {
            return simple();
        }
        return switch (random.nextInt(4)) {
            case 0 -> "(%s AND %s)".formatted(condition(depth - 1), condition(depth - 1));
            case 1 -> "(%s OR %s)".formatted(condition(depth - 1), condition(depth - 1));
            case 2 -> "NOT (%s)".formatted(condition(depth - 1));
            default -> simple();
        };
    }

    private String simple()
    {
        List<String> column = VALUES.get(random.nextInt(VALUES.size()));
        String name = column.getFirst();
        return switch (random.nextInt(8)) {
            case 0 -> "%s IS %sNULL".formatted(name, random.nextBoolean() ? "" : "NOT ");
            case 1 -> "%s IN (%s, %s)".formatted(name, value(column), value(column));
            case 2 -> "%s BETWEEN %s AND %s".formatted(name, value(column), value(column));
            case 3 -> "varchar_value LIKE " + PATTERNS.get(random.nextInt(PATTERNS.size()));
            case 4 -> "coalesce(%s, %s) %s %s".formatted(name, value(column), comparison(), value(column));
            case 5 -> "integer_value / 3 %s smallint_value".formatted(comparison());
            default -> "%s %s %s".formatted(name, comparison(), value(column));
        };
    }

    private String comparison()
    {
        return COMPARISONS.get(random.nextInt(COMPARISONS.size()));
    }

    private String value(List<String> column)
    {
        return column.get(1 + random.nextInt(column.size() - 1));
    }
}
