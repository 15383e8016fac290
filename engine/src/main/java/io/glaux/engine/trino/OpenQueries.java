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

import com.google.inject.Inject;
import io.trino.execution.QueryInfo;
import io.trino.execution.QueryManager;
import io.trino.execution.StageInfo;
import io.trino.execution.StagesInfo;
import io.trino.server.BasicQueryInfo;
import io.trino.spi.QueryId;

import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/**
 * The queries that are not over, or whose reading is not settled yet, and the nodes that they need.
 */
public final class OpenQueries
{
    private final QueryManager manager;
    private final ClusterScanReports reports;

    @Inject
    public OpenQueries(QueryManager manager, ClusterScanReports reports)
    {
        this.manager = requireNonNull(manager, "manager is null");
        this.reports = requireNonNull(reports, "reports is null");
    }

    Set<String> ids()
    {
        Set<String> ids = new HashSet<>(reports.tracked());
        manager.getQueries().stream()
                .filter(query -> !query.getState().isDone())
                .map(BasicQueryInfo::getQueryId)
                .map(QueryId::id)
                .forEach(ids::add);
        return ids;
    }

    /**
     * Whether a query has tasks on a node, or had some and must still ask the node what they read, or may send it more.
     * True when that is not known yet.
     */
    boolean mayNeed(String query, String node)
    {
        try {
            QueryInfo info = manager.getFullQueryInfo(QueryId.valueOf(query));
            boolean over = info.getState().isDone();
            if (over && !reports.tracked().contains(query)) {
                return false;
            }
            List<StageInfo> stages = StagesInfo.getAllStages(info.getStages());
            // which nodes a stage gets is settled before its tasks are sent, which may be much later
            return (!over && stages.isEmpty()) ||
                    stages.stream().anyMatch(stage -> !stage.state().isScheduled()) ||
                    TrinoStatistics.nodesWithTasks(info).containsKey(node);
        }
        catch (NoSuchElementException _) {
            // it waits to be planned, and chooses its nodes when it is, or it was forgotten
            return false;
        }
    }
}
