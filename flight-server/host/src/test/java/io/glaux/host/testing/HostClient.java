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
package io.glaux.host.testing;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.glaux.protocol.Actions;
import io.glaux.protocol.BatchHeader;
import io.glaux.protocol.ErrorDetails;
import io.glaux.protocol.v1.BatchMetadata;
import io.glaux.protocol.v1.CallContext;
import io.glaux.protocol.v1.ErrorDetail;
import io.glaux.protocol.v1.HealthRequest;
import io.glaux.protocol.v1.HealthResponse;
import io.glaux.protocol.v1.PlanRequest;
import io.glaux.protocol.v1.PlanResponse;
import io.glaux.protocol.v1.Projection;
import io.glaux.protocol.v1.ReadTicket;
import io.glaux.protocol.v1.ScanSpec;
import io.glaux.protocol.v1.Split;
import io.glaux.protocol.v1.SplitsRequest;
import io.glaux.protocol.v1.SplitsResponse;
import io.glaux.protocol.v1.TableName;
import io.glaux.source.batch.RowsReader;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.ErrorFlightMetadata;
import org.apache.arrow.flight.FlightCallHeaders;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.HeaderCallOption;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.Result;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Speaks to a host as an engine does.
 */
public final class HostClient
        implements AutoCloseable
{
    private final BufferAllocator allocator = new RootAllocator(1 << 30);
    private final FlightClient client;
    private final CallOption[] options;
    private final CallContext context;

    public HostClient(int port, Optional<String> token)
    {
        this(Location.forGrpcInsecure("127.0.0.1", port), token, builder -> builder);
    }

    public HostClient(Location location, Optional<String> token, UnaryOperator<FlightClient.Builder> options)
    {
        this.client = options.apply(FlightClient.builder(allocator, location)).build();
        FlightCallHeaders headers = new FlightCallHeaders();
        token.ifPresent(secret -> headers.insert("authorization", "Bearer " + secret));
        this.options = new CallOption[] {new HeaderCallOption(headers)};
        this.context = context("test", "query-1", "alice");
    }

    public static CallContext context(String catalog, String query, String user)
    {
        return CallContext.newBuilder()
                .setCatalog(catalog)
                .setQueryId(query)
                .setUser(user)
                .setTimeZone("Europe/Berlin")
                .setWorkgroup("primary")
                .build();
    }

    public CallContext context()
    {
        return context;
    }

    public FlightClient flight()
    {
        return client;
    }

    public BufferAllocator allocator()
    {
        return allocator;
    }

    public CallOption[] with(CallOption... more)
    {
        return Stream.concat(Stream.of(options), Stream.of(more)).toArray(CallOption[]::new);
    }

    public List<byte[]> action(String type, byte[] body)
    {
        List<byte[]> bodies = new ArrayList<>();
        Iterator<Result> results = client.doAction(new Action(type, body), options);
        results.forEachRemaining(result -> bodies.add(result.getBody()));
        return bodies;
    }

    public <T extends Message> List<T> action(String type, Message request, Parser<T> parser)
    {
        List<T> messages = new ArrayList<>();
        for (byte[] body : action(type, request.toByteArray())) {
            try {
                messages.add(parser.parseFrom(body));
            }
            catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
            }
        }
        return messages;
    }

    public <T extends Message> T single(String type, Message request, Parser<T> parser)
    {
        List<T> messages = action(type, request, parser);
        assertThat(messages).hasSize(1);
        return messages.getFirst();
    }

    public HealthResponse health()
    {
        return single(Actions.HEALTH, HealthRequest.getDefaultInstance(), HealthResponse.parser());
    }

    public PlanResponse plan(String table, String... columns)
    {
        ScanSpec.Builder scan = ScanSpec.newBuilder()
                .setTable(TableName.newBuilder().setSchema("default").setTable(table));
        for (String column : columns) {
            scan.addColumns(Projection.newBuilder().addAllPath(List.of(column.split("\\."))));
        }
        return plan(scan.build());
    }

    public PlanResponse plan(ScanSpec scan)
    {
        PlanRequest request = PlanRequest.newBuilder().setContext(context).setScan(scan).build();
        return single(Actions.PLAN, request, PlanResponse.parser());
    }

    public List<Split> splits(ByteString scan)
    {
        SplitsRequest request = SplitsRequest.newBuilder().setContext(context).setScan(scan).build();
        return action(Actions.SPLITS, request, SplitsResponse.parser()).stream()
                .flatMap(response -> response.getSplitsList().stream())
                .toList();
    }

    /**
     * The ticket of the one split of a table.
     */
    public ReadTicket ticket(String table, String... columns)
    {
        List<Split> splits = splits(plan(table, columns).getScan());
        assertThat(splits).hasSize(1);
        return ReadTicket.newBuilder().setContext(context).setSplit(splits.getFirst().getTicket()).build();
    }

    public FlightStream read(ReadTicket ticket, CallOption... more)
    {
        return client.getStream(new Ticket(ticket.toByteArray()), with(more));
    }

    /**
     * Reads all of it.
     */
    public ReadRows readAll(ReadTicket ticket)
    {
        List<List<Object>> rows = new ArrayList<>();
        List<BatchMetadata> headers = new ArrayList<>();
        long count = 0;
        try (FlightStream stream = read(ticket)) {
            while (stream.next()) {
                rows.addAll(new RowsReader(stream.getRoot()).rows());
                headers.add(BatchHeader.readBatch(stream.getLatestMetadata()));
                count += stream.getRoot().getRowCount();
            }
        }
        catch (FlightRuntimeException e) {
            throw e;
        }
        catch (Exception e) {
            throw new AssertionError(e);
        }
        return new ReadRows(rows, headers, count);
    }

    public static ErrorDetail detail(Throwable failure)
    {
        assertThat(failure).isInstanceOf(FlightRuntimeException.class);
        ErrorFlightMetadata metadata = ((FlightRuntimeException) failure).status().metadata();
        assertThat(metadata).as(failure.toString()).isNotNull();
        return ErrorDetails.find(name -> metadata.containsKey(name) ? metadata.getByte(name) : null).orElseThrow();
    }

    @Override
    public void close()
    {
        try {
            client.close();
        }
        catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        allocator.close();
    }

    public record ReadRows(List<List<Object>> rows, List<BatchMetadata> headers, long count) {}
}
