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

import io.airlift.log.Logger;
import io.glaux.metering.ReadRequest;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanRefusedException;
import io.glaux.metering.Units;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

/**
 * The leases of a worker: it asks the coordinator before each read of a limited query. One call is under way at a time;
 * what comes in meanwhile goes with the next, so that many readers need few calls. Of a query that nothing limits it
 * asks once a second.
 */
public final class RemoteLeases
        implements ReadLeases, AutoCloseable
{
    private static final Logger log = Logger.get(RemoteLeases.class);
    private static final Duration UNLIMITED_KEPT = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final int REMEMBERED = 10_000;

    private final CompletableFuture<LeaseTransport> transport = new CompletableFuture<>();
    private final BlockingQueue<Message> outbox = new LinkedBlockingQueue<>();
    private final Map<String, Long> unlimited = new ConcurrentHashMap<>();
    private final Thread sender;

    /**
     * Begins anywhere: a worker that is started again must not name a lease of its earlier life.
     */
    private final AtomicLong numbers = new AtomicLong(new SecureRandom().nextLong());

    public RemoteLeases()
    {
        sender = Thread.ofPlatform().daemon().name("lease-sender").start(this::send);
    }

    /**
     * Reads that wait are asked for from now on.
     */
    public void connect(LeaseTransport transport)
    {
        this.transport.complete(requireNonNull(transport, "transport is null"));
    }

    @Override
    public ReadLease take(String queryId, ScanKey key, ReadRequest request)
    {
        Long since = unlimited.get(queryId);
        if (since != null && System.nanoTime() - since < UNLIMITED_KEPT.toNanos()) {
            return ReadLease.UNLIMITED;
        }
        long number = numbers.incrementAndGet();
        LeaseCall.Ask ask = LeaseCall.Ask.of(queryId, number, key, request);
        try {
            while (true) {
                LeaseVerdict verdict = ask(ask);
                switch (verdict.kind()) {
                    case UNLIMITED -> {
                        remember(queryId);
                        return ReadLease.UNLIMITED;
                    }
                    case GRANTED -> {
                        return (served, units) -> outbox.add(new Settled(new LeaseCall.Settlement(
                                queryId, number, served, units.millionths())));
                    }
                    case REFUSED -> throw new ScanRefusedException(verdict.message());
                    case WAIT -> Thread.sleep(PAUSE);
                }
            }
        }
        catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            // it may have been granted
            outbox.add(new Settled(new LeaseCall.Settlement(queryId, number, 0, Units.NONE.millionths())));
            throw new ScanRefusedException("Query %s was stopped while it waited to read".formatted(queryId));
        }
    }

    @Override
    public void close()
    {
        sender.interrupt();
    }

    private LeaseVerdict ask(LeaseCall.Ask ask)
            throws InterruptedException
    {
        Asked asked = new Asked(ask, new CompletableFuture<>());
        outbox.add(asked);
        try {
            return asked.verdict.get();
        }
        catch (ExecutionException e) {
            throw new ScanRefusedException(
                    "The coordinator does not say what query %s may still read: %s"
                            .formatted(ask.query(), e.getCause().getMessage()));
        }
    }

    private void remember(String queryId)
    {
        if (unlimited.size() >= REMEMBERED) {
            long now = System.nanoTime();
            unlimited.values().removeIf(since -> now - since >= UNLIMITED_KEPT.toNanos());
        }
        unlimited.put(queryId, System.nanoTime());
    }

    private void send()
    {
        try {
            LeaseTransport coordinator = transport.get();
            List<Message> batch = new ArrayList<>();
            while (true) {
                batch.add(outbox.take());
                outbox.drainTo(batch);
                send(coordinator, batch);
                batch.clear();
            }
        }
        catch (InterruptedException | ExecutionException e) {
            log.debug(e, "No more reads are asked for");
        }
    }

    private void send(LeaseTransport coordinator, List<Message> batch)
            throws InterruptedException
    {
        List<Asked> asked = new ArrayList<>();
        List<LeaseCall.Settlement> settlements = new ArrayList<>();
        for (Message message : batch) {
            switch (message) {
                case Asked one -> asked.add(one);
                case Settled one -> settlements.add(one.settlement());
            }
        }
        // given up before it was asked for: settlements are looked at first, and it would be granted after its own
        Set<Long> settled = settlements.stream().map(LeaseCall.Settlement::number).collect(toSet());
        asked.removeIf(one -> settled.contains(one.ask.number()));
        LeaseCall call = new LeaseCall(coordinator.node(), settlements, asked.stream().map(Asked::ask).toList());
        long start = System.nanoTime();
        while (true) {
            try {
                LeaseAnswers answers = coordinator.exchange(call);
                for (int i = 0; i < asked.size(); i++) {
                    asked.get(i).verdict.complete(answers.verdicts().get(i));
                }
                return;
            }
            catch (RuntimeException e) {
                if (System.nanoTime() - start > PATIENCE.toNanos()) {
                    log.warn(e, "The coordinator does not answer: %s reads are not sent", asked.size());
                    // what is reserved for reads that are over, or that it granted and could not say, must come back
                    settlements.forEach(settlement -> outbox.add(new Settled(settlement)));
                    asked.forEach(one -> outbox.add(new Settled(new LeaseCall.Settlement(
                            one.ask.query(), one.ask.number(), 0, Units.NONE.millionths()))));
                    asked.forEach(one -> one.verdict.completeExceptionally(e));
                    return;
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    private sealed interface Message {}

    private record Asked(LeaseCall.Ask ask, CompletableFuture<LeaseVerdict> verdict)
            implements Message {}

    private record Settled(LeaseCall.Settlement settlement)
            implements Message {}
}
