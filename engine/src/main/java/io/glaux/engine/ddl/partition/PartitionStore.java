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
package io.glaux.engine.ddl.partition;

import io.glaux.engine.ddl.lake.Lake;
import io.glaux.engine.ddl.lake.S3Paths;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import software.amazon.awssdk.services.glue.model.BatchCreatePartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchDeletePartitionRequest;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.GetPartitionRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionsRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionsResponse;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.PartitionError;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.PartitionValueList;
import software.amazon.awssdk.services.glue.model.Table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import static com.google.common.collect.Lists.partition;
import static java.util.Objects.requireNonNull;

/**
 * The partitions of a table in the catalog, in batches of the size that Glue takes.
 */
final class PartitionStore
{
    static final int LARGEST_CREATE = 100;
    static final int LARGEST_DELETE = 25;

    private final Lake lake;

    PartitionStore(Lake lake)
    {
        this.lake = requireNonNull(lake, "lake is null");
    }

    static List<String> keys(Table table)
    {
        return table.partitionKeys().stream().map(Column::name).toList();
    }

    /**
     * A partition that is stored as its table is.
     */
    static PartitionInput input(Table table, List<String> values, String location)
    {
        return PartitionInput.builder()
                .values(values)
                .storageDescriptor(table.storageDescriptor().toBuilder().location(location).build())
                .parameters(Map.of())
                .build();
    }

    /**
     * Where a partition is when nobody says otherwise.
     */
    static String defaultLocation(Table table, List<String> values)
    {
        return "%s/%s".formatted(
                S3Paths.withoutSlash(table.storageDescriptor().location()),
                PartitionNames.name(keys(table), values));
    }

    Optional<Partition> find(Table table, List<String> values)
    {
        try {
            return Optional.of(lake.catalog().partitions().get(
                    lake.caller(),
                    GetPartitionRequest.builder()
                            .databaseName(table.databaseName())
                            .tableName(table.name())
                            .partitionValues(values)
                            .build()).partition());
        }
        catch (GlauxException e) {
            if (e.code() == ErrorCode.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Goes over all partitions, without their columns, in the order of their values as text.
     */
    void forEach(Table table, Consumer<Partition> consumer)
    {
        String token = null;
        do {
            GetPartitionsResponse page = lake.catalog().partitions().list(
                    lake.caller(),
                    GetPartitionsRequest.builder()
                            .databaseName(table.databaseName())
                            .tableName(table.name())
                            .excludeColumnSchema(true)
                            .nextToken(token)
                            .build());
            page.partitions().forEach(consumer);
            token = page.nextToken();
        }
        while (token != null);
    }

    /**
     * The values of partitions that have these values.
     *
     * @param wanted by key; may be of some keys only
     */
    List<List<String>> matching(Table table, Map<String, String> wanted)
    {
        List<String> keys = keys(table);
        if (wanted.size() == keys.size()) {
            List<String> values = keys.stream().map(wanted::get).toList();
            return find(table, values).map(_ -> List.of(values)).orElse(List.of());
        }
        List<List<String>> found = new ArrayList<>();
        forEach(table, partition -> {
            List<String> values = partition.values();
            boolean matches = wanted.entrySet().stream()
                    .allMatch(entry -> values.get(keys.indexOf(entry.getKey())).equals(entry.getValue()));
            if (matches) {
                found.add(values);
            }
        });
        return found;
    }

    /**
     * @return those that existed
     */
    List<List<String>> create(Table table, List<PartitionInput> inputs)
    {
        List<List<String>> refused = new ArrayList<>();
        for (List<PartitionInput> batch : partition(inputs, LARGEST_CREATE)) {
            List<PartitionError> errors = lake.catalog().partitions().batchCreate(
                    lake.caller(),
                    BatchCreatePartitionRequest.builder()
                            .databaseName(table.databaseName())
                            .tableName(table.name())
                            .partitionInputList(batch)
                            .build()).errors();
            for (PartitionError error : errors) {
                if (!error.errorDetail().errorCode().equals("AlreadyExistsException")) {
                    throw new GlauxException(ErrorCode.CATALOG_ERROR, "Partition %s of %s.%s: %s".formatted(
                            PartitionNames.name(keys(table), error.partitionValues()),
                            table.databaseName(),
                            table.name(),
                            error.errorDetail().errorMessage()));
                }
                refused.add(error.partitionValues());
            }
        }
        return refused;
    }

    /**
     * Partitions that are gone already are none of this statement's business.
     */
    void delete(Table table, List<List<String>> partitions)
    {
        for (List<List<String>> batch : partition(partitions, LARGEST_DELETE)) {
            List<PartitionError> errors = lake.catalog().partitions().batchDelete(
                    lake.caller(),
                    BatchDeletePartitionRequest.builder()
                            .databaseName(table.databaseName())
                            .tableName(table.name())
                            .partitionsToDelete(batch.stream()
                                    .map(values -> PartitionValueList.builder().values(values).build())
                                    .toList())
                            .build()).errors();
            for (PartitionError error : errors) {
                if (!error.errorDetail().errorCode().equals("EntityNotFoundException")) {
                    throw new GlauxException(ErrorCode.CATALOG_ERROR, "Partition %s of %s.%s: %s".formatted(
                            PartitionNames.name(keys(table), error.partitionValues()),
                            table.databaseName(),
                            table.name(),
                            error.errorDetail().errorMessage()));
                }
            }
        }
    }
}
