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
package io.glaux.engine.store;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What the store promises, whatever the database.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BaseStoreTest
{
    private SqlStore store;

    /**
     * An empty database.
     */
    protected abstract StoreConfig config();

    @BeforeAll
    void open()
    {
        store = SqlStore.open(config());
        store.jdbi().useHandle(handle -> {
            handle.execute("CREATE TABLE accounts (id BIGINT PRIMARY KEY, amount BIGINT NOT NULL)");
            handle.execute("INSERT INTO accounts VALUES (1, 500), (2, 500)");
            handle.execute("CREATE TABLE counters (id BIGINT PRIMARY KEY, amount BIGINT NOT NULL)");
        });
    }

    @AfterAll
    void close()
    {
        store.close();
    }

    @Test
    void testOpensAgain()
    {
        try (SqlStore again = SqlStore.open(config())) {
            assertThat(count(again.jdbi(), "users")).isZero();
        }
    }

    @Test
    void testRollsBack()
    {
        assertThatThrownBy(() -> store.inTransaction(transaction -> {
            transaction.execute("INSERT INTO counters VALUES (100, 1)");
            throw new IllegalStateException("no");
        })).isInstanceOf(IllegalStateException.class);
        assertThat(amount("counters", 100)).isEmpty();
    }

    @Test
    void testInnerWorkJoins()
    {
        assertThatThrownBy(() -> store.inTransaction(_ -> {
            store.inTransaction(transaction -> transaction.execute("INSERT INTO counters VALUES (101, 1)"));
            throw new IllegalStateException("no");
        })).isInstanceOf(IllegalStateException.class);
        assertThat(amount("counters", 101)).isEmpty();
    }

    @Test
    void testErrorsOfStatements()
    {
        assertThatThrownBy(() -> store.inTransaction(transaction -> transaction.execute("SELECT nothing FROM nowhere")))
                .isInstanceOf(JdbiException.class);
        store.inTransaction(transaction -> transaction.execute("INSERT INTO counters VALUES (102, 1)"));
        assertThatThrownBy(
                () -> store.inTransaction(transaction -> transaction.execute("INSERT INTO counters VALUES (102, 1)")))
                .isInstanceOf(JdbiException.class);
    }

    /**
     * Reads and writes that depend on one another: under anything less than serializable, counts are lost.
     */
    @Test
    void testConcurrentCounting()
            throws Exception
    {
        store.inTransaction(transaction -> transaction.execute("INSERT INTO counters VALUES (1, 0)"));
        inParallel(8, 25, () -> store.inTransaction(transaction -> {
            long amount = transaction.createQuery("SELECT amount FROM counters WHERE id = 1").mapTo(Long.class).one();
            return transaction.createUpdate("UPDATE counters SET amount = :amount WHERE id = 1")
                    .bind("amount", amount + 1).execute();
        }));
        assertThat(amount("counters", 1)).contains(200L);
    }

    /**
     * Write skew: each transaction reads both accounts and writes one. Under snapshot isolation the sum falls below
     * zero.
     */
    @Test
    void testWriteSkew()
            throws Exception
    {
        inParallel(8, 25, () -> store.inTransaction(transaction -> {
            long sum = transaction.createQuery("SELECT sum(amount) FROM accounts").mapTo(Long.class).one();
            long account = Thread.currentThread().threadId() % 2 + 1;
            return sum < 100 ? 0 : transaction.createUpdate("UPDATE accounts SET amount = amount - 100 WHERE id = :id")
                                   .bind("id", account)
                                   .execute();
        }));
        long sum = store.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT sum(amount) FROM accounts").mapTo(Long.class).one());
        assertThat(sum).isZero();
    }

    /**
     * All writers look before they insert, so each but one finds the row of the first.
     */
    @Test
    void testConcurrentFirstInsert()
            throws Exception
    {
        List<Integer> inserted = inParallel(8, 1, () -> store.inTransaction(transaction -> {
            boolean exists = transaction.createQuery("SELECT count(*) FROM counters WHERE id = 200").mapTo(Long.class)
                    .one() > 0;
            return exists ? 0 : transaction.execute("INSERT INTO counters VALUES (200, 0)");
        }));
        assertThat(inserted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1);
    }

    private Optional<Long> amount(String table, long id)
    {
        return store.jdbi().withHandle(handle -> handle
                .createQuery("SELECT amount FROM %s WHERE id = :id".formatted(table))
                .bind("id", id)
                .mapTo(Long.class)
                .findOne());
    }

    private static long count(Jdbi jdbi, String table)
    {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT count(*) FROM " + table).mapTo(Long.class).one());
    }

    private static <T> List<T> inParallel(int threads, int times, Callable<T> work)
            throws Exception
    {
        List<T> results = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<T>> futures = new ArrayList<>();
            for (int index = 0; index < threads * times; index++) {
                futures.add(executor.submit(work));
            }
            for (Future<T> future : futures) {
                results.add(future.get());
            }
        }
        return results;
    }
}
