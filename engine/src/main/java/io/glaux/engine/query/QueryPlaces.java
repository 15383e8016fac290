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
import io.airlift.log.Logger;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.metering.Admission;
import io.glaux.engine.workgroup.WorkgroupLimits;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static java.util.Objects.requireNonNull;

/**
 * Which queries run and which wait. Places go to workgroups by their {@link FairShares}, and within a workgroup in the
 * order in which queries came, but for those whose quotas have no room: they block nobody.
 */
final class QueryPlaces
{
    private static final Logger log = Logger.get(QueryPlaces.class);

    private final QueryExecutionsConfig config;
    private final QueryBudgets budgets;

    @GuardedBy("this")
    private final WaitingLine line = new WaitingLine();
    @GuardedBy("this")
    private final FairShares shares = new FairShares(System::nanoTime);
    @GuardedBy("this")
    private final Map<String, Announcement> announced = new HashMap<>();
    @GuardedBy("this")
    private final Map<String, Holder> holders = new HashMap<>();
    @GuardedBy("this")
    private final Map<Waiter, String> withoutRoom = new HashMap<>();
    @GuardedBy("this")
    private Map<String, WorkgroupLimits> limits = Map.of();
    @GuardedBy("this")
    private int taken;

    QueryPlaces(QueryExecutionsConfig config, QueryBudgets budgets)
    {
        this.config = requireNonNull(config, "config is null");
        this.budgets = requireNonNull(budgets, "budgets is null");
    }

    /**
     * A query will be added, or given up: until then it counts as if it ran or waited. Repeatable.
     *
     * @throws GlauxException with RESOURCE_LIMIT when it could neither run nor wait
     */
    void announce(LiveQuery query)
    {
        Map<String, WorkgroupLimits> now = budgets.workgroupLimits();
        synchronized (this) {
            limits = now;
            announced.remove(query.id());
            boolean waits = taken + announced(Optional.empty(), false) >= config.maxConcurrent()
                    || isFull(query.workgroup(), announced(Optional.of(query.workgroup()), false))
                    || first(query.workgroup()).isPresent()
                    || withoutRoom.containsKey(Waiter.of(query));
            if (waits) {
                requireRoomToWait(query.workgroup());
            }
            announced.put(query.id(), new Announcement(query.workgroup(), waits));
        }
    }

    @GuardedBy("this")
    private void requireRoomToWait(String workgroup)
    {
        int waiting = line.size() + announced(Optional.empty(), true);
        if (waiting >= config.maxQueued()) {
            throw new GlauxException(
                    ErrorCode.RESOURCE_LIMIT,
                    ("You have exceeded the limit for the number of queries you can run concurrently: %s run and " +
                            "%s wait. Reduce the number of concurrent queries submitted").formatted(taken, waiting));
        }
        int inWorkgroup = line.size(workgroup) + announced(Optional.of(workgroup), true);
        if (inWorkgroup >= limits(workgroup).maxQueued().orElse(Integer.MAX_VALUE)) {
            throw new GlauxException(
                    ErrorCode.RESOURCE_LIMIT,
                    ("You have exceeded the limit for the number of queries you can run concurrently in workgroup " +
                            "%s: %s run and %s wait. Reduce the number of concurrent queries submitted")
                            .formatted(workgroup, shares.running(workgroup), inWorkgroup));
        }
    }

    @GuardedBy("this")
    private boolean isFull(String workgroup, int coming)
    {
        return shares.running(workgroup) + coming >= limits(workgroup).maxRunning().orElse(Integer.MAX_VALUE);
    }

    @GuardedBy("this")
    private WorkgroupLimits limits(String workgroup)
    {
        return limits.getOrDefault(workgroup, WorkgroupLimits.NONE);
    }

    @GuardedBy("this")
    private int announced(Optional<String> workgroup, boolean waits)
    {
        return (int) announced.values().stream()
                .filter(one -> one.waits == waits && workgroup.map(one.workgroup::equals).orElse(true))
                .count();
    }

    synchronized void add(LiveQuery query)
    {
        announced.remove(query.id());
        // it may have been stopped as soon as it was in the store
        if (!query.isOver()) {
            line.add(query);
        }
    }

    /**
     * A query of a door whose clients cannot be told to wait takes a place in its workgroup, and none of the instance.
     * Repeatable.
     *
     * @throws GlauxException with RESOURCE_LIMIT when the workgroup runs as many as it may
     */
    void enter(LiveQuery query)
    {
        Map<String, WorkgroupLimits> now = budgets.workgroupLimits();
        synchronized (this) {
            limits = now;
            if (holders.containsKey(query.id())) {
                return;
            }
            if (isFull(query.workgroup(), announced(Optional.of(query.workgroup()), false))) {
                throw new GlauxException(
                        ErrorCode.RESOURCE_LIMIT,
                        "Workgroup %s runs %s queries, as many as it may. Run this one when another is over".formatted(
                                query.workgroup(), limits(query.workgroup()).maxRunning().orElseThrow()));
            }
            hold(query, false);
        }
    }

