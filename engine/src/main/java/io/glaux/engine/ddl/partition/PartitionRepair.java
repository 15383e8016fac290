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

import io.airlift.log.Logger;
import io.glaux.engine.ddl.lake.Lake;
import io.glaux.engine.ddl.lake.LakeStorage;
import io.glaux.engine.ddl.lake.S3Paths;
import io.glaux.engine.ddl.lake.TextRows;
import io.glaux.engine.ddl.statement.RepairTable.Mode;
import io.glaux.engine.query.ResultSink;
import io.glaux.engine.query.work.StatementSteps;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.Table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

import static com.google.common.collect.Lists.partition;
import static java.util.Objects.requireNonNull;

/**
 * MSCK REPAIR TABLE.
 */
public final class PartitionRepair
{
    private static final Logger log = Logger.get(PartitionRepair.class);

    private static final String COLUMN = "_col0";
    private static final int PROGRESS = 10_000;

    private final LakeStorage storage;
    private final PartitionStore partitions;

    public PartitionRepair(Lake lake, LakeStorage storage)
    {
        this.storage = requireNonNull(storage, "storage is null");
        this.partitions = new PartitionStore(lake);
    }

    public void repair(Table table, Mode mode, StatementSteps steps, ResultSink rows)
    {
        if (table.partitionKeys().isEmpty()) {
            TextRows.writeLines(rows, COLUMN, List.of());
            return;
        }
        try (ParallelTasks tasks = new ParallelTasks()) {
            // before the folders: else a partition that is written in between would have none and be dropped
            Map<List<String>, String> registered = registered(table, steps);
            FolderWalk.Found found = new FolderWalk(storage, tasks, steps).find(table);
            List<List<String>> toAdd = found.partitions().keySet().stream()
                    .filter(values -> !registered.containsKey(values))
                    .toList();
            log.info("Repair of %s.%s: %s folders, %s partitions registered, %s to add",
                    table.databaseName(),
                    table.name(),
                    found.partitions().size(),
                    registered.size(),
                    toAdd.size());
            List<List<String>> missing = missing(table, found, registered, tasks, steps);

            List<String> lines = new ArrayList<>();
            report(lines, "Partitions not in metastore:", table, notRegistered(found, toAdd));
            report(lines, "Partitions missing from filesystem:", table, names(table, missing));
            if (mode != Mode.DROP) {
                add(table, found, toAdd, tasks, steps);
                toAdd.forEach(values -> lines.add("Repair: Added partition to metastore %s:%s".formatted(
                        table.name(), found.partitions().get(values))));
            }
            if (mode != Mode.ADD) {
                drop(table, missing, tasks, steps);
                names(table, missing).forEach(name -> lines.add(
                        "Repair: Dropped partition from metastore %s:%s".formatted(table.name(), name)));
            }
            TextRows.writeLines(rows, COLUMN, lines);
        }
    }

    private static List<String> notRegistered(FolderWalk.Found found, List<List<String>> toAdd)
    {
        List<String> paths = new ArrayList<>(toAdd.stream().map(found.partitions()::get).toList());
        paths.addAll(found.others());
        return paths;
    }

    private static List<String> names(Table table, List<List<String>> partitions)
    {
        List<String> keys = PartitionStore.keys(table);
        return partitions.stream().map(values -> PartitionNames.name(keys, values)).toList();
    }

    private static void report(List<String> lines, String title, Table table, List<String> names)
    {
        if (names.isEmpty()) {
            return;
        }
        StringBuilder line = new StringBuilder(title);
        names.forEach(name -> line.append('\t').append(table.name()).append(':').append(name));
        lines.add(line.toString());
    }

    /**
     * The partitions of the catalog, and where they are.
     */
    private Map<List<String>, String> registered(Table table, StatementSteps steps)
    {
        Map<List<String>, String> registered = new HashMap<>();
        partitions.forEach(table, partition -> {
            if (registered.size() % PROGRESS == 0) {
                steps.requireNotCancelled();
            }
            registered.put(partition.values(), location(partition));
        });
        return registered;
    }

    private static String location(Partition partition)
    {
        String location = partition.storageDescriptor() == null ? null : partition.storageDescriptor().location();
        return location == null ? "" : S3Paths.withoutSlash(location);
    }

    /**
     * Partitions whose folder is gone. One that is somewhere else than its name says is looked for there.
     */
    private List<List<String>> missing(
            Table table,
            FolderWalk.Found found,
            Map<List<String>, String> registered,
            ParallelTasks tasks,
            StatementSteps steps)
    {
        Set<String> paths = new HashSet<>();
        found.paths().forEach(path -> paths.add(found.location() + "/" + path));
        List<List<String>> missing = new ArrayList<>();
        List<Callable<Boolean>> checks = new ArrayList<>();
        List<List<String>> checked = new ArrayList<>();
        registered.forEach((values, location) -> {
            if (paths.contains(location)) {
                return;
            }
            if (location.isEmpty() || location.equals(PartitionStore.defaultLocation(table, values))) {
                missing.add(values);
                return;
            }
            checked.add(values);
            checks.add(() -> {
                steps.requireNotCancelled();
                return storage.exists(location);
            });
        });
        List<Boolean> exist = tasks.run(checks);
        for (int index = 0; index < checked.size(); index++) {
            if (!exist.get(index)) {
                missing.add(checked.get(index));
            }
        }
        missing.sort((left, right) -> String.join("/", left).compareTo(String.join("/", right)));
        return missing;
    }

    private void add(
            Table table,
            FolderWalk.Found found,
            List<List<String>> toAdd,
            ParallelTasks tasks,
            StatementSteps steps)
    {
        AtomicInteger done = new AtomicInteger();
        List<Callable<Void>> batches = new ArrayList<>();
        for (List<List<String>> batch : partition(toAdd, PartitionStore.LARGEST_CREATE)) {
            batches.add(() -> {
                steps.requireNotCancelled();
                List<PartitionInput> inputs = batch.stream()
                        .map(values -> PartitionStore.input(
                                table, values, found.location() + "/" + found.partitions().get(values)))
                        .toList();
                // those that somebody else has added meanwhile are there
                partitions.create(table, inputs);
                int before = done.getAndAdd(batch.size());
                if (before / PROGRESS != (before + batch.size()) / PROGRESS) {
                    log.info("Repair of %s.%s: added %s of %s partitions",
                            table.databaseName(),
                            table.name(),
                            before + batch.size(),
                            toAdd.size());
                }
                return null;
            });
        }
        tasks.run(batches);
    }

    private void drop(Table table, List<List<String>> missing, ParallelTasks tasks, StatementSteps steps)
    {
        List<Callable<Void>> batches = new ArrayList<>();
        for (List<List<String>> batch : partition(missing, PartitionStore.LARGEST_DELETE)) {
            batches.add(() -> {
                steps.requireNotCancelled();
                partitions.delete(table, batch);
                return null;
            });
        }
        tasks.run(batches);
    }
}
