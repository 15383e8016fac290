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
package io.glaux.cli.bench;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import static java.util.Objects.requireNonNull;

/**
 * A query, for both sides.
 *
 * @param sql for Glaux, with {@code %s} for the table
 * @param read what Athena would ask AWS's connector for: what is left, such as a join, Athena itself does
 */
record DynamoDbTask(String name, String sql, Read read)
{
    private static final List<String> ALL = List.of("pk", "sk", "category", "price", "payload");
    private static final int KEYS = 50;
    private static final int HIGH = 990;
    // category-07 has 33, 133, ... 933
    private static final int HIGH_OF_CATEGORY = 900;

    DynamoDbTask
    {
        requireNonNull(name, "name is null");
        requireNonNull(sql, "sql is null");
        requireNonNull(read, "read is null");
    }

    /**
     * The ten of the comparison.
     *
     * @param keyTable of the lake, with hash keys in its column {@code pk}
     */
    static List<DynamoDbTask> all(String keyTable)
    {
        String key = DynamoDbItems.key(7);
        List<String> keys = IntStream.range(0, KEYS).mapToObj(number -> DynamoDbItems.key(number * 3))
                .toList();
        String list = String.join("', '", keys);
        return List.of(
                new DynamoDbTask(
                        "full-scan",
                        "SELECT count(pk), sum(sk), max(category), sum(price), max(payload) FROM %s",
                        Read.of(ALL)),
                new DynamoDbTask("two-columns", "SELECT sum(sk), sum(price) FROM %s", Read.of(List.of("sk", "price"))),
                new DynamoDbTask("count", "SELECT count(*) FROM %s", Read.of(List.of("pk"))),
                new DynamoDbTask(
                        "one-item",
                        "SELECT * FROM %s WHERE pk = '" + key + "' AND sk = 5",
                        new Read(ALL, Map.of("pk", List.of(key), "sk", List.of(5)), Map.of(), Map.of(), -1)),
                new DynamoDbTask(
                        "one-key",
                        "SELECT * FROM %s WHERE pk = '" + key + "'",
                        new Read(ALL, Map.of("pk", List.of(key)), Map.of(), Map.of(), -1)),
                new DynamoDbTask(
                        "key-and-range",
                        "SELECT * FROM %s WHERE pk = '" + key + "' AND sk BETWEEN 10 AND 19",
                        new Read(ALL, Map.of("pk", List.of(key)), Map.of("sk", List.of(10, 19)), Map.of(), -1)),
                new DynamoDbTask(
                        "fifty-keys",
                        "SELECT pk, sum(price) FROM %s WHERE pk IN ('" + list + "') GROUP BY pk ORDER BY pk",
                        new Read(List.of("pk", "price"), Map.of("pk", List.copyOf(keys)), Map.of(), Map.of(), -1)),
                new DynamoDbTask(
                        "index",
                        "SELECT count(*), max(payload) FROM %s WHERE category = 'category-07' AND price > "
                                + HIGH_OF_CATEGORY,
                        new Read(
                                List.of("category", "price", "payload"),
                                Map.of("category", List.of("category-07")),
                                Map.of(),
                                Map.of("price", HIGH_OF_CATEGORY),
                                -1)),
                new DynamoDbTask(
                        "filter-and-limit",
                        "SELECT count(*) FROM (SELECT pk FROM %s WHERE price > " + HIGH + " LIMIT 10)",
                        new Read(List.of("pk", "price"), Map.of(), Map.of(), Map.of("price", HIGH), 10)),
                new DynamoDbTask(
                        "key-join",
                        "SELECT count(*), sum(i.price) FROM " + keyTable + " k JOIN %s i ON i.pk = k.pk",
                        Read.of(List.of("pk", "price"))));
    }

    /**
     * @param equal values by column
     * @param between two numbers by column, both ends included
     * @param above a number by column
     * @param limit -1: none
     */
    record Read(
            List<String> columns,
            Map<String, List<Object>> equal,
            Map<String, List<Integer>> between,
            Map<String, Integer> above,
            long limit)
    {
        Read
        {
            columns = List.copyOf(columns);
            equal = Map.copyOf(equal);
            between = Map.copyOf(between);
            above = Map.copyOf(above);
        }

        static Read of(List<String> columns)
        {
            return new Read(columns, Map.of(), Map.of(), Map.of(), -1);
        }
    }
}
