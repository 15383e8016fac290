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

import com.google.protobuf.Message;
import io.glaux.protocol.v1.BeginWriteRequest;
import io.glaux.protocol.v1.BeginWriteResponse;
import io.glaux.protocol.v1.DescribeRequest;
import io.glaux.protocol.v1.DescribeResponse;
import io.glaux.protocol.v1.EndWriteRequest;
import io.glaux.protocol.v1.EndWriteResponse;
import io.glaux.protocol.v1.HealthResponse;
import io.glaux.protocol.v1.HelloResponse;
import io.glaux.protocol.v1.LookupRequest;
import io.glaux.protocol.v1.PlanRequest;
import io.glaux.protocol.v1.PlanResponse;
import io.glaux.protocol.v1.RateRequest;
import io.glaux.protocol.v1.RateResponse;
import io.glaux.protocol.v1.ReadTicket;
import io.glaux.protocol.v1.SchemasRequest;
import io.glaux.protocol.v1.SchemasResponse;
import io.glaux.protocol.v1.SplitsRequest;
import io.glaux.protocol.v1.SplitsResponse;
import io.glaux.protocol.v1.StatisticsRequest;
import io.glaux.protocol.v1.StatisticsResponse;
import io.glaux.protocol.v1.TablesRequest;
import io.glaux.protocol.v1.TablesResponse;
import io.glaux.protocol.v1.WriteRequest;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import org.apache.arrow.flight.impl.Flight.FlightData;
import org.apache.arrow.flight.impl.Flight.PutResult;
import org.apache.arrow.flight.impl.Flight.Ticket;
import org.apache.arrow.flight.impl.FlightServiceGrpc;
import org.apache.arrow.vector.types.pojo.Schema;

import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import static io.glaux.flight.client.FlightErrorCode.GLAUX_HOST_UNAVAILABLE;
import static io.glaux.flight.client.FlightErrorCode.GLAUX_WRITE_UNKNOWN;
import static java.util.Objects.requireNonNull;

/**
 * The hosts of one catalog, as the protocol has them called. A call goes to the replica that has the least to do; when
 * it fails before its first answer, to another. There is one channel to each, for all threads. Thread-safe.
 * <p>
 * Every method throws {@link HostException} when a call fails. Closing ends all calls.
 */