    /**
     * Gives places away. The store is asked before, and not with the lock: who records a query holds the store, and
     * asks for the lock.
     */
    Next next()
    {
        Map<String, WorkgroupLimits> now = budgets.workgroupLimits();
        return next(now, workgroups().stream().collect(toImmutableMap(workgroup -> workgroup, budgets::terms)));
    }

    private synchronized Set<String> workgroups()
    {
        return Set.copyOf(line.workgroups());
    }

    /**
     * @param terms by workgroup; queries of others came since, and whoever brought them asks next
     */
    private synchronized Next next(Map<String, WorkgroupLimits> now, Map<String, QueryBudgets.Terms> terms)
    {
        limits = now;
        Next next = new Next(new ArrayList<>(), new ArrayList<>());
        withoutRoom.clear();
        while (taken < config.maxConcurrent()) {
            Map<String, Integer> contenders = contenders(terms.keySet());
            if (contenders.isEmpty()) {
                shares.retain(Set.of());
                return next;
            }
            LiveQuery query = first(shares.next(contenders)).orElseThrow();
            try {
                admit(query, terms.get(query.workgroup()), next);
            }
            catch (RuntimeException e) {
                if (next.running.isEmpty() && next.refused.isEmpty()) {
                    throw e;
                }
                // these must go on; the others are looked at again soon
                log.warn(e, "Queries that wait were not looked at");
                return next;
            }
        }
        shares.retain(line.workgroups());
        return next;
    }

    @GuardedBy("this")
    private Map<String, Integer> contenders(Set<String> known)
    {
        Map<String, Integer> contenders = new LinkedHashMap<>();
        for (String workgroup : line.workgroups()) {
            if (known.contains(workgroup) && !isFull(workgroup, 0) && first(workgroup).isPresent()) {
                contenders.put(workgroup, limits(workgroup).weight());
            }
        }
        return contenders;
    }

    /**
     * The first of a workgroup of which it is not known that its quotas have no room.
     */
    @GuardedBy("this")
    private Optional<LiveQuery> first(String workgroup)
    {
        Set<Waiter> known = withoutRoom.keySet();
        return line.first(workgroup, query -> !known.contains(Waiter.of(query)));
    }

    @GuardedBy("this")
    private void admit(LiveQuery query, QueryBudgets.Terms terms, Next next)
    {
        Admission admission = budgets.open(query.recorded(), terms);
        switch (admission.kind()) {
            case WAITS -> withoutRoom.put(Waiter.of(query), admission.message());
            case REFUSED -> {
                line.remove(query);
                next.refused.add(new Refused(query, admission.message()));
            }
            case ADMITTED -> {
                line.remove(query);
                if (query.dispatch()) {
                    hold(query, true);
                    next.running.add(query);
                }
                else {
                    budgets.forget(query.id());
                }
            }
        }
    }

    @GuardedBy("this")
    private void hold(LiveQuery query, boolean ofInstance)
    {
        holders.put(query.id(), new Holder(query.workgroup(), ofInstance));
        shares.started(query.workgroup(), query.id());
        taken += ofInstance ? 1 : 0;
    }

    /**
     * A query ended.
     */
    synchronized void release(LiveQuery query)
    {
        line.remove(query);
        release(query.id());
    }

    /**
     * A query came to nothing before it was added.
     */
    synchronized void release(String id)
    {
        announced.remove(id);
        Holder holder = holders.remove(id);
        if (holder != null) {
            shares.ended(holder.workgroup, id);
            taken -= holder.ofInstance ? 1 : 0;
        }
    }

    /**
     * What a query waits for; empty when it does not wait.
     */
    synchronized Optional<WaitingQuery> waiting(LiveQuery query)
    {
        int position = line.position(query);
        if (position == 0) {
            return Optional.empty();
        }
        String quota = withoutRoom.get(Waiter.of(query));
        if (quota != null) {
            return Optional.of(WaitingQuery.forQuota(query.recorded(), position, quota));
        }
        return Optional.of(isFull(query.workgroup(), 0)
                ? WaitingQuery.forWorkgroup(
                query.recorded(), position, limits(query.workgroup()).maxRunning().orElseThrow())
                : WaitingQuery.forPlaces(query.recorded(), position, config.maxConcurrent()));
    }

    /**
     * All that wait, by workgroup and position.
     */
    synchronized List<WaitingQuery> waiting()
    {
        return line.all().stream().flatMap(query -> waiting(query).stream()).toList();
    }

    /**
     * @param running those that have a place now
     * @param refused those that must not run: a quota was used up since they came
     */
    record Next(List<LiveQuery> running, List<Refused> refused) {}

    record Refused(LiveQuery query, String reason) {}

    /**
     * @param waits whether it is going to wait, by what was known when it came
     */
    private record Announcement(String workgroup, boolean waits) {}

    /**
     * @param ofInstance whether it has one of the instance's places too
     */
    private record Holder(String workgroup, boolean ofInstance) {}

    /**
     * Whose quotas a query is on.
     */
    private record Waiter(String workgroup, String user)
    {
        private static Waiter of(LiveQuery query)
        {
            return new Waiter(query.workgroup(), query.recorded().submission().origin().principal().user());
        }
    }
}
