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
package io.glaux.engine.query;

import io.glaux.engine.store.Store;
import io.glaux.engine.store.TransactionWork;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Jdbi;

import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import static java.util.Objects.requireNonNull;

/**
 * A store of which a test may act right after a commit, and which may be away for a while.
 */
final class HookedStore
        implements Store
{
    private final Store store;
    private final AtomicReference<Runnable> afterCommit = new AtomicReference<>();
    private final ThreadLocal<Boolean> inside = ThreadLocal.withInitial(() -> false);
    private final AtomicInteger away = new AtomicInteger();

    HookedStore(Store store)
    {
        this.store = requireNonNull(store, "store is null");
    }

    /**
     * Runs the action once, after the next commit and before the one who committed goes on.
     */
    void afterNextCommit(Runnable action)
    {
        afterCommit.set(action);
    }

    /**
     * The next transactions find no database.
     */
    void beAway(int transactions)
    {
        away.set(transactions);
    }

    boolean isBack()
    {
        return away.get() <= 0;
    }

    @Override
    public Jdbi jdbi()
    {
        return store.jdbi();
    }

    @Override
    public <T> T inTransaction(TransactionWork<T> work)
    {
        if (away.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new ConnectionException(new SQLTransientConnectionException("The database is away"));
        }
        if (inside.get()) {
            return store.inTransaction(work);
        }
        T result;
        inside.set(true);
        try {
            result = store.inTransaction(work);
        }
        finally {
            inside.set(false);
        }
        Runnable action = afterCommit.getAndSet(null);
        if (action != null) {
            action.run();
        }
        return result;
    }

    @Override
    public <T> T inOrder(TransactionWork<T> work)
    {
        return inTransaction(work);
    }

    @Override
    public boolean isPassing(RuntimeException failure)
    {
        return store.isPassing(failure);
    }

    @Override
    public void close()
    {
        store.close();
    }
}
