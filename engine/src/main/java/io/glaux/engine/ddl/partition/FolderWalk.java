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

import io.glaux.engine.ddl.lake.LakeStorage;
import io.glaux.engine.ddl.lake.S3Paths;
import io.glaux.engine.query.work.StatementSteps;
import software.amazon.awssdk.services.glue.model.Table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import static java.util.Objects.requireNonNull;

/**
 * Finds the folders of a table's partitions, {@code key=value/key=value}, one level after the other.
 */
final class FolderWalk
{
    private final LakeStorage storage;
    private final ParallelTasks tasks;
    private final StatementSteps steps;

    FolderWalk(LakeStorage storage, ParallelTasks tasks, StatementSteps steps)
    {
        this.storage = requireNonNull(storage, "storage is null");
        this.tasks = requireNonNull(tasks, "tasks is null");
        this.steps = requireNonNull(steps, "steps is null");
    }

    Found find(Table table)
    {
        String location = S3Paths.withoutSlash(table.storageDescriptor().location());
        List<Folder> level = List.of(new Folder("", List.of()));
        List<String> others = new ArrayList<>();
        for (String key : PartitionStore.keys(table)) {
            List<Callable<Level>> listings = new ArrayList<>();
            for (Folder folder : level) {
                listings.add(() -> list(location, folder, key));
            }
            List<Folder> next = new ArrayList<>();
            for (Level listed : tasks.run(listings)) {
                next.addAll(listed.folders());
                others.addAll(listed.others());
            }
            level = next;
        }
        Map<List<String>, String> partitions = new LinkedHashMap<>();
        // where two spellings of one value have folders, the first is the partition
        level.forEach(folder -> partitions.putIfAbsent(folder.values(), folder.path()));
        return new Found(location, partitions, level.stream().map(Folder::path).toList(), others);
    }

    private Level list(String location, Folder folder, String key)
    {
        Level level = new Level(new ArrayList<>(), new ArrayList<>());
        String uri = folder.path().isEmpty() ? location : location + "/" + folder.path();
        storage.folders(uri, names -> {
            steps.requireNotCancelled();
            for (String name : names) {
                String path = folder.path().isEmpty() ? name : folder.path() + "/" + name;
                Optional<String> value = PartitionNames.value(key, name);
                if (value.isPresent()) {
                    List<String> values = new ArrayList<>(folder.values());
                    values.add(value.get());
                    level.folders().add(new Folder(path, values));
                }
                else if (!isHidden(name)) {
                    level.others().add(path);
                }
            }
        });
        return level;
    }

    private static boolean isHidden(String name)
    {
        return name.startsWith("_") || name.startsWith(".");
    }

    /**
     * @param location of the table
     * @param partitions paths under it, by the values of the keys
     * @param paths of all folders with values, those too whose values are spelled in another folder's name
     * @param others paths of folders that are no partition
     */
    record Found(String location, Map<List<String>, String> partitions, List<String> paths, List<String> others) {}

    private record Folder(String path, List<String> values) {}

    private record Level(List<Folder> folders, List<String> others) {}
}
