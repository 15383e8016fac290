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

import com.google.common.collect.Iterators;
import io.glaux.engine.metering.LedgerCheck.Fault;
import io.glaux.engine.metering.UsageChain.Head;
import io.glaux.engine.store.Store;
import org.jdbi.v3.core.Handle;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Walks the chain from its first entry to its head, page by page, while queries may go on being recorded.
 */
final class LedgerVerifier
{
    private static final int PAGE = 1000;

    private final Store store;
    private final UsageChain chain;

    LedgerVerifier(Store store, UsageChain chain)
    {
        this.store = requireNonNull(store, "store is null");
        this.chain = requireNonNull(chain, "chain is null");
    }

    LedgerCheck verify()
    {
        Optional<Head> head = store.jdbi().withHandle(chain::head);
        if (head.isEmpty()) {
            return new LedgerCheck(0, "", fault(Optional.empty(), "The head of the ledger is missing: it was removed"));
        }
        LedgerCheck walked = walk(head.get());
        if (walked.fault().isPresent()) {
            return walked;
        }
        return new LedgerCheck(walked.entries(), walked.lastHash(), outside());
    }

    private LedgerCheck walk(Head head)
    {
        Head last = new Head(0, "");
        Iterator<Placed> entries = entries(head.sequence());
        while (entries.hasNext()) {
            Placed placed = entries.next();
            Optional<Fault> fault = fault(last, placed);
            if (fault.isPresent()) {
                return new LedgerCheck(last.sequence(), last.hash(), fault);
            }
            last = new Head(placed.sequence(), placed.hash());
        }
        Optional<Fault> fault = Optional.empty();
        if (last.sequence() < head.sequence()) {
            fault = fault(
                    Optional.of(last.sequence() + 1),
                    "Entry %s is missing, with all behind it: the ledger ends at %s, and %s were written".formatted(
                            last.sequence() + 1, last.sequence(), head.sequence()));
        }
        else if (!last.hash().equals(head.hash())) {
            fault = fault(
                    Optional.of(head.sequence()),
                    "Entry %s is not the one that was written last: it or the head of the ledger was changed".formatted(
                            head.sequence()));
        }
        return new LedgerCheck(last.sequence(), last.hash(), fault);
    }

    private static Optional<Fault> fault(Head last, Placed placed)
    {
        long expected = last.sequence() + 1;
        if (placed.sequence() > expected) {
            return fault(
                    Optional.of(expected),
                    "Entry %s is missing: it was removed, or moved to another place".formatted(expected));
        }
        if (placed.sequence() < expected) {
            return Optional.of(new Fault(
                    Optional.of(placed.sequence()),
                    Optional.of(placed.entry().queryId()),
                    "Entry %s, %s, has the place of another: it was inserted or moved".formatted(
                            placed.sequence(), described(placed.entry()))));
        }
        if (!placed.entry().hash(expected, last.hash()).equals(placed.hash())) {
            return Optional.of(new Fault(
                    Optional.of(expected),
                    Optional.of(placed.entry().queryId()),
                    "Entry %s, %s, does not fit: it was changed, or stands in the place of another".formatted(
                            expected, described(placed.entry()))));
        }
        return Optional.empty();
    }

    /**
     * An entry that no walk to the head meets.
     */
    private Optional<Fault> outside()
    {
        return store.jdbi().withHandle(handle -> {
            for (LedgerEntry.Kind kind : LedgerEntry.Kind.values()) {
                // one statement, so that the head is that of the same moment
                String sql =
                        """
                        SELECT query_id, %s, chain_sequence FROM %s
                        WHERE chain_sequence IS NULL OR chain_sequence < 1
                        OR chain_sequence > (SELECT MAX(last_sequence) FROM usage_chain)
                        LIMIT 1
                        """.formatted(kind.columns(), kind.table());
                Optional<LedgerEntry> found = handle.createQuery(sql)
                        .map((row, _) -> LedgerEntry.read(kind, row))
                        .findFirst();
                if (found.isPresent()) {
                    return Optional.of(new Fault(
                            Optional.empty(),
                            Optional.of(found.get().queryId()),
                            "An entry, %s, stands outside the chain: it was inserted".formatted(
                                    described(found.get()))));
                }
            }
            return Optional.empty();
        });
    }

    private Iterator<Placed> entries(long to)
    {
        List<Iterator<Placed>> both = List.of(
                new Pages(LedgerEntry.Kind.START, to),
                new Pages(LedgerEntry.Kind.END, to));
        return Iterators.mergeSorted(both, Comparator.comparingLong(Placed::sequence));
    }

    private static String described(LedgerEntry entry)
    {
        return "the %s of query %s".formatted(
                entry.kind() == LedgerEntry.Kind.START ? "start" : "end", entry.queryId());
    }

    private static Optional<Fault> fault(Optional<Long> sequence, String message)
    {
        return Optional.of(new Fault(sequence, Optional.empty(), message));
    }

    private record Placed(long sequence, String hash, LedgerEntry entry) {}

    /**
     * The entries of a kind in the order of their places, read as they are asked for.
     */
    private final class Pages
            implements Iterator<Placed>
    {
        private final LedgerEntry.Kind kind;
        private final long to;
        private final Deque<Placed> page = new ArrayDeque<>();
        private long sequence;
        private String queryId = "";
        private boolean last;

        private Pages(LedgerEntry.Kind kind, long to)
        {
            this.kind = kind;
            this.to = to;
        }

        @Override
        public boolean hasNext()
        {
            if (page.isEmpty() && !last) {
                List<Placed> next = store.jdbi().withHandle(this::read);
                last = next.size() < PAGE;
                page.addAll(next);
            }
            return !page.isEmpty();
        }

        @Override
        public Placed next()
        {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Placed next = page.remove();
            sequence = next.sequence();
            queryId = next.entry().queryId();
            return next;
        }

        private List<Placed> read(Handle handle)
        {
            String sql =
                    """
                    SELECT query_id, %s, chain_sequence, chain_hash FROM %s
                    WHERE chain_sequence >= :sequence AND chain_sequence BETWEEN 1 AND :to
                    AND (chain_sequence > :sequence OR query_id > :id)
                    ORDER BY chain_sequence, query_id LIMIT :limit
                    """.formatted(kind.columns(), kind.table());
            return handle.createQuery(sql)
                    .bind("sequence", sequence)
                    .bind("id", queryId)
                    .bind("to", to)
                    .bind("limit", PAGE)
                    .map((row, _) -> new Placed(
                            row.getLong("chain_sequence"),
                            String.valueOf(row.getString("chain_hash")),
                            LedgerEntry.read(kind, row)))
                    .list();
        }
    }
}
