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
package io.glaux.engine.dialect.write;

import io.airlift.log.Logger;
import io.glaux.engine.catalog.Catalog;
import io.glaux.engine.catalog.projection.TableProjection;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.query.WriteIntent;
import io.glaux.engine.query.WriteIntents;
import software.amazon.awssdk.services.glue.model.DeletePartitionRequest;
import software.amazon.awssdk.services.glue.model.DeleteTableRequest;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.Table;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/**
 * Takes away what a statement left that did not succeed: the files that carry its id in their names, the table and the
 * partitions that it made. Nothing that another statement wrote is touched.
 */
public final class WriteCleaning
{
    private static final Logger log = Logger.get(WriteCleaning.class);

    /**
     * The parameter of tables and partitions in which Trino's Hive connector keeps who made them.
     */
    private static final String MADE_BY = "trino_query_id";

    private final WriteIntents intents;
    private final Catalog catalog;
    private final StoredFiles files;
    private final IcebergCommits commits;

    public WriteCleaning(WriteIntents intents, Catalog catalog, StoredFiles files)
    {
        this.intents = requireNonNull(intents, "intents is null");
        this.catalog = requireNonNull(catalog, "catalog is null");
        this.files = requireNonNull(files, "files is null");
        this.commits = new IcebergCommits(files);
    }

    /**
     * Cleans up, and says so in the store. Does not throw: what cannot be cleaned now is cleaned at the next start.
     */
    public void clean(Principal caller, WriteIntent intent)
    {
        try {
            remove(caller, intent);
            intents.forget(intent);
        }
        catch (RuntimeException e) {
            log.error(
                    e,
                    "Query %s did not succeed and may have left files under %s: the next start tries to remove them",
                    intent.executionId(),
                    intent.location());
        }
    }

    private void remove(Principal caller, WriteIntent intent)
    {
        S3Folder folder = S3Folder.of(intent.location());
        Optional<Table> table = findTable(caller, intent);
        switch (intent.target()) {
            case FILES -> removeFiles(folder, intent);
            case NEW_HIVE_TABLE -> {
                boolean made = table.filter(found -> isMadeBy(found.parameters(), intent)).isPresent();
                // another statement may have written to it since
                if (made && files.keys(folder, name -> !name.contains(intent.engineQueryId())).isEmpty()) {
                    dropTable(caller, intent);
                }
                removeFiles(folder, intent);
            }
            case NEW_ICEBERG_TABLE -> removeIcebergTable(caller, table, folder, intent);
            case HIVE_TABLE -> {
                table.ifPresent(found -> removePartitions(caller, found, intent));
                table.flatMap(TableProjection::templateFolder)
                        .filter(projected -> !folder.contains(projected))
                        .ifPresent(projected -> removeFiles(S3Folder.of(projected), intent));
                removeFiles(folder, intent);
            }
            case ICEBERG_TABLE -> {
                // what is committed is the table's, and only the acknowledgement was lost
                if (table.filter(found -> commits.of(found).contains(intent.engineQueryId())).isEmpty()) {
                    removeFiles(folder, intent);
                }
            }
        }
    }

    private void removeIcebergTable(Principal caller, Optional<Table> table, S3Folder folder, WriteIntent intent)
    {
        Set<String> committed = table.map(commits::of).orElseGet(Set::of);
        boolean made = committed.contains(intent.engineQueryId());
        if (made && committed.size() > 1) {
            // what another statement has added since stands on what this one wrote
            return;
        }
        if (made) {
            dropTable(caller, intent);
        }
        removeFiles(folder, intent);
        if ((made || table.isEmpty()) && !isShared(folder, intent)) {
            // metadata files do not say whose they are, and the folder was empty before
            files.delete(folder, files.keys(folder, _ -> true));
        }
    }

    /**
     * Whether another statement has written to the folder of an Iceberg table, or writes to it.
     */
    private boolean isShared(S3Folder folder, WriteIntent intent)
    {
        return intents.all().stream()
                .filter(other -> !other.engineQueryId().equals(intent.engineQueryId()))
                .anyMatch(other -> folder.contains(other.location()))
                || files.keys(folder, _ -> true).stream().anyMatch(key -> !isMetadata(folder, key));
    }

    /**
     * Data files may end with {@code .avro} too, but lie elsewhere.
     */
    private static boolean isMetadata(S3Folder folder, String key)
    {
        return key.startsWith(folder.prefix() + "metadata/")
                && (key.endsWith(".avro") || key.endsWith(".metadata.json"));
    }

    private void removeFiles(S3Folder folder, WriteIntent intent)
    {
        files.abortUploads(folder, name -> name.contains(intent.engineQueryId()));
        files.delete(folder, files.keys(folder, name -> name.contains(intent.engineQueryId())));
    }

    /**
     * The partitions that the statement made. Files that it put into partitions which lie elsewhere are removed too.
     */
    private void removePartitions(Principal caller, Table table, WriteIntent intent)
    {
        if (table.partitionKeys().isEmpty() || TableProjection.isEnabled(table)) {
            return;
        }
        S3Folder folder = S3Folder.of(intent.location());
        for (Partition partition : LakeTables.all(catalog, caller, intent.database(), intent.table())) {
            String location = partition.storageDescriptor().location();
            boolean made = isMadeBy(partition.parameters(), intent);
            if (made || !folder.contains(location)) {
                removeFiles(S3Folder.of(location), intent);
            }
            // another statement may have written to it since
            if (made && files.keys(S3Folder.of(location), _ -> true).isEmpty()) {
                catalog.partitions().delete(caller, DeletePartitionRequest.builder()
                        .databaseName(intent.database())
                        .tableName(intent.table())
                        .partitionValues(partition.values())
                        .build());
            }
        }
    }

    private void dropTable(Principal caller, WriteIntent intent)
    {
        catalog.tables().delete(
                caller,
                DeleteTableRequest.builder()
                        .databaseName(intent.database())
                        .name(intent.table())
                        .build());
    }

    private static boolean isMadeBy(Map<String, String> parameters, WriteIntent intent)
    {
        return intent.engineQueryId().equals(parameters.get(MADE_BY));
    }

    private Optional<Table> findTable(Principal caller, WriteIntent intent)
    {
        return LakeTables.findTable(catalog, caller, intent.database(), intent.table());
    }

    /**
     * Cleans up after processes that died, without waiting for it: the storage may be slow, or not there, and the start
     * must not hang on it. To be called before any statement is started.
     */
    public void recover(Principal caller)
    {
        List<WriteIntent> left = intents.all();
        if (left.isEmpty()) {
            return;
        }
        Thread.ofVirtual().name("write-recovery").start(() -> left.forEach(intent -> {
            log.info("Query %s died while it wrote: removing what it left", intent.executionId());
            clean(caller, intent);
        }));
    }
}
