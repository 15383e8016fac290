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
package io.glaux.testing.dryrun;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import static java.util.stream.Collectors.joining;

/**
 * Queries over the tables of TPC-H: some columns, often a filter on a key, a date or a word, sometimes a join or a
 * limit.
 */
final class GeneratedScans
{
    private static final Map<String, List<String>> COLUMNS = new TreeMap<>(Map.of(
            "lineitem", List.of(
                    "l_orderkey",
                    "l_partkey",
                    "l_quantity",
                    "l_extendedprice",
                    "l_shipdate",
                    "l_shipmode",
                    "l_comment"),
            "orders", List.of("o_orderkey", "o_custkey", "o_totalprice", "o_orderdate", "o_clerk", "o_comment"),
            "customer", List.of("c_custkey", "c_name", "c_nationkey", "c_acctbal", "c_comment"),
            "part", List.of("p_partkey", "p_name", "p_brand", "p_size", "p_comment"),
            "nation", List.of("n_nationkey", "n_name", "n_comment")));

    private final Random random;

    GeneratedScans(Random random)
    {
        this.random = random;
    }

    String next()
    {
        String table = pick(List.copyOf(COLUMNS.keySet()));
        List<String> columns = COLUMNS.get(table);
        String read = random.ints(1 + random.nextInt(3), 0, columns.size())
                .distinct()
                .mapToObj(index -> "max(%s)".formatted(columns.get(index)))
                .collect(joining(", "));
        return switch (random.nextInt(8)) {
            case 0 -> "SELECT count(*) FROM %s".formatted(table);
            case 1 -> "SELECT %s FROM %s LIMIT %d".formatted(pick(columns), table, 1 + random.nextInt(5));
            case 2 -> "SELECT count(*) FROM %1$s a JOIN %1$s b ON a.%2$s = b.%2$s".formatted(table, columns.getFirst());
            case 3, 4 -> "SELECT %s FROM %s".formatted(read, table);
            default -> "SELECT %s FROM %s WHERE %s".formatted(read, table, filter(table, columns.getFirst()));
        };
    }

    private String filter(String table, String key)
    {
        int from = random.nextInt(100_000);
        return switch (random.nextInt(4)) {
            case 0 -> "%s BETWEEN %d AND %d".formatted(key, from, from + random.nextInt(10_000));
            case 1 -> "%s = %d".formatted(key, from);
            case 2 -> "%s %% 7 = 3".formatted(key);
            default -> "lower(%s) LIKE '%%furiously%%'".formatted(COLUMNS.get(table).getLast());
        };
    }

    private String pick(List<String> values)
    {
        return values.get(random.nextInt(values.size()));
    }
}
