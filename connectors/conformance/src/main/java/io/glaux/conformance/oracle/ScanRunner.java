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
package io.glaux.conformance.oracle;

import io.glaux.conformance.HostClient;
import io.glaux.protocol.ArrowSchemas;
import io.glaux.protocol.v1.Conjunct;
import io.glaux.protocol.v1.PlanResponse;
import io.glaux.protocol.v1.ScanSpec;
import io.glaux.protocol.v1.Taken;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.Comparator;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * Runs a scan as an engine does: what the host takes is left to it, and the rest is done here.
 */
public final class ScanRunner
{
    private final HostClient client;

    public ScanRunner(HostClient client)
    {
        this.client = requireNonNull(client, "client is null");
    }

    /**
     * @return rows of all columns of the scan, or of its aggregation
     * @throws AssertionError if what the host takes is not allowed, or not what it sends
     */
    public List<List<Object>> run(ScanSpec scan)
    {
        PlanResponse plan = client.plan(scan);
        check(scan, plan);
        Schema schema = ArrowSchemas.read(plan.getSchema(), "The schema of a plan");
        List<List<Object>> rows = client.rows(plan.getScan());
        if (plan.getAggregation() != Taken.TAKEN_WHOLE) {
            rows = Oracle.filter(schema, rows, checkedResidual(scan, plan, schema, rows), client.allocator());
            if (scan.hasAggregation()) {
                rows = Oracle.aggregate(schema, rows, scan.getAggregation());
                schema = Oracle.aggregated(schema, scan.getAggregation());
            }
        }
        rows = top(scan, plan, schema, rows);
        return limited(scan, plan, rows);
    }

    /**
     * What is left of the conjuncts, once it is sure that rows satisfy what is not.
     */
    private List<Conjunct> checkedResidual(ScanSpec scan, PlanResponse plan, Schema schema, List<List<Object>> rows)
    {
        List<Conjunct> whole = scan.getConjunctsList().stream().filter(conjunct -> isWhole(plan, conjunct)).toList();
        int satisfying = Oracle.filter(schema, rows, whole, client.allocator()).size();
        if (satisfying < rows.size()) {
            throw new AssertionError("%s rows came that do not satisfy what the host took whole".formatted(
                    rows.size() - satisfying));
        }
        return scan.getConjunctsList().stream().filter(conjunct -> !isWhole(plan, conjunct)).toList();
    }

    private static boolean isWhole(PlanResponse plan, Conjunct conjunct)
    {
        return plan.getConjunctsOrDefault(conjunct.getId(), Taken.TAKEN_NO) == Taken.TAKEN_WHOLE;
    }

    private static List<List<Object>> top(ScanSpec scan, PlanResponse plan, Schema schema, List<List<Object>> rows)
    {
        if (!scan.hasTopN()) {
            return rows;
        }
        int count = (int) scan.getTopN().getCount();
        if (plan.getTopN() == Taken.TAKEN_WHOLE && rows.size() > count) {
            throw new AssertionError("%s rows came of a top %s that the host took whole".formatted(rows.size(), count));
        }
        Comparator<List<Object>> order = Oracle.order(schema, scan.getTopN());
        return rows.stream().sorted(order).limit(count).toList();
    }

    private static List<List<Object>> limited(ScanSpec scan, PlanResponse plan, List<List<Object>> rows)
    {
        if (!scan.hasLimit()) {
            return rows;
        }
        if (plan.getLimit() == Taken.TAKEN_WHOLE && rows.size() > scan.getLimit()) {
            throw new AssertionError("%s rows came of a limit of %s that the host took whole".formatted(
                    rows.size(),
                    scan.getLimit()));
        }
        return rows.stream().limit(scan.getLimit()).toList();
    }

    private static void check(ScanSpec scan, PlanResponse plan)
    {
        boolean areAllWhole = scan.getConjunctsList().stream().allMatch(conjunct -> isWhole(plan, conjunct));
        List<Taken> after = List.of(plan.getAggregation(), plan.getTopN(), plan.getLimit());
        if (!areAllWhole && after.stream().anyMatch(taken -> taken != Taken.TAKEN_NO)) {
            throw new AssertionError("The host took an aggregation, top rows or a limit over conjuncts that it left");
        }
        if (plan.getAggregation() == Taken.TAKEN_IN_PART || (!scan.hasAggregation() && taken(plan.getAggregation()))
                || (!scan.hasTopN() && taken(plan.getTopN())) || (!scan.hasLimit() && taken(plan.getLimit()))) {
            throw new AssertionError("The host took what it was not offered, or an aggregation in part");
        }
        if (scan.hasAggregation() && !taken(plan.getAggregation())
                && (taken(plan.getTopN()) || taken(plan.getLimit()))) {
            throw new AssertionError("The host took top rows or a limit of an aggregation that it left");
        }
        List<Integer> offered = scan.getConjunctsList().stream().map(Conjunct::getId).toList();
        if (!offered.containsAll(plan.getConjunctsMap().keySet())) {
            throw new AssertionError("The host took conjuncts that it was not offered");
        }
    }

    private static boolean taken(Taken taken)
    {
        return taken != Taken.TAKEN_NO;
    }
}
