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
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GetPartitionsRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionsResponse;
import software.amazon.awssdk.services.glue.model.InvalidInputException;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.Segment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The part of {@link BaseGlueTest} about projected partitions.
 */
abstract class BaseGlueProjectionTest
        extends BaseGluePartitionTest
{
    private static final Map<String, String> PROJECTION = Map.of(
            "projection.enabled", "true",
            "projection.region.type", "enum",
            "projection.region.values", "eu,us",
            "projection.day.type", "integer",
            "projection.day.range", "1,1000000000",
            "storage.location.template", "s3://lake/${region}/${day}/");

    @Test
    void testProjectedPartitions()
    {
        String database = newDatabase();
        createProjected(database, PROJECTION, column("region", "string"), column("day", "int"));
        // registered ones are kept and not seen
        createPartitions(database, "t", List.of(partition("xx", "1"), partition("eu", "2")));

        assertThat(partitionValues(database, "t", "day in (0, 1, 7) and region <> 'us'"))
                .containsExactly(List.of("eu", "1"), List.of("eu", "7"));
        Partition partition = getPartition(database, "t", "eu", "2");
        assertThat(partition.storageDescriptor().location()).isEqualTo("s3://lake/eu/2/");
        assertThat(partition.storageDescriptor().columns()).extracting(Column::name).containsExactly("id", "name");
        assertThat(partition.tableName()).isEqualTo("t");
        assertThatThrownBy(() -> getPartition(database, "t", "xx", "1")).isInstanceOf(EntityNotFoundException.class);
        assertThatThrownBy(() -> getPartition(database, "t", "eu")).isInstanceOf(InvalidInputException.class);
        assertThat(glue().batchGetPartition(request -> request.databaseName(database).tableName("t")
                        .partitionsToGet(values("us", "7"), values("us", "0"), values("xx", "1")))
                .partitions()).extracting(Partition::values).containsExactly(List.of("us", "7"));

        Map<String, String> off = new HashMap<>(PROJECTION);
        off.put("projection.enabled", "false");
        glue().updateTable(request -> request.databaseName(database).tableInput(
                table("t", column("region", "string"), column("day", "int")).toBuilder().parameters(off).build()));
        assertThat(partitionValues(database, "t", null)).containsExactly(List.of("eu", "2"), List.of("xx", "1"));
    }

    @Test
    void testPagesOfProjectedPartitions()
    {
        String database = newDatabase();
        createProjected(database, PROJECTION, column("region", "string"), column("day", "int"));
        GetPartitionsRequest first =
                GetPartitionsRequest.builder().databaseName(database).tableName("t").maxResults(2).build();
        GetPartitionsResponse page = glue().getPartitions(first);
        assertThat(page.partitions()).extracting(Partition::values)
                .containsExactly(List.of("eu", "1"), List.of("eu", "2"));
        assertThat(glue().getPartitions(first.toBuilder().nextToken(page.nextToken()).build()).partitions())
                .extracting(Partition::values)
                .containsExactly(List.of("eu", "3"), List.of("eu", "4"));
        assertThatThrownBy(() ->
                glue().getPartitions(first.toBuilder().expression("day = 1").nextToken(page.nextToken()).build()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("NextToken is invalid");

        List<List<String>> all = new ArrayList<>();
        for (int number = 0; number < 3; number++) {
            Segment segment = Segment.builder().segmentNumber(number).totalSegments(3).build();
            glue().getPartitionsPaginator(first.toBuilder().expression("day <= 20").segment(segment).build()).stream()
                    .forEach(part -> part.partitions().forEach(found -> all.add(found.values())));
        }
        assertThat(all).hasSize(40).doesNotHaveDuplicates();
    }

    @Test
    void testProjectionErrors()
    {
        String database = newDatabase();
        createProjected(
                database,
                Map.of("PROJECTION.enabled", " True ", "projection.region.type", "injected"),
                column("region", "string"));
        assertThatThrownBy(() -> partitionValues(database, "t", null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("CONSTRAINT_VIOLATION: For the injected projected partition column region, ");
        assertThat(partitionValues(database, "t", "region = 'x'")).containsExactly(List.of("x"));
        String other = newDatabase();
        createProjected(other, Map.of("projection.enabled", "true"), column("region", "string"));
        assertThatThrownBy(() -> partitionValues(other, "t", null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("the following partition columns are missing projection configuration: [region]");
    }

    private void createProjected(String database, Map<String, String> parameters, Column... keys)
    {
        glue().createTable(request -> request.databaseName(database).tableInput(
                table("t", keys).toBuilder().parameters(parameters).build()));
    }
}
