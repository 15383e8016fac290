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
package io.glaux.flight.testing;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.glaux.flight.client.HostAddress;
import io.glaux.flight.client.HostOptions;
import io.glaux.flight.client.RetryPolicy;
import io.glaux.protocol.Actions;
import io.glaux.protocol.ErrorDetails;
import io.glaux.protocol.ProtocolVersion;
import io.glaux.protocol.v1.ErrorDetail;
import io.glaux.protocol.v1.HealthResponse;
import io.glaux.protocol.v1.HelloResponse;
import io.glaux.protocol.v1.ReadTicket;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import org.apache.arrow.flight.impl.Flight;
import org.apache.arrow.flight.impl.Flight.FlightData;
import org.apache.arrow.flight.impl.FlightServiceGrpc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A host on a port of its own, that says whatever a test wants, right or wrong: it works on the messages of gRPC
 * itself.
 */
public final class TestingHost
        extends FlightServiceGrpc.FlightServiceImplBase
        implements AutoCloseable
{
    private static final Metadata.Key<byte[]> DETAIL = Metadata.Key.of(
            ErrorDetails.TRAILER,
            Metadata.BINARY_BYTE_MARSHALLER);
    private static final Metadata.Key<String> AUTHORIZATION = Metadata.Key.of(
            "authorization",
            Metadata.ASCII_STRING_MARSHALLER);

    private final Map<String, ActionHandler> actions = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> tokens = new ConcurrentLinkedQueue<>();
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private volatile ReadHandler reads = (_, _) -> {
        throw Status.UNIMPLEMENTED.asRuntimeException();
    };
    private volatile Function<StreamObserver<FlightData>, StreamObserver<FlightData>> exchanges = _ -> {
        throw Status.UNIMPLEMENTED.asRuntimeException();
    };
    private volatile Function<StreamObserver<Flight.PutResult>, StreamObserver<FlightData>> puts = _ -> {
        throw Status.UNIMPLEMENTED.asRuntimeException();
    };
    private final Server server;

    private TestingHost(ServerCredentials credentials, int port)
    {
        on(Actions.HELLO, (_, out) -> out.accept(HelloResponse.newBuilder()
                .setVersion(ProtocolVersion.current())
                .build()));
        on(Actions.HEALTH, (_, out) -> out.accept(HealthResponse.newBuilder().setReady(true).build()));
        server = Grpc.newServerBuilderForPort(port, credentials)
                .addService(this)
                .intercept(new Recorder())
                .executor(executor)
                .maxInboundMessageSize(64 << 20)
                .build();
    }

    public static TestingHost start()
    {
        return start(InsecureServerCredentials.create(), 0);
    }

    /**
     * @param port 0: any
     */
    public static TestingHost start(ServerCredentials credentials, int port)
    {
        TestingHost host = new TestingHost(credentials, port);
        try {
            host.server.start();
            return host;
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes answers of an action; may fail.
     */
    @FunctionalInterface
    public interface ActionHandler
    {
        void answer(ByteString request, Sink<Message> out)
                throws Exception;
    }

    /**
     * Writes frames of a read; may fail.
     */
    @FunctionalInterface
    public interface ReadHandler
    {
        void read(ReadTicket ticket, Sink<FlightData> out)
                throws Exception;
    }

    /**
     * Takes what is to be sent.
     */
    public interface Sink<T>
    {
        void accept(T message)
                throws InterruptedException;
    }

    public TestingHost on(String action, ActionHandler handler)
    {
        actions.put(action, handler);
        return this;
    }

    public TestingHost onRead(ReadHandler handler)
    {
        reads = handler;
        return this;
    }

    public TestingHost onExchange(Function<StreamObserver<FlightData>, StreamObserver<FlightData>> handler)
    {
        exchanges = handler;
        return this;
    }

    public TestingHost onPut(Function<StreamObserver<Flight.PutResult>, StreamObserver<FlightData>> handler)
    {
        puts = handler;
        return this;
    }

    public HostAddress address()
    {
        return new HostAddress("127.0.0.1", server.getPort(), false);
    }

    /**
     * Options that do not wait for long.
     */
    public static HostOptions options(TestingHost... hosts)
    {
        return options(Arrays.stream(hosts).map(TestingHost::address).toList());
    }

    public static HostOptions options(List<HostAddress> addresses)
    {
        return HostOptions.of(addresses)
                .withRetries(new RetryPolicy(Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofSeconds(10)))
                .withTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(5));
    }

    /**
     * How often an action or method was called.
     */
    public long calls(String name)
    {
        return calls.stream().filter(name::equals).count();
    }

    public List<String> tokens()
    {
        return List.copyOf(tokens);
    }

    /**
     * Whether a client has given up a stream, within a second.
     */
    public boolean isCancelledSoon()
            throws InterruptedException
    {
        return cancelled.await(1, TimeUnit.SECONDS);
    }

    public static StatusRuntimeException failure(Status status, UnaryOperator<ErrorDetail.Builder> detail)
    {
        Metadata trailers = new Metadata();
        trailers.put(DETAIL, detail.apply(ErrorDetail.newBuilder()).build().toByteArray());
        return status.asRuntimeException(trailers);
    }

    /**
     * Breaks all connections.
     */
    public void kill()
    {
        server.shutdownNow();
    }

    @Override
    public void close()
    {
        kill();
        try {
            if (!server.awaitTermination(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The host does not end");
            }
        }
        catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        executor.shutdownNow();
    }

    // ------------------------------------------------------------------------------------------------- service

    @Override
    public void doAction(Flight.Action request, StreamObserver<Flight.Result> responses)
    {
        calls.add(request.getType());
        run(responses, sink -> {
            ActionHandler handler = actions.get(request.getType());
            if (handler == null) {
                throw Status.UNIMPLEMENTED.asRuntimeException();
            }
            handler.answer(
                    request.getBody(),
                    message -> sink.accept(Flight.Result.newBuilder().setBody(message.toByteString()).build()));
        });
    }

    @Override
    public void doGet(Flight.Ticket request, StreamObserver<FlightData> responses)
    {
        calls.add("read");
        run(responses, sink -> reads.read(ticket(request), sink));
    }

    private static ReadTicket ticket(Flight.Ticket request)
            throws InvalidProtocolBufferException
    {
        return ReadTicket.parseFrom(request.getTicket());
    }

    @Override
    public StreamObserver<FlightData> doExchange(StreamObserver<FlightData> responses)
    {
        calls.add("exchange");
        ((ServerCallStreamObserver<FlightData>) responses).setOnCancelHandler(cancelled::countDown);
        return exchanges.apply(responses);
    }

    @Override
    public StreamObserver<FlightData> doPut(StreamObserver<Flight.PutResult> responses)
    {
        calls.add("put");
        ((ServerCallStreamObserver<Flight.PutResult>) responses).setOnCancelHandler(cancelled::countDown);
        return puts.apply(responses);
    }

    private interface Body<T>
    {
        void run(Sink<T> sink)
                throws Exception;
    }

    /**
     * Sends when the client is ready, on a thread of its own.
     */
    private <T> void run(StreamObserver<T> responses, Body<T> body)
    {
        ServerCallStreamObserver<T> observer = (ServerCallStreamObserver<T>) responses;
        ReadySink<T> sink = new ReadySink<>(observer);
        observer.setOnReadyHandler(sink::wake);
        observer.setOnCancelHandler(() -> {
            cancelled.countDown();
            sink.wake();
        });
        executor.execute(() -> {
            try {
                body.run(sink);
                observer.onCompleted();
            }
            catch (StatusRuntimeException e) {
                observer.onError(e);
            }
            catch (Exception e) {
                observer.onError(Status.INTERNAL.withDescription(String.valueOf(e.getMessage())).asRuntimeException());
            }
        });
    }

    private static final class ReadySink<T>
            implements Sink<T>
    {
        private final ServerCallStreamObserver<T> observer;

        private ReadySink(ServerCallStreamObserver<T> observer)
        {
            this.observer = observer;
        }

        @Override
        public synchronized void accept(T message)
                throws InterruptedException
        {
            while (!observer.isReady() && !observer.isCancelled()) {
                wait(100);
            }
            if (observer.isCancelled()) {
                throw new InterruptedException("The client is gone");
            }
            observer.onNext(message);
        }

        private synchronized void wake()
        {
            notifyAll();
        }
    }

    private final class Recorder
            implements ServerInterceptor
    {
        @Override
        public <Q, R> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, R> call,
                Metadata headers,
                ServerCallHandler<Q, R> next)
        {
            tokens.add(String.valueOf(headers.get(AUTHORIZATION)));
            return next.startCall(call, headers);
        }
    }
}
