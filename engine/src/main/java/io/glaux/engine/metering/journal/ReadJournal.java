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
package io.glaux.engine.metering.journal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.airlift.log.Logger;
import io.glaux.engine.instance.StartFailedException;
import io.glaux.engine.metering.journal.JournalFile.Taken;
import io.glaux.engine.metering.journal.Slot.Counter;
import io.glaux.metering.ScanCount;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanReport;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;

/**
 * What the queries under way have read, as far as this process knows, in memory that outlives it: the pages of a mapped
 * file stay with the kernel when a process is killed. A failure of the machine may take what the kernel had not written
 * to the disk. A query has slots from its first read until {@link #release}. Thread-safe.
 */
public final class ReadJournal
        implements AutoCloseable
{
    /**
     * The node of the process that keeps the journal.
     */
    public static final String COORDINATOR = "";

    private static final Logger log = Logger.get(ReadJournal.class);

    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final JournalFile file;

    /**
     * Changed under the lock, looked into without.
     */
    private final Map<String, Statement> statements = new ConcurrentHashMap<>();

    @GuardedBy("lock")
    private final List<Taken> taken;

    private final Map<String, ScanReport> leftovers;

    private ReadJournal(JournalFile file, List<Taken> taken, Map<String, ScanReport> leftovers)
    {
        this.file = requireNonNull(file, "file is null");
        this.taken = requireNonNull(taken, "taken is null");
        this.leftovers = Map.copyOf(leftovers);
    }

    /**
     * Opens the journal of a data folder, which no other process must have open. What cannot be read of it is logged,
     * and counts for nothing.
     *
     * @param names how users call what was read
     * @throws StartFailedException if the file cannot be made, or written
     */
    public static ReadJournal open(Path path, UnaryOperator<ScanKey> names)
    {
        List<Taken> taken = new ArrayList<>();
        try {
            return new ReadJournal(JournalFile.open(path, taken), taken, Leftovers.add(taken, names));
        }
        catch (IOException e) {
            throw new StartFailedException(
                    "the file %s cannot be written: change its owner, or make room on its disk".formatted(path), e);
        }
    }

    /**
     * One that ends with the process.
     */
    public static ReadJournal inMemory()
    {
        return new ReadJournal(JournalFile.inMemory(), new ArrayList<>(), Map.of());
    }

    /**
     * What a query of an earlier process had read when that ended, reads under way whole; empty when it had not read.
     */
    public Optional<ScanReport> leftover(String execution)
    {
        return Optional.ofNullable(leftovers.get(execution)).map(ScanReport::incomplete);
    }

    /**
     * Gives back the slots of earlier processes: the ends of their queries are in the ledger.
     */
    public void forgetLeftovers()
    {
        lock.lock();
        try {
            // statements last: reads without one would look like damage
            taken.sort(comparing(one -> one.key().use() == SlotKey.Use.STATEMENT));
            for (Taken one : taken) {
                file.free(one.slot());
            }
            taken.clear();
        }
        finally {
            lock.unlock();
        }
    }

    /**
     * From now on the reads of a statement count for a query.
     *
     * @param statement Trino's query id
     */
    public void attach(String statement, String execution)
    {
        lock.lock();
        try {
            if (!statements.containsKey(statement)) {
                take(SlotKey.ofStatement(statement, execution))
                        .ifPresent(slot -> statements.put(statement, new Statement(slot, execution)));
            }
        }
        finally {
            lock.unlock();
        }
    }

    /**
     * Where to count the reads of a node. Those of a statement that is over, or is not attached to a query, are not
     * counted.
     */
    public JournalSlot slot(String statement, String node, ScanKey key)
    {
        if (!statements.containsKey(statement)) {
            return JournalSlot.NONE;
        }
        lock.lock();
        try {
            Statement reader = statements.get(statement);
            if (reader == null || isOver(reader.slot)) {
                return JournalSlot.NONE;
            }
            SlotKey name = SlotKey.ofReads(statement, node, key);
            JournalSlot slot = reader.reads.get(name);
            if (slot == null) {
                slot = take(name).map(JournalSlot::new).orElse(JournalSlot.NONE);
                reader.reads.put(name, slot);
            }
            return slot;
        }
        finally {
            lock.unlock();
        }
    }

    /**
     * A statement is over: what all nodes read in all counts in place of what each was seen to read.
     */
    public void end(String statement, ScanReport scan)
    {
        lock.lock();
        try {
            Statement reader = statements.get(statement);
            if (reader == null || isOver(reader.slot)) {
                return;
            }
            for (Map.Entry<ScanKey, ScanCount> entry : scan.counts().entrySet()) {
                Optional<Slot> slot = take(SlotKey.ofResult(statement, entry.getKey()));
                if (slot.isEmpty()) {
                    return;
                }
                slot.get().set(Counter.SERVED_REQUESTS, entry.getValue().requests());
                slot.get().set(Counter.SERVED_BYTES, entry.getValue().bytes());
                reader.results.add(slot.get());
            }
            // one write: a kill before it leaves the reads, one after it the results, and never both
            reader.slot.set(Counter.SERVED_REQUESTS, 1);
            freeReads(reader);
        }
        finally {
            lock.unlock();
        }
    }

    /**
     * Gives back the slots of a query: its end is in the ledger.
     */
    public void release(String execution)
    {
        lock.lock();
        try {
            List<Statement> released = statements.values().stream()
                    .filter(statement -> statement.execution.equals(execution))
                    .toList();
            statements.values().removeAll(released);
            for (Statement statement : released) {
                freeReads(statement);
                for (Slot slot : statement.results) {
                    file.free(slot);
                }
                file.free(statement.slot);
            }
        }
        finally {
            lock.unlock();
        }
    }

    /**
     * Closes the file. What is counted from now on stands in it all the same.
     */
    @Override
    public void close()
    {
        lock.lock();
        try {
            file.close();
        }
        catch (IOException e) {
            log.warn(e, "The journal of reads did not close");
        }
        finally {
            lock.unlock();
        }
    }

    /**
     * Whether the results of a statement count, in place of its reads.
     */
    static boolean isOver(Slot statement)
    {
        return statement.get(Counter.SERVED_REQUESTS) != 0;
    }

    @GuardedBy("lock")
    private void freeReads(Statement statement)
    {
        for (JournalSlot slot : statement.reads.values()) {
            Optional<Slot> held = slot.release();
            if (held.isPresent()) {
                file.free(held.get());
            }
        }
        statement.reads.clear();
    }

    /**
     * Empty when there is no room: a full disk is no reason to refuse reads.
     */
    @GuardedBy("lock")
    private Optional<Slot> take(SlotKey key)
    {
        try {
            return Optional.of(file.take(key));
        }
        catch (IOException | IllegalArgumentException e) {
            log.error(
                    e,
                    "Reads of statement %s are not in the journal: a kill of the server would lose them",
                    key.statement());
            return Optional.empty();
        }
    }

    private static final class Statement
    {
        private final Slot slot;
        private final String execution;
        private final Map<SlotKey, JournalSlot> reads = new HashMap<>();
        private final List<Slot> results = new ArrayList<>();

        private Statement(Slot slot, String execution)
        {
            this.slot = requireNonNull(slot, "slot is null");
            this.execution = requireNonNull(execution, "execution is null");
        }
    }
}
