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
package io.glaux.dynamodb.schema;

import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;

import static java.util.Objects.requireNonNull;

/**
 * Remembers what was found for a while. What is looked for by several at once is looked for once. Failures are not
 * remembered. Thread-safe.
 */
final class ExpiringCache<K, V>
{
    /**
     * Beyond that, what has expired is thrown out.
     */
    private static final int MANY = 10_000;

    private final ConcurrentMap<K, Entry> entries = new ConcurrentHashMap<>();
    private final long lifetimeNanos;
    private final LongSupplier nanoTime;
    private final Function<K, V> finder;

    ExpiringCache(Duration lifetime, LongSupplier nanoTime, Function<K, V> finder)
    {
        this.lifetimeNanos = lifetime.toNanos();
        this.nanoTime = requireNonNull(nanoTime, "nanoTime is null");
        this.finder = requireNonNull(finder, "finder is null");
    }

    V get(K key)
    {
        if (entries.size() > MANY) {
            entries.values().removeIf(Entry::isExpired);
        }
        return entries.computeIfAbsent(key, _ -> new Entry()).get(key);
    }

    private final class Entry
    {
        private final ReentrantLock lock = new ReentrantLock();
        private volatile Found<V> found;

        private boolean isExpired()
        {
            Found<V> known = found;
            return known != null && nanoTime.getAsLong() - known.foundNanos() >= lifetimeNanos;
        }

        private V get(K key)
        {
            Found<V> known = found;
            if (known != null && !isExpired()) {
                return known.value();
            }
            try {
                lock.lockInterruptibly();
            }
            catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw SourceException.of(SourceErrorCode.SOURCE_FAILED, "Nobody waits for the table any more", e);
            }
            try {
                if (found == null || isExpired()) {
                    found = new Found<>(finder.apply(key), nanoTime.getAsLong());
                }
                return found.value();
            }
            finally {
                lock.unlock();
            }
        }
    }

    private record Found<V>(V value, long foundNanos) {}
}
