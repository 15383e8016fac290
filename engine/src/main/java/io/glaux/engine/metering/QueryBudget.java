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
package io.glaux.engine.metering;

import io.glaux.metering.ScanCount;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanReport;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import static java.util.Objects.requireNonNull;

/**
 * What one query of a user may read, over all statements of the engine that it is made of, and all nodes. Guarded by
 * the lock of {@link Budgets}.
 */
final class QueryBudget
{
    /**
     * Athena's words.
     */
    static final String EXCEEDED = "Bytes scanned limit was exceeded";

    private final OptionalLong cutoff;
    private final Map<String, Statement> statements = new HashMap<>();
    private long used;
    private long outstanding;
    private Optional<String> refusal = Optional.empty();

    /**
     * @param cutoff the most that the query may read
     */
    QueryBudget(OptionalLong cutoff)
    {
        this.cutoff = requireNonNull(cutoff, "cutoff is null");
    }

    void attach(String statement)
    {
        statements.putIfAbsent(statement, new Statement());
    }

    LeaseVerdict ask(String statement, LeaseId id, ScanKey key, long bytes)
    {
        if (cutoff.isEmpty()) {
            return LeaseVerdict.UNLIMITED;
        }
        Map<LeaseId, Lease> leases = statements.get(statement).leases;
        if (leases.containsKey(id)) {
            return LeaseVerdict.GRANTED;
        }
        long left = cutoff.getAsLong() - used;
        if (bytes > left) {
            refusal = Optional.of(EXCEEDED);
            return LeaseVerdict.refused(EXCEEDED);
        }
        if (bytes > left - outstanding) {
            return LeaseVerdict.WAIT;
        }
        outstanding += bytes;
        leases.put(id, new Lease(key, bytes));
        return LeaseVerdict.GRANTED;
    }

    void settle(String statement, LeaseId id, long bytes)
    {
        Statement reader = statements.get(statement);
        Lease lease = reader.leases.remove(id);
        if (lease != null) {
            outstanding -= lease.bytes;
            used += bytes;
            reader.count(id.node(), lease.key, bytes);
        }
    }

    LeasedReads read(String statement, String node)
    {
        Statement reader = statements.get(statement);
        Map<ScanKey, ScanCount> open = new HashMap<>();
        reader.leases.forEach((id, lease) -> {
            if (id.node().equals(node)) {
                open.merge(lease.key, new ScanCount(lease.bytes, 1), ScanCount::plus);
            }
        });
        return new LeasedReads(
                cutoff.isPresent(),
                new ScanReport(reader.settled.getOrDefault(node, Map.of())),
                new ScanReport(open));
    }

    /**
     * A statement is over: from now on it counts with what its readers say that it read.
     */
    void detach(String statement, long scannedBytes)
    {
        Statement reader = statements.remove(statement);
        if (reader != null && cutoff.isPresent()) {
            outstanding -= reader.leases.values().stream().mapToLong(Lease::bytes).sum();
            used += scannedBytes - reader.settledBytes();
        }
    }

    Optional<String> refusal()
    {
        return refusal;
    }

    private record Lease(ScanKey key, long bytes) {}

    private static final class Statement
    {
        private final Map<LeaseId, Lease> leases = new HashMap<>();
        private final Map<String, Map<ScanKey, ScanCount>> settled = new HashMap<>();

        private void count(String node, ScanKey key, long bytes)
        {
            settled.computeIfAbsent(node, _ -> new HashMap<>()).merge(key, new ScanCount(bytes, 1), ScanCount::plus);
        }

        private long settledBytes()
        {
            return settled.values().stream()
                    .flatMap(counts -> counts.values().stream())
                    .mapToLong(ScanCount::bytes)
                    .sum();
        }
    }
}
