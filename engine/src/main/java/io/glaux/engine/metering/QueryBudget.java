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
import io.glaux.metering.ReadRequest;
import io.glaux.metering.ScanCount;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanReport;
import io.glaux.metering.Units;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

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
    private final Consumption used = new Consumption();
    private final Consumption outstanding = new Consumption();
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
                shares.add(new QuotaShare(account, amount(account, used)));
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

    LeaseVerdict ask(String statement, LeaseId id, ScanKey key, ReadRequest request, Instant now)
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
        ScanCount expected = expected(key, request);
        LeaseVerdict verdict = cover(key, request, expected, now);
        if (verdict.kind() == LeaseVerdict.Kind.GRANTED) {
            outstanding.add(key.source(), expected);
            leases.put(id, new Lease(key, expected));
            account(now);
            slot(statement, id, key).ifPresent(slot -> slot.begin(expected.bytes()));
        }
        else if (verdict.kind() == LeaseVerdict.Kind.REFUSED) {
            refusal = Optional.of(verdict.message());
        }
        return verdict;
    }

    /**
     * A read of a source that has taken units will take some again, even when it does not say so: else it would seem to
     * cost nothing.
     */
    private ScanCount expected(ScanKey key, ReadRequest request)
    {
        Units units = request.units();
        if (units.isEmpty()) {
            SortedMap<String, Long> some = new TreeMap<>(used.of(key.source()).units().millionths());
            some.replaceAll((_, _) -> 1L);
            units = new Units(some);
        }
        return new ScanCount(request.bytes(), 1, units);
    }

    private LeaseVerdict cover(ScanKey key, ReadRequest request, ScanCount expected, Instant now)
    {
        boolean waits = false;
        if (terms.cutoff().isPresent()) {
            long left = terms.cutoff().getAsLong() - used.bytes();
            if (isRefused(request, expected.bytes(), left)) {
                return LeaseVerdict.refused(EXCEEDED);
            }
            waits = mustWait(request, expected.bytes(), left, outstanding.bytes());
        }
        Consumption ask = new Consumption();
        ask.add(key.source(), expected);
        for (QuotaShare share : shares) {
            QuotaAccount account = share.account();
            if (!account.quota().action().limits()) {
                continue;
            }
            long more = share.more(amount(account, used, outstanding, ask));
            // a batch may take more than it says: while another is under way it would seem to cost nothing
            if (more <= 0 && request.exact()) {
                continue;
            }
            long left = account.left(now);
            // what is under way may turn out to be less
            if (isRefused(request, share.moreThanUsed(amount(account, used, ask)), left)) {
                return LeaseVerdict.refused(account.quota().exceeded());
            }
            waits |= mustWait(request, more, left, account.reserved());
        }
        return waits ? LeaseVerdict.WAIT : LeaseVerdict.GRANTED;
    }

    /**
     * A batch may be the last, empty one when nothing is left, so that it is refused only after one went beyond.
     */
    private static boolean isRefused(ReadRequest request, long more, long left)
    {
        return request.exact() ? more > left : left < 0;
    }

    /**
     * A batch that may be more than is left goes alone: then at most one goes beyond.
     */
    private static boolean mustWait(ReadRequest request, long more, long left, long reserved)
    {
        return more > left - reserved && (request.exact() || reserved > 0);
    }

    /**
     * Brings the shares up to what is used and outstanding.
     */
    private void account(Instant now)
    {
        for (QuotaShare share : shares) {
            if (share.account().quota().measure() != QuotaMeasure.QUERIES) {
                long own = amount(share.account(), used);
                share.become(now, own, amount(share.account(), used, outstanding) - own);
            }
        }
    }

    private long amount(QuotaAccount account, Consumption... parts)
    {
        return switch (account.quota().measure()) {
            case BYTES -> Arrays.stream(parts).mapToLong(Consumption::bytes).sum();
            case MICRO_USD -> cost(parts);
            case QUERIES -> 0;
        };
    }

    private long cost(Consumption... parts)
    {
        ScanReport scan = Arrays.stream(parts).map(Consumption::report).reduce(ScanReport.EMPTY, ScanReport::plus);
        return scan.scannedBytes() == 0 && scan.units().isEmpty() ? 0 : terms.microUsd().applyAsLong(scan);
    }

    void settle(String statement, LeaseId id, ScanCount served, Instant now)
    {
        Statement reader = statements.get(statement);
        Lease lease = reader.leases.remove(id);
        if (lease != null) {
            slot(statement, id, lease.key).ifPresent(slot -> {
                slot.served(served.bytes());
                slot.over(lease.expected.bytes());
            });
            outstanding.remove(lease.key.source(), lease.expected);
            used.add(lease.key.source(), served);
            reader.count(id.node(), lease.key, served);
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
                open.merge(lease.key, lease.expected, ScanCount::plus);
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
    void detach(String statement, ScanReport scan, Instant now)
    {
        Statement reader = statements.remove(statement);
        if (reader != null && isLimited()) {
            reader.leases.values().forEach(lease -> outstanding.remove(lease.key.source(), lease.expected));
            scan.counts().forEach((key, count) -> {
                if (key.kind().isScan()) {
                    used.add(key.source(), count);
                }
            });
            reader.settled.values().forEach(counts ->
                    counts.forEach((key, count) -> used.remove(key.source(), count)));
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
        outstanding.clear();
        for (QuotaShare share : shares) {
            switch (share.account().quota().measure()) {
                case BYTES -> share.become(now, used.bytes(), 0);
                case MICRO_USD -> share.become(now, billedMicroUsd, 0);
                case QUERIES -> {}
            }
        }
    }

    Optional<String> refusal()
    {
        return refusal;
    }

    private record Lease(ScanKey key, ScanCount expected) {}

    private static final class Statement
    {
        private final Map<LeaseId, Lease> leases = new HashMap<>();
        private final Map<String, Map<ScanKey, ScanCount>> settled = new HashMap<>();
        private boolean sealed;

        private void count(String node, ScanKey key, ScanCount served)
        {
            settled.computeIfAbsent(node, _ -> new HashMap<>()).merge(key, served, ScanCount::plus);
        }
    }
}
