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
package io.glaux.flight.client;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.glaux.protocol.ProtocolException;
import io.glaux.protocol.ProtocolVersion;
import io.glaux.protocol.v1.HealthRequest;
import io.glaux.protocol.v1.HealthResponse;
import io.glaux.protocol.v1.HelloRequest;
import io.glaux.protocol.v1.HelloResponse;
import io.grpc.ChannelCredentials;
import io.grpc.ConnectivityState;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.NettyChannelBuilder;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

import static io.glaux.flight.client.FlightErrorCode.GLAUX_HOST_FAILED;
import static io.glaux.flight.client.FlightErrorCode.GLAUX_HOST_UNAVAILABLE;
import static java.util.Objects.requireNonNull;

/**
 * One host behind one channel, that all calls share. Thread-safe.
 */
public final class Replica
{
    private static final Metadata.Key<String> AUTHORIZATION = Metadata.Key.of(
            "authorization",
            Metadata.ASCII_STRING_MARSHALLER);
    private static final Duration FIRST_REST = Duration.ofSeconds(1);
    private static final int LONGEST_REST_DOUBLINGS = 5;
    // beside a batch itself, a message has its header, and what the source tells with it
    private static final int MESSAGE_MARGIN = 1 << 20;
    private static final int FLOW_CONTROL_WINDOW = 1 << 20;

    private final HostAddress address;
    private final HostOptions options;
    private final ManagedChannel channel;
    private final AtomicInteger openCalls = new AtomicInteger();
    private final ReentrantLock greeting = new ReentrantLock();

    private volatile Optional<HelloResponse> greeted = Optional.empty();
    private final ReentrantLock health = new ReentrantLock();
    @GuardedBy("health")
    private int failures;
    @GuardedBy("health")
    private long restsUntil;

    Replica(HostAddress address, HostOptions options, Executor executor)
    {
        this.address = requireNonNull(address, "address is null");
        this.options = requireNonNull(options, "options is null");
        this.channel = NettyChannelBuilder.forAddress(address.host(), address.port(), credentials(address, options))
                // what a host may send before the engine wants it: no query pays for it, so it must not grow
                .flowControlWindow(FLOW_CONTROL_WINDOW)
                .executor(executor)
                .offloadExecutor(executor)
                .disableRetry()
                .maxInboundMessageSize(Math.addExact(options.maxMessageBytes(), MESSAGE_MARGIN))
                .build();
        watch(channel.getState(false));
    }

    /**
     * Hello is the first call of a connection, so it is said again when there is another.
     */
    private void watch(ConnectivityState state)
    {
        if (state == ConnectivityState.SHUTDOWN) {
            return;
        }
        channel.notifyWhenStateChanged(state, () -> {
            if (state == ConnectivityState.READY) {
                greeted = Optional.empty();
            }
            watch(channel.getState(false));
        });
    }

    private static ChannelCredentials credentials(HostAddress address, HostOptions options)
    {
        if (!address.tls()) {
            return InsecureChannelCredentials.create();
        }
        TlsChannelCredentials.Builder builder = TlsChannelCredentials.newBuilder();
        try {
            if (options.tls().trusted().isPresent()) {
                builder.trustManager(options.tls().trusted().get().toFile());
            }
            if (options.tls().identity().isPresent()) {
                TlsFiles.Identity identity = options.tls().identity().get();
                builder.keyManager(identity.certificates().toFile(), identity.key().toFile());
            }
        }
        catch (IOException e) {
            throw new IllegalArgumentException(
                    "A file for the TLS connection to %s cannot be read: %s".formatted(address, e.getMessage()),
                    e);
        }
        return builder.build();
    }

    public HostAddress address()
    {
        return address;
    }

    ManagedChannel channel()
    {
        return channel;
    }

    Metadata headers()
    {
        Metadata headers = new Metadata();
        options.token().ifPresent(token -> headers.put(AUTHORIZATION, "Bearer " + token.secret()));
        return headers;
    }

    int openCalls()
    {
        return openCalls.get();
    }

    void opened()
    {
        openCalls.incrementAndGet();
    }

    void closed()
    {
        openCalls.decrementAndGet();
    }

    /**
     * Says hello, the first time and after failures.
     */
    void greet()
            throws InterruptedException
    {
        if (greeted.isPresent()) {
            return;
        }
        greeting.lockInterruptibly();
        try {
            if (greeted.isEmpty()) {
                greeted = Optional.of(hello());
            }
        }
        finally {
            greeting.unlock();
        }
    }

    /**
     * What it said of itself, if it was asked since it failed last.
     */
    Optional<HelloResponse> greeted()
    {
        return greeted;
    }

    HelloResponse hello()
            throws InterruptedException
    {
        HelloRequest request = HelloRequest.newBuilder()
                .setVersion(ProtocolVersion.current())
                .setEngine("glaux")
                .build();
        HelloResponse response = HostAction.HELLO.call(this, request, options.callTimeout());
        try {
            ProtocolVersion.checkAnswer(response.getVersion());
        }
        catch (ProtocolException e) {
            throw HostException.lasting(GLAUX_HOST_FAILED, "%s (%s)".formatted(e.getMessage(), address), e);
        }
        return response;
    }

    HealthResponse health()
            throws InterruptedException
    {
        return HostAction.HEALTH.call(this, HealthRequest.getDefaultInstance(), options.probeInterval());
    }

    /**
     * @throws HostException if the host does not answer any more
     */
    void probe()
            throws InterruptedException
    {
        try {
            health();
        }
        catch (HostException e) {
            if (e.isRetryable() && e.getErrorCode().equals(GLAUX_HOST_UNAVAILABLE.toErrorCode())) {
                blame(e);
                throw e;
            }
            // whatever it says, it is alive
        }
    }

    /**
     * The host was found at fault, so others are asked before it for a while.
     */
    void failed()
    {
        greeted = Optional.empty();
        health.lock();
        try {
            failures = Math.min(failures + 1, LONGEST_REST_DOUBLINGS);
            restsUntil = System.nanoTime() + (FIRST_REST.toNanos() << (failures - 1));
        }
        finally {
            health.unlock();
        }
    }

    /**
     * Where nothing was heard of the host itself, the connection may be at fault: one on which nothing comes any more
     * lasts for as long as the system keeps it. The next call makes another; those that are open go on.
     */
    void blame(HostException failure)
    {
        if (failure.isRetryable() && failure.sourceCode().isEmpty()) {
            channel.enterIdle();
        }
    }

    void succeeded()
    {
        health.lock();
        try {
            failures = 0;
        }
        finally {
            health.unlock();
        }
    }

    /**
     * How long the others are to be asked first, in nanoseconds; not positive: no longer.
     */
    long rest()
    {
        health.lock();
        try {
            return failures == 0 ? 0 : restsUntil - System.nanoTime();
        }
        finally {
            health.unlock();
        }
    }

    /**
     * Connects at once when it is called next, and does not wait as long as gRPC would.
     */
    void wake()
    {
        channel.resetConnectBackoff();
    }

    void close()
    {
        channel.shutdownNow();
        try {
            if (!channel.awaitTermination(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Calls to the host %s did not end".formatted(address));
            }
        }
        catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
