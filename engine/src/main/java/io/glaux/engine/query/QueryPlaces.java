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
package io.glaux.engine.query;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.metering.Admission;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static java.util.Objects.requireNonNull;

/**
 * Which queries run and which wait: in the order in which they came, but for those whose quotas have no room.
 */
final class QueryPlaces
{
    private final QueryExecutionsConfig config;
    private final QueryBudgets budgets;

    @GuardedBy("this")
    private final Deque<LiveQuery> waiting = new ArrayDeque<>();
    @GuardedBy("this")
    private int taken;

    QueryPlaces(QueryExecutionsConfig config, QueryBudgets budgets)
    {
        this.config = requireNonNull(config, "config is null");
        this.budgets = requireNonNull(budgets, "budgets is null");
    }

    /**
     * @throws GlauxException with RESOURCE_LIMIT when a query could neither run nor wait
     */
    synchronized void require()
    {
        if (taken >= config.maxConcurrent() && waiting.size() >= config.maxQueued()) {
            throw new GlauxException(
                    ErrorCode.RESOURCE_LIMIT,
                    ("You have exceeded the limit for the number of queries you can run concurrently: %s run and " +
                            "%s wait. ").formatted(taken, waiting.size())
                            + "Reduce the number of concurrent queries submitted");
        }
    }

    synchronized void add(LiveQuery query)
    {
        waiting.add(query);
    }

    /**
     * Gives places away. The store is asked before, and not with the lock: who records a query holds the store, and asks
     * for the lock.
     */
    Next next()
    {
        return next(workgroups().stream().collect(toImmutableMap(workgroup -> workgroup, budgets::terms)));
    }

    private synchronized Set<String> workgroups()
    {
        return waiting.stream().map(QueryPlaces::workgroup).collect(toImmutableSet());
    }

    /**
     * @param terms by workgroup; queries of others came since, and whoever brought them asks next
     */
    private synchronized Next next(Map<String, QueryBudgets.Terms> terms)
    {
        Next next = new Next(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Iterator<LiveQuery> queue = waiting.iterator();
        while (taken < config.maxConcurrent() && queue.hasNext()) {
            LiveQuery query = queue.next();
            if (!terms.containsKey(workgroup(query))) {
                continue;
            }
            Admission admission = budgets.open(query.recorded(), terms.get(workgroup(query)));
            switch (admission.kind()) {
                case WAITS -> next.waiting.add(query);
                case REFUSED -> {
                    queue.remove();
                    next.refused.add(new Refused(query, admission.message()));
                }
                case ADMITTED -> {
                    queue.remove();
                    if (query.dispatch()) {
                        taken++;
                        next.running.add(query);
                    }
                }
            }
        }
        return next;
    }

    private static String workgroup(LiveQuery query)
    {
        return query.recorded().submission().workgroup();
    }

    /**
     * A query ended.
     */
    synchronized void release(LiveQuery query)
    {
        if (query.hasPlace()) {
            taken--;
        }
        else {
            waiting.remove(query);
        }
    }

    /**
     * @param running those that have a place now
     * @param refused those that must not run: a quota was used up since they came
     * @param waiting those that wait for room in a quota though there is a place
     */
    record Next(List<LiveQuery> running, List<Refused> refused, List<LiveQuery> waiting) {}

    record Refused(LiveQuery query, String reason) {}
}
