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
package io.glaux.lake;

import io.trino.plugin.hive.HiveTableHandle;
import io.trino.plugin.iceberg.IcebergSplit;
import io.trino.plugin.iceberg.IcebergTableHandle;
import io.trino.plugin.iceberg.delete.DeleteFile;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.ConnectorPageSourceProvider;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorSplit;
import io.trino.spi.connector.ConnectorTableCredentials;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.DynamicFilter;
import io.trino.spi.connector.MemoryContext;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static java.util.Objects.requireNonNull;

/**
 * Tells the file system whose files it opens while a page source is made and read.
 */
final class MeteredPageSourceProvider
        implements ConnectorPageSourceProvider
{
    private final ConnectorPageSourceProvider delegate;

    MeteredPageSourceProvider(ConnectorPageSourceProvider delegate)
    {
        this.delegate = requireNonNull(delegate, "delegate is null");
    }

    @Override
    public ConnectorPageSource createPageSource(
            ConnectorTransactionHandle transaction,
            ConnectorSession session,
            ConnectorSplit split,
            ConnectorTableHandle table,
            Optional<ConnectorTableCredentials> tableCredentials,
            List<ColumnHandle> columns,
            DynamicFilter dynamicFilter,
            MemoryContext memoryContext)
    {
        Optional<ScanScope> scope = tableName(table).map(name -> new ScanScope(name, deleteFiles(split)));
        if (scope.isEmpty()) {
            return delegate.createPageSource(transaction, session, split, table, tableCredentials, columns, dynamicFilter, memoryContext);
        }
        try (ScanScope.Entered _ = scope.get().enter()) {
            return new MeteredPageSource(
                    delegate.createPageSource(transaction, session, split, table, tableCredentials, columns, dynamicFilter, memoryContext),
                    scope.get());
        }
    }

    @Override
    public long getMemoryUsage()
    {
        return delegate.getMemoryUsage();
    }

    private static Optional<String> tableName(ConnectorTableHandle table)
    {
        return switch (table) {
            case HiveTableHandle hive -> Optional.of(hive.getSchemaTableName().toString());
            case IcebergTableHandle iceberg -> Optional.of(iceberg.getSchemaTableName().toString());
            default -> Optional.empty();
        };
    }

    private static Set<String> deleteFiles(ConnectorSplit split)
    {
        if (split instanceof IcebergSplit icebergSplit) {
            return icebergSplit.deletes().stream().map(DeleteFile::path).collect(toImmutableSet());
        }
        return Set.of();
    }
}
