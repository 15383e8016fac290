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

import io.glaux.engine.catalog.predicate.PartitionPredicate;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.json.ModelJson;
import io.glaux.engine.store.Store;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import software.amazon.awssdk.services.glue.model.BatchCreatePartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchCreatePartitionResponse;
import software.amazon.awssdk.services.glue.model.BatchDeletePartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchDeletePartitionResponse;
import software.amazon.awssdk.services.glue.model.BatchGetPartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchGetPartitionResponse;
import software.amazon.awssdk.services.glue.model.BatchUpdatePartitionFailureEntry;
import software.amazon.awssdk.services.glue.model.BatchUpdatePartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchUpdatePartitionRequestEntry;
import software.amazon.awssdk.services.glue.model.BatchUpdatePartitionResponse;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.CreatePartitionRequest;
import software.amazon.awssdk.services.glue.model.CreatePartitionResponse;
import software.amazon.awssdk.services.glue.model.DeletePartitionRequest;
import software.amazon.awssdk.services.glue.model.DeletePartitionResponse;
import software.amazon.awssdk.services.glue.model.GetPartitionIndexesRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionIndexesResponse;
import software.amazon.awssdk.services.glue.model.GetPartitionRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionResponse;
import software.amazon.awssdk.services.glue.model.GetPartitionsRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionsResponse;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.PartitionError;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.PartitionValueList;
import software.amazon.awssdk.services.glue.model.Segment;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.UpdatePartitionRequest;
import software.amazon.awssdk.services.glue.model.UpdatePartitionResponse;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

import static java.util.Objects.requireNonNull;

