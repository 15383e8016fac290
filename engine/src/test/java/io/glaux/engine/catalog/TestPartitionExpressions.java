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
package io.glaux.engine.catalog;

import io.glaux.engine.identity.Principal;
import io.glaux.engine.store.SqlStore;
import io.glaux.engine.store.StoreConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.model.BatchCreatePartitionRequest;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionsRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionsResponse;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.PartitionInput;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random expressions over random partitions: what the catalog finds is what going through all of them finds.
 */
final class TestPartitionExpressions
{
    private static final Principal CALLER = new Principal("alice", "000000000000");
    private static final int PARTITIONS = 300;

    @Test
    void testAgainstAllPartitions(@TempDir Path folder)
    {
        long seed = Optional.ofNullable(Long.getLong("glaux.test.seed")).orElseGet(() -> new Random().nextLong());
        int rounds = Boolean.getBoolean("glaux.test.full") ? 20_000 : 500;
        System.out.printf(
                "TestPartitionExpressions: seed %s, %s rounds (repeat with -Dglaux.test.seed=%s)%n",
                seed,
                rounds,
                seed);
        Random random = new Random(seed);
        try (SqlStore store = SqlStore.open(StoreConfig.sqlite(folder.resolve("glaux.db")))) {
            Catalog catalog = new StoredCatalog(store, CALLER.account(), "us-east-1");
            Set<List<String>> partitions = createPartitions(catalog, random);
            for (int round = 0; round < rounds; round++) {
                RandomPredicate predicate = RandomPredicate.generate(random, random.nextInt(4));
                Set<List<String>> expected = partitions.stream()
                        .filter(values -> predicate.meaning().apply(values).orElse(false))
                        .collect(toSet());
                int pageSize = 1 + random.nextInt(1000);
                List<List<String>> found = list(catalog, predicate.text(), pageSize);
                assertThat(found)
                        .as("seed %s, round %s: %s", seed, round, predicate.text())
                        .doesNotHaveDuplicates()
                        .containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }

    private static Set<List<String>> createPartitions(Catalog catalog, Random random)
    {
        catalog.tables().create(CALLER, CreateTableRequest.builder()
                .databaseName("default")
                .tableInput(input -> input.name("t").partitionKeys(RandomPredicate.KEYS))
                .build());
        Set<List<String>> partitions = new HashSet<>();
        while (partitions.size() < PARTITIONS) {
            List<String> values = RandomPredicate.randomValues(random);
            if (partitions.add(values)) {
                catalog.partitions().batchCreate(CALLER, BatchCreatePartitionRequest.builder()
                        .databaseName("default")
                        .tableName("t")
                        .partitionInputList(PartitionInput.builder().values(values).build())
                        .build());
            }
        }
        return partitions;
    }

    private static List<List<String>> list(Catalog catalog, String expression, int pageSize)
    {
        GetPartitionsRequest first = GetPartitionsRequest.builder()
                .databaseName("default")
                .tableName("t")
                .expression(expression)
                .maxResults(pageSize)
                .build();
        return Stream.iterate(
                        Optional.of(catalog.partitions().list(CALLER, first)),
                        Optional::isPresent,
                        page -> next(catalog, first, page.orElseThrow()))
                .flatMap(page -> page.orElseThrow().partitions().stream().map(Partition::values))
                .toList();
    }

    private static Optional<GetPartitionsResponse> next(
            Catalog catalog,
            GetPartitionsRequest first,
            GetPartitionsResponse page)
    {
        return Optional.ofNullable(page.nextToken())
                .map(token -> catalog.partitions().list(CALLER, first.toBuilder().nextToken(token).build()));
    }
}