public final class HostClient
        implements AutoCloseable
{
    private static final MethodDescriptor<Ticket, InputStream> READ = FlightServiceGrpc.getDoGetMethod()
            .toBuilder(FlightServiceGrpc.getDoGetMethod().getRequestMarshaller(), FrameReader.UNREAD)
            .build();
    private static final MethodDescriptor<FlightData, InputStream> EXCHANGE = FlightServiceGrpc.getDoExchangeMethod()
            .toBuilder(FlightServiceGrpc.getDoExchangeMethod().getRequestMarshaller(), FrameReader.UNREAD)
            .build();

    private final HostOptions options;
    private final ExecutorService executor;
    private final Replicas replicas;
    private final FrameMemory memory;
    private final HostCall.AnswerTimes times;

    public HostClient(HostOptions options)
    {
        this.options = requireNonNull(options, "options is null");
        this.executor = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("flight-call-", 0).factory());
        this.memory = new FrameMemory(options.memoryBytes(), options.maxMessageBytes());
        this.times = new HostCall.AnswerTimes(options.answerTimeout(), options.probeInterval());
        this.replicas = new Replicas(options, executor);
    }

    public List<HostAddress> addresses()
    {
        return replicas.all().stream().map(Replica::address).toList();
    }

    // ------------------------------------------------------------------------------------------------- actions

    /**
     * What a replica says of itself now.
     */
    public HelloResponse hello()
    {
        return onAny(Replica::hello);
    }

    public Answers<SchemasResponse> schemas(SchemasRequest request)
    {
        return answers(HostAction.SCHEMAS, request);
    }

    public Answers<TablesResponse> tables(TablesRequest request)
    {
        return answers(HostAction.TABLES, request);
    }

    public Answers<DescribeResponse> describe(DescribeRequest request)
    {
        return answers(HostAction.DESCRIBE, request);
    }

    public StatisticsResponse statistics(StatisticsRequest request)
    {
        return onAny(replica -> HostAction.STATISTICS.call(replica, request, options.callTimeout()));
    }

    public PlanResponse plan(PlanRequest request)
    {
        return onAny(replica -> HostAction.PLAN.call(replica, request, options.callTimeout()));
    }

    /**
     * The host makes splits as they are asked for.
     */
    public Answers<SplitsResponse> splits(SplitsRequest request)
    {
        return answers(HostAction.SPLITS, request);
    }

    public BeginWriteResponse beginWrite(BeginWriteRequest request)
    {
        return onAny(replica -> HostAction.BEGIN_WRITE.call(replica, request, options.callTimeout()));
    }

    /**
     * Is not tried twice: nobody knows what became of the first.
     *
     * @throws HostException with {@link FlightErrorCode#GLAUX_WRITE_UNKNOWN} if the host may have done it or not
     */
    public EndWriteResponse endWrite(EndWriteRequest request)
    {
        try {
            Replica replica = attempts(List.of()).next();
            return HostAction.END_WRITE.call(replica, request, options.callTimeout());
        }
        catch (HostException e) {
            boolean isNotLetIn = !e.isRetryable() && e.getErrorCode().equals(GLAUX_HOST_UNAVAILABLE.toErrorCode());
            if (isNotLetIn || !e.sourceCode().isEmpty()) {
                throw e;
            }
            // an end without an answer, or one that cannot be read, says as little as none
            throw HostException.lasting(
                    GLAUX_WRITE_UNKNOWN,
                    "It is not known whether the write was ended: %s. Look at the table before you write again."
                            .formatted(e.getMessage()),
                    e);
        }
        catch (InterruptedException e) {
            throw HostException.interrupted(e);
        }
    }

    /**
     * Gives one host its share of what the catalog may take.
     */
    public RateResponse rate(HostAddress address, RateRequest request)
    {
        return onOne(address, replica -> {
            replica.greet();
            return HostAction.RATE.call(replica, request, options.probeInterval());
        });
    }

    public HealthResponse health(HostAddress address)
    {
        return onOne(address, Replica::health);
    }

    // ------------------------------------------------------------------------------------------------- streams

    /**
     * The tries of a stream until its first frame.
     *
     * @param locations of hosts that serve it best, as a split has them
     */
    public Attempts attempts(Collection<String> locations)
    {
        return new Attempts(replicas, options.retries(), locations);
    }

    /**
     * Reads a split: DoGet.
     */
    public FrameCall<Ticket> read(Replica replica, ReadTicket ticket)
            throws InterruptedException
    {
        HostCall<Ticket, InputStream> call = HostCall.start(
                replica, READ, CallOptions.DEFAULT, times, FrameCall::discard);
        begin(call, Ticket.newBuilder().setTicket(ticket.toByteString()).build());
        call.finishSending();
        return frames(call);
    }

    /**
     * How many keys a batch of a look-up may have, as far as the hosts have said.
     *
     * @param wanted and no more
     */
    public int mostKeys(int wanted)
    {
        long most = wanted;
        for (Replica replica : replicas.all()) {
            long said = replica.greeted().map(hello -> hello.getLimits().getMaxLookupKeys()).orElse(0L);
            most = said > 0 ? Math.min(most, said) : most;
        }
        return (int) most;
    }

    /**
     * Looks rows up: DoExchange. Send batches of keys, by {@link FrameWriter}.
     */
    public FrameCall<FlightData> lookUp(Replica replica, LookupRequest request, Schema keys)
            throws InterruptedException
    {
        HostCall<FlightData, InputStream> call = HostCall.start(
                replica, EXCHANGE, CallOptions.DEFAULT, times, FrameCall::discard);
        begin(call, FrameWriter.first(request, keys));
        return frames(call);
    }

    /**
     * Writes rows: DoPut. Send batches, by {@link FrameWriter}.
     */
    public HostCall<FlightData, PutResult> write(Replica replica, WriteRequest request, Schema rows)
            throws InterruptedException
    {
        HostCall<FlightData, PutResult> call = HostCall.start(
                replica, FlightServiceGrpc.getDoPutMethod(), CallOptions.DEFAULT, times, _ -> {});
        begin(call, FrameWriter.first(request, rows));
        return call;
    }

    private static <Q, R> void begin(HostCall<Q, R> call, Q message)
            throws InterruptedException
    {
        try {
            call.send(message);
        }
        catch (InterruptedException | RuntimeException e) {
            call.close();
            throw e;
        }
    }

    private <Q> FrameCall<Q> frames(HostCall<Q, InputStream> call)
    {
        return new FrameCall<>(call, new FrameReader(memory, options.maxMessageBytes(), call.address()));
    }

    // --------------------------------------------------------------------------------------------------- calls

    private <T extends Message> Answers<T> answers(HostAction<T> action, Message request)
    {
        return new Answers<>(action, request, attempts(List.of()), times);
    }

    private <T> T onAny(Call<T> call)
    {
        Attempts attempts = attempts(List.of());
        try {
            while (true) {
                Replica replica = attempts.next();
                try {
                    T answer = call.on(replica);
                    attempts.succeeded(replica);
                    return answer;
                }
                catch (HostException e) {
                    attempts.failed(replica, e);
                }
            }
        }
        catch (InterruptedException e) {
            throw HostException.interrupted(e);
        }
    }

    private <T> T onOne(HostAddress address, Call<T> call)
    {
        Replica replica = replicas.at(address);
        try {
            return call.on(replica);
        }
        catch (HostException e) {
            replica.blame(e);
            throw e;
        }
        catch (InterruptedException e) {
            throw HostException.interrupted(e);
        }
    }

    /**
     * Of batches that have come and are not pages yet.
     */
    public long allocatedBytes()
    {
        return memory.allocatedBytes();
    }

    /**
     * To all hosts together.
     */
    public int openCalls()
    {
        return replicas.all().stream().mapToInt(Replica::openCalls).sum();
    }

    @Override
    public void close()
    {
        replicas.close();
        executor.close();
        memory.close();
    }

    @FunctionalInterface
    private interface Call<T>
    {
        T on(Replica replica)
                throws InterruptedException;
    }
}
