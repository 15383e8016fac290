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
import io.glaux.engine.json.ModelJson;
import io.glaux.engine.store.Store;
import org.jdbi.v3.core.Handle;
import software.amazon.awssdk.services.glue.model.BinaryColumnStatisticsData;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.ColumnError;
import software.amazon.awssdk.services.glue.model.ColumnStatistics;
import software.amazon.awssdk.services.glue.model.ColumnStatisticsData;
import software.amazon.awssdk.services.glue.model.ColumnStatisticsError;
import software.amazon.awssdk.services.glue.model.DeleteColumnStatisticsForPartitionRequest;
import software.amazon.awssdk.services.glue.model.DeleteColumnStatisticsForPartitionResponse;
import software.amazon.awssdk.services.glue.model.DeleteColumnStatisticsForTableRequest;
import software.amazon.awssdk.services.glue.model.DeleteColumnStatisticsForTableResponse;
import software.amazon.awssdk.services.glue.model.GetColumnStatisticsForPartitionRequest;
import software.amazon.awssdk.services.glue.model.GetColumnStatisticsForPartitionResponse;
import software.amazon.awssdk.services.glue.model.GetColumnStatisticsForTableRequest;
import software.amazon.awssdk.services.glue.model.GetColumnStatisticsForTableResponse;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.StringColumnStatisticsData;
import software.amazon.awssdk.services.glue.model.UpdateColumnStatisticsForPartitionRequest;
import software.amazon.awssdk.services.glue.model.UpdateColumnStatisticsForPartitionResponse;
import software.amazon.awssdk.services.glue.model.UpdateColumnStatisticsForTableRequest;
import software.amazon.awssdk.services.glue.model.UpdateColumnStatisticsForTableResponse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import static java.util.Objects.requireNonNull;

/**
 * Statistics of columns, one document for each. Deleting those of a column that has none is no error: Trino does so for
 * every column that it has no statistics of.
 */
