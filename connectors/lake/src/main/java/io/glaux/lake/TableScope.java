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

import io.trino.filesystem.Location;
import io.trino.plugin.hive.HiveSplit;
import io.trino.plugin.hive.HiveTableHandle;
import io.trino.plugin.iceberg.IcebergSplit;
import io.trino.plugin.iceberg.IcebergTableHandle;
import io.trino.plugin.iceberg.delete.DeleteFile;
import io.trino.plugin.iceberg.functions.tablechanges.TableChangesFunctionHandle;
import io.trino.plugin.iceberg.functions.tablechanges.TableChangesSplit;
import io.trino.spi.connector.ConnectorSplit;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.function.table.ConnectorTableFunctionHandle;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static java.util.Objects.requireNonNull;

/**
 * The table and split that this thread reads, while it is in a page source. Files are opened by the thread that makes
 * the page source or takes pages from it.
 *
 * @param table {@code schema.table}, or empty when the handle does not tell
 * @param deleteFiles locations of the split's delete files
 * @param dataFile location of the split's data file, or empty when the split does not tell
 * @param splitEnd position in the data file where the split ends
 */
record TableScope(String table, Set<String> deleteFiles, String dataFile, long splitEnd, AtomicLong read)
{
    private static final ThreadLocal<TableScope> CURRENT = new ThreadLocal<>();

    TableScope
    {
        requireNonNull(table, "table is null");
        requireNonNull(dataFile, "dataFile is null");
        requireNonNull(read, "read is null");
        deleteFiles = Set.copyOf(deleteFiles);
    }

    TableScope(String table, Set<String> deleteFiles, String dataFile, long splitEnd)
    {
        this(table, deleteFiles, dataFile, splitEnd, new AtomicLong());
    }

    static TableScope of(ConnectorTableHandle table, ConnectorSplit split)
    {
        String name = switch (table) {
            case HiveTableHandle hive -> hive.getSchemaTableName().toString();
            case IcebergTableHandle iceberg -> iceberg.getSchemaTableName().toString();
            default -> "";
        };
        return switch (split) {
            case HiveSplit hive -> new TableScope(name, Set.of(), hive.getPath(), hive.getStart() + hive.getLength());
            case IcebergSplit iceberg -> new TableScope(
                    name,
                    iceberg.deletes().stream().map(DeleteFile::path).collect(toImmutableSet()),
                    iceberg.path(),
                    iceberg.start() + iceberg.length());
            default -> new TableScope(name, Set.of(), "", Long.MAX_VALUE);
        };
    }

    static TableScope of(ConnectorTableFunctionHandle function, ConnectorSplit split)
    {
        String name = function instanceof TableChangesFunctionHandle changes
                ? changes.schemaTableName().toString()
                : "";
        return split instanceof TableChangesSplit changes
                ? new TableScope(name, Set.of(), changes.path(), changes.start() + changes.length())
                : new TableScope(name, Set.of(), "", Long.MAX_VALUE);
    }

    /**
     * Where the split that is read ends in a file; {@link Long#MAX_VALUE} for a file that is not its data file.
     */
    long splitEnd(Location location)
    {
        return location.toString().equals(dataFile) ? splitEnd : Long.MAX_VALUE;
    }

    static Optional<TableScope> current()
    {
        return Optional.ofNullable(CURRENT.get());
    }

    <T> T in(Supplier<T> work)
    {
        TableScope outer = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.get();
        }
        finally {
            if (outer == null) {
                CURRENT.remove();
            }
            else {
                CURRENT.set(outer);
            }
        }
    }
}
