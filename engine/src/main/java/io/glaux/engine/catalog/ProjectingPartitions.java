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
import io.glaux.engine.catalog.projection.ProjectedPage;
import io.glaux.engine.catalog.projection.ProjectedPartition;
import io.glaux.engine.catalog.projection.TableProjection;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.json.ModelJson;
import software.amazon.awssdk.services.glue.model.BatchCreatePartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchCreatePartitionResponse;
import software.amazon.awssdk.services.glue.model.BatchDeletePartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchDeletePartitionResponse;
import software.amazon.awssdk.services.glue.model.BatchGetPartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchGetPartitionResponse;
import software.amazon.awssdk.services.glue.model.BatchUpdatePartitionRequest;
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
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.PartitionValueList;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.UpdatePartitionRequest;
import software.amazon.awssdk.services.glue.model.UpdatePartitionResponse;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import static java.util.Objects.requireNonNull;

/**
 * Answers for the partitions of projected tables; those of other tables are the catalog's behind. What is registered
 * for a projected table can be changed here, but is not seen.
 */
final class ProjectingPartitions
        implements Partitions
{
    private static final int LARGEST_PAGE = 1000;
    private static final int LARGEST_GET = 1000;

    /**
     * What one request looks at: a page may be short or empty when a predicate cannot be narrowed.
     */
    private static final int EFFORT = 500_000;

    /**
     * As many partitions as a query of the engine may read ({@code hive.max-partitions-per-scan}): it takes all names
     * into memory before it counts them.
     */
    private static final long MOST_OF_QUERY = 1_000_000;

    private final Catalog registered;
    private final String engine;
    private final Clock clock;

    ProjectingPartitions(Catalog registered, String engine, Clock clock)
    {
        this.registered = requireNonNull(registered, "registered is null");
        this.engine = requireNonNull(engine, "engine is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    @Override
    public CreatePartitionResponse create(Principal caller, CreatePartitionRequest request)
    {
        if (isEngine(caller)) {
            projected(caller, request.catalogId(), request.databaseName(), request.tableName())
                    .ifPresent(table -> checkWritten(table, List.of(request.partitionInput())));
        }
        return registered.partitions().create(caller, request);
    }

    @Override
    public BatchCreatePartitionResponse batchCreate(Principal caller, BatchCreatePartitionRequest request)
    {
        if (isEngine(caller)) {
            projected(caller, request.catalogId(), request.databaseName(), request.tableName())
                    .ifPresent(table -> checkWritten(table, request.partitionInputList()));
        }
        return registered.partitions().batchCreate(caller, request);
    }

    @Override
    public GetPartitionResponse get(Principal caller, GetPartitionRequest request)
    {
        Optional<Table> projected =
                projected(caller, request.catalogId(), request.databaseName(), request.tableName());
        if (projected.isEmpty()) {
            return registered.partitions().get(caller, request);
        }
        Table table = projected.get();
        TableProjection projection = TableProjection.of(table, clock.instant());
        List<String> values = request.partitionValues();
        StoredPartitions.checkValues(table, values);
        ProjectedPartition found = projection.find(values).orElseThrow(() -> isEngine(caller)
                ? notProjected(table, projection, values)
                : StoredPartitions.partitionNotFound());
        return GetPartitionResponse.builder().partition(partition(table, values, found.location())).build();
    }

    @Override
    public GetPartitionsResponse list(Principal caller, GetPartitionsRequest request)
    {
        return projected(caller, request.catalogId(), request.databaseName(), request.tableName())
                .map(table -> list(caller, table, request))
                .orElseGet(() -> registered.partitions().list(caller, request));
    }

    private GetPartitionsResponse list(Principal caller, Table table, GetPartitionsRequest request)
    {
        StoredPartitions.refuseGoverned(request);
        int size = RequestRules.pageSize(request.maxResults(), LARGEST_PAGE);
        Predicate<PartitionKey> segment = StoredPartitions.segment(request.segment());
        PageToken token =
                new PageToken("GetPartitions", configuration(table), request.expression(), request.segment());
        ProjectionPosition start = token.read(request.nextToken())
                .map(ProjectionPosition::ofBytes)
                .orElseGet(() -> new ProjectionPosition(clock.instant(), 0, List.of()));
        TableProjection projection = TableProjection.of(table, start.time());
        Optional<PartitionPredicate> predicate =
                StoredPartitions.predicate(request.expression(), table.partitionKeys());
        if (isEngine(caller)) {
            checkNumber(table, predicate.isEmpty() ? projection.atLeast() : OptionalLong.of(start.listed()));
        }
        ProjectedPage page = projection.page(
                predicate,
                start.positions(),
                values -> segment.test(PartitionKey.of(values)),
                Math.min(size, largestPage(table)),
                EFFORT);
        boolean withoutColumns = Boolean.TRUE.equals(request.excludeColumnSchema());
        long listed = start.listed() + page.partitions().size();
        return GetPartitionsResponse.builder()
                .partitions(page.partitions().stream()
                        .map(found -> partition(table, found.values(), found.location()))
                        .map(found -> withoutColumns ? StoredPartitions.withoutColumns(found) : found)
                        .toList())
                .nextToken(page.next()
                        .map(next -> token.write(new ProjectionPosition(start.time(), listed, next).bytes()))
                        .orElse(null))
                .build();
    }

    @Override
    public BatchGetPartitionResponse batchGet(Principal caller, BatchGetPartitionRequest request)
    {
        return projected(caller, request.catalogId(), request.databaseName(), request.tableName())
                .map(table -> batchGet(table, request))
                .orElseGet(() -> registered.partitions().batchGet(caller, request));
    }

    private BatchGetPartitionResponse batchGet(Table table, BatchGetPartitionRequest request)
    {
        RequestRules.batch(request.partitionsToGet(), "partitionsToGet", LARGEST_GET);
        TableProjection projection = TableProjection.of(table, clock.instant());
        List<List<String>> wanted =
                request.partitionsToGet().stream().map(PartitionValueList::values).distinct().toList();
        wanted.forEach(values -> StoredPartitions.checkValues(table, values));
        int most = largestPage(table);
        List<Partition> partitions = new ArrayList<>();
        List<PartitionValueList> unprocessed = new ArrayList<>();
        for (List<String> values : wanted) {
            Optional<ProjectedPartition> found = projection.find(values);
            if (found.isPresent() && partitions.size() == most) {
                unprocessed.add(PartitionValueList.builder().values(values).build());
            }
            else {
                found.ifPresent(partition -> partitions.add(partition(table, values, partition.location())));
            }
        }
        return BatchGetPartitionResponse.builder().partitions(partitions).unprocessedKeys(unprocessed).build();
    }

    /**
     * The engine updates the partitions that it has written to, for their statistics, which are not kept.
     */
    @Override
    public UpdatePartitionResponse update(Principal caller, UpdatePartitionRequest request)
    {
        return isWritten(caller, request.catalogId(), request.databaseName(), request.tableName())
                ? UpdatePartitionResponse.builder().build()
                : registered.partitions().update(caller, request);
    }

    @Override
    public BatchUpdatePartitionResponse batchUpdate(Principal caller, BatchUpdatePartitionRequest request)
    {
        return isWritten(caller, request.catalogId(), request.databaseName(), request.tableName())
                ? BatchUpdatePartitionResponse.builder().build()
                : registered.partitions().batchUpdate(caller, request);
    }

    @Override
    public DeletePartitionResponse delete(Principal caller, DeletePartitionRequest request)
    {
        return registered.partitions().delete(caller, request);
    }

    @Override
    public BatchDeletePartitionResponse batchDelete(Principal caller, BatchDeletePartitionRequest request)
    {
        return registered.partitions().batchDelete(caller, request);
    }

    @Override
    public GetPartitionIndexesResponse indexes(Principal caller, GetPartitionIndexesRequest request)
    {
        return registered.partitions().indexes(caller, request);
    }

    private Optional<Table> projected(Principal caller, String catalogId, String database, String table)
    {
        return ProjectingCatalog.projected(registered.tables(), caller, catalogId, database, table);
    }

    private boolean isEngine(Principal caller)
    {
        return caller.user().equals(engine);
    }

    private boolean isWritten(Principal caller, String catalogId, String database, String table)
    {
        return isEngine(caller) && projected(caller, catalogId, database, table).isPresent();
    }

    private static void checkNumber(Table table, OptionalLong number)
    {
        if (number.isPresent() && number.getAsLong() > MOST_OF_QUERY) {
            throw CatalogErrors.invalid(
                    ("Query over table '%s.%s' can potentially read more than %s partitions: say in the WHERE clause "
                    + "which of the projected partitions it needs").formatted(
                            table.databaseName(),
                            table.name(),
                            MOST_OF_QUERY));
        }
    }

    /**
     * What the engine writes must be where the projection looks: it fails here before its files become visible, and
     * takes them back.
     */
    private void checkWritten(Table table, List<PartitionInput> inputs)
    {
        TableProjection projection = TableProjection.of(table, clock.instant());
        for (PartitionInput input : inputs) {
            StoredPartitions.checkValues(table, input.values());
            String expected = projection.find(input.values())
                    .orElseThrow(() -> notProjected(table, projection, input.values()))
                    .location();
            String written = Optional.ofNullable(input.storageDescriptor()).map(StorageDescriptor::location).orElse("");
            if (!expected.equals(written.endsWith("/") ? written : written + "/")) {
                throw CatalogErrors.invalid(
                        "Rows of %s.%s were written to %s, but its partition projection reads them from %s".formatted(
                                table.databaseName(),
                                table.name(),
                                written,
                                expected));
            }
        }
    }

    private static GlauxException notProjected(Table table, TableProjection projection, List<String> values)
    {
        int place = projection.foreign(values).orElse(0);
        Column column = table.partitionKeys().get(place);
        String prefix = "projection.%s.".formatted(column.name()).toLowerCase(Locale.ROOT);
        String settings = new TreeMap<>(table.parameters()).entrySet().stream()
                .filter(parameter -> parameter.getKey().toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(parameter -> "%s = '%s'".formatted(parameter.getKey(), parameter.getValue()))
                .collect(Collectors.joining(", "));
        return CatalogErrors.invalid(
                ("Cannot write to the partition %s of %s.%s: '%s' is not among the values that the partition "
                + "projection "
                + "gives column %s (%s), so no query would read the rows").formatted(
                        values,
                        table.databaseName(),
                        table.name(),
                        values.get(place),
                        column.name(),
                        settings));
    }

    /**
     * What a listing depends on: its pages end when this changes.
     */
    private static Map<String, Object> configuration(Table table)
    {
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("database", table.databaseName());
        configuration.put("table", table.name());
        configuration.put("parameters", new TreeMap<>(table.parameters()));
        configuration.put("keys", table.partitionKeys());
        return configuration;
    }

    private static int largestPage(Table table)
    {
        int length = ModelJson.writeString(partition(table, List.of(), "")).length();
        return Math.clamp(TextPage.LARGEST / length, 1, LARGEST_PAGE);
    }

    private static Partition partition(Table table, List<String> values, String location)
    {
        StorageDescriptor.Builder storage = table.storageDescriptor() == null
                ? StorageDescriptor.builder()
                : table.storageDescriptor().toBuilder();
        return Partition.builder()
                .catalogId(table.catalogId())
                .databaseName(table.databaseName())
                .tableName(table.name())
                .values(values)
                .creationTime(table.createTime())
                .parameters(Map.of())
                .storageDescriptor(storage.location(location).build())
                .build();
    }
}
