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
package io.glaux.conformance;

import com.google.protobuf.InvalidProtocolBufferException;
import io.glaux.conformance.data.KnownTable;
import io.glaux.protocol.BatchHeader;
import io.glaux.protocol.v1.BatchMetadata;
import io.glaux.protocol.v1.ReadTicket;
import io.glaux.protocol.v1.TableName;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.BackpressureStrategy;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightServer;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.NoOpFlightProducer;
import org.apache.arrow.flight.Result;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import static java.util.Objects.requireNonNull;

/**
 * Passes calls on to a host that is in order, and changes one thing on the way. It asks for no token.
 */
final class LyingHost
        extends NoOpFlightProducer
        implements TestedHost
{
    private static final String PREFIX = "glaux.v1.";
    private static final int WAIT_MILLIS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TestedHost host;
    private final Lie lie;
    private final HostClient client;
    private final BufferAllocator allocator = new RootAllocator();
    private final AtomicInteger reads = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final FlightServer server;

    LyingHost(TestedHost host, Lie lie)
    {
        this.host = requireNonNull(host, "host is null");
        this.lie = requireNonNull(lie, "lie is null");
        this.client = new HostClient(host.endpoint());
        this.server = FlightServer.builder(allocator, Location.forGrpcInsecure("127.0.0.1", 0), this).build();
        try {
            server.start();
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Endpoint endpoint()
    {
        return new Endpoint(
                Location.forGrpcInsecure("127.0.0.1", server.getPort()),
                host.endpoint().token(),
                Optional.empty(),
                host.endpoint().catalog());
    }

    @Override
    public List<KnownTable> tables()
    {
        return host.tables();
    }

    @Override
    public Optional<TableName> largeTable()
    {
        return host.largeTable();
    }

    @Override
    public void doAction(CallContext context, Action action, StreamListener<Result> listener)
    {
        String type = action.getType().replace(PREFIX, "");
        try {
            List<byte[]> answers = new ArrayList<>();
            if (lie.passesOn(type)) {
                Action changed = new Action(action.getType(), lie.request(type, action.getBody()));
                client.flight().doAction(changed, client.options()).forEachRemaining(one -> answers.add(one.getBody()));
            }
            else {
                answers.add(new byte[0]);
            }
            lie.answers(type, action.getBody(), answers).forEach(answer -> listener.onNext(new Result(answer)));
            listener.onCompleted();
        }
        catch (FlightRuntimeException e) {
            lie.failure(e).ifPresentOrElse(listener::onError, listener::onCompleted);
        }
    }

    @Override
    public void getStream(CallContext context, Ticket ticket, ServerStreamListener listener)
    {
        ReadTicket read = read(ticket);
        reads.incrementAndGet();
        // by another thread: gRPC ends calls that are made by the thread of a call together with it
        try (FlightStream stream = CompletableFuture.supplyAsync(() -> client.open(read)).join()) {
            pass(stream, listener);
        }
        catch (FlightRuntimeException e) {
            listener.error(lie.failure(e).orElse(e));
        }
        catch (Exception e) {
            listener.error(CallStatus.INTERNAL.withCause(e).toRuntimeException());
        }
        finally {
            reads.decrementAndGet();
        }
    }

    private ReadTicket read(Ticket ticket)
    {
        try {
            return lie.ticket(ReadTicket.parseFrom(ticket.getBytes()));
        }
        catch (InvalidProtocolBufferException e) {
            throw CallStatus.INVALID_ARGUMENT.withCause(e).toRuntimeException();
        }
    }

    private void pass(FlightStream stream, ServerStreamListener listener)
            throws InterruptedException
    {
        BackpressureStrategy readiness = new BackpressureStrategy.CallbackBackpressureStrategy();
        readiness.register(listener);
        boolean isStarted = false;
        Optional<VectorSchemaRoot> changed = Optional.empty();
        try {
            while (stream.next()) {
                BatchMetadata header = BatchHeader.readBatch(stream.getLatestMetadata());
                Optional<VectorSchemaRoot> batch = lie.batch(stream.getRoot());
                if (!isStarted) {
                    isStarted = true;
                    changed = batch;
                    listener.start(batch.orElse(stream.getRoot()));
                }
                else if (batch.isPresent()) {
                    move(batch.get(), changed.orElseThrow());
                }
                send(header, listener);
                if (!goesOn(readiness, listener)) {
                    return;
                }
            }
            listener.completed();
        }
        finally {
            changed.ifPresent(VectorSchemaRoot::close);
        }
    }

    private static void move(VectorSchemaRoot from, VectorSchemaRoot to)
    {
        for (int i = 0; i < from.getFieldVectors().size(); i++) {
            from.getVector(i).makeTransferPair(to.getVector(i)).transfer();
        }
        to.setRowCount(from.getRowCount());
        from.close();
    }

    private void send(BatchMetadata header, ServerStreamListener listener)
    {
        List<BatchMetadata> headers = lie.headers(header);
        if (headers.isEmpty()) {
            listener.putNext();
        }
        for (BatchMetadata one : headers) {
            byte[] bytes = one.toBuilder().setThrottledMillis(1).build().toByteArray();
            ArrowBuf buffer = allocator.buffer(bytes.length);
            buffer.writeBytes(bytes);
            listener.putNext(buffer);
        }
    }

    /**
     * @return whether the client wants more
     */
    private boolean goesOn(BackpressureStrategy readiness, ServerStreamListener listener)
            throws InterruptedException
    {
        if (!lie.waitsForTheReader()) {
            return !listener.isCancelled();
        }
        while (!listener.isCancelled() && !listener.isReady()) {
            readiness.waitForListener(WAIT_MILLIS);
        }
        if (listener.isCancelled() && !lie.endsWhenCancelled()) {
            closing.await();
        }
        return !listener.isCancelled();
    }

    /**
     * The host behind it goes on.
     */
    @Override
    public void close()
    {
        closing.countDown();
        try {
            server.close();
        }
        catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // a client that is gone may have left reads behind, and buffers that are on their way
        Waiting.until(PATIENCE, "for reads to end", () -> reads.get() == 0);
        Waiting.until(PATIENCE, "for the buffers of reads", () -> allocator.getAllocatedMemory() == 0);
        client.close();
        allocator.close();
    }
}
