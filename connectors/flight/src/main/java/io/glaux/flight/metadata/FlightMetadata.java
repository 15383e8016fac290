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
package io.glaux.flight.metadata;

import io.airlift.slice.Slice;
import io.glaux.flight.FlightSessionProperties;
import io.glaux.flight.client.FlightErrorCode;
import io.glaux.flight.pushdown.Pushdown;
import io.glaux.protocol.ArrowSchemas;
import io.glaux.protocol.ProtocolException;
import io.glaux.protocol.v1.ErrorDetail;
import io.glaux.protocol.v1.Feature;
import io.glaux.protocol.v1.PlanResponse;
import io.glaux.protocol.v1.ScanSpec;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.AggregateFunction;
import io.trino.spi.connector.AggregationApplicationResult;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ConnectorInsertTableHandle;
import io.trino.spi.connector.ConnectorMergeTableHandle;
import io.trino.spi.connector.ConnectorMetadata;
import io.trino.spi.connector.ConnectorOutputMetadata;
import io.trino.spi.connector.ConnectorResolvedIndex;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.ConnectorTableProperties;
import io.trino.spi.connector.ConnectorTableVersion;
import io.trino.spi.connector.Constraint;
import io.trino.spi.connector.ConstraintApplicationResult;
import io.trino.spi.connector.LimitApplicationResult;
import io.trino.spi.connector.ProjectionApplicationResult;
import io.trino.spi.connector.RelationColumnsMetadata;
import io.trino.spi.connector.RelationCommentMetadata;
import io.trino.spi.connector.RetryMode;
import io.trino.spi.connector.RowChangeParadigm;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.connector.SortItem;
import io.trino.spi.connector.TableFunctionApplicationResult;
import io.trino.spi.connector.TopNApplicationResult;
import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.function.table.ConnectorTableFunctionHandle;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.statistics.ComputedStatistics;
import io.trino.spi.statistics.TableStatistics;
import io.trino.spi.type.Type;
import org.apache.arrow.vector.types.pojo.Field;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import static io.trino.spi.StandardErrorCode.NOT_SUPPORTED;
import static io.trino.spi.StandardErrorCode.TABLE_NOT_FOUND;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

/**
 * A federated catalog, for one transaction: within it a table is described once, and a scan that was agreed to stays
 * so.
 */