final class StoredStatistics
        implements Statistics
{
    private static final int LARGEST_UPDATE = 25;
    private static final int LARGEST_GET = 100;

    private final Store store;

    StoredStatistics(Store store)
    {
        this.store = requireNonNull(store, "store is null");
    }

    @Override
    public GetColumnStatisticsForTableResponse getForTable(Principal caller, GetColumnStatisticsForTableRequest request)
    {
        RequestRules.batch(request.columnNames(), "columnNames", LARGEST_GET);
        TableKey key = TableKey.of(caller, request.catalogId(), request.databaseName(), request.tableName());
        Found found = store.jdbi().withHandle(handle ->
                read(handle, new Owner(StoredTable.require(handle, key), Optional.empty()), request.columnNames()));
        return GetColumnStatisticsForTableResponse.builder()
                .columnStatisticsList(found.statistics())
                .errors(found.errors())
                .build();
    }

    @Override
    public UpdateColumnStatisticsForTableResponse updateForTable(
            Principal caller,
            UpdateColumnStatisticsForTableRequest request)
    {
        RequestRules.batch(request.columnStatisticsList(), "columnStatisticsList", LARGEST_UPDATE);
        TableKey key = TableKey.of(caller, request.catalogId(), request.databaseName(), request.tableName());
        List<ColumnStatisticsError> errors = store.inTransaction(transaction ->
                write(transaction,
                        new Owner(StoredTable.require(transaction, key), Optional.empty()),
                        request.columnStatisticsList()));
        return UpdateColumnStatisticsForTableResponse.builder().errors(errors).build();
    }

    @Override
    public DeleteColumnStatisticsForTableResponse deleteForTable(
            Principal caller,
            DeleteColumnStatisticsForTableRequest request)
    {
        TableKey key = TableKey.of(caller, request.catalogId(), request.databaseName(), request.tableName());
        store.inTransaction(transaction ->
                delete(transaction,
                        new Owner(StoredTable.require(transaction, key), Optional.empty()),
                        request.columnName()));
        return DeleteColumnStatisticsForTableResponse.builder().build();
    }

    @Override
    public GetColumnStatisticsForPartitionResponse getForPartition(
            Principal caller,
            GetColumnStatisticsForPartitionRequest request)
    {
        RequestRules.batch(request.columnNames(), "columnNames", LARGEST_GET);
        TableKey key = TableKey.of(caller, request.catalogId(), request.databaseName(), request.tableName());
        Found found = store.jdbi().withHandle(handle ->
                read(handle, partition(handle, key, request.partitionValues()), request.columnNames()));
        return GetColumnStatisticsForPartitionResponse.builder()
                .columnStatisticsList(found.statistics())
                .errors(found.errors())
                .build();
    }

    @Override
    public UpdateColumnStatisticsForPartitionResponse updateForPartition(
            Principal caller,
            UpdateColumnStatisticsForPartitionRequest request)
    {
        RequestRules.batch(request.columnStatisticsList(), "columnStatisticsList", LARGEST_UPDATE);
        TableKey key = TableKey.of(caller, request.catalogId(), request.databaseName(), request.tableName());
        List<ColumnStatisticsError> errors = store.inTransaction(transaction ->
                write(transaction,
                        partition(transaction, key, request.partitionValues()),
                        request.columnStatisticsList()));
        return UpdateColumnStatisticsForPartitionResponse.builder().errors(errors).build();
    }

    @Override
    public DeleteColumnStatisticsForPartitionResponse deleteForPartition(
            Principal caller,
            DeleteColumnStatisticsForPartitionRequest request)
    {
        TableKey key = TableKey.of(caller, request.catalogId(), request.databaseName(), request.tableName());
        store.inTransaction(transaction ->
                delete(transaction, partition(transaction, key, request.partitionValues()), request.columnName()));
        return DeleteColumnStatisticsForPartitionResponse.builder().build();
    }

    private static Owner partition(Handle handle, TableKey table, List<String> values)
    {
        StoredTable stored = StoredTable.require(handle, table);
        PartitionKey key = StoredPartitions.keyOf(stored, values);
        if (StoredPartition.existing(handle, stored.id(), List.of(key)).isEmpty()) {
            throw StoredPartitions.partitionNotFound();
        }
        return new Owner(stored, Optional.of(key));
    }

    private static Found read(Handle handle, Owner owner, List<String> columns)
    {
        Map<String, ColumnStatistics> byColumn = new HashMap<>();
        String table = owner.partition().isPresent() ? "catalog_partition_statistics" : "catalog_table_statistics";
        String condition = owner.partition().isPresent() ? " AND partition_key = :key" : "";
        handle.createQuery("SELECT column_name, document FROM %s WHERE table_id = :id%s".formatted(table, condition))
                .bindMap(owner.bindings())
                .map((row, _) -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(row ->
                        byColumn.put(row.getKey(), ModelJson.readString(row.getValue(), ColumnStatistics.builder())));
        List<ColumnStatistics> statistics = new ArrayList<>();
        List<ColumnError> errors = new ArrayList<>();
        for (String column : columns) {
            ColumnStatistics found = byColumn.get(column.toLowerCase(Locale.ROOT));
            if (found != null) {
                statistics.add(found);
            }
            else {
                errors.add(ColumnError.builder()
                        .columnName(column)
                        .error(CatalogErrors.detail(
                                CatalogErrors.notFound("Column statistics of %s not found.".formatted(column))))
                        .build());
            }
        }
        return new Found(statistics, errors);
    }

    private static List<ColumnStatisticsError> write(Handle transaction, Owner owner, List<ColumnStatistics> statistics)
    {
        List<ColumnStatisticsError> errors = new ArrayList<>();
        String sql = owner.partition().isPresent()
                ? """
                  INSERT INTO catalog_partition_statistics (table_id, partition_key, column_name, document)
                  VALUES (:id, :key, :column, :document)
                  ON CONFLICT (table_id, partition_key, column_name) DO UPDATE SET document = excluded.document
                  """
                : """
                  INSERT INTO catalog_table_statistics (table_id, column_name, document)
                  VALUES (:id, :column, :document)
                  ON CONFLICT (table_id, column_name) DO UPDATE SET document = excluded.document
                  """;
        for (ColumnStatistics column : statistics) {
            if (!owner.hasColumn(column.columnName())) {
                errors.add(ColumnStatisticsError.builder()
                        .columnStatistics(column)
                        .error(CatalogErrors.detail(
                                CatalogErrors.notFound("Column %s not found.".formatted(column.columnName()))))
                        .build());
                continue;
            }
            transaction.createUpdate(sql)
                    .bindMap(owner.bindings())
                    .bind("column", column.columnName().toLowerCase(Locale.ROOT))
                    .bind("document", ModelJson.writeString(completed(column)))
                    .execute();
        }
        return errors;
    }

    /**
     * An average length that is not known reads as 0: Trino fails on statistics without one, although it writes them.
     */
    private static ColumnStatistics completed(ColumnStatistics column)
    {
        ColumnStatisticsData data = column.statisticsData();
        StringColumnStatisticsData string = data.stringColumnStatisticsData();
        BinaryColumnStatisticsData binary = data.binaryColumnStatisticsData();
        if (string != null && string.averageLength() == null) {
            return withData(column, data.toBuilder()
                    .stringColumnStatisticsData(string.toBuilder().averageLength(0.0).build())
                    .build());
        }
        if (binary != null && binary.averageLength() == null) {
            return withData(column, data.toBuilder()
                    .binaryColumnStatisticsData(binary.toBuilder().averageLength(0.0).build())
                    .build());
        }
        return column;
    }

    private static ColumnStatistics withData(ColumnStatistics column, ColumnStatisticsData data)
    {
        return column.toBuilder().statisticsData(data).build();
    }

    private static int delete(Handle transaction, Owner owner, String column)
    {
        String sql = owner.partition().isPresent()
                ? """
                  DELETE FROM catalog_partition_statistics
                  WHERE table_id = :id AND partition_key = :key AND column_name = :column
                  """
                : "DELETE FROM catalog_table_statistics WHERE table_id = :id AND column_name = :column";
        return transaction.createUpdate(sql)
                .bindMap(owner.bindings())
                .bind("column", column.toLowerCase(Locale.ROOT))
                .execute();
    }

    private record Found(List<ColumnStatistics> statistics, List<ColumnError> errors) {}

    /**
     * A table, or one of its partitions.
     */
    private record Owner(StoredTable table, Optional<PartitionKey> partition)
    {
        Map<String, Object> bindings()
        {
            Map<String, Object> bindings = new HashMap<>();
            bindings.put("id", table.id());
            partition.ifPresent(key -> bindings.put("key", key.bytes()));
            return bindings;
        }

        boolean hasColumn(String name)
        {
            Stream<Column> columns = Optional.ofNullable(table.table().storageDescriptor())
                    .map(StorageDescriptor::columns)
                    .stream()
                    .flatMap(List::stream);
            return Stream.concat(columns, table.table().partitionKeys().stream())
                    .anyMatch(column -> column.name().equalsIgnoreCase(name));
        }
    }
}
