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
package io.glaux.engine.catalog.projection;

import io.glaux.engine.catalog.predicate.PartitionPredicate;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.model.Table;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random configurations and expressions: what a projection makes is what enumerating every value and asking the
 * expression of each combination makes.
 */
final class TestProjectionOracle
{
    @Test
    void testAgainstEnumeration()
    {
        long seed = Optional.ofNullable(Long.getLong("glaux.test.seed")).orElseGet(() -> new Random().nextLong());
        int cases = Boolean.getBoolean("glaux.test.full") ? 200_000 : 12_000;
        System.out.printf(
                "TestProjectionOracle: seed %s, %s cases (repeat with -Dglaux.test.seed=%s)%n",
                seed,
                cases,
                seed);
        Random random = new Random(seed);
        int found = 0;
        for (int round = 0; round < cases; round++) {
            found += check(random, "seed %s, case %s".formatted(seed, round));
        }
        System.out.printf("TestProjectionOracle: %s partitions in all%n", found);
        assertThat(found).isGreaterThan(cases);
    }

    private static int check(Random random, String name)
    {
        List<RandomColumn> columns = RandomColumn.generate(random);
        Table table = table(columns, random.nextBoolean());
        Optional<RandomCondition> condition = condition(random, columns);
        List<List<String>> expected = combinations(columns).stream()
                .filter(values -> condition.map(it -> it.meaning().apply(values).orElse(false)).orElse(true))
                .toList();
        TableProjection projection = TableProjection.of(table, RandomColumn.NOW.toInstant(ZoneOffset.UTC));
        Optional<PartitionPredicate> predicate =
                condition.map(it -> PartitionPredicate.parse(it.text(), table.partitionKeys()));
        List<ProjectedPartition> all = list(projection, predicate, 1 + random.nextInt(50), 1 + random.nextInt(200));
        String what = "%s: %s%n%s".formatted(name, condition.map(RandomCondition::text).orElse("all"), table);
        assertThat(all.stream().map(ProjectedPartition::values).toList())
                .as(what)
                .containsExactlyElementsOf(expected);
        all.stream().limit(5).forEach(partition ->
                assertThat(projection.find(partition.values())).as(what).contains(partition));
        assertThat(all.stream().map(ProjectedPartition::location).distinct().count()).as(what).isEqualTo(all.size());
        return all.size();
    }

    private static Optional<RandomCondition> condition(Random random, List<RandomColumn> columns)
    {
        Optional<RandomCondition> condition = random.nextInt(20) == 0
                ? Optional.empty()
                : Optional.of(RandomCondition.generate(random, columns, random.nextInt(4)));
        for (int place = 0; place < columns.size(); place++) {
            if (columns.get(place).injected()) {
                RandomCondition named = RandomCondition.named(random, place, columns.get(place));
                condition = Optional.of(condition.map(named::and).orElse(named));
            }
        }
        return condition;
    }

    private static Table table(List<RandomColumn> columns, boolean templated)
    {
        Map<String, String> parameters = new HashMap<>(Map.of("Projection.Enabled", " TRUE "));
        columns.forEach(column -> parameters.putAll(column.parameters()));
        if (templated) {
            StringBuilder template = new StringBuilder("s3://bucket/data");
            columns.forEach(column -> template.append("/<${%s}>".formatted(column.name())));
            parameters.put("storage.location.template", template.toString());
        }
        Table table = Table.builder()
                .databaseName("db")
                .name("t")
                .partitionKeys(columns.stream().map(RandomColumn::column).toList())
                .parameters(parameters)
                .storageDescriptor(storage -> storage.location("s3://bucket/t"))
                .build();
        assertThat(TableProjection.isEnabled(table)).isTrue();
        return table;
    }

    private static List<ProjectedPartition> list(
            TableProjection projection,
            Optional<PartitionPredicate> predicate,
            int size,
            int effort)
    {
        List<ProjectedPartition> all = new ArrayList<>();
        Optional<List<Long>> position = Optional.of(List.of());
        while (position.isPresent()) {
            ProjectedPage page = projection.page(predicate, position.get(), _ -> true, size, effort);
            assertThat(page.partitions()).hasSizeLessThanOrEqualTo(size);
            all.addAll(page.partitions());
            position = page.next();
        }
        return all;
    }

    private static List<List<String>> combinations(List<RandomColumn> columns)
    {
        List<List<String>> all = List.of(List.of());
        for (RandomColumn column : columns) {
            all = all.stream()
                    .flatMap(before -> column.values().stream().map(value -> {
                        List<String> values = new ArrayList<>(before);
                        values.add(value);
                        return List.copyOf(values);
                    }))
                    .toList();
        }
        return all;
    }
}
