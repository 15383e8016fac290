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
package io.glaux.host;

import io.glaux.host.action.ActionHandler;
import io.glaux.host.action.HelloAction;
import io.glaux.host.action.MetadataActions;
import io.glaux.host.action.OperationActions;
import io.glaux.host.action.ScanActions;
import io.glaux.host.action.WriteActions;
import io.glaux.host.call.CallInterceptor;
import io.glaux.host.call.CallThreads;
import io.glaux.host.call.Proof;
import io.glaux.host.catalog.Catalogs;
import io.glaux.host.configuration.HostConfiguration;
import io.glaux.host.configuration.HostKeyFiles;
import io.glaux.host.stream.LookupStreams;
import io.glaux.host.stream.ReadStreams;
import io.glaux.host.stream.StreamAdmission;
import io.glaux.host.stream.WriteStreams;
import io.glaux.host.ticket.TicketOffice;
import io.glaux.protocol.Actions;
import io.glaux.protocol.ProtocolLimits;
import io.grpc.ServerBuilder;
import org.apache.arrow.flight.FlightServer;
import org.apache.arrow.flight.Location;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

import static java.util.Objects.requireNonNull;

/**
 * A host that runs. The catalogs are closed with it.
 */
public final class HostServer
        implements AutoCloseable
{
    private static final Logger log = Logger.getLogger(HostServer.class.getName());

    /**
     * A call is ready for more while less than this is not sent: while one batch goes out, the next one is made.
     */
    private static final int READY_BYTES = 1 << 20;
    private static final int MAX_INBOUND_BYTES = (int) ProtocolLimits.ROW_BYTES + (1 << 20);
    private static final int MAX_HEADER_BYTES = 64 << 10;
    private static final Duration HOUSEKEEPING = Duration.ofMillis(50);
    private static final Duration LONGEST_END = Duration.ofSeconds(5);
    private static final Duration LONGEST_HOUSEKEEPING = Duration.ofSeconds(10);

    /**
     * Another one after each start, so that engines notice.
     */
    private final String id = UUID.randomUUID().toString();
    private final HostConfiguration configuration;
    private final Catalogs catalogs;
    private final BufferAllocator allocator;
    private final BufferAllocator inbound;
    private final StreamAdmission admission;
    private final CallThreads threads = new CallThreads();
    private final ExecutorService executor = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("flight-", 0).factory());
    private final ScheduledExecutorService housekeeping = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("housekeeping").factory());
    private final FlightServer server;
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private final AtomicLong houseKept = new AtomicLong(System.nanoTime());

    private HostServer(HostConfiguration configuration, Catalogs catalogs, Clock clock)
            throws IOException
    {
        this.configuration = requireNonNull(configuration, "configuration is null");
        this.catalogs = requireNonNull(catalogs, "catalogs is null");
        this.allocator = new RootAllocator(configuration.memory().hostBytes());
        this.inbound = allocator.newChildAllocator("inbound", 0, configuration.memory().hostBytes());
        this.admission = new StreamAdmission(allocator, configuration.memory(), configuration.maxStreams());
        TicketOffice tickets = new TicketOffice(configuration.ticketKey(), configuration.ticketLifetimes(), clock);
        HostProducer producer = new HostProducer(
                threads,
                actions(tickets),
                new ReadStreams(catalogs, tickets, admission),
                new LookupStreams(catalogs, tickets, admission),
                new WriteStreams(catalogs, tickets, admission));
        this.server = server(producer);
    }

    /**
     * @throws IOException if it cannot listen
     */
    public static HostServer start(HostConfiguration configuration, Catalogs catalogs, Clock clock)
            throws IOException
    {
        HostServer host = new HostServer(configuration, catalogs, clock);
        host.server.start();
        Future<?> _ = host.housekeeping.scheduleWithFixedDelay(
                host::keepHouse,
                HOUSEKEEPING.toMillis(),
                HOUSEKEEPING.toMillis(),
                TimeUnit.MILLISECONDS);
        return host;
    }

    public String id()
    {
        return id;
    }

    public int port()
    {
        return server.getPort();
    }

    /**
     * Arrow buffers of all calls, and what is set aside for open streams.
     */
    public long allocatedBytes()
    {
        return allocator.getAllocatedMemory();
    }

    /**
     * Whether it works: what it does all the time by itself, with the locks that new streams need, is done.
     */
    public boolean isAlive()
    {
        return System.nanoTime() - houseKept.get() < LONGEST_HOUSEKEEPING.toNanos();
    }

    /**
     * Takes no more streams, and waits for the open ones as long as the configuration lets it.
     */
    public void drain()
            throws InterruptedException
    {
        admission.drain();
        if (!admission.awaitNoneOpen(configuration.drainTimeout())) {
            log.warning(() -> "%s streams were still open after %s seconds, and are cut off".formatted(
                    admission.open(), configuration.drainTimeout().toSeconds()));
        }
    }

    /**
     * Ends at once: calls fail, and may be tried on another host.
     */
    @Override
    public void close()
    {
        if (isClosed.getAndSet(true)) {
            return;
        }
        admission.drain();
        threads.end();
        try {
            boolean _ = admission.awaitNoneOpen(LONGEST_END);
            server.close();
            awaitFree();
        }
        catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        housekeeping.shutdownNow();
        executor.shutdownNow();
        catalogs.close();
        admission.sweep();
        closeAllocators();
    }

    private void closeAllocators()
    {
        try {
            inbound.close();
            allocator.close();
        }
        catch (IllegalStateException e) {
            log.log(Level.WARNING, e, () -> "Buffers of streams are still in use while the host ends");
        }
    }

    /**
     * Waits until gRPC has freed what it held.
     */
    private void awaitFree()
            throws InterruptedException
    {
        long end = System.nanoTime() + LONGEST_END.toNanos();
        while (allocator.getAllocatedMemory() > 0 && System.nanoTime() - end < 0) {
            boolean _ = executor.awaitTermination(10, TimeUnit.MILLISECONDS);
        }
    }

    private void keepHouse()
    {
        try {
            admission.sweep();
            // waits as calls do, should it never be free
            int _ = admission.open();
            catalogs.all().forEach(catalog -> catalog.endRunOutLimit());
        }
        catch (RuntimeException | LinkageError e) {
            // of the code of a source, too
            log.log(Level.WARNING, e, () -> "Housekeeping failed, and goes on");
        }
        houseKept.set(System.nanoTime());
    }

    private Map<String, ActionHandler> actions(TicketOffice tickets)
    {
        MetadataActions metadata = new MetadataActions(catalogs, tickets);
        ScanActions scans = new ScanActions(catalogs, tickets, inbound);
        WriteActions writes = new WriteActions(catalogs, tickets);
        OperationActions operations = new OperationActions(catalogs, admission, allocator);
        Map<String, ActionHandler> actions = new HashMap<>();
        actions.put(Actions.HELLO, new HelloAction(id, configuration.maxStreams(), catalogs));
        actions.put(Actions.SCHEMAS, metadata::schemas);
        actions.put(Actions.TABLES, metadata::tables);
        actions.put(Actions.DESCRIBE, metadata::describe);
        actions.put(Actions.STATISTICS, metadata::statistics);
        actions.put(Actions.PLAN, scans::plan);
        actions.put(Actions.SPLITS, scans::splits);
        actions.put(Actions.BEGIN_WRITE, writes::begin);
        actions.put(Actions.END_WRITE, writes::end);
        actions.put(Actions.HEALTH, operations::health);
        actions.put(Actions.DRAIN, operations::drain);
        actions.put(Actions.RATE, operations::rate);
        return actions;
    }

    private FlightServer server(HostProducer producer)
            throws IOException
    {
        String address = configuration.address().getHostAddress();
        boolean hasTls = configuration.tlsFolder().isPresent();
        Location location = hasTls
                ? Location.forGrpcTls(address, configuration.port())
                : Location.forGrpcInsecure(address, configuration.port());
        CallInterceptor interceptor = new CallInterceptor(new Proof(hasTls, configuration.token()));
        Consumer<ServerBuilder<?>> transport = builder -> builder
                .intercept(interceptor)
                .permitKeepAliveTime(5, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .keepAliveTime(30, TimeUnit.SECONDS)
                .keepAliveTimeout(10, TimeUnit.SECONDS);
        FlightServer.Builder builder = FlightServer.builder(inbound, location, producer)
                .executor(executor)
                .backpressureThreshold(READY_BYTES)
                .maxInboundMessageSize(MAX_INBOUND_BYTES)
                .setMaxHeaderListSize(MAX_HEADER_BYTES)
                .transportHint("grpc.builderConsumer", transport);
        if (hasTls) {
            HostKeyFiles files = HostKeyFiles.in(configuration.tlsFolder().get());
            builder.useTls(files.certificate(), files.key()).useMTlsClientVerification(files.clientAuthorities());
        }
        return builder.build();
    }
}
