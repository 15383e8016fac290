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
package io.glaux.engine.trino;

import io.glaux.engine.metering.UsageHistory;
import io.glaux.engine.metering.UsageScope;
import io.glaux.engine.store.Store;
import io.glaux.engine.store.TransactionWork;
import org.jdbi.v3.core.Jdbi;

import java.util.Set;

/**
 * For servers of tests that do not read the tables of usage: they have no store.
 */
final class NoUsage
        implements Store
{
    static final UsageSource SOURCE = new UsageSource(
            new UsageHistory(new NoUsage()),
            user -> new UsageScope(user, false, Set.of()));

    private NoUsage() {}

    @Override
    public Jdbi jdbi()
    {
        throw new UnsupportedOperationException("This server has no store");
    }

    @Override
    public <T> T inTransaction(TransactionWork<T> work)
    {
        throw new UnsupportedOperationException("This server has no store");
    }

    @Override
    public <T> T inOrder(TransactionWork<T> work)
    {
        throw new UnsupportedOperationException("This server has no store");
    }

    @Override
    public boolean isPassing(RuntimeException failure)
    {
        return false;
    }

    @Override
    public void close() {}
}
