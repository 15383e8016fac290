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

/**
 * The store, opened and migrated.
 */
public interface Store
        extends AutoCloseable
{
    /**
     * Access to the tables, for single statements: each is atomic. Use {@link #inTransaction} for anything that reads
     * and then writes.
     */
    Jdbi jdbi();

    /**
     * Runs work in one serializable transaction; work may run more than once, when the database refuses to serialize
     * it.
     */
    <T> T inTransaction(TransactionWork<T> work);

    /**
     * The same, one after the other in this process: for work that always writes the same row, where transactions side
     * by side would only make each other fail and start again. Inside other work it joins that.
     */
    <T> T inOrder(TransactionWork<T> work);

    /**
     * Whether what failed may succeed when it is tried again: the database does not answer, has no space, or refuses to
     * serialize. False when it would refuse the same work for ever.
     */
    boolean isPassing(RuntimeException failure);

    @Override
    void close();
}
