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
package io.glaux.engine.events;

import com.google.common.annotations.VisibleForTesting;
import io.airlift.log.Logger;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import static java.util.Objects.requireNonNull;

/**
 * Hands events to a sink, one after the other, from a queue of a limited length. An event that finds the queue full, or
 * that the sink refuses again and again, is dropped and counted: who tells of something never waits.
 */
public final class EventDelivery
        implements Consumer<String>, AutoCloseable
{
    private static final Logger log = Logger.get(EventDelivery.class);
    private static final int CAPACITY = 10_000;
    private static final int ATTEMPTS = 4;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final EventSink sink;
    private final Duration firstPause;
    private final BlockingQueue<String> queue;
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread;

    @VisibleForTesting
    EventDelivery(EventSink sink, int capacity, Duration firstPause)
    {
        this.sink = requireNonNull(sink, "sink is null");
        this.firstPause = requireNonNull(firstPause, "firstPause is null");
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.thread = Thread.ofVirtual().name("events").start(this::deliverAll);
    }

    /**
     * Appends each event to a file, as a line.
     */
    public static EventDelivery toFile(Path file)
    {
        return new EventDelivery(new FileSink(file), CAPACITY, FIRST_PAUSE);
    }

    /**
     * Posts each event to a URL.
     */
    public static EventDelivery toWebhook(URI address)
    {
        return new EventDelivery(new WebhookSink(address), CAPACITY, FIRST_PAUSE);
    }

    @Override
    public void accept(String event)
    {
        if (!queue.offer(event)) {
            drop("too many wait already");
        }
    }

    /**
     * How many events were not delivered and will not be.
     */
    public long dropped()
    {
        return dropped.get();
    }

    /**
     * Events that still wait are not delivered.
     */
    @Override
    public void close()
    {
        thread.interrupt();
    }

    private void deliverAll()
    {
        try {
            while (true) {
                deliver(queue.take());
            }
        }
        catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(String event)
            throws InterruptedException
    {
        Duration pause = firstPause;
        for (int attempt = 1; ; attempt++) {
            try {
                sink.deliver(event);
                return;
            }
            catch (IOException | RuntimeException e) {
                if (attempt == ATTEMPTS) {
                    drop(String.valueOf(e.getMessage()));
                    return;
                }
            }
            Thread.sleep(pause);
            pause = pause.multipliedBy(4);
        }
    }

    private void drop(String reason)
    {
        long count = dropped.incrementAndGet();
        // the first, the tenth, the hundredth: a sink that is away for a day must not fill the log
        if (String.valueOf(count).matches("10*")) {
            log.warn("An event was not delivered to %s: %s. That makes %s", sink, reason, count);
        }
    }
}
