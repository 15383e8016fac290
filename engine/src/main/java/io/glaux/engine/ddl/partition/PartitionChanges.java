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

import io.glaux.engine.ddl.lake.DdlFailures;
import io.glaux.engine.ddl.lake.Lake;
import io.glaux.engine.ddl.lake.S3Paths;
import io.glaux.engine.ddl.lake.TableInputs;
import io.glaux.engine.ddl.statement.AlterTable.AddPartitions;
import io.glaux.engine.ddl.statement.AlterTable.DropPartitions;
import io.glaux.engine.ddl.statement.AlterTable.NewPartition;
import io.glaux.engine.ddl.statement.AlterTable.RenamePartition;
import io.glaux.engine.query.work.StepFailedException;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.UpdatePartitionRequest;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import static java.util.Objects.requireNonNull;

/**
 * ALTER TABLE of a Hive table, where it is about partitions.
 */
public final class PartitionChanges
{
    private final Lake lake;
    private final PartitionStore partitions;

    public PartitionChanges(Lake lake)
    {
        this.lake = requireNonNull(lake, "lake is null");
        this.partitions = new PartitionStore(lake);
    }

    /**
     * All or none, unless another statement creates one of them in between.
     */
    public void add(Table table, AddPartitions statement)
    {
        requirePartitioned(table);
        List<PartitionInput> inputs = new ArrayList<>();
        Set<List<String>> wanted = new LinkedHashSet<>();
        for (NewPartition partition : statement.partitions()) {
            List<String> values = values(table, partition.partition());
            partition.location().ifPresent(S3Paths::requireLocation);
            boolean exists = !wanted.add(values) || partitions.find(table, values).isPresent();
            if (exists && !statement.ifNotExists()) {
                throw alreadyExists(table, values);
            }
            if (!exists) {
                inputs.add(PartitionStore.input(
                        table,
                        values,
                        partition.location().orElseGet(() -> PartitionStore.defaultLocation(table, values))));
            }
        }
        List<List<String>> refused = partitions.create(table, inputs);
        if (!refused.isEmpty() && !statement.ifNotExists()) {
            throw alreadyExists(table, refused.getFirst());
        }
    }

    public void drop(Table table, DropPartitions statement)
    {
        requirePartitioned(table);
        Set<List<String>> dropped = new LinkedHashSet<>();
        for (Map<String, String> partition : statement.partitions()) {
            requireKeys(table, partition);
            List<List<String>> found = partitions.matching(table, partition);
            if (found.isEmpty() && !statement.ifExists()) {
                throw DdlFailures.semantic("[Error 10006]: Partition not found " + condition(partition));
            }
            dropped.addAll(found);
        }
        partitions.delete(table, List.copyOf(dropped));
    }

    /**
     * The files stay where they are.
     */
    public void rename(Table table, RenamePartition statement)
    {
        requirePartitioned(table);
        List<String> values = values(table, statement.partition());
        List<String> renamed = values(table, statement.newPartition());
        Partition partition = require(table, values, statement.partition());
        if (partitions.find(table, renamed).isPresent()) {
            throw DdlFailures.task(
                    ("Unable to rename partition. Partition already exists: %s. "
                    + "Drop it first, or choose another name").formatted(
                            PartitionNames.name(PartitionStore.keys(table), renamed)));
        }
        update(table, values, TableInputs.of(partition).values(renamed).build());
    }

    /**
     * Changes how a partition is stored: its columns, its location.
     *
     * @param partition values of all keys, by key
     */
    public void change(Table table, Map<String, String> partition, UnaryOperator<StorageDescriptor> change)
    {
        requirePartitioned(table);
        List<String> values = values(table, partition);
        Partition before = require(table, values, partition);
        update(table, values, TableInputs.of(before)
                .storageDescriptor(change.apply(before.storageDescriptor()))
                .build());
    }

    /**
     * @param partition values of all keys, by key
     * @throws StepFailedException when there is no such partition
     */
    public Partition require(Table table, Map<String, String> partition)
    {
        requirePartitioned(table);
        return require(table, values(table, partition), partition);
    }

    /**
     * SHOW PARTITIONS: the names of those that are registered.
     *
     * @param partition values that they have, by key
     */
    public List<String> names(Table table, Map<String, String> partition)
    {
        requirePartitioned(table);
        requireKeys(table, partition);
        List<String> keys = PartitionStore.keys(table);
        return partitions.matching(table, partition).stream()
                .map(values -> PartitionNames.name(keys, values))
                .toList();
    }

    private Partition require(Table table, List<String> values, Map<String, String> partition)
    {
        return partitions.find(table, values).orElseThrow(() ->
                DdlFailures.semantic("[Error 10006]: Partition not found " + braces(partition)));
    }

    private void update(Table table, List<String> values, PartitionInput input)
    {
        lake.catalog().partitions().update(
                lake.caller(),
                UpdatePartitionRequest.builder()
                        .databaseName(table.databaseName())
                        .tableName(table.name())
                        .partitionValueList(values)
                        .partitionInput(input)
                        .build());
    }

    private static void requirePartitioned(Table table)
    {
        if (table.partitionKeys().isEmpty()) {
            throw DdlFailures.task("Table %s is not a partitioned table".formatted(table.name()));
        }
    }

    private static void requireKeys(Table table, Map<String, String> partition)
    {
        if (!PartitionStore.keys(table).containsAll(partition.keySet())) {
            throw DdlFailures.semantic("%s.%s: Partition spec %s contains non-partition columns".formatted(
                    table.databaseName(),
                    table.name(),
                    braces(partition)));
        }
    }

    /**
     * One value for each key, in the order of the keys.
     */
    private static List<String> values(Table table, Map<String, String> partition)
    {
        requireKeys(table, partition);
        if (partition.size() != table.partitionKeys().size()) {
            throw DdlFailures.semantic("partition spec %s doesn't contain all (%s) partition columns".formatted(
                    braces(partition),
                    table.partitionKeys().size()));
        }
        return table.partitionKeys().stream().map(Column::name).map(partition::get).toList();
    }

    private static StepFailedException alreadyExists(Table table, List<String> values)
    {
        return DdlFailures.task("AlreadyExistsException(message:Partition already exists: %s)".formatted(
                PartitionNames.name(PartitionStore.keys(table), values)));
    }

    private static String braces(Map<String, String> partition)
    {
        List<String> entries = new ArrayList<>();
        partition.forEach((key, value) -> entries.add(key + "=" + value));
        return "{" + String.join(", ", entries) + "}";
    }

    private static String condition(Map<String, String> partition)
    {
        List<String> entries = new ArrayList<>();
        partition.forEach((key, value) -> entries.add("%s = '%s'".formatted(key, value)));
        return "(" + String.join(" AND ", entries) + ")";
    }
}
