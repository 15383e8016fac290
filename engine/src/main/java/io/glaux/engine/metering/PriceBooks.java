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

import io.glaux.engine.store.Store;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import static java.util.Objects.requireNonNull;

/**
 * The price books of workgroups. One without a book of its own has {@link PriceBook#DEFAULT}.
 */
public final class PriceBooks
{
    private final Store store;

    public PriceBooks(Store store)
    {
        this.store = requireNonNull(store, "store is null");
    }

    /**
     * The book that applies to a workgroup, which need not exist any more. Not in a transaction: who asks may hold
     * locks that others wait for in one.
     */
    public PriceBook of(String workgroup)
    {
        Optional<String> own = store.jdbi().withHandle(handle -> handle
                .createQuery("SELECT price FROM price_books WHERE workgroup = :workgroup")
                .bind("workgroup", workgroup)
                .mapTo(String.class)
                .findOne());
        return own.map(PriceBook::read).orElse(PriceBook.DEFAULT);
    }

    /**
     * Sets a workgroup's book. It applies to the queries that end from now on.
     */
    public void set(String workgroup, PriceBook book)
    {
        store.inTransaction(transaction -> transaction
                .createUpdate(
                        """
                        INSERT INTO price_books (workgroup, price) VALUES (:workgroup, :price)
                        ON CONFLICT (workgroup) DO UPDATE SET price = excluded.price
                        """)
                .bind("workgroup", workgroup)
                .bind("price", book.write())
                .execute());
    }

    /**
     * The workgroups that have a book of their own, by name.
     */
    public Map<String, PriceBook> all()
    {
        Map<String, PriceBook> books = new TreeMap<>();
        store.jdbi().useHandle(handle -> handle
                .createQuery("SELECT workgroup, price FROM price_books")
                .map((row, _) -> Map.entry(row.getString("workgroup"), PriceBook.read(row.getString("price"))))
                .forEach(entry -> books.put(entry.getKey(), entry.getValue())));
        return books;
    }
}
