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
package io.glaux.flight.fault;

import io.glaux.flight.reference.ReferenceHost;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A host with one fault, behind a network that may have one.
 */
final class FaultyHost
        implements AutoCloseable
{
    static final String CATALOG = "faulty";

    private final FaultKind kind;
    private final Map<String, String> settings;
    private final FaultyNetwork network;
    private final AtomicLong lateMillis = new AtomicLong();
    private Optional<ReferenceHost> host = Optional.empty();
    private volatile Optional<HostJvm> process = Optional.empty();
    private Optional<TamperingProxy> proxy = Optional.empty();
    private boolean isClosed;

    private FaultyHost(FaultKind kind, Map<String, String> settings, FaultyNetwork network)
    {
        this.kind = kind;
        this.settings = settings;
        this.network = network;
    }

    /**
     * @param random decides where and when the fault comes
     * @param standard settings of the source without a fault
     */
    static FaultyHost start(FaultKind kind, Random random, Map<String, String> standard, FaultyNetwork network)
    {
        Map<String, String> settings = new HashMap<>(standard);
        settings.put("resume", String.valueOf(random.nextInt(3) > 0));
        sourceFault(kind, random).ifPresent(settings::putAll);
        FaultyHost faulty = new FaultyHost(kind, settings, network);
        if (kind.isOfProcess()) {
            faulty.process = Optional.of(HostJvm.start(CATALOG, ReferenceHost.TOKEN, settings));
            network.connectTo(faulty.process.orElseThrow().port());
        }
        else {
            faulty.host = Optional.of(ReferenceHost.start(Map.of(CATALOG, settings), faulty.new LateClock()));
            network.connectTo(faulty.host.orElseThrow().port());
        }
        faulty.tamper(random);
        // no connection of before goes on
        network.heal();
        faulty.failNetwork(random);
        return faulty;
    }

    private static Optional<Map<String, String>> sourceFault(FaultKind kind, Random random)
    {
        String name = switch (kind) {
            case THROTTLED -> "throttle";
            case REFUSED -> "refuse";
            case SOURCE_AWAY -> "unavailable";
            case SOURCE_FAILS -> "fail";
            case SOURCE_STALLS -> "stall";
            case PROGRAM_FAILS -> "error";
            case WRONG_VALUE -> "wrong-value";
            case CRASHED -> random.nextBoolean() ? "crash" : "";
            default -> "";
        };
        if (name.isEmpty()) {
            return Optional.empty();
        }
        List<String> points = kind == FaultKind.THROTTLED || kind == FaultKind.WRONG_VALUE
                ? List.of("read", "lookup", "write")
                : List.of("read", "read", "open", "splits", "plan", "describe", "lookup", "write", "end");
        boolean isAlways = random.nextInt(3) == 0 && kind != FaultKind.THROTTLED;
        return Optional.of(Map.of(
                "fault.kind", name,
                "fault.point", points.get(random.nextInt(points.size())),
                "fault.after-rows", String.valueOf(random.nextInt(4) * random.nextInt(20_000)),
                "fault.times", String.valueOf(isAlways ? Long.MAX_VALUE : 1 + random.nextInt(3)),
                "fault.millis", String.valueOf(10 + random.nextInt(100))));
    }

    private void tamper(Random random)
    {
        Optional<TamperingProxy.Tampering> tampering = switch (kind) {
            case WRONG_SCHEMA -> Optional.of(new WrongAnswers(WrongAnswers.Wrong.SCHEMA, random, 0));
            case WRONG_BATCH -> Optional.of(new WrongAnswers(WrongAnswers.Wrong.BATCH, random, 1 + random.nextInt(3)));
            case ENDS_EARLY -> Optional.of(new WrongAnswers(WrongAnswers.Wrong.END, random, 1 + random.nextInt(3)));
            case EXPIRED_TICKET -> Optional.of(new Delay());
            default -> Optional.empty();
        };
        tampering.ifPresent(wrong -> {
            TamperingProxy between = TamperingProxy.start(host.orElseThrow().port(), wrong);
            network.connectTo(between.port());
            proxy = Optional.of(between);
        });
    }

    private void failNetwork(Random random)
    {
        FaultyNetwork.Failure failure = switch (kind) {
            case CUT, KILLED -> FaultyNetwork.Failure.CUT;
            case STALLED -> FaultyNetwork.Failure.STALL;
            case HALF_CLOSED -> FaultyNetwork.Failure.HALF_CLOSE;
            case SLOW -> FaultyNetwork.Failure.SLOW;
            default -> FaultyNetwork.Failure.NONE;
        };
        boolean isBack = random.nextBoolean();
        Runnable also = switch (kind) {
            case KILLED -> () -> process.ifPresent(HostJvm::kill);
            case CRASHED -> () -> {
                if (!settings.containsKey("fault.kind")) {
                    process.ifPresent(HostJvm::crash);
                }
            };
            default -> () -> {};
        };
        if (kind.isOfProcess() && isBack) {
            CompletableFuture<Void> _ = process.orElseThrow().onExit().thenRunAsync(this::startAgain);
        }
        // from the first bytes to the last of the larger answers
        long bytes = (long) Math.pow(2, random.nextDouble(6, 22));
        network.failAfter(bytes, failure, !isBack && kind != FaultKind.KILLED, also);
    }

    /**
     * As whoever watches over the host does.
     */
    private synchronized void startAgain()
    {
        if (isClosed) {
            return;
        }
        Map<String, String> sound = new HashMap<>(settings);
        sound.keySet().removeIf(name -> name.startsWith("fault."));
        process = Optional.of(HostJvm.start(CATALOG, ReferenceHost.TOKEN, sound));
        network.connectTo(process.orElseThrow().port());
    }

    /**
     * Of all calls; 0 where it is in a process of its own.
     */
    long allocatedBytes()
    {
        return host.map(ReferenceHost::allocatedBytes).orElse(0L);
    }

    /**
     * Whether what was written is still there.
     */
    boolean keepsRows()
    {
        return host.isPresent();
    }

    Map<String, String> settings()
    {
        return settings;
    }

    /**
     * Of its process, if it has one.
     */
    String log()
    {
        return process.map(HostJvm::log).orElse("");
    }

    @Override
    public synchronized void close()
    {
        isClosed = true;
        proxy.ifPresent(TamperingProxy::close);
        host.ifPresent(ReferenceHost::close);
        process.ifPresent(HostJvm::close);
    }

    /**
     * Lets so much time go by before a split is read that its ticket is not good any more.
     */
    private final class Delay
            implements TamperingProxy.Tampering
    {
        @Override
        public List<byte[]> change(String method, Object call, byte[] message)
        {
            return List.of(message);
        }

        @Override
        public boolean ends(String method, Object call)
        {
            return false;
        }

        @Override
        public void opens(String method)
        {
            if (method.endsWith("/DoGet")) {
                lateMillis.set(Duration.ofHours(2).toMillis());
            }
        }
    }

    private final class LateClock
            extends Clock
    {
        @Override
        public ZoneId getZone()
        {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone)
        {
            return this;
        }

        @Override
        public Instant instant()
        {
            return Instant.now().plusMillis(lateMillis.get());
        }
    }
}
