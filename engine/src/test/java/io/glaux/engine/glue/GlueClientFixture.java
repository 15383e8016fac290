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

import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.BatchUpdatePartitionRequestEntry;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.ColumnStatistics;
import software.amazon.awssdk.services.glue.model.ColumnStatisticsType;
import software.amazon.awssdk.services.glue.model.GetPartitionsRequest;
import software.amazon.awssdk.services.glue.model.GetTablesRequest;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.PartitionValueList;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

/**
 * A client of a catalog, and short ways to ask it.
 */
abstract class GlueClientFixture
{
    /**
     * The account of the client.
     */
    protected static final String ACCOUNT = GlueEndpoint.ACCOUNT;

    /**
     * A client of the catalog under test, the same for all tests.
     */
    protected abstract GlueClient glue();

    /**
     * The account that the catalog is of.
     */
    protected String account()
    {
        return ACCOUNT;
    }

    protected void createDatabase(String name)
    {
        glue().createDatabase(request -> request.databaseInput(input -> input.name(name)));
    }

    protected String newDatabase()
    {
        String name = newName();
        createDatabase(name);
        return name;
    }

    protected void createTable(String database, String name)
    {
        glue().createTable(request -> request.databaseName(database).tableInput(table(name)));
    }

    protected void createPartitioned(String database, String name)
    {
        TableInput input = table(name, column("region", "string"), column("day", "int"));
        glue().createTable(request -> request.databaseName(database).tableInput(input));
    }

    protected void createPartitions(String database, String table, List<PartitionInput> partitions)
    {
        for (int start = 0; start < partitions.size(); start += 100) {
            List<PartitionInput> batch = partitions.subList(start, Math.min(partitions.size(), start + 100));
            assertThat(glue()
                    .batchCreatePartition(request -> request
                            .databaseName(database)
                            .tableName(table)
                            .partitionInputList(batch))
                    .errors()).isEmpty();
        }
    }

    protected Table getTable(String database, String name)
    {
        return glue().getTable(request -> request.databaseName(database).name(name)).table();
    }

    protected Partition getPartition(String database, String table, String... values)
    {
        return glue().getPartition(request ->
                request.databaseName(database).tableName(table).partitionValues(values)).partition();
    }

    protected List<List<String>> partitionValues(String database, String table, String expression)
    {
        GetPartitionsRequest request = GetPartitionsRequest.builder()
                .databaseName(database)
                .tableName(table)
                .expression(expression)
                .build();
        return glue().getPartitionsPaginator(request).stream().flatMap(page ->
                page.partitions().stream()).map(Partition::values).toList();
    }

    protected List<String> tableNames(String database, String expression, Integer pageSize)
    {
        GetTablesRequest request = GetTablesRequest.builder()
                .databaseName(database)
                .expression(expression)
                .maxResults(pageSize)
                .build();
        return glue().getTablesPaginator(request).stream().flatMap(page ->
                page.tableList().stream()).map(Table::name).toList();
    }

    protected static TableInput table(String name, Column... partitionKeys)
    {
        return TableInput.builder()
                .name(name)
                .tableType("EXTERNAL_TABLE")
                .parameters(Map.of("classification", "parquet"))
                .partitionKeys(partitionKeys)
                .storageDescriptor(storage("s3://bucket/" + name))
                .build();
    }

    protected static TableInput described(String name, String description)
    {
        return table(name).toBuilder().description(description).build();
    }

    protected static StorageDescriptor storage(String location)
    {
        return StorageDescriptor.builder()
                .columns(column("id", "bigint"), column("name", "string"))
                .location(location)
                .build();
    }

    protected static Column column(String name, String type)
    {
        return Column.builder().name(name).type(type).build();
    }

    protected static PartitionInput partition(String... values)
    {
        return PartitionInput.builder()
                .values(values)
                .storageDescriptor(storage("s3://bucket/" + String.join("/", values)))
                .build();
    }

    protected static PartitionValueList values(String... values)
    {
        return PartitionValueList.builder().values(values).build();
    }

    protected static BatchUpdatePartitionRequestEntry entry(List<String> values, PartitionInput input)
    {
        return BatchUpdatePartitionRequestEntry.builder().partitionValueList(values).partitionInput(input).build();
    }

    protected static ColumnStatistics longStatistics(String column, long distinct)
    {
        return ColumnStatistics.builder()
                .columnName(column)
                .columnType("bigint")
                .analyzedTime(Instant.ofEpochSecond(1_700_000_000))
                .statisticsData(data -> data
                        .type(ColumnStatisticsType.LONG)
                        .longColumnStatisticsData(values -> values.numberOfNulls(0L).numberOfDistinctValues(distinct)))
                .build();
    }

    protected String tableArn(String database)
    {
        return "arn:aws:glue:us-east-1:%s:table/%s/t".formatted(account(), database);
    }

    protected static List<PartitionInput> partitions(int count)
    {
        return IntStream.range(0, count).mapToObj(index ->
                partition("r" + index % 7, Integer.toString(index))).toList();
    }

    protected static String newName()
    {
        return "db_" + UUID.randomUUID().toString().replace('-', '_');
    }
}
