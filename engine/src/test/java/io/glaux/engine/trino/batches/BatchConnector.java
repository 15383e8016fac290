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
package io.glaux.engine.trino.batches;

import io.glaux.metering.ReadKind;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanMeter;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.Connector;
import io.trino.spi.connector.ConnectorMetadata;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.ConnectorPageSourceProvider;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorSplit;
import io.trino.spi.connector.ConnectorSplitManager;
import io.trino.spi.connector.ConnectorSplitSource;
import io.trino.spi.connector.ConnectorTableCredentials;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.ConnectorTableVersion;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.Constraint;
import io.trino.spi.connector.DynamicFilter;
import io.trino.spi.connector.FixedSplitSource;
import io.trino.spi.connector.MemoryContext;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.transaction.IsolationLevel;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import static io.trino.spi.type.BigintType.BIGINT;
import static java.util.Objects.requireNonNull;

final class BatchConnector
        implements Connector
{
    private static final String COLUMN = "n";

    private final String catalogName;
    private final ScanMeter meter;
    private final BatchTables tables;

    BatchConnector(String catalogName, ScanMeter meter, BatchTables tables)
    {
        this.catalogName = requireNonNull(catalogName, "catalogName is null");
        this.meter = requireNonNull(meter, "meter is null");
        this.tables = requireNonNull(tables, "tables is null");
    }

    @Override
    public ConnectorTransactionHandle beginTransaction(
            IsolationLevel isolationLevel,
            boolean readOnly,
            boolean autoCommit)
    {
        return BatchHandle.Transaction.INSTANCE;
    }

    @Override
    public ConnectorMetadata getMetadata(ConnectorSession session, ConnectorTransactionHandle transaction)
    {
        return new Metadata();
    }

    @Override
    public ConnectorSplitManager getSplitManager()
    {
        return new Splits();
    }

    @Override
    public ConnectorPageSourceProvider getPageSourceProvider()
    {
        return new Sources();
    }

    @Override
    public void shutdown() {}

    private BatchTable table(ConnectorTableHandle table)
    {
        return tables.find(((BatchHandle.Table) table).name()).orElseThrow();
    }

    private final class Metadata
            implements ConnectorMetadata
    {
        @Override
        public List<String> listSchemaNames(ConnectorSession session)
        {
            return List.of(BatchTables.SCHEMA);
        }

        @Override
        public ConnectorTableHandle getTableHandle(
                ConnectorSession session,
                SchemaTableName name,
                Optional<ConnectorTableVersion> start,
                Optional<ConnectorTableVersion> end)
        {
            return tables.find(name).isPresent() ? new BatchHandle.Table(name) : null;
        }

        @Override
        public ConnectorTableMetadata getTableMetadata(ConnectorSession session, ConnectorTableHandle table)
        {
            return new ConnectorTableMetadata(
                    ((BatchHandle.Table) table).name(),
                    List.of(new ColumnMetadata(COLUMN, BIGINT)));
        }

        @Override
        public Map<String, ColumnHandle> getColumnHandles(ConnectorSession session, ConnectorTableHandle table)
        {
            return Map.of(COLUMN, new BatchHandle.Column(COLUMN));
        }

        @Override
        public ColumnMetadata getColumnMetadata(
                ConnectorSession session,
                ConnectorTableHandle table,
                ColumnHandle column)
        {
            return new ColumnMetadata(COLUMN, BIGINT);
        }
    }

    private final class Splits
            implements ConnectorSplitManager
    {
        @Override
        public ConnectorSplitSource getSplits(
                ConnectorTransactionHandle transaction,
                ConnectorSession session,
                ConnectorTableHandle table,
                Set<ColumnHandle> columns,
                Constraint constraint)
        {
            return new FixedSplitSource(IntStream.range(0, table(table).streams())
                    .mapToObj(BatchHandle.Stream::new)
                    .toList());
        }
    }

    private final class Sources
            implements ConnectorPageSourceProvider
    {
        @Override
        public ConnectorPageSource createPageSource(
                ConnectorTransactionHandle transaction,
                ConnectorSession session,
                ConnectorSplit split,
                ConnectorTableHandle table,
                Optional<ConnectorTableCredentials> credentials,
                List<ColumnHandle> columns,
                DynamicFilter dynamicFilter,
                MemoryContext memoryContext)
        {
            tables.read(meter);
            String name = ((BatchHandle.Table) table).name().toString();
            return new BatchPageSource(
                    meter,
                    session.getQueryId(),
                    new ScanKey(catalogName, name, ReadKind.DATA),
                    table(table),
                    columns.size());
        }
    }
}
