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
package io.glaux.host.action;

import io.glaux.protocol.ErrorCode;
import io.glaux.protocol.ProtocolException;
import io.glaux.source.Conjunct;
import io.glaux.source.ScanPlan;
import io.glaux.source.ScanRequest;
import io.glaux.source.ScanTarget;
import io.glaux.source.Taken;

import java.util.Set;

import static java.util.stream.Collectors.toSet;

/**
 * Whether a source made of a scan what it may. A plan that breaks the contract gives wrong rows, so that it is refused
 * here.
 */
final class PlanCheck
{
    private PlanCheck() {}

    static void check(ScanRequest scan, ScanPlan plan)
    {
        Set<Integer> offered = scan.conjuncts().stream().map(Conjunct::id).collect(toSet());
        boolean takesAllConjuncts = offered.stream().allMatch(id -> plan.conjuncts().get(id) == Taken.WHOLE);
        if (!offered.containsAll(plan.conjuncts().keySet())) {
            throw broken("takes conjuncts that it was not offered");
        }
        if (plan.aggregation() != Taken.NO && (scan.aggregation().isEmpty() || !takesAllConjuncts)) {
            throw broken("takes an aggregation that it may not");
        }
        boolean aggregates = scan.aggregation().isEmpty() || plan.aggregation() == Taken.WHOLE;
        boolean takesAllBelow = takesAllConjuncts && aggregates;
        if (plan.topN() != Taken.NO && (scan.topN().isEmpty() || !takesAllBelow)) {
            throw broken("takes the first rows in an order where it may not");
        }
        boolean takesAllBelowLimit = takesAllBelow && (scan.topN().isEmpty() || plan.topN() == Taken.WHOLE);
        if (plan.limit() != Taken.NO && (scan.limit().isEmpty() || !takesAllBelowLimit)) {
            throw broken("takes a limit where it may not");
        }
        if (scan.from() instanceof ScanTarget.Table && plan.schema().getFields().size() != columns(scan, plan)) {
            throw broken("reads other columns than it was asked for");
        }
    }

    private static int columns(ScanRequest scan, ScanPlan plan)
    {
        return plan.aggregation() == Taken.NO
                ? scan.columns().size()
                : scan.aggregation()
                  .map(aggregation -> aggregation.groupBy().size() + aggregation.aggregates().size())
                  .orElseThrow();
    }

    private static ProtocolException broken(String what)
    {
        return new ProtocolException(ErrorCode.HOST_FAILED, "The source %s: report it to its author".formatted(what));
    }
}