final class StoredPartitions
        implements Partitions
{
    private static final int LARGEST_PAGE = 1000;
    private static final int LARGEST_CREATE = 100;
    private static final int LARGEST_UPDATE = 100;
    private static final int LARGEST_DELETE = 25;
    private static final int LARGEST_GET = 1000;
    private static final int LONGEST_EXPRESSION = 64 * 1024;

    private final Store store;
    private final Clock clock;

    StoredPartitions(Store store, Clock clock)
    {
        this.store = requireNonNull(store, "store is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    @Override
    public CreatePartitionResponse create(Principal caller, CreatePartitionRequest request)
    {
        TableKey key = TableKey.of(caller, request.catalogId(), request.databaseName(), request.tableName());
        store.inTransaction(transaction -> {
            StoredTable table = StoredTable.require(transaction, key);
            List<Failure> failed = create(transaction, table, List.of(request.partitionInput()));
            if (!failed.isEmpty()) {
                throw failed.getFirst().cause();
            }
            return true;
        });
        return CreatePartitionResponse.builder().build();
    }

    @Override
    public BatchCreatePartitionResponse batchCreate(Principal caller, BatchCreatePartitionRequest request)
    {
        RequestRules.batch(request.partitionInputList(), "partitionInputList", LARGEST_CREATE);
        TableKey key = TableKey.of(caller, request.catalogId(), request.databaseName(), request.tableName());
        List<Failure> failed = store.inTransaction(transaction ->
                create(transaction, StoredTable.require(transaction, key), request.partitionInputList()));
        return BatchCreatePartitionResponse.builder()
                .errors(failed.stream()
                        .map(failure -> error(failure.input().values(), failure.cause()))
                        .toList())
                .build();
    }

    @Override
    public GetPartitionResponse get(Principal caller, GetPartitionRequest request)
    {
        TableKey key = TableKey.of(caller, request.catalogId(), request.databaseName(), request.tableName());
        Partition partition = store.jdbi().withHandle(handle -> {
            StoredTable table = StoredTable.require(handle, key);
            return StoredPartition.find(
                            handle,
                            table.id(),
                            keyOfStored(handle, table, request.partitionValues()))
                    .map(stored -> partition(key, stored))
                    .orElseThrow(StoredPartitions::partitionNotFound);
        });
        return GetPartitionResponse.builder().partition(partition).build();
    }

    @Override
    public GetPartitionsResponse list(Principal caller, GetPartitionsRequest request)
    {
        refuseGoverned(request);
        TableKey key = TableKey.of(caller, request.catalogId(), request.databaseName(), request.tableName());
        int size = RequestRules.pageSize(request.maxResults(), LARGEST_PAGE);
        PageToken token = new PageToken("GetPartitions", key, request.expression(), request.segment());
        Optional<byte[]> start = token.read(request.nextToken());
        Predicate<PartitionKey> segment = segment(request.segment());
        Page page = store.jdbi().withHandle(handle -> {
            StoredTable table = StoredTable.require(handle, key);
            int columns = table.table().partitionKeys().size();
            List<PartitionKey> keys = StoredPartition.keys(
                    handle,
                    table.id(),
                    predicate(request.expression(), table.table().partitionKeys()),
                    columns,
                    segment,
                    start,
                    size + 1);
            return page(handle, table.id(), keys, size);
        });
        boolean withoutColumns = Boolean.TRUE.equals(request.excludeColumnSchema());
        return GetPartitionsResponse.builder()
                .partitions(page.partitions().stream()
                        .map(stored -> partition(key, stored))
                        .map(partition -> withoutColumns ? withoutColumns(partition) : partition)
                        .toList())
                .nextToken(page.last().map(last -> token.write(last.bytes())).orElse(null))
                .build();
    }

    @Override
    public BatchGetPartitionResponse batchGet(Principal caller, BatchGetPartitionRequest request)
    {
        RequestRules.batch(request.partitionsToGet(), "partitionsToGet", LARGEST_GET);
        TableKey key = TableKey.of(caller, request.catalogId(), request.databaseName(), request.tableName());
        Page page = store.jdbi().withHandle(handle -> {
            StoredTable table = StoredTable.require(handle, key);
            List<PartitionKey> keys = request.partitionsToGet().stream()
                    .map(values -> keyOfStored(handle, table, values.values()))
                    .distinct()
                    .toList();
            return page(handle, table.id(), keys, LARGEST_GET);
        });
        return BatchGetPartitionResponse.builder()
                .partitions(page.partitions().stream().map(stored -> partition(key, stored)).toList())
                .unprocessedKeys(page.unread().stream()
                        .map(unread -> PartitionValueList.builder().values(unread.values()).build())
                        .toList())
                .build();
    }

    @Override
    public UpdatePartitionResponse update(Principal caller, UpdatePartitionRequest request)
    {
        TableKey key = TableKey.of(caller, request.catalogId(), request.databaseName(), request.tableName());
        store.inTransaction(transaction ->
                update(transaction,
                        StoredTable.require(transaction, key),
                        request.partitionValueList(),
                        request.partitionInput()));
        return UpdatePartitionResponse.builder().build();
    }

    @Override
    public BatchUpdatePartitionResponse batchUpdate(Principal caller, BatchUpdatePartitionRequest request)
    {
        RequestRules.batch(request.entries(), "entries", LARGEST_UPDATE);
        TableKey key = TableKey.of(caller, request.catalogId(), request.databaseName(), request.tableName());
        List<BatchUpdatePartitionFailureEntry> errors = store.inTransaction(transaction -> {
            StoredTable table = StoredTable.require(transaction, key);
            List<BatchUpdatePartitionFailureEntry> failed = new ArrayList<>();
            for (BatchUpdatePartitionRequestEntry entry : request.entries()) {
                try {
                    update(transaction, table, entry.partitionValueList(), entry.partitionInput());
                }
                catch (GlauxException e) {
                    failed.add(BatchUpdatePartitionFailureEntry.builder()
                            .partitionValueList(entry.partitionValueList())
                            .errorDetail(CatalogErrors.detail(e))
                            .build());
                }
            }
            return failed;
        });
        return BatchUpdatePartitionResponse.builder().errors(errors).build();
    }

    @Override
    public DeletePartitionResponse delete(Principal caller, DeletePartitionRequest request)
    {
        TableKey key = TableKey.of(caller, request.catalogId(), request.databaseName(), request.tableName());
        store.inTransaction(transaction ->
                delete(transaction, StoredTable.require(transaction, key), request.partitionValues()));
        return DeletePartitionResponse.builder().build();
    }

    @Override
    public BatchDeletePartitionResponse batchDelete(Principal caller, BatchDeletePartitionRequest request)
    {
        RequestRules.batch(request.partitionsToDelete(), "partitionsToDelete", LARGEST_DELETE);
        TableKey key = TableKey.of(caller, request.catalogId(), request.databaseName(), request.tableName());
        List<PartitionError> errors = store.inTransaction(transaction -> {
            StoredTable table = StoredTable.require(transaction, key);
            List<PartitionError> failed = new ArrayList<>();
            for (PartitionValueList values : request.partitionsToDelete()) {
                try {
                    delete(transaction, table, values.values());
                }
                catch (GlauxException e) {
                    failed.add(error(values.values(), e));
                }
            }
            return failed;
        });
        return BatchDeletePartitionResponse.builder().errors(errors).build();
    }

    @Override
    public GetPartitionIndexesResponse indexes(Principal caller, GetPartitionIndexesRequest request)
    {
        TableKey key = TableKey.of(caller, request.catalogId(), request.databaseName(), request.tableName());
        store.jdbi().useHandle(handle -> StoredTable.require(handle, key));
        return GetPartitionIndexesResponse.builder().partitionIndexDescriptorList(List.of()).build();
    }

    static void refuseGoverned(GetPartitionsRequest request)
    {
        if (request.transactionId() != null || request.queryAsOfTime() != null) {
            throw CatalogErrors.notSupported(
                    "TransactionId and QueryAsOfTime are not supported: there are no governed tables");
        }
    }

    /**
     * The key of a partition of a table.
     */
    static PartitionKey keyOf(StoredTable table, List<String> values)
    {
        checkValues(table.table(), values);
        return PartitionKey.of(values);
    }

    /**
     * @throws GlauxException INVALID_INPUT unless there is a value for each key of the table
     */
    static void checkValues(Table table, List<String> values)
    {
        int keys = table.partitionKeys().size();
        if (values.size() != keys) {
            throw CatalogErrors.invalid(
                    ("The number of partition keys do not match the number of partition values: "
                    + "%s.%s has %s keys, the request %s values").formatted(
                            table.databaseName(),
                            table.name(),
                            keys,
                            values.size()));
        }
        if (values.stream().anyMatch(Objects::isNull)) {
            throw CatalogErrors.invalid("A partition value is null: write %s".formatted(PartitionPredicate.NULL_VALUE));
        }
    }

    /**
     * The key of a partition that exists, which may be older than the last change of the table's keys: then it has as
     * many values as there were keys.
     */
    private static PartitionKey keyOfStored(Handle handle, StoredTable table, List<String> values)
    {
        if (values.size() != table.table().partitionKeys().size() && !values.contains(null)) {
            PartitionKey earlier = PartitionKey.of(values);
            if (StoredPartition.find(handle, table.id(), earlier).isPresent()) {
                return earlier;
            }
        }
        return keyOf(table, values);
    }

    static GlauxException partitionNotFound()
    {
        return CatalogErrors.notFound("Cannot find partition.");
    }

    /**
     * Creates those that can be created.
     *
     * @return the others, with their failures
     */
    private List<Failure> create(Handle transaction, StoredTable table, List<PartitionInput> inputs)
    {
        List<Failure> failed = new ArrayList<>();
        Map<PartitionKey, PartitionInput> wanted = new LinkedHashMap<>();
        for (PartitionInput input : inputs) {
            try {
                if (wanted.putIfAbsent(keyOf(table, input.values()), input) != null) {
                    failed.add(new Failure(input, CatalogErrors.alreadyExists("Partition")));
                }
            }
            catch (GlauxException e) {
                failed.add(new Failure(input, e));
            }
        }
        for (PartitionKey existing : StoredPartition.existing(transaction, table.id(), wanted.keySet())) {
            failed.add(new Failure(wanted.remove(existing), CatalogErrors.alreadyExists("Partition")));
        }
        if (wanted.isEmpty()) {
            return failed;
        }
        Instant now = clock.instant();
        PreparedBatch batch = transaction.prepareBatch(
                "INSERT INTO catalog_partitions (table_id, partition_key, document) VALUES (:id, :key, :document)");
        wanted.forEach((key, input) -> batch
                .bind("id", table.id())
                .bind("key", key.bytes())
                .bind("document", document(input, now))
                .add());
        batch.execute();
        return failed;
    }

    private int update(Handle transaction, StoredTable table, List<String> values, PartitionInput input)
    {
        PartitionKey key = keyOfStored(transaction, table, values);
        PartitionKey renamed = keyOf(table, input.values());
        StoredPartition before = StoredPartition.find(transaction, table.id(), key)
                .orElseThrow(StoredPartitions::partitionNotFound);
        if (!renamed.equals(key) && StoredPartition.find(transaction, table.id(), renamed).isPresent()) {
            throw CatalogErrors.alreadyExists("Partition");
        }
        Instant created = ModelJson.readString(before.document(), Partition.builder()).creationTime();
        return transaction.createUpdate(
                        """
                        UPDATE catalog_partitions SET partition_key = :renamed, document = :document
                        WHERE table_id = :id AND partition_key = :key
                        """)
                .bind("renamed", renamed.bytes())
                .bind("document", document(input, created))
                .bind("id", table.id())
                .bind("key", key.bytes())
                .execute();
    }

    private static int delete(Handle transaction, StoredTable table, List<String> values)
    {
        int deleted = transaction.createUpdate(
                        "DELETE FROM catalog_partitions WHERE table_id = :id AND partition_key = :key")
                .bind("id", table.id())
                .bind("key", keyOfStored(transaction, table, values).bytes())
                .execute();
        if (deleted == 0) {
            throw partitionNotFound();
        }
        return deleted;
    }

    /**
     * As many of these partitions as an answer holds.
     */
    private static Page page(Handle handle, String tableId, List<PartitionKey> keys, int size)
    {
        List<PartitionKey> wanted = keys.subList(0, Math.min(size, keys.size()));
        List<StoredPartition> found = StoredPartition.read(handle, tableId, wanted);
        long length = 0;
        for (int index = 0; index < found.size(); index++) {
            length += found.get(index).document().length();
            if (index > 0 && length > TextPage.LARGEST) {
                List<PartitionKey> unread = found.subList(index, found.size()).stream()
                        .map(StoredPartition::key)
                        .toList();
                return new Page(found.subList(0, index), Optional.of(found.get(index - 1).key()), unread);
            }
        }
        return new Page(found, keys.size() > size ? Optional.of(wanted.getLast()) : Optional.empty(), List.of());
    }

    static Optional<PartitionPredicate> predicate(String expression, List<Column> keys)
    {
        if (expression == null || expression.isBlank()) {
            return Optional.empty();
        }
        if (expression.length() > LONGEST_EXPRESSION) {
            throw CatalogErrors.invalid("The expression is longer than %s characters".formatted(LONGEST_EXPRESSION));
        }
        return Optional.of(PartitionPredicate.parse(expression, keys));
    }

    static Predicate<PartitionKey> segment(Segment segment)
    {
        if (segment == null) {
            return _ -> true;
        }
        int total = segment.totalSegments();
        int number = segment.segmentNumber();
        if (total < 1 || total > 10 || number < 0 || number >= total) {
            throw CatalogErrors.invalid(
                    "Segment %s of %s is wrong: TotalSegments is 1 to 10, SegmentNumber counts from 0".formatted(
                            number,
                            total));
        }
        return key -> key.segment(total) == number;
    }

    private static String document(PartitionInput input, Instant creationTime)
    {
        // member by member: a repair writes a hundred thousand of them
        return ModelJson.writeString(Partition.builder()
                .values(input.values())
                .lastAccessTime(input.lastAccessTime())
                .lastAnalyzedTime(input.lastAnalyzedTime())
                .parameters(input.hasParameters() ? input.parameters() : null)
                .storageDescriptor(StoredTables.completed(input.storageDescriptor()))
                .creationTime(creationTime)
                .build());
    }

    private static Partition partition(TableKey table, StoredPartition stored)
    {
        return ModelJson.readString(stored.document(), Partition.builder()).toBuilder()
                .catalogId(table.catalogId())
                .databaseName(table.database())
                .tableName(table.name())
                .build();
    }

    static Partition withoutColumns(Partition partition)
    {
        if (partition.storageDescriptor() == null) {
            return partition;
        }
        return partition.toBuilder()
                .storageDescriptor(partition.storageDescriptor().toBuilder().columns(List.<Column>of()).build())
                .build();
    }

    private static PartitionError error(List<String> values, GlauxException failure)
    {
        return PartitionError.builder().partitionValues(values).errorDetail(CatalogErrors.detail(failure)).build();
    }

    private record Failure(PartitionInput input, GlauxException cause) {}

    /**
     * @param last the last key of the page, when there is more
     * @param unread keys of partitions that were wanted and left out for the size of the page
     */
    private record Page(List<StoredPartition> partitions, Optional<PartitionKey> last, List<PartitionKey> unread) {}
}
