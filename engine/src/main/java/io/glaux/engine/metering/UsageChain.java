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

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.store.Store;
import org.jdbi.v3.core.Handle;

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * The chain of the ledger's entries. Its head is one row, which the transaction of every entry reads and replaces:
 * entries get their places one after the other, whoever writes them.
 */
final class UsageChain
{
    private static final String NAME = "usage";
    private static final int PAGE = 1000;

    private final Store store;

    UsageChain(Store store)
    {
        this.store = requireNonNull(store, "store is null");
    }

    /**
     * The last entry of the chain.
     *
     * @param hash empty before the first
     */
    record Head(long sequence, String hash) {}

    /**
     * Gives an entry the next place, which is for the caller to write beside it in the same transaction.
     *
     * @throws GlauxException if the head is gone, which only another hand can have done
     */
    Head append(Handle transaction, LedgerEntry entry)
    {
        Head last = head(transaction).orElseThrow(() -> new GlauxException(
                ErrorCode.INTERNAL_ERROR,
                "The head of the usage ledger is gone, so that no query can be recorded: "
                        + "restore the table usage_chain from a backup of the store"));
        Head next = next(last, entry);
        int rows = transaction.createUpdate(
                        """
                        UPDATE usage_chain SET last_sequence = :sequence, last_hash = :hash
                        WHERE name = :name AND last_sequence = :last
                        """)
                .bind("name", NAME)
                .bind("last", last.sequence())
                .bind("sequence", next.sequence())
                .bind("hash", next.hash())
                .execute();
        if (rows != 1) {
            throw new IllegalStateException("The head of the usage ledger moved in a serializable transaction");
        }
        return next;
    }

    Optional<Head> head(Handle handle)
    {
        return handle.createQuery("SELECT last_sequence, last_hash FROM usage_chain WHERE name = :name")
                .bind("name", NAME)
                .map((row, _) -> new Head(row.getLong("last_sequence"), row.getString("last_hash")))
                .findOne();
    }

    /**
     * Chains what was written before there was a chain, and makes the head; once only. A head that is missing beside
     * entries that have places is not made anew, since that would hide what was done to them.
     */
    void begin()
    {
        store.inTransaction(transaction -> {
            if (head(transaction).isPresent() || hasPlaces(transaction)) {
                return false;
            }
            Head last = new Head(0, "");
            for (LedgerEntry.Kind kind : LedgerEntry.Kind.values()) {
                last = link(transaction, kind, last);
            }
            transaction.execute(
                    "INSERT INTO usage_chain (name, last_sequence, last_hash) VALUES (?, ?, ?)",
                    NAME,
                    last.sequence(),
                    last.hash());
            return true;
        });
    }

    private static boolean hasPlaces(Handle transaction)
    {
        for (LedgerEntry.Kind kind : LedgerEntry.Kind.values()) {
            boolean found = transaction
                    .createQuery("SELECT 1 FROM %s WHERE chain_sequence IS NOT NULL LIMIT 1".formatted(kind.table()))
                    .mapTo(Integer.class)
                    .findOne()
                    .isPresent();
            if (found) {
                return true;
            }
        }
        return false;
    }

    private static Head link(Handle transaction, LedgerEntry.Kind kind, Head first)
    {
        String select = "SELECT query_id, %s FROM %s WHERE query_id > :after ORDER BY query_id LIMIT :limit"
                .formatted(kind.columns(), kind.table());
        String update = "UPDATE %s SET chain_sequence = :sequence, chain_hash = :hash WHERE query_id = :id"
                .formatted(kind.table());
        Head last = first;
        String after = "";
        while (true) {
            List<LedgerEntry> page = transaction.createQuery(select)
                    .bind("after", after)
                    .bind("limit", PAGE)
                    .map((row, _) -> LedgerEntry.read(kind, row))
                    .list();
            if (page.isEmpty()) {
                return last;
            }
            for (LedgerEntry entry : page) {
                last = next(last, entry);
                transaction.createUpdate(update)
                        .bind("sequence", last.sequence())
                        .bind("hash", last.hash())
                        .bind("id", entry.queryId())
                        .execute();
            }
            after = page.getLast().queryId();
        }
    }

    private static Head next(Head last, LedgerEntry entry)
    {
        long sequence = last.sequence() + 1;
        return new Head(sequence, entry.hash(sequence, last.hash()));
    }
}
