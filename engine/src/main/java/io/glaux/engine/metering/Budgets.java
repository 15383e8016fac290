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
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanRefusedException;
import io.glaux.metering.ScanReport;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import static java.util.Objects.requireNonNull;

/**
 * The budgets of the queries under way, in the coordinator. A read is covered by a lease of its exact length before it
 * is sent, so that a query never reads more than it may, however many readers it has: a read that is not covered is not
 * sent. Bytes that are leased and not used come back when the read is over; a read that would fit then waits for that.
 */
public final class Budgets
        implements ReadLeases
{
    private static final String LOCAL = "";

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition settled = lock.newCondition();
    private final AtomicLong localLeases = new AtomicLong();

    @GuardedBy("lock")
    private final Map<String, QueryBudget> executions = new HashMap<>();

    /**
     * By the engine's id of a statement.
     */
    @GuardedBy("lock")
    private final Map<String, QueryBudget> statements = new HashMap<>();

    /**
     * Opens the budget of a query, before anything of it runs.
     *
     * @param cutoff the most that it may read; empty when nothing limits it
     */
    public void open(String executionId, OptionalLong cutoff)
    {
        lock.lock();
        try {
            executions.put(requireNonNull(executionId, "executionId is null"), new QueryBudget(cutoff));
        }
        finally {
            lock.unlock();
        }
    }

    /**
     * From now on a statement of the engine reads on the budget of a query. The server's own statements, which belong to
     * no query of a user, are not limited.
     *
     * @param statement Trino's query id
     */
    public void attach(String statement, String executionId)
    {
        lock.lock();
        try {
            QueryBudget budget = executions.computeIfAbsent(
                    requireNonNull(executionId, "executionId is null"), _ -> new QueryBudget(OptionalLong.empty()));
            budget.attach(statement);
            statements.put(requireNonNull(statement, "statement is null"), budget);
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
                budget.detach(statement, scan.scannedBytes());
                settled.signalAll();
            }
        }
        finally {
            lock.unlock();
        }
    }

    /**
     * Ends the budget of a query.
     *
     * @return why a read of it was refused, if one was
     */
    public Optional<String> close(String executionId)
    {
        lock.lock();
        try {
            QueryBudget budget = executions.remove(executionId);
            if (budget == null) {
                return Optional.empty();
            }
            statements.values().removeIf(budget::equals);
            settled.signalAll();
            return budget.refusal();
        }
        finally {
            lock.unlock();
        }
    }

    /**
     * Asks for a read. Who is told to wait asks again, and who lost the answer too.
     */
    LeaseVerdict ask(String statement, LeaseId id, ScanKey key, long bytes)
    {
        if (bytes < 0) {
            throw new IllegalArgumentException("A read of %s bytes".formatted(bytes));
        }
        lock.lock();
        try {
            QueryBudget budget = statements.get(statement);
            if (budget == null) {
                return LeaseVerdict.refused("Query %s is over, or unknown: it must not read".formatted(statement));
            }
            return budget.ask(statement, id, key, bytes);
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
                    settlement.query(), new LeaseId(call.node(), settlement.number()), settlement.bytes()));
            return new LeaseAnswers(call.asks().stream()
                    .map(ask -> ask(ask.query(), new LeaseId(call.node(), ask.number()), ask.key(), ask.bytes()))
                    .toList());
        }
        finally {
            lock.unlock();
        }
    }

    /**
     * A read is over. Repeatable; leases that are not known any more are of statements that are over.
     */
    void settle(String statement, LeaseId id, long bytes)
    {
        lock.lock();
        try {
            QueryBudget budget = statements.get(statement);
            if (budget != null) {
                budget.settle(statement, id, bytes);
                settled.signalAll();
            }
        }
        finally {
            lock.unlock();
        }
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
    public ReadLease take(String queryId, ScanKey key, long bytes)
    {
        LeaseId id = new LeaseId(LOCAL, localLeases.incrementAndGet());
        lock.lock();
        try {
            LeaseVerdict verdict = ask(queryId, id, key, bytes);
            while (verdict.kind() == LeaseVerdict.Kind.WAIT) {
                settled.await();
                verdict = ask(queryId, id, key, bytes);
            }
            return switch (verdict.kind()) {
                case UNLIMITED -> ReadLease.UNLIMITED;
                case GRANTED -> served -> settle(queryId, id, served);
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
