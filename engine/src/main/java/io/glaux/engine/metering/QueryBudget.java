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

import io.glaux.engine.metering.journal.JournalSlot;
import io.glaux.engine.metering.journal.ReadJournal;
import io.glaux.engine.metering.quota.QuotaAccount;
import io.glaux.engine.metering.quota.QuotaAccounts;
import io.glaux.engine.metering.quota.QuotaMeasure;
import io.glaux.metering.ScanCount;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanReport;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    private final QueryTerms terms;
    private final ReadJournal journal;
    private final Map<String, Statement> statements = new HashMap<>();
    private final List<QuotaShare> shares = new ArrayList<>();
    private long sharesVersion = -1;
    private long used;
    private long outstanding;
    private boolean stopped;
    private Optional<String> refusal = Optional.empty();

    QueryBudget(QueryTerms terms, ReadJournal journal)
    {
        this.terms = requireNonNull(terms, "terms is null");
        this.journal = requireNonNull(journal, "journal is null");
    }

    /**
     * Takes part in the quotas that there are now. What was read before a quota was set does not count in it.
     */
    void share(QuotaAccounts accounts)
    {
        if (sharesVersion == accounts.version()) {
            return;
        }
        sharesVersion = accounts.version();
        List<QuotaAccount> now = accounts.of(terms.subject());
        shares.removeIf(share -> !now.contains(share.account()));
        for (QuotaAccount account : now) {
            if (shares.stream().noneMatch(share -> share.account() == account)) {
                shares.add(new QuotaShare(account));
            }
        }
    }

    boolean isLimited()
    {
        return !shares.isEmpty() || terms.cutoff().isPresent();
    }

    boolean isOn(QuotaAccount account)
    {
        return shares.stream().anyMatch(share -> share.account() == account);
    }

    void attach(String statement)
    {
        statements.putIfAbsent(statement, new Statement());
    }

    LeaseVerdict ask(String statement, LeaseId id, ScanKey key, long bytes, Instant now)
    {
        Map<LeaseId, Lease> leases = statements.get(statement).leases;
        if (leases.containsKey(id)) {
            return LeaseVerdict.GRANTED;
        }
        if (statements.get(statement).sealed) {
            return LeaseVerdict.refused("Query %s is over: it must not read more".formatted(statement));
        }
        if (!isLimited()) {
            return LeaseVerdict.UNLIMITED;
        }
        if (refusal.isPresent() && stopped) {
            return LeaseVerdict.refused(refusal.get());
        }
        LeaseVerdict verdict = cover(bytes, now);
        if (verdict.kind() == LeaseVerdict.Kind.GRANTED) {
            outstanding += bytes;
            leases.put(id, new Lease(key, bytes));
            account(now);
            slot(statement, id, key).ifPresent(slot -> slot.begin(bytes));
        }
        else if (verdict.kind() == LeaseVerdict.Kind.REFUSED) {
            refusal = Optional.of(verdict.message());
        }
        return verdict;
    }

    private LeaseVerdict cover(long bytes, Instant now)
    {
        boolean waits = false;
        if (terms.cutoff().isPresent()) {
            long left = terms.cutoff().getAsLong() - used;
            if (bytes > left) {
                return LeaseVerdict.refused(EXCEEDED);
            }
            waits = bytes > left - outstanding;
        }
        for (QuotaShare share : shares) {
            QuotaAccount account = share.account();
            long more = share.more(amount(account, used + outstanding + bytes));
            if (!account.quota().action().limits() || more <= 0) {
                continue;
            }
            long left = account.left(now);
            if (more > left) {
                return LeaseVerdict.refused(account.quota().exceeded());
            }
            waits |= more > left - account.reserved();
        }
        return waits ? LeaseVerdict.WAIT : LeaseVerdict.GRANTED;
    }

    /**
     * Brings the shares up to what is used and outstanding.
     */
    private void account(Instant now)
    {
        for (QuotaShare share : shares) {
            if (share.account().quota().measure() != QuotaMeasure.QUERIES) {
                long own = amount(share.account(), used);
                share.become(now, own, amount(share.account(), used + outstanding) - own);
            }
        }
    }

    private long amount(QuotaAccount account, long bytes)
    {
        return switch (account.quota().measure()) {
            case BYTES -> bytes;
            case MICRO_USD -> bytes == 0 ? 0 : terms.microUsd().applyAsLong(bytes);
            case QUERIES -> 0;
        };
    }

    void settle(String statement, LeaseId id, long bytes, Instant now)
    {
        Statement reader = statements.get(statement);
        Lease lease = reader.leases.remove(id);
        if (lease != null) {
            slot(statement, id, lease.key).ifPresent(slot -> {
                slot.served(bytes);
                slot.over(lease.bytes);
            });
            outstanding -= lease.bytes;
            used += bytes;
            reader.count(id.node(), lease.key, bytes);
            account(now);
        }
    }

    /**
     * Empty for a read of this process, which its meter writes down.
     */
    private Optional<JournalSlot> slot(String statement, LeaseId id, ScanKey key)
    {
        return id.node().equals(ReadJournal.COORDINATOR)
                ? Optional.empty()
                : Optional.of(journal.slot(statement, id.node(), key));
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
                isLimited(),
                new ScanReport(reader.settled.getOrDefault(node, Map.of())),
                new ScanReport(open));
    }

    /**
     * Covers no further read of a statement.
     */
    void seal(String statement)
    {
        statements.get(statement).sealed = true;
    }

    /**
     * A statement is over: from now on it counts with what its readers say that it read.
     */
    void detach(String statement, long scannedBytes, Instant now)
    {
        Statement reader = statements.remove(statement);
        if (reader != null && isLimited()) {
            outstanding -= reader.leases.values().stream().mapToLong(Lease::bytes).sum();
            used += scannedBytes - reader.settledBytes();
            account(now);
        }
    }

    boolean isStopped()
    {
        return stopped;
    }

    /**
     * Lets nothing more be read.
     */
    void stop(String reason)
    {
        stopped = true;
        refusal = Optional.of(reason);
    }

    /**
     * The query is over: what it reserved comes back, and it has cost what is billed.
     */
    void close(long billedMicroUsd, Instant now)
    {
        outstanding = 0;
        for (QuotaShare share : shares) {
            switch (share.account().quota().measure()) {
                case BYTES -> share.become(now, used, 0);
                case MICRO_USD -> share.become(now, billedMicroUsd, 0);
                case QUERIES -> {}
            }
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
        private boolean sealed;

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
