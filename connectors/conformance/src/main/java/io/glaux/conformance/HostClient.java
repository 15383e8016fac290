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

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.glaux.protocol.Actions;
import io.glaux.protocol.Messages;
import io.glaux.protocol.ProtocolLimits;
import io.glaux.protocol.ProtocolVersion;
import io.glaux.protocol.v1.CallContext;
import io.glaux.protocol.v1.CatalogInfo;
import io.glaux.protocol.v1.Feature;
import io.glaux.protocol.v1.HealthRequest;
import io.glaux.protocol.v1.HealthResponse;
import io.glaux.protocol.v1.HelloRequest;
import io.glaux.protocol.v1.HelloResponse;
import io.glaux.protocol.v1.PlanRequest;
import io.glaux.protocol.v1.PlanResponse;
import io.glaux.protocol.v1.ReadTicket;
import io.glaux.protocol.v1.ScanSpec;
import io.glaux.protocol.v1.Split;
import io.glaux.protocol.v1.SplitsRequest;
import io.glaux.protocol.v1.SplitsResponse;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.CallOptions;
import org.apache.arrow.flight.FlightCallHeaders;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.HeaderCallOption;
import org.apache.arrow.flight.Result;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static java.util.Objects.requireNonNull;

/**
 * Speaks to a host as an engine does. Failures of the host are {@link HostFailureException}s.
 */
public final class HostClient
        implements AutoCloseable
{
    private static final long MEMORY = 1L << 30;
    private static final int HEADROOM = 1 << 20;
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private final Endpoint endpoint;
    private final BufferAllocator allocator = new RootAllocator(MEMORY);
    private final FlightClient client;
    private final CallContext context;

    public HostClient(Endpoint endpoint)
    {
        this(endpoint, "conformance-1", "conformance");
    }

    public HostClient(Endpoint endpoint, String query, String user)
    {
        this.endpoint = requireNonNull(endpoint, "endpoint is null");
        this.context = CallContext.newBuilder()
                .setCatalog(endpoint.catalog())
                .setQueryId(query)
                .setUser(user)
                .setTimeZone("Europe/Berlin")
                .setWorkgroup("primary")
                .build();
        this.client = connect(endpoint, allocator);
    }

    private static FlightClient connect(Endpoint endpoint, BufferAllocator allocator)
    {
        FlightClient.Builder builder = FlightClient.builder(allocator, endpoint.location())
                .maxInboundMessageSize((int) ProtocolLimits.ROW_BYTES + HEADROOM);
        endpoint.tls().ifPresent(files -> {
            try (InputStream authorities = Files.newInputStream(files.authorities());
                    InputStream certificate = Files.newInputStream(files.certificate());
                    InputStream key = Files.newInputStream(files.key())) {
                builder.useTls().trustedCertificates(authorities).clientCertificate(certificate, key);
            }
            catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return builder.build();
    }

    public CallContext context()
    {
        return context;
    }

    public BufferAllocator allocator()
    {
        return allocator;
    }

    public FlightClient flight()
    {
        return client;
    }

    /**
     * The options of each call: its token, and a deadline that no call of a host in order meets.
     */
    public CallOption[] options()
    {
        return options(DEADLINE);
    }

    private CallOption[] options(Duration deadline)
    {
        List<CallOption> options =
                new ArrayList<>(List.of(CallOptions.timeout(deadline.toMillis(), TimeUnit.MILLISECONDS)));
        endpoint.token().ifPresent(token -> {
            FlightCallHeaders headers = new FlightCallHeaders();
            headers.insert("authorization", "Bearer " + token);
            options.add(new HeaderCallOption(headers));
        });
        return options.toArray(CallOption[]::new);
    }

    /**
     * The bodies of all answers.
     */
    public List<byte[]> action(String type, byte[] body)
    {
        try {
            List<byte[]> answers = new ArrayList<>();
            Iterator<Result> results = client.doAction(new Action(type, body), options());
            results.forEachRemaining(result -> answers.add(result.getBody()));
            return answers;
        }
        catch (FlightRuntimeException e) {
            throw HostFailureException.of(e);
        }
    }

    public <T extends Message> List<T> action(String type, Message request, Parser<T> parser)
    {
        return action(type, request.toByteArray()).stream()
                .map(body -> Messages.read(parser, body, "An answer of " + type))
                .toList();
    }

    /**
     * The answer of an action that has one.
     */
    public <T extends Message> T single(String type, Message request, Parser<T> parser)
    {
        List<T> answers = action(type, request, parser);
        if (answers.size() != 1) {
            throw new AssertionError("%s has one answer, and not %s".formatted(type, answers.size()));
        }
        return answers.getFirst();
    }

    public HelloResponse hello()
    {
        HelloRequest request = HelloRequest.newBuilder()
                .setVersion(ProtocolVersion.current())
                .setEngine("conformance")
                .build();
        HelloResponse response = single(Actions.HELLO, request, HelloResponse.parser());
        ProtocolVersion.checkAnswer(response.getVersion());
        return response;
    }

    public CatalogInfo catalog()
    {
        return hello().getCatalogsList().stream()
                .filter(catalog -> catalog.getName().equals(endpoint.catalog()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("The hello lacks the catalog " + endpoint.catalog()));
    }

    /**
     * @throws CheckSkippedException if the host does not have it
     */
    public void require(Feature feature)
    {
        if (!catalog().getFeaturesList().contains(feature)) {
            throw new CheckSkippedException("The host does not have " + feature);
        }
    }

    public HealthResponse health()
    {
        return single(Actions.HEALTH, HealthRequest.getDefaultInstance(), HealthResponse.parser());
    }

    public PlanResponse plan(ScanSpec scan)
    {
        PlanRequest request = PlanRequest.newBuilder().setContext(context).setScan(scan).build();
        return single(Actions.PLAN, request, PlanResponse.parser());
    }

    public List<Split> splits(ByteString scan)
    {
        return splits(SplitsRequest.newBuilder().setScan(scan).build());
    }

    /**
     * @param request without context
     */
    public List<Split> splits(SplitsRequest request)
    {
        SplitsRequest whole = request.toBuilder().setContext(context).build();
        return action(Actions.SPLITS, whole, SplitsResponse.parser()).stream()
                .flatMap(response -> response.getSplitsList().stream())
                .toList();
    }

    public ReadTicket ticket(Split split)
    {
        return ReadTicket.newBuilder().setContext(context).setSplit(split.getTicket()).build();
    }

    /**
     * A stream that is read by the caller, who closes it.
     */
    public FlightStream open(ReadTicket ticket)
    {
        return client.getStream(new Ticket(ticket.toByteArray()), options());
    }

    /**
     * A stream that has to end in time.
     */
    public FlightStream open(ReadTicket ticket, Duration deadline)
    {
        return client.getStream(new Ticket(ticket.toByteArray()), options(deadline));
    }

    /**
     * Reads a split to its end.
     */
    public ReadSplit read(ReadTicket ticket)
    {
        try (SplitReader reader = SplitReader.of(open(ticket))) {
            return reader.readAll();
        }
    }

    /**
     * The rows of all splits of a scan.
     */
    public List<List<Object>> rows(ByteString scan)
    {
        List<List<Object>> rows = new ArrayList<>();
        for (Split split : splits(scan)) {
            rows.addAll(read(ticket(split)).rows());
        }
        return rows;
    }

    /**
     * @throws AssertionError if buffers are left
     */
    @Override
    public void close()
    {
        try {
            client.close();
        }
        catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        try {
            allocator.close();
        }
        catch (IllegalStateException e) {
            throw new AssertionError("Buffers of streams are left", e);
        }
    }
}
