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

import io.trino.sql.planner.plan.DistinctLimitNode;
import io.trino.sql.planner.plan.FilterNode;
import io.trino.sql.planner.plan.IndexJoinNode;
import io.trino.sql.planner.plan.JoinNode;
import io.trino.sql.planner.plan.LimitNode;
import io.trino.sql.planner.plan.PlanNode;
import io.trino.sql.planner.plan.PlanNodeId;
import io.trino.sql.planner.plan.SampleNode;
import io.trino.sql.planner.plan.SpatialJoinNode;
import io.trino.sql.planner.plan.TableScanNode;

import java.util.HashMap;
import java.util.Map;

/**
 * The scans of a plan, and whether each is read to its end whatever the rows are. A limit ends a scan early, and so
 * does the side of a join that decides that the other has no match; a filter leaves columns unread in row groups where
 * it finds no row.
 */
final class PlannedScans
{
    private final Map<PlanNodeId, Scan> scans = new HashMap<>();

    private PlannedScans() {}

    static Map<PlanNodeId, Scan> of(PlanNode root)
    {
        PlannedScans planned = new PlannedScans();
        planned.visit(root, true);
        return planned.scans;
    }

    private void visit(PlanNode node, boolean whole)
    {
        switch (node) {
            case TableScanNode scan -> scans.put(scan.getId(), new Scan(scan, whole));
            case LimitNode _, DistinctLimitNode _, SampleNode _ -> visitSources(node, false);
            case FilterNode filter -> {
                boolean isOnScan = filter.getSource() instanceof TableScanNode;
                visit(filter.getSource(), whole && !isOnScan);
            }
            case JoinNode join -> {
                visit(join.getLeft(), false);
                visit(join.getRight(), whole);
            }
            case SpatialJoinNode join -> {
                visit(join.getLeft(), false);
                visit(join.getRight(), whole);
            }
            case IndexJoinNode _ -> visitSources(node, false);
            default -> visitSources(node, whole);
        }
    }

    private void visitSources(PlanNode node, boolean whole)
    {
        node.getSources().forEach(source -> visit(source, whole));
    }

    /**
     * @param isWhole whether it is read to its end whatever the rows are
     */
    record Scan(TableScanNode node, boolean isWhole) {}
}
