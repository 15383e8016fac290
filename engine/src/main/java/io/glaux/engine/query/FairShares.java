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

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

import static java.util.Objects.requireNonNull;

/**
 * Which workgroup gets the next place when several wait: the one that has had least place-time for its weight. Only
 * what was had while others waited counts: who used places that nobody wanted owes nothing, and who did not want any
 * has nothing saved. Not thread-safe.
 */
final class FairShares
{
    /**
     * What a query counts for as soon as it starts, so that places that become free at once are shared too.
     */
    private static final double QUANTUM_SECONDS = 1;
    private static final double NANOS = 1e9;

    private final LongSupplier nanos;
    private final Map<String, Account> accounts = new HashMap<>();
    private Set<String> contending = Set.of();

    FairShares(LongSupplier nanos)
    {
        this.nanos = requireNonNull(nanos, "nanos is null");
    }

    void started(String workgroup, String query)
    {
        account(workgroup).running.put(query, nanos.getAsLong());
    }

    void ended(String workgroup, String query)
    {
        Account account = account(workgroup);
        Long start = account.running.remove(query);
        if (start != null) {
            account.seconds += (nanos.getAsLong() - start) / NANOS;
        }
    }

    int running(String workgroup)
    {
        Account account = accounts.get(workgroup);
        return account == null ? 0 : account.running.size();
    }

    /**
     * @param contenders the workgroups that could use a place now, with their weights; in the order in which they get
     *         it when all else is equal
     */
    String next(Map<String, Integer> contenders)
    {
        long now = nanos.getAsLong();
        if (contenders.keySet().stream().noneMatch(contending::contains)) {
            forgive(now);
        }
        else {
            double floor = contenders.entrySet().stream()
                    .filter(entry -> contending.contains(entry.getKey()))
                    .mapToDouble(entry -> account(entry.getKey()).share(entry.getValue(), now))
                    .min()
                    .orElse(0);
            contenders.forEach((workgroup, weight) -> {
                if (!contending.contains(workgroup)) {
                    account(workgroup).lift(floor, weight, now);
                }
            });
        }
        contending = Set.copyOf(contenders.keySet());
        return contenders.entrySet().stream()
                .min(Comparator.<Map.Entry<String, Integer>>comparingDouble(
                                entry -> account(entry.getKey()).share(entry.getValue(), now))
                        .thenComparingDouble(entry -> (double) running(entry.getKey()) / entry.getValue()))
                .orElseThrow()
                .getKey();
    }

    /**
     * Of those that contended, only these still do.
     */
    void retain(Set<String> workgroups)
    {
        Set<String> left = new HashSet<>(contending);
        left.retainAll(workgroups);
        contending = Set.copyOf(left);
    }

    private void forgive(long now)
    {
        accounts.values().removeIf(account -> account.running.isEmpty());
        for (Account account : accounts.values()) {
            account.seconds = 0;
            account.running.replaceAll((_, _) -> now);
        }
    }

    private Account account(String workgroup)
    {
        return accounts.computeIfAbsent(workgroup, _ -> new Account());
    }

    private static final class Account
    {
        private final Map<String, Long> running = new HashMap<>();
        private double seconds;

        private double share(int weight, long now)
        {
            double open = running.values().stream()
                    .mapToDouble(start -> Math.max(QUANTUM_SECONDS, (now - start) / NANOS))
                    .sum();
            return (seconds + open) / weight;
        }

        private void lift(double floor, int weight, long now)
        {
            double missing = floor - share(weight, now);
            if (missing > 0) {
                seconds += missing * weight;
            }
        }
    }
}
