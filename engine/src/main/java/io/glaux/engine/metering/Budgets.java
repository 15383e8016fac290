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

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.glaux.engine.metering.journal.ReadJournal;
import io.glaux.engine.metering.quota.Quota;
import io.glaux.engine.metering.quota.QuotaAccount;
import io.glaux.engine.metering.quota.QuotaAccounts;
import io.glaux.engine.metering.quota.QuotaAction;
import io.glaux.engine.metering.quota.QuotaMeasure;
import io.glaux.engine.metering.quota.QuotaRecords;
import io.glaux.engine.metering.quota.QuotaState;
import io.glaux.engine.metering.quota.QuotaSubject;
import io.glaux.metering.ReadRequest;
import io.glaux.metering.ScanCount;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanRefusedException;
import io.glaux.metering.ScanReport;
import io.glaux.metering.Units;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;

import static java.util.Objects.requireNonNull;

/**
 * The budgets of the queries under way, in the coordinator. A read is covered by a lease of its exact length before it
 * is sent, so that a query never reads more than it may, however many readers it has: a read that is not covered is not
 * sent. Bytes that are leased and not used come back when the read is over; a read that would fit then waits for that.
 */
public final class Budgets
        implements ReadLeases
{
    private static final String LOCAL = ReadJournal.COORDINATOR;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition settled = lock.newCondition();
    private final AtomicLong localLeases = new AtomicLong();
    private final Stopper stopper;
    private final ReadJournal journal;

    /**
     * Held over the record of a quota and its account. The other lock is not: queries start in a transaction of the
     * store, and ask for their admission there.
     */
    private final ReentrantLock changes = new ReentrantLock();

    @GuardedBy("changes")
    private final QuotaRecords records;
    private final Warner warner;

    /**
     * Asks the store, so it is asked without the lock.
     */
    private final BiFunction<String, String, QuotaSubject> subjects;

    @GuardedBy("lock")
    private final QuotaAccounts quotas;

    @GuardedBy("lock")
    private final Map<String, QueryBudget> executions = new HashMap<>();

    /**
     * By the engine's id of a statement.
     */
    @GuardedBy("lock")
    private final Map<String, QueryBudget> statements = new HashMap<>();

    /**
     * @param quotas are from now on for this alone
     * @param stopper is called without the lock, and soon returns
     * @param warner the same
     * @param journal where the leases of other nodes stand; this process's own reads are written down by its meter
     */
    public Budgets(QuotaAccounts quotas, Stopper stopper, Warner warner, ReadJournal journal)
    {
        this.quotas = requireNonNull(quotas, "quotas is null");
        this.records = quotas.records();
        this.subjects = quotas::subject;
        this.stopper = requireNonNull(stopper, "stopper is null");
        this.warner = requireNonNull(warner, "warner is null");
        this.journal = requireNonNull(journal, "journal is null");
    }

    /**
     * Whether a query of a user in a workgroup could be opened now.
     */
    public Admission admission(String workgroup, String user)
    {
        QuotaSubject subject = subjects.apply(workgroup, user);
        lock.lock();
        try {
            return admission(subject);
        }
        finally {
            lock.unlock();
        }
    }

    /**
     * Opens the budget of a query, before anything of it runs, unless it may not run.
     *
     * @param cutoff the most that it may read; empty when only quotas limit it
     * @param microUsd what scans cost, in millionths of a USD
     */
    public Admission open(
            String executionId,
            String workgroup,
            String user,
            OptionalLong cutoff,
            ToLongFunction<ScanReport> microUsd)
    {
        Admission admission = openUnwarned(executionId, workgroup, user, cutoff, microUsd);
        if (admission.kind() == Admission.Kind.ADMITTED) {
            warn();
        }
        return admission;
    }

    private Admission openUnwarned(
            String executionId,
            String workgroup,
            String user,
            OptionalLong cutoff,
            ToLongFunction<ScanReport> microUsd)
    {
        requireNonNull(executionId, "executionId is null");
        QuotaSubject subject = subjects.apply(workgroup, user);
        lock.lock();
        try {
            if (executions.containsKey(executionId)) {
                // the transaction that records the query was started again
                return Admission.ADMITTED;
            }
            Admission admission = admission(subject);
            if (admission.kind() == Admission.Kind.ADMITTED) {
                QueryBudget budget = new QueryBudget(new QueryTerms(subject, cutoff, microUsd), journal);
                budget.share(quotas);
                executions.put(executionId, budget);
                for (QuotaAccount account : quotas.of(subject)) {
                    if (account.quota().measure() == QuotaMeasure.QUERIES) {
                        account.use(quotas.now(), 1);
                    }
                }
            }
            return admission;
        }
        finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private Admission admission(QuotaSubject subject)
    {
        Admission admission = Admission.ADMITTED;
        for (QuotaAccount account : quotas.of(subject)) {
            Quota quota = account.quota();
            if (!quota.action().limits() || account.left(quotas.now()) > 0) {
                continue;
            }
            if (quota.action() != QuotaAction.QUEUE) {
                return new Admission(Admission.Kind.REFUSED, quota.exceeded());
            }
            admission = new Admission(Admission.Kind.WAITS, quota.exceeded());
        }
        return admission;
    }

    /**
     * Sets a quota, in place of one with the same scope, measure and period. It holds for queries under way too.
     */
    public void setQuota(Quota quota)
    {
        changes.lock();
        try {
            records.set(quota);
            lock.lock();
            try {
                if (quotas.set(quota) && quota.measure() == QuotaMeasure.QUERIES) {
                    countRunning(quota);
                }
                settled.signalAll();
            }
            finally {
                lock.unlock();
            }
        }
        finally {
            changes.unlock();
        }
        stopIfUsedUp();
    }

    /**
     * The records know the queries that are over.
     */
    @GuardedBy("lock")
    private void countRunning(Quota quota)
    {
        for (QuotaAccount account : quotas.all()) {
            if (account.quota().isSameAs(quota)) {
                executions.values().forEach(budget -> {
                    budget.share(quotas);
                    if (budget.isOn(account)) {
                        account.use(quotas.now(), 1);
                    }
                });
            }
        }
    }

    /**
     * @return false when there is none with this scope, measure and period
     */
    public boolean removeQuota(Quota quota)
    {
        changes.lock();
        try {
            boolean recorded = records.remove(quota);
            lock.lock();
            try {
                settled.signalAll();
                return quotas.remove(quota) || recorded;
            }
            finally {
                lock.unlock();
            }
        }
        finally {
            changes.unlock();
        }
    }

    /**
     * The quotas with what is used of them now, and reserved.
     */
    public List<QuotaState> quotas()
    {
        lock.lock();
        try {
            Instant now = quotas.now();
            return quotas.all().stream()
                    .map(account -> new QuotaState(account.quota(), account.used(now), account.reserved()))
                    .toList();
        }
        finally {
            lock.unlock();
        }
    }

    /**
     * From now on a statement of the engine reads on the budget of a query. When that is over, or was never opened, the
     * statement must not read.
     *
     * @param statement Trino's query id
     */
    public void attach(String statement, String executionId)
    {
        lock.lock();
        try {
            QueryBudget budget = executions.get(executionId);
            if (budget != null) {
                journal.attach(statement, executionId);
                budget.attach(statement);
                statements.put(statement, budget);
            }
        }
        finally {
            lock.unlock();
        }
    }

    /**
     * A statement is over: from now on no read of it is covered.
     */
    public void seal(String statement)
    {
        lock.lock();
        try {
            QueryBudget budget = statements.get(statement);
            if (budget != null) {
                budget.seal(statement);
                settled.signalAll();
            }
        }
        finally {
            lock.unlock();
        }
    }

    /**
     * A statement is over, and its reading is sealed on every node: what it holds comes back.
     *
     * @param scan what it read in all
     */
    public void detach(String statement, ScanReport scan)
    {
        lock.lock();
        try {
            QueryBudget budget = statements.remove(statement);
            if (budget != null) {
                budget.detach(statement, scan, quotas.now());
                settled.signalAll();
                journal.end(statement, scan);
            }
        }
        finally {
            lock.unlock();
        }
        stopIfUsedUp();
    }

    /**
     * Another node says what it has read for a statement, which may be more than its leases tell: a query without
     * limits needs none.
     */
    public void told(String statement, String node, ScanReport report)
    {
        report.counts().forEach((key, count) -> journal.slot(statement, node, key).told(count));
    }

    /**
     * Where reads stand that this process may be killed over.
     */
    public ReadJournal journal()
    {
        return journal;
    }

    /**
     * What a query of an earlier process had read when that ended, as far as is known, reads under way whole.
     */
    public Optional<ScanReport> leftover(String executionId)
    {
        return journal.leftover(executionId);
    }

    /**
     * The ends of all queries of earlier processes are in the ledger.
     */
    public void forgetLeftovers()
    {
        journal.forgetLeftovers();
    }

    /**
     * The end of a query is in the ledger: the next start of the server need not know what it read.
     */
    public void recorded(String executionId)
    {
        journal.release(executionId);
    }

    /**
     * Why a read of a query was refused, if one was.
     */
    public Optional<String> refusal(String executionId)
    {
        lock.lock();
        try {
            return Optional.ofNullable(executions.get(executionId)).flatMap(QueryBudget::refusal);
        }
        finally {
            lock.unlock();
        }
    }

    /**
     * Ends the budget of a query, once its end is in the ledger.
     *
     * @param billedMicroUsd what it cost
     */
    public void close(String executionId, long billedMicroUsd)
    {
        lock.lock();
        try {
            QueryBudget budget = executions.remove(executionId);
            if (budget != null) {
                statements.values().removeIf(budget::equals);
                budget.close(billedMicroUsd, quotas.now());
                settled.signalAll();
            }
        }
        finally {
            lock.unlock();
        }
        stopIfUsedUp();
    }

    /**
     * Asks for a read. Who is told to wait asks again, and who lost the answer too.
     */
    LeaseVerdict ask(String statement, LeaseId id, ScanKey key, ReadRequest request)
    {
        lock.lock();
        try {
            QueryBudget budget = statements.get(statement);
            if (budget == null) {
                return LeaseVerdict.refused("Query %s is over, or unknown: it must not read".formatted(statement));
            }
            budget.share(quotas);
            return budget.ask(statement, id, key, request, quotas.now());
        }
        finally {
            lock.unlock();
        }
    }

    /**
     * Answers another node.
     */
    public LeaseAnswers exchange(LeaseCall call)
    {
        lock.lock();
        try {
            call.settlements().forEach(settlement -> settle(
                    settlement.query(),
                    new LeaseId(call.node(), settlement.number()),
                    new ScanCount(settlement.bytes(), 1, new Units(settlement.units()))));
            return new LeaseAnswers(call.asks().stream()
                    .map(ask -> ask(ask.query(), new LeaseId(call.node(), ask.number()), ask.key(), ask.request()))
                    .toList());
        }
        finally {
            lock.unlock();
        }
    }

    /**
     * A read is over. Repeatable; leases that are not known any more are of statements that are over.
     */
    void settle(String statement, LeaseId id, ScanCount served)
    {
        lock.lock();
        try {
            QueryBudget budget = statements.get(statement);
            if (budget != null) {
                budget.settle(statement, id, served, quotas.now());
                settled.signalAll();
            }
        }
        finally {
            lock.unlock();
        }
        stopIfUsedUp();
    }

    /**
     * Stops the queries of quotas that are used up and say so.
     */
    private void stopIfUsedUp()
    {
        Map<String, String> stopped = new HashMap<>();
        lock.lock();
        try {
            for (QuotaAccount account : quotas.all()) {
                Quota quota = account.quota();
                if (quota.action() == QuotaAction.CANCEL && account.left(quotas.now()) <= 0) {
                    executions.forEach((id, budget) -> {
                        budget.share(quotas);
                        if (budget.isOn(account) && !budget.isStopped()) {
                            budget.stop(quota.exceeded());
                            stopped.put(id, quota.exceeded());
                        }
                    });
                }
            }
        }
        finally {
            lock.unlock();
        }
        stopped.forEach(stopper::stop);
        warn();
    }

    /**
     * Tells of quotas of which so much is used as they warn at.
     */
    private void warn()
    {
        List<Runnable> warnings;
        lock.lock();
        try {
            Instant now = quotas.now();
            warnings = quotas.all().stream()
                    .filter(account -> account.warns(now))
                    .map(account -> new QuotaState(account.quota(), account.used(now), account.reserved()))
                    .<Runnable>map(state -> () -> warner.warn(state, now))
                    .toList();
        }
        finally {
            lock.unlock();
        }
        warnings.forEach(Runnable::run);
    }

    /**
     * Ends a query that may read no more.
     */
    public interface Stopper
    {
        void stop(String executionId, String reason);
    }

    /**
     * Tells that so much of a quota is used as it warns at.
     */
    public interface Warner
    {
        void warn(QuotaState state, Instant time);
    }

    /**
     * What a node read for a statement under way, as far as leases tell.
     */
    public LeasedReads leased(String statement, String node)
    {
        lock.lock();
        try {
            QueryBudget budget = statements.get(statement);
            return budget == null ? LeasedReads.UNKNOWN : budget.read(statement, node);
        }
        finally {
            lock.unlock();
        }
    }

    @Override
    public ReadLease take(String queryId, ScanKey key, ReadRequest request)
    {
        LeaseId id = new LeaseId(LOCAL, localLeases.incrementAndGet());
        lock.lock();
        try {
            LeaseVerdict verdict = ask(queryId, id, key, request);
            while (verdict.kind() == LeaseVerdict.Kind.WAIT) {
                settled.await();
                verdict = ask(queryId, id, key, request);
            }
            return switch (verdict.kind()) {
                case UNLIMITED -> ReadLease.UNLIMITED;
                case GRANTED -> (served, units) -> settle(queryId, id, new ScanCount(served, 1, units));
                case WAIT, REFUSED -> throw new ScanRefusedException(verdict.message());
            };
        }
        catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ScanRefusedException("Query %s was stopped while it waited to read".formatted(queryId));
        }
        finally {
            lock.unlock();
        }
    }
}
