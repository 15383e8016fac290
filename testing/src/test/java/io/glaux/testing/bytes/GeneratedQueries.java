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
package io.glaux.testing.bytes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

/**
 * Random queries over tables with the columns of the samples, with and without predicates. They are valid also where
 * every column is text.
 */
final class GeneratedQueries
{
    private static final List<String> COLUMNS =
            List.of("id", "small", "ratio", "name", "flag", "day", "moment", "amount");
    private static final int ROWS = 40_000;

    private final Random random;
    private final List<String> tables;

    GeneratedQueries(Random random, List<String> tables)
    {
        this.random = requireNonNull(random, "random is null");
        this.tables = List.copyOf(tables);
    }

    /**
     * The n-th query is over the n-th table, and over others too.
     */
    String query(int number)
    {
        String table = tables.get(number % tables.size());
        return switch (random.nextInt(7)) {
            case 0 -> "SELECT %s FROM %s%s".formatted(columns(), table, where(""));
            case 1 -> "SELECT %s FROM %s%s LIMIT %s".formatted(columns(), table, where(""), 1 + random.nextInt(500));
            case 2 -> "SELECT count(*), %s FROM %s%s".formatted(aggregates(), table, where(""));
            case 3 -> "SELECT CAST(small AS integer) %% %s, count(*), %s FROM %s%s GROUP BY 1".formatted(
                    2 + random.nextInt(20), aggregates(), table, where(""));
            case 4 -> "SELECT name, id FROM %s%s ORDER BY name, id LIMIT %s".formatted(
                    table, where(""), 1 + random.nextInt(50));
            case 5 -> "SELECT count(*), max(a.name), min(b.name) FROM %s a JOIN %s b "
                    .formatted(table, anyTable()) +
                    "ON CAST(a.id AS bigint) = CAST(b.id AS bigint)%s".formatted(where("a."));
            default -> "SELECT count(*) FROM (SELECT name FROM %s%s UNION ALL SELECT name FROM %s%s) u "
                    .formatted(table, where(""), anyTable(), where("")) +
                    "WHERE name IN (SELECT name FROM %s%s)".formatted(anyTable(), where(""));
        };
    }

    private String anyTable()
    {
        return tables.get(random.nextInt(tables.size()));
    }

    private String columns()
    {
        return random.nextInt(4) == 0 ? "*" : String.join(", ", someColumns());
    }

    private String aggregates()
    {
        return someColumns().stream().map("max(%s)"::formatted).collect(joining(", "));
    }

    private List<String> someColumns()
    {
        List<String> columns = new ArrayList<>(COLUMNS);
        Collections.shuffle(columns, random);
        return columns.subList(0, 1 + random.nextInt(columns.size()));
    }

    private String where(String prefix)
    {
        int count = random.nextInt(4);
        if (count == 0) {
            return "";
        }
        StringBuilder where = new StringBuilder(" WHERE ").append(predicate(prefix));
        for (int i = 1; i < count; i++) {
            where.append(random.nextBoolean() ? " AND " : " OR ").append(predicate(prefix));
        }
        return where.toString();
    }

    private String predicate(String prefix)
    {
        int start = random.nextInt(ROWS);
        return switch (random.nextInt(6)) {
            case 0 -> "CAST(%sid AS bigint) BETWEEN %s AND %s".formatted(
                    prefix, start, start + random.nextInt(ROWS / 4));
            case 1 -> "CAST(%ssmall AS integer) IN (%s, %s)".formatted(
                    prefix, random.nextInt(100), random.nextInt(100));
            case 2 -> "%sname = 'name-%s'".formatted(prefix, random.nextInt(1100));
            case 3 -> "%sname %s".formatted(prefix, random.nextBoolean() ? "IS NULL" : "LIKE 'name-1%'");
            case 4 -> "CAST(%sratio AS double) > %s".formatted(prefix, start / 8.0);
            default -> "CAST(%samount AS decimal(12,2)) < %s".formatted(prefix, random.nextInt(1000));
        };
    }
}
