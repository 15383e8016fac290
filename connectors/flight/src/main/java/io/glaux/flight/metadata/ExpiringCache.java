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
package io.glaux.flight.metadata;

import com.google.common.base.Ticker;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.util.concurrent.ExecutionError;
import com.google.common.util.concurrent.UncheckedExecutionException;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import static com.google.common.base.Throwables.throwIfUnchecked;

/**
 * Values that are kept for a while. What is asked for by several at one time is loaded once. What was being loaded
 * while everything was dropped is not kept. Thread-safe.
 */
final class ExpiringCache<K, V>
{
    private final Cache<Generation<K>, V> cache;
    private final AtomicLong generation = new AtomicLong();

    ExpiringCache(Duration timeToLive, long maximumSize, Ticker ticker)
    {
        this.cache = CacheBuilder.newBuilder()
                .expireAfterWrite(timeToLive)
                .maximumSize(maximumSize)
                .ticker(ticker)
                .build();
    }

    private record Generation<K>(long number, K key) {}

    private Generation<K> current(K key)
    {
        return new Generation<>(generation.get(), key);
    }

    V get(K key, Supplier<V> load)
    {
        try {
            return cache.get(current(key), load::get);
        }
        catch (UncheckedExecutionException | ExecutionException | ExecutionError e) {
            throwIfUnchecked(e.getCause());
            throw new IllegalStateException(e.getCause());
        }
    }

    Optional<V> find(K key)
    {
        return Optional.ofNullable(cache.getIfPresent(current(key)));
    }

    void put(K key, V value)
    {
        cache.put(current(key), value);
    }

    void drop(K key)
    {
        cache.invalidate(current(key));
    }

    void dropAll()
    {
        generation.incrementAndGet();
        cache.invalidateAll();
    }
}
