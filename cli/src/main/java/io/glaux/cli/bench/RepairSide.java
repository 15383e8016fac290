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
package io.glaux.cli.bench;

import io.glaux.cli.CommandFailure;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.GetPartitionsRequest;

import static java.util.Objects.requireNonNull;

/**
 * A server that registers the partitions that it finds in the folders of a table.
 *
 * @param table what its tables are called, with {@code %s} for the name of the task
 * @param partitions how many there are
 * @param server runs a statement to its end
 */
record RepairSide(String name, GlueClient glue, String table, int partitions, Server server)
        implements BenchSide
{
    RepairSide
    {
        requireNonNull(name, "name is null");
        requireNonNull(glue, "glue is null");
        requireNonNull(table, "table is null");
        requireNonNull(server, "server is null");
    }

    @Override
    public BenchAnswer run(BenchTask task)
            throws Exception
    {
        server.repair(table.formatted(task.name()));
        return BenchAnswer.collector().answer();
    }

    /**
     * The partitions go, for the next round.
     */
    @Override
    public void after(BenchTask task)
    {
        String registered = table.formatted(task.name());
        GetPartitionsRequest request = GetPartitionsRequest.builder()
                .databaseName(RepairCase.DATABASE)
                .tableName(registered)
                .excludeColumnSchema(true)
                .build();
        long found = glue.getPartitionsPaginator(request).stream()
                .mapToLong(page -> page.partitions().size())
                .sum();
        if (found != partitions) {
            throw new CommandFailure("%s registered %s of the %s partitions of %s"
                    .formatted(name, found, partitions, registered));
        }
        glue.deleteTable(table -> table.databaseName(RepairCase.DATABASE).name(registered));
        RepairCase.createTable(glue, registered, RepairCase.Layout.of(task));
    }

    /**
     * What a server calls the repair.
     */
    interface Server
    {
        void repair(String table)
                throws Exception;
    }
}
