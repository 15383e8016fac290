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
package io.glaux.engine.glue;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.BatchGetPartitionResponse;
import software.amazon.awssdk.services.glue.model.BatchUpdatePartitionFailureEntry;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GetPartitionsRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionsResponse;
import software.amazon.awssdk.services.glue.model.InvalidInputException;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.PartitionError;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.PartitionValueList;
import software.amazon.awssdk.services.glue.model.Segment;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The part of {@link BaseGlueTest} about partitions.
 */
abstract class BaseGluePartitionTest
        extends GlueClientFixture
{
    @Test
    void testPartitionLifeCycle()
    {
        String database = newDatabase();
        createPartitioned(database, "t");
        PartitionInput input = partition("eu", "1").toBuilder().parameters(Map.of("rows", "7")).build();
        glue().createPartition(request -> request.databaseName(database).tableName("t").partitionInput(input));
        Partition created = getPartition(database, "t", "eu", "1");
        assertThat(created.databaseName()).isEqualTo(database);
        assertThat(created.tableName()).isEqualTo("t");
        assertThat(created.catalogId()).isEqualTo(account());
        assertThat(created.creationTime()).isNotNull();
        assertThat(created.parameters()).isEqualTo(Map.of("rows", "7"));
        assertThat(created.storageDescriptor().location()).isEqualTo("s3://bucket/eu/1");

        assertThatThrownBy(() ->
                glue().createPartition(request -> request.databaseName(database).tableName("t").partitionInput(input)))
                .isInstanceOf(AlreadyExistsException.class);
        assertThatThrownBy(() -> glue().createPartition(request ->
                request.databaseName(database).tableName("t").partitionInput(partition("eu"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("The number of partition keys do not match the number of partition values");

        glue().updatePartition(request -> request.databaseName(database).tableName("t")
                .partitionValueList("eu", "1")
                .partitionInput(partition("us", "2")));
        assertThatThrownBy(() -> getPartition(database, "t", "eu", "1")).isInstanceOf(EntityNotFoundException.class);
        assertThat(getPartition(database, "t", "us", "2").creationTime()).isEqualTo(created.creationTime());

        glue().deletePartition(request -> request.databaseName(database).tableName("t").partitionValues("us", "2"));
        assertThatThrownBy(() -> glue().deletePartition(request ->
                request.databaseName(database).tableName("t").partitionValues("us", "2")))
                .isInstanceOf(EntityNotFoundException.class);
    }

    @Test
    void testPartitionsByExpression()
    {
        String database = newDatabase();
        createPartitioned(database, "t");
        createPartitions(database, "t", List.of(
                partition("eu", "1"),
                partition("eu", "2"),
                partition("eu", "10"),
                partition("us", "2"),
                partition("__HIVE_DEFAULT_PARTITION__", "3")));
        assertThat(partitionValues(database, "t", null)).hasSize(5);
        assertThat(partitionValues(database, "t", "")).hasSize(5);
        assertThat(partitionValues(database, "t", "(region = 'eu')")).hasSize(3);
        assertThat(partitionValues(database, "t", "(region = 'eu') AND (day > 2)")).containsExactly(
                List.of("eu", "10"));
        assertThat(partitionValues(database, "t", "region=\"us\" or day in (1, 10)")).hasSize(3);
        assertThat(partitionValues(database, "t", "(region = '__HIVE_DEFAULT_PARTITION__')"))
                .containsExactly(List.of("__HIVE_DEFAULT_PARTITION__", "3"));
        assertThatThrownBy(() -> partitionValues(database, "t", "nope = 1"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'nope' is no partition key of the table, which has region, day");
    }

    /**
     * Glue lets a table's keys change while it has partitions.
     */
    @Test
    void testPartitionsOlderThanAKey()
    {
        String database = newDatabase();
        createPartitioned(database, "t");
        createPartitions(database, "t", List.of(partition("eu", "1"), partition("eu", "2")));
        glue().updateTable(request -> request.databaseName(database).tableInput(
                table("t", column("region", "string"), column("day", "int"), column("hour", "int"))));
        createPartitions(database, "t", List.of(partition("eu", "1", "7")));

        assertThat(partitionValues(database, "t", "region = 'eu' AND day = 1 AND hour = 7"))
                .containsExactly(List.of("eu", "1", "7"));
        assertThat(partitionValues(database, "t", "hour IN (7, 8) OR hour LIKE '9%'"))
                .containsExactly(List.of("eu", "1", "7"));
        assertThat(partitionValues(database, "t", "day = 1"))
                .containsExactlyInAnyOrder(List.of("eu", "1"), List.of("eu", "1", "7"));
        assertThat(partitionValues(database, "t", "hour IS NULL")).isEmpty();

        assertThat(getPartition(database, "t", "eu", "1").values()).containsExactly("eu", "1");
        glue().deletePartition(request -> request.databaseName(database).tableName("t").partitionValues("eu", "1"));
        assertThatThrownBy(() -> glue().deletePartition(request ->
                request.databaseName(database).tableName("t").partitionValues("eu", "1")))
                .isInstanceOf(InvalidInputException.class);
        assertThat(partitionValues(database, "t", null)).hasSize(2);
    }

    @Test
    void testBatchesNameWhatFailed()
    {
        String database = newDatabase();
        createPartitioned(database, "t");
        createPartitions(database, "t", List.of(partition("eu", "1")));
        List<PartitionError> created = glue().batchCreatePartition(request ->
                request.databaseName(database).tableName("t")
                        .partitionInputList(partition("eu", "1"), partition("eu", "2"), partition("eu", "2"), partition(
                                "eu"))).errors();
        assertThat(created).extracting(error -> error.errorDetail().errorCode())
                .containsExactlyInAnyOrder("AlreadyExistsException", "AlreadyExistsException", "InvalidInputException");
        assertThat(partitionValues(database, "t", null)).containsExactly(List.of("eu", "1"), List.of("eu", "2"));

        assertThat(glue().batchGetPartition(request -> request.databaseName(database).tableName("t")
                        .partitionsToGet(values("eu", "2"), values("eu", "3"), values("eu", "2")))
                .partitions())
                .extracting(Partition::values)
                .containsExactly(List.of("eu", "2"));

        List<BatchUpdatePartitionFailureEntry> updated = glue().batchUpdatePartition(request -> request
                .databaseName(database)
                .tableName("t")
                .entries(
                        entry(List.of("eu", "1"), partition("us", "1")),
                        entry(List.of("eu", "9"), partition("us", "9")),
                        entry(List.of("eu", "2"), partition("us", "1")))).errors();
        assertThat(updated).extracting(error -> error.errorDetail().errorCode())
                .containsExactly("EntityNotFoundException", "AlreadyExistsException");

        List<PartitionError> deleted = glue().batchDeletePartition(request ->
                request.databaseName(database).tableName("t")
                        .partitionsToDelete(values("us", "1"), values("eu", "9"))).errors();
        assertThat(deleted).extracting(PartitionError::partitionValues).containsExactly(List.of("eu", "9"));
        assertThat(partitionValues(database, "t", null)).containsExactly(List.of("eu", "2"));

        assertThatThrownBy(() -> glue().batchCreatePartition(request -> request.databaseName(database).tableName("t")
                .partitionInputList(partitions(101))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Member must have length less than or equal to 100");
    }

    @Test
    void testPagesGoOnAfterInserts()
    {
        String database = newDatabase();
        createPartitioned(database, "t");
        createPartitions(database, "t", List.of(partition("b", "1"), partition("d", "1"), partition("f", "1")));
        GetPartitionsRequest first = GetPartitionsRequest.builder().databaseName(database).tableName(
                "t").maxResults(2).build();
        GetPartitionsResponse page = glue().getPartitions(first);
        assertThat(page.partitions()).extracting(Partition::values).containsExactly(
                List.of("b", "1"),
                List.of("d", "1"));
        createPartitions(database, "t", List.of(partition("a", "1"), partition("c", "1"), partition("e", "1")));
        glue().deletePartition(request -> request.databaseName(database).tableName("t").partitionValues("d", "1"));
        GetPartitionsResponse next = glue().getPartitions(first.toBuilder().nextToken(page.nextToken()).build());
        assertThat(next.partitions()).extracting(Partition::values).containsExactly(
                List.of("e", "1"),
                List.of("f", "1"));
        assertThat(next.nextToken()).isNull();

        assertThatThrownBy(() ->
                glue().getPartitions(first.toBuilder().expression("day = 1").nextToken(page.nextToken()).build()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("NextToken is invalid");
        assertThatThrownBy(() -> glue().getPartitions(first.toBuilder().nextToken("nonsense").build()))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void testManyPartitions()
    {
        String database = newDatabase();
        createPartitioned(database, "t");
        int count = Boolean.getBoolean("glaux.test.full") ? 100_000 : 3_000;
        createPartitions(database, "t", partitions(count));
        GetPartitionsRequest request = GetPartitionsRequest.builder().databaseName(database).tableName("t").build();
        Set<List<String>> found = new HashSet<>();
        glue().getPartitionsPaginator(request).stream().forEach(page -> {
            assertThat(page.partitions()).hasSizeLessThanOrEqualTo(1000);
            page.partitions().forEach(partition -> assertThat(found.add(partition.values())).isTrue());
        });
        assertThat(found).hasSize(count);
        assertThat(partitionValues(database, "t", "day >= " + (count - 10))).hasSize(10);
        assertThat(partitionValues(database, "t", "region = 'r3' and day = 3")).containsExactly(List.of("r3", "3"));

        Set<List<String>> inSegments = new HashSet<>();
        for (int segment = 0; segment < 3; segment++) {
            Segment part = Segment.builder().segmentNumber(segment).totalSegments(3).build();
            List<List<String>> values = glue().getPartitionsPaginator(
                            request.toBuilder().segment(part).build()).stream()
                    .flatMap(page -> page.partitions().stream().map(Partition::values))
                    .toList();
            assertThat(values).hasSizeGreaterThan(count / 6);
            values.forEach(value -> assertThat(inSegments.add(value)).isTrue());
        }
        assertThat(inSegments).isEqualTo(found);
    }

    @Test
    void testPagesAreBoundedByTheirBytes()
    {
        String database = newDatabase();
        createPartitioned(database, "t");
        String large = "x".repeat(300_000);
        List<PartitionInput> inputs = IntStream.range(0, 40)
                .mapToObj(day ->
                        partition("eu", Integer.toString(day)).toBuilder().parameters(Map.of("large", large)).build())
                .toList();
        for (int start = 0; start < inputs.size(); start += 20) {
            List<PartitionInput> batch = inputs.subList(start, start + 20);
            glue().batchCreatePartition(request ->
                    request.databaseName(database).tableName("t").partitionInputList(batch));
        }
        GetPartitionsResponse page = glue().getPartitions(request -> request.databaseName(database).tableName("t"));
        assertThat(page.partitions()).hasSizeLessThan(40);
        assertThat(page.nextToken()).isNotNull();
        assertThat(partitionValues(database, "t", null)).hasSize(40);

        List<PartitionValueList> wanted = inputs.stream().map(input ->
                PartitionValueList.builder().values(input.values()).build()).toList();
        BatchGetPartitionResponse batch = glue().batchGetPartition(request ->
                request.databaseName(database).tableName("t").partitionsToGet(wanted));
        assertThat(batch.unprocessedKeys()).isNotEmpty();
        assertThat(batch.partitions().size() + batch.unprocessedKeys().size()).isEqualTo(40);
    }

    @Test
    void testExcludeColumnSchema()
    {
        String database = newDatabase();
        createPartitioned(database, "t");
        createPartitions(database, "t", List.of(partition("eu", "1")));
        Partition partition = glue().getPartitions(request ->
                request.databaseName(database).tableName("t").excludeColumnSchema(true)).partitions().getFirst();
        assertThat(partition.storageDescriptor().columns()).isEmpty();
        assertThat(partition.storageDescriptor().location()).isEqualTo("s3://bucket/eu/1");
    }
}
