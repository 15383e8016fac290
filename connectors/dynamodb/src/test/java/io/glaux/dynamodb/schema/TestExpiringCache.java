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

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestExpiringCache
{
    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger found = new AtomicInteger();

    @Test
    void remembersForItsLifetime()
    {
        ExpiringCache<String, String> cache = cache(Duration.ofSeconds(1));
        assertThat(cache.get("a")).isEqualTo("a1");
        now.set(Duration.ofSeconds(1).toNanos() - 1);
        assertThat(cache.get("a")).isEqualTo("a1");
        assertThat(cache.get("b")).isEqualTo("b2");
        now.incrementAndGet();
        assertThat(cache.get("a")).isEqualTo("a3");
        assertThat(cache.get("b")).isEqualTo("b2");
    }

    @Test
    void remembersNothingForNoTime()
    {
        ExpiringCache<String, String> cache = cache(Duration.ZERO);
        assertThat(cache.get("a")).isEqualTo("a1");
        assertThat(cache.get("a")).isEqualTo("a2");
    }

    @Test
    void doesNotRememberFailures()
    {
        ExpiringCache<String, String> cache = new ExpiringCache<>(Duration.ofSeconds(1), now::get, key -> {
            if (found.incrementAndGet() == 1) {
                throw new IllegalStateException("first");
            }
            return key;
        });
        assertThatThrownBy(() -> cache.get("a")).hasMessage("first");
        assertThat(cache.get("a")).isEqualTo("a");
    }

    @Test
    void looksOnceForMany()
            throws Exception
    {
        CountDownLatch started = new CountDownLatch(8);
        ExpiringCache<String, String> cache = cache(Duration.ofSeconds(1));
        try (ExecutorService executor = Executors.newFixedThreadPool(8)) {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(executor.submit(() -> {
                    started.countDown();
                    started.await();
                    return cache.get("a");
                }));
            }
            for (Future<String> answer : answers) {
                assertThat(answer.get()).isEqualTo("a1");
            }
        }
        assertThat(found).hasValue(1);
    }

    private ExpiringCache<String, String> cache(Duration lifetime)
    {
        return new ExpiringCache<>(lifetime, now::get, key -> key + found.incrementAndGet());
    }
}