public final class FlightMetadata
        implements ConnectorMetadata
{
    private static final SchemaTableName QUERY = new SchemaTableName("system", "query");

    private final FederatedSource source;
    private final TableDirectory directory;
    private final TypeMapping types;
    private final Pushdown pushdown;
    private final Writes writes;
    private final SourceStatistics statistics;
    private final Map<SchemaTableName, Optional<DescribedTable>> described = new ConcurrentHashMap<>();
    private final Map<FlightTableHandle, TableStatistics> known = new ConcurrentHashMap<>();

    public FlightMetadata(FederatedSource source, TableDirectory directory, TypeMapping types, Pushdown pushdown)
    {
        this.source = requireNonNull(source, "source is null");
        this.directory = requireNonNull(directory, "directory is null");
        this.types = requireNonNull(types, "types is null");
        this.pushdown = requireNonNull(pushdown, "pushdown is null");
        this.writes = new Writes(source);
        this.statistics = new SourceStatistics(source);
    }

    /**
     * Ends the writes that were not finished.
     */
    public void rollBack()
    {
        writes.rollBack();
    }

    /**
     * The scan with what the source calls it by.
     */
    public FlightTableHandle settle(ConnectorSession session, FlightTableHandle handle)
    {
        return pushdown.settle(session, handle);
    }

    // ------------------------------------------------------------------------------------------------ listings

    @Override
    public boolean schemaExists(ConnectorSession session, String schemaName)
    {
        return directory.schema(session, schemaName).isPresent();
    }

    @Override
    public List<String> listSchemaNames(ConnectorSession session)
    {
        return directory.schemas(session).engineNames();
    }

    @Override
    public List<SchemaTableName> listTables(ConnectorSession session, Optional<String> schemaName)
    {
        return schemaName.isEmpty()
                ? directory.tables(session)
                : directory.inSchemas(session, schemaName, names -> directory.tables(session, names.sourceName())
                                                                    .engineNames().stream()
                                                                    .map(table -> new SchemaTableName(
                                                                            names.engineName(),
                                                                            table))
                                                                    .toList());
    }

    /**
     * By one call; a table that cannot be read has no columns here.
     */
    @Override
    public Iterator<RelationColumnsMetadata> streamRelationColumns(
            ConnectorSession session,
            Optional<String> schemaName,
            UnaryOperator<Set<SchemaTableName>> relationFilter)
    {
        Map<SchemaTableName, DescribedTable> tables = new LinkedHashMap<>(directory.describe(session, schemaName));
        tables.values().removeIf(table -> table.failure().isPresent());
        return relationFilter.apply(tables.keySet()).stream()
                .map(name -> RelationColumnsMetadata.forTable(name, tables.get(name).columnMetadata()))
                .iterator();
    }

    @Override
    public Iterator<RelationCommentMetadata> streamRelationComments(
            ConnectorSession session,
            Optional<String> schemaName,
            UnaryOperator<Set<SchemaTableName>> relationFilter)
    {
        Map<SchemaTableName, DescribedTable> tables = directory.describe(session, schemaName);
        return relationFilter.apply(tables.keySet()).stream()
                .map(name -> RelationCommentMetadata.forRelation(name, comment(name, tables.get(name))))
                .iterator();
    }

    private static Optional<String> comment(SchemaTableName name, DescribedTable table)
    {
        return table.failure()
                .map(failure -> Optional.of("Cannot be read: " + failure.getMessage()))
                .orElseGet(() -> table.commentAs(name));
    }

    // -------------------------------------------------------------------------------------------------- tables

    @Override
    public ConnectorTableHandle getTableHandle(
            ConnectorSession session,
            SchemaTableName tableName,
            Optional<ConnectorTableVersion> startVersion,
            Optional<ConnectorTableVersion> endVersion)
    {
        if (startVersion.isPresent() || endVersion.isPresent()) {
            throw new TrinoException(NOT_SUPPORTED, "This connector does not support versioned tables");
        }
        Optional<DescribedTable> table = find(session, tableName);
        table.flatMap(DescribedTable::failure).ifPresent(failure -> {
            throw failure(failure);
        });
        return table
                .map(found -> FlightTableHandle.of(FlightRelation.table(tableName, found.source()), found.handles()))
                .orElse(null);
    }

    private static TrinoException failure(ErrorDetail failure)
    {
        FlightErrorCode code = switch (failure.getKind()) {
            case ERROR_KIND_USER -> FlightErrorCode.GLAUX_SOURCE_REFUSED;
            case ERROR_KIND_SOURCE -> FlightErrorCode.GLAUX_SOURCE_FAILED;
            case ERROR_KIND_RESOURCES -> FlightErrorCode.GLAUX_SOURCE_RESOURCES;
            case ERROR_KIND_HOST, ERROR_KIND_UNSPECIFIED, UNRECOGNIZED -> FlightErrorCode.GLAUX_HOST_FAILED;
        };
        return new TrinoException(code, failure.getMessage());
    }

    private Optional<DescribedTable> find(ConnectorSession session, SchemaTableName name)
    {
        Optional<DescribedTable> before = described.get(name);
        if (before != null) {
            return before;
        }
        Optional<DescribedTable> found = directory.table(session, name);
        Optional<DescribedTable> meanwhile = described.putIfAbsent(name, found);
        return meanwhile == null ? found : meanwhile;
    }

    private DescribedTable table(ConnectorSession session, FlightTableHandle handle)
    {
        SchemaTableName name = handle.relation().name().orElseThrow(() ->
                new TrinoException(NOT_SUPPORTED, "The answer to a query is not a table"));
        return find(session, name)
                .filter(table -> table.failure().isEmpty())
                .orElseThrow(() -> new TrinoException(
                        TABLE_NOT_FOUND,
                        "The table %s is not there any more".formatted(name)));
    }

    @Override
    public SchemaTableName getTableName(ConnectorSession session, ConnectorTableHandle table)
    {
        return ((FlightTableHandle) table).relation().name().orElse(QUERY);
    }

    @Override
    public ConnectorTableMetadata getTableMetadata(ConnectorSession session, ConnectorTableHandle table)
    {
        FlightTableHandle handle = (FlightTableHandle) table;
        if (handle.relation().query().isPresent()) {
            List<ColumnMetadata> columns = handle.columns().stream()
                    .map(column -> new ColumnMetadata(column.name(), column.type()))
                    .toList();
            return new ConnectorTableMetadata(QUERY, columns);
        }
        SchemaTableName name = handle.relation().name().orElseThrow();
        DescribedTable found = table(session, handle);
        return new ConnectorTableMetadata(name, found.columnMetadata(), Map.of(), found.commentAs(name));
    }

    @Override
    public Map<String, ColumnHandle> getColumnHandles(ConnectorSession session, ConnectorTableHandle tableHandle)
    {
        FlightTableHandle handle = (FlightTableHandle) tableHandle;
        List<FlightColumnHandle> columns = handle.relation().query().isPresent()
                ? handle.columns()
                : table(session, handle).handles();
        Map<String, ColumnHandle> handles = new LinkedHashMap<>();
        columns.forEach(column -> handles.put(column.name(), column));
        return handles;
    }

    @Override
    public ColumnMetadata getColumnMetadata(
            ConnectorSession session,
            ConnectorTableHandle tableHandle,
            ColumnHandle columnHandle)
    {
        FlightTableHandle handle = (FlightTableHandle) tableHandle;
        FlightColumnHandle column = (FlightColumnHandle) columnHandle;
        Optional<DescribedColumn> known = handle.relation().query().isPresent()
                ? Optional.empty()
                : table(session, handle).column(column);
        return known.map(DescribedColumn::toMetadata).orElseGet(() -> ColumnMetadata.builder()
                .setName(column.name())
                .setType(column.type())
                .setHidden(column.identifiesRow())
                .build());
    }

    /**
     * Conditions that hold for every row, so that EXPLAIN shows them.
     */
    @Override
    public ConnectorTableProperties getTableProperties(ConnectorSession session, ConnectorTableHandle table)
    {
        FlightTableHandle handle = (FlightTableHandle) table;
        if (handle.constraint().isNone()) {
            return properties(TupleDomain.none());
        }
        if (handle.aggregation().isPresent()) {
            return new ConnectorTableProperties();
        }
        Map<FlightColumnHandle, Domain> domains = handle.constraint().getDomains().orElseThrow();
        Map<ColumnHandle, Domain> enforced = new LinkedHashMap<>();
        handle.enforced().forEach(column -> enforced.put(column, domains.get(column)));
        return properties(TupleDomain.withColumnDomains(enforced));
    }

    private static ConnectorTableProperties properties(TupleDomain<ColumnHandle> predicate)
    {
        return new ConnectorTableProperties(predicate, Optional.empty(), Optional.empty(), List.of());
    }

    @Override
    public TableStatistics getTableStatistics(ConnectorSession session, ConnectorTableHandle tableHandle)
    {
        FlightTableHandle handle = (FlightTableHandle) tableHandle;
        if (handle.constraint().isNone()) {
            return TableStatistics.empty();
        }
        TableStatistics before = known.get(handle);
        if (before != null) {
            return before;
        }
        TableStatistics read = statistics.read(session, settle(session, handle));
        known.put(handle, read);
        return read;
    }

    // ------------------------------------------------------------------------------------------------- queries

    /**
     * The scan that a text in the source's language is.
     */
    FlightTableHandle queryHandle(ConnectorSession session, String text)
    {
        if (!source.features().contains(Feature.FEATURE_QUERY)) {
            throw new TrinoException(
                    NOT_SUPPORTED,
                    "The source of this catalog does not take queries in its own language");
        }
        PlanResponse plan = source.plan(session, ScanSpec.newBuilder().setQuery(text).build());
        List<Field> fields;
        try {
            fields = ArrowSchemas.read(plan.getSchema(), "The schema of the query").getFields();
        }
        catch (ProtocolException e) {
            throw new TrinoException(FlightErrorCode.GLAUX_HOST_FAILED, e.getMessage(), e);
        }
        NameMap names = NameMap.of(fields.stream().map(Field::getName).toList());
        List<FlightColumnHandle> columns = new ArrayList<>();
        for (Field field : fields) {
            Type type = types.engineType(field).orElseThrow(() -> new TrinoException(
                    NOT_SUPPORTED,
                    "The column '%s' of the query has no type in the engine (%s): convert it in the query".formatted(
                            field.getName(),
                            field.getType())));
            columns.add(FlightColumnHandle.column(names.engineName(field.getName()), field.getName(), type));
        }
        if (columns.stream().map(FlightColumnHandle::name).collect(toSet()).size() < columns.size()) {
            throw new TrinoException(
                    NOT_SUPPORTED,
                    "Two columns of the query have one name: give them names in the query");
        }
        return FlightTableHandle.of(FlightRelation.query(text), columns).withAgreement(ScanAgreement.of(plan));
    }

    @Override
    public Optional<TableFunctionApplicationResult<ConnectorTableHandle>> applyTableFunction(
            ConnectorSession session,
            ConnectorTableFunctionHandle handle)
    {
        return handle instanceof QueryFunctionHandle query
                ? Optional.of(new TableFunctionApplicationResult<>(query.table(), List.copyOf(query.table().columns())))
                : Optional.empty();
    }

    // ------------------------------------------------------------------------------------------------ pushdown

    @Override
    public Optional<ConstraintApplicationResult<ConnectorTableHandle>> applyFilter(
            ConnectorSession session,
            ConnectorTableHandle handle,
            Constraint constraint)
    {
        return pushdown.applyFilter(session, (FlightTableHandle) handle, constraint);
    }

    @Override
    public Optional<ProjectionApplicationResult<ConnectorTableHandle>> applyProjection(
            ConnectorSession session,
            ConnectorTableHandle handle,
            List<ConnectorExpression> projections,
            Map<String, ColumnHandle> assignments)
    {
        return pushdown.applyProjection(session, (FlightTableHandle) handle, projections, assignments);
    }

    @Override
    public Optional<LimitApplicationResult<ConnectorTableHandle>> applyLimit(
            ConnectorSession session,
            ConnectorTableHandle handle,
            long limit)
    {
        return pushdown.applyLimit(session, (FlightTableHandle) handle, limit);
    }

    @Override
    public Optional<TopNApplicationResult<ConnectorTableHandle>> applyTopN(
            ConnectorSession session,
            ConnectorTableHandle handle,
            long topNCount,
            List<SortItem> sortItems,
            Map<String, ColumnHandle> assignments)
    {
        return pushdown.applyTopN(session, (FlightTableHandle) handle, topNCount, sortItems, assignments);
    }

    @Override
    public Optional<AggregationApplicationResult<ConnectorTableHandle>> applyAggregation(
            ConnectorSession session,
            ConnectorTableHandle handle,
            List<AggregateFunction> aggregates,
            Map<String, ColumnHandle> assignments,
            List<List<ColumnHandle>> groupingSets)
    {
        return groupingSets.size() == 1
                ? pushdown.applyAggregation(
                session, (FlightTableHandle) handle, aggregates, assignments, groupingSets.getFirst())
                : Optional.empty();
    }

    /**
     * Only when the session wants it: the engine does not say how many rows there are on the other side, and with few
     * keys a dynamic filter has the source look the same rows up, where it knows what that takes.
     */
    @Override
    public Optional<ConnectorResolvedIndex> resolveIndex(
            ConnectorSession session,
            ConnectorTableHandle tableHandle,
            Set<ColumnHandle> indexableColumns,
            Set<ColumnHandle> outputColumns,
            TupleDomain<ColumnHandle> tupleDomain)
    {
        FlightTableHandle handle = (FlightTableHandle) tableHandle;
        boolean isWanted = FlightSessionProperties.isLookupJoins(session)
                && source.features().contains(Feature.FEATURE_LOOKUP)
                && handle.relation().query().isEmpty()
                && handle.aggregation().isEmpty()
                && !handle.isCutOff()
                && !handle.constraint().isNone()
                && !tupleDomain.isNone();
        if (!isWanted || !isKey(table(session, handle), indexableColumns)) {
            return Optional.empty();
        }
        return Optional.of(new ConnectorResolvedIndex(
                new FlightIndexHandle(settle(session, handle)),
                tupleDomain.filter((column, domain) -> !isEnforced(handle, (FlightColumnHandle) column, domain))));
    }

    /**
     * Other columns than those of a key may take the source as long as a scan for each row.
     */
    private static boolean isKey(DescribedTable table, Set<ColumnHandle> columns)
    {
        Set<List<String>> paths = columns.stream()
                .map(column -> ((FlightColumnHandle) column).path())
                .collect(toSet());
        return table.keys().stream()
                .anyMatch(key -> key.stream().map(List::of).collect(toSet()).equals(paths));
    }

    private static boolean isEnforced(FlightTableHandle handle, FlightColumnHandle column, Domain domain)
    {
        return handle.enforced().contains(column)
                && domain.contains(handle.constraint().getDomains().orElseThrow().get(column));
    }

    // -------------------------------------------------------------------------------------------------- writes

    @Override
    public boolean supportsMissingColumnsOnInsert()
    {
        return true;
    }

    @Override
    public ConnectorInsertTableHandle beginInsert(
            ConnectorSession session,
            ConnectorTableHandle tableHandle,
            List<ColumnHandle> columns,
            RetryMode retryMode)
    {
        return writes.beginInsert(session, table(session, (FlightTableHandle) tableHandle), columns, retryMode);
    }

    @Override
    public Optional<ConnectorOutputMetadata> finishInsert(
            ConnectorSession session,
            ConnectorInsertTableHandle insertHandle,
            List<ConnectorTableHandle> sourceTableHandles,
            Collection<Slice> fragments,
            Collection<ComputedStatistics> computedStatistics)
    {
        writes.finish(session, ((FlightInsertTableHandle) insertHandle).write());
        return Optional.empty();
    }

    @Override
    public RowChangeParadigm getRowChangeParadigm(ConnectorSession session, ConnectorTableHandle tableHandle)
    {
        return RowChangeParadigm.CHANGE_ONLY_UPDATED_COLUMNS;
    }

    @Override
    public ColumnHandle getMergeRowIdColumnHandle(ConnectorSession session, ConnectorTableHandle tableHandle)
    {
        return writes.rowId(table(session, (FlightTableHandle) tableHandle));
    }

    @Override
    public ConnectorMergeTableHandle beginMerge(
            ConnectorSession session,
            ConnectorTableHandle tableHandle,
            Map<Integer, Collection<ColumnHandle>> updateCaseColumns,
            RetryMode retryMode)
    {
        FlightTableHandle handle = (FlightTableHandle) tableHandle;
        return writes.beginMerge(session, handle, table(session, handle), updateCaseColumns, retryMode);
    }

    @Override
    public void finishMerge(
            ConnectorSession session,
            ConnectorMergeTableHandle mergeTableHandle,
            List<ConnectorTableHandle> sourceTableHandles,
            Collection<Slice> fragments,
            Collection<ComputedStatistics> computedStatistics)
    {
        writes.finish(session, (FlightMergeTableHandle) mergeTableHandle);
    }
}
