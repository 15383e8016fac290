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
package io.glaux.engine.trino;

import io.airlift.json.JsonCodec;
import io.airlift.units.Duration;
import io.glaux.engine.query.StatementStatistics;
import io.glaux.metering.ScanReport;
import io.trino.execution.QueryInfo;
import io.trino.execution.QueryStats;
import io.trino.execution.StagesInfo;
import io.trino.execution.TaskInfo;
import io.trino.operator.OperatorStats;
import io.trino.operator.TableFinishInfo;
import io.trino.server.BasicQueryStats;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What Trino knows of a query, in our terms.
 */
final class TrinoStatistics
{
    private static final JsonCodec<List<String>> NAMES = JsonCodec.listJsonCodec(String.class);

    private TrinoStatistics() {}

    /**
     * {@code execution} is all the time after the queue, planning included, as Athena's EngineExecutionTimeInMillis is.
     */
    static StatementStatistics of(QueryStats stats, ScanReport scan)
    {
        return new StatementStatistics(
                scan,
                stats.getQueuedTime().toJavaTime(),
                sum(stats.getAnalysisTime(), stats.getPlanningTime()),
                afterQueue(stats.getElapsedTime(), stats.getQueuedTime()),
                stats.getProcessedInputPositions(),
                stats.getProcessedInputDataSize().toBytes(),
                stats.getOutputPositions(),
                stats.getOutputDataSize().toBytes(),
                Optional.empty());
    }

    /**
     * The same of what Trino tells cheaply of a query that runs; it has no rows and bytes of the output.
     */
    static StatementStatistics of(BasicQueryStats stats, ScanReport scan)
    {
        return new StatementStatistics(
                scan,
                stats.getQueuedTime().toJavaTime(),
                sum(stats.getAnalysisTime(), stats.getPlanningTime()),
                afterQueue(stats.getElapsedTime(), stats.getQueuedTime()),
                stats.getProcessedInputPositions(),
                stats.getPhysicalInputDataSize().toBytes(),
                0,
                0,
                Optional.empty());
    }

    /**
     * The nodes that ran tasks, by id, with an address of each.
     */
    static Map<String, URI> nodesWithTasks(QueryInfo info)
    {
        Map<String, URI> nodes = new HashMap<>();
        StagesInfo.getAllStages(info.getStages()).stream()
                .flatMap(stage -> stage.tasks().stream())
                .map(TaskInfo::taskStatus)
                .forEach(task -> nodes.put(task.nodeId(), task.self()));
        return nodes;
    }

    /**
     * Names of the partitions that the connector says it has written. Trino's Hive connector does, with an empty name
     * for a table without partitions. What other connectors tell is not a list: Iceberg's is the summary of a snapshot.
     */
    static Optional<List<String>> writtenPartitions(QueryInfo info)
    {
        return info.getQueryStats().getOperatorSummaries().stream()
                .map(OperatorStats::getInfo)
                .filter(TableFinishInfo.class::isInstance)
                .map(TableFinishInfo.class::cast)
                .map(TableFinishInfo::getConnectorOutputMetadata)
                .filter(Objects::nonNull)
                .filter(metadata -> metadata.startsWith("["))
                .map(NAMES::fromJson)
                .findFirst();
    }

    private static java.time.Duration afterQueue(Duration elapsed, Duration queued)
    {
        return elapsed.compareTo(queued) > 0
                ? elapsed.toJavaTime().minus(queued.toJavaTime())
                : java.time.Duration.ZERO;
    }

    private static java.time.Duration sum(Duration analysis, Duration planning)
    {
        // planning goes on after analysis, and Trino's planning time has the analysis in it
        return analysis.compareTo(planning) > 0 ? analysis.toJavaTime() : planning.toJavaTime();
    }
}
