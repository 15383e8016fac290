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

import io.glaux.engine.json.ModelJson;
import io.trino.execution.StageId;
import io.trino.execution.StageInfo;
import io.trino.execution.StageStats;
import io.trino.execution.StagesInfo;
import io.trino.sql.planner.plan.PlanFragmentId;
import io.trino.sql.planner.plan.PlanNode;
import io.trino.sql.planner.plan.RemoteSourceNode;
import software.amazon.awssdk.services.athena.model.QueryStage;
import software.amazon.awssdk.services.athena.model.QueryStagePlanNode;

import java.util.Map;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

/**
 * Trino's stages as the OutputStage of Athena's GetQueryRuntimeStatistics.
 */
final class StageTree
{
    private static final String NODE_SUFFIX = "Node";

    private final Map<StageId, StageInfo> stages;

    private StageTree(StagesInfo stages)
    {
        this.stages = stages.getStages().stream().collect(toImmutableMap(StageInfo::stageId, stage -> stage));
    }

    static String toJson(StagesInfo stages)
    {
        return ModelJson.writeString(new StageTree(stages).stage(stages.getOutputStage()));
    }

    private QueryStage stage(StageInfo stage)
    {
        StageStats stats = stage.stageStats();
        QueryStage.Builder builder = QueryStage.builder()
                .stageId((long) stage.stageId().id())
                .state(stage.state().name())
                .inputRows(stats.getProcessedInputPositions())
                .inputBytes(stats.getProcessedInputDataSize().toBytes())
                .outputRows(stats.getOutputPositions())
                .outputBytes(stats.getOutputDataSize().toBytes())
                .executionTime(stats.getTotalScheduledTime().roundTo(MILLISECONDS));
        if (stage.plan() != null) {
            builder.queryStagePlan(plan(stage.plan().getRoot()));
        }
        return builder
                .subStages(stage.subStages().stream().map(stages::get).map(this::stage).toList())
                .build();
    }

    private static QueryStagePlanNode plan(PlanNode node)
    {
        String className = node.getClass().getSimpleName();
        QueryStagePlanNode.Builder builder = QueryStagePlanNode.builder()
                .name(className.endsWith(NODE_SUFFIX)
                        ? className.substring(0, className.length() - NODE_SUFFIX.length()) : className)
                .identifier(node.getId().toString())
                .children(node.getSources().stream().map(StageTree::plan).toList());
        if (node instanceof RemoteSourceNode remote) {
            builder.remoteSources(remote.getSourceFragmentIds().stream().map(PlanFragmentId::toString).toList());
        }
        return builder.build();
    }
}
