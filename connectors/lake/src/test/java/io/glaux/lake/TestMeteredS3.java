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
package io.glaux.lake;

import com.google.common.util.concurrent.Uninterruptibles;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.airlift.units.DataSize;
import io.glaux.metering.QueryStamp;
import io.glaux.metering.ReadKind;
import io.glaux.metering.ScanCount;
import io.glaux.metering.ScanKey;
import io.opentelemetry.api.OpenTelemetry;
import io.trino.filesystem.Location;
import io.trino.filesystem.TrinoFileSystem;
import io.trino.filesystem.TrinoFileSystemException;
import io.trino.filesystem.TrinoInput;
import io.trino.filesystem.TrinoInputStream;
import io.trino.filesystem.s3.S3FileSystemConfig;
import io.trino.filesystem.s3.S3FileSystemFactory;
import io.trino.filesystem.s3.S3FileSystemStats;
import io.trino.spi.TrinoException;
import io.trino.spi.security.ConnectorIdentity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import static io.glaux.lake.LakeErrorCode.GLAUX_SCAN_REFUSED;
import static java.lang.Integer.parseInt;
import static java.lang.Math.min;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Trino's own S3 file system, metered, against a server that counts what it writes into bodies and fails when it is
 * told to.
 */
final class TestMeteredS3
{
    private static final int SIZE = 3_000_000;
    private static final Location LOCATION = Location.of("s3://bucket/table/file.csv");
    private static final ScanKey KEY = new ScanKey("lake", "s3://bucket/table", ReadKind.DATA);

    private final byte[] content = new byte[SIZE];
    private final AtomicLong served = new AtomicLong();
    private final List<String> payers = new CopyOnWriteArrayList<>();
    private final AtomicInteger errors = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();

    private final CountDownLatch arrived = new CountDownLatch(1);
    private volatile Optional<CountDownLatch> held = Optional.empty();

    private HttpServer server;
    private S3FileSystemFactory factory;

    @BeforeEach
    void start()
            throws IOException
    {
        new Random(7).nextBytes(content);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        factory = createFactory(config());
    }

    private S3FileSystemConfig config()
    {
        return new S3FileSystemConfig()
                .setEndpoint("http://127.0.0.1:" + server.getAddress().getPort())
                .setRegion("us-east-1")
                .setPathStyleAccess(true)
                .setAwsAccessKey("key")
                .setAwsSecretKey("secret")
                .setStreamingPartSize(DataSize.valueOf("5MB"));
    }

    private static S3FileSystemFactory createFactory(S3FileSystemConfig config)
    {
        return new S3FileSystemFactory(OpenTelemetry.noop(), config, new S3FileSystemStats());
    }

    @AfterEach
    void stop()
    {
        factory.destroy();
        server.stop(0);
    }

    @Test
    void testServedIsCounted()
            throws IOException
    {
        RecordingMeter meter = new RecordingMeter();
        try (TrinoInput input = fileSystem(meter).newInputFile(LOCATION, SIZE).newInput()) {
            byte[] buffer = new byte[1000];
            input.readFully(500, buffer, 0, 1000);
            assertThat(buffer).isEqualTo(Arrays.copyOfRange(content, 500, 1500));
            assertThat(input.readTail(buffer, 0, 100)).isEqualTo(100);
        }
        assertThat(meter.counts()).containsEntry(KEY, new ScanCount(1100, 2)).hasSize(1);
        assertThat(served).hasValue(1100);
        assertThat(meter.open()).isZero();
    }

    @Test
    void testStreamLeavesNothingBehind()
            throws IOException
    {
        RecordingMeter meter = new RecordingMeter();
        try (TrinoInputStream stream = fileSystem(meter).newInputFile(LOCATION).newStream()) {
            assertThat(stream.readNBytes(10)).isEqualTo(Arrays.copyOf(content, 10));
        }
        assertThat(meter.counts().get(KEY).bytes()).isEqualTo(served.get())
                .isEqualTo(BoundedRangeInputStream.FIRST_RANGE);
    }

    @Test
    void testErrorsAreNotServedBytes()
            throws IOException
    {
        errors.set(2);
        RecordingMeter meter = new RecordingMeter();
        try (TrinoInput input = fileSystem(meter).newInputFile(LOCATION, SIZE).newInput()) {
            input.readFully(0, new byte[1000], 0, 1000);
        }
        assertThat(errors).hasValue(0);
        assertThat(meter.counts()).containsEntry(KEY, new ScanCount(1000, 1));
    }

    @Test
    void testRetriedResponsesCountEach()
            throws IOException
    {
        cuts.set(1);
        RecordingMeter meter = new RecordingMeter();
        try (TrinoInput input = fileSystem(meter).newInputFile(LOCATION, SIZE).newInput()) {
            byte[] buffer = new byte[1000];
            input.readFully(0, buffer, 0, 1000);
            assertThat(buffer).isEqualTo(Arrays.copyOf(content, 1000));
        }
        assertThat(served).hasValue(1500);
        assertThat(meter.counts()).containsEntry(KEY, new ScanCount(1500, 2));
    }

    /**
     * As when a LIMIT has its rows while a read is under way.
     */
    @Test
    void testInterruptedReadCounts()
            throws Exception
    {
        RecordingMeter meter = new RecordingMeter();
        held = Optional.of(new CountDownLatch(1));
        AtomicBoolean stillInterrupted = new AtomicBoolean();
        Thread reader = Thread.ofPlatform().start(() -> {
            try (TrinoInput input = fileSystem(meter).newInputFile(LOCATION, SIZE).newInput()) {
                input.readFully(0, new byte[1000], 0, 1000);
                stillInterrupted.set(Thread.currentThread().isInterrupted());
                assertThatThrownBy(() -> input.readFully(0, new byte[1000], 0, 1000))
                        .isInstanceOf(InterruptedIOException.class);
            }
            catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        arrived.await();
        reader.interrupt();
        held.get().countDown();
        reader.join();
        assertThat(stillInterrupted).isTrue();
        assertThat(served).hasValue(1000);
        assertThat(meter.counts()).containsEntry(KEY, new ScanCount(1000, 1));
        assertThat(meter.open()).isZero();
    }

    @Test
    void testRefused()
            throws IOException
    {
        RecordingMeter meter = new RecordingMeter("query");
        try (TrinoInput input = fileSystem(meter).newInputFile(LOCATION, SIZE).newInput()) {
            assertThatThrownBy(() -> input.readFully(0, new byte[10], 0, 10))
                    .isInstanceOfSatisfying(TrinoException.class, e -> assertThat(e.getErrorCode())
                            .isEqualTo(GLAUX_SCAN_REFUSED.toErrorCode()))
                    .hasCauseInstanceOf(TrinoFileSystemException.class);
        }
        assertThat(served).hasValue(0);
    }

    /**
     * The stamp of the query's workgroup decides what its requests say.
     */
    @Test
    void testRequesterPays()
            throws IOException
    {
        RecordingMeter.install();
        S3FileSystemFactory paying = createFactory(config().setRequesterPays(true));
        try {
            MeteredFileSystemFactory metered =
                    new MeteredFileSystemFactory(factory, paying, "lake", TableFormat.ICEBERG);
            List<Optional<String>> stamps = List.of(Optional.of("true"), Optional.of("false"), Optional.empty());
            for (Optional<String> stamp : stamps) {
                payers.clear();
                TrinoFileSystem fileSystem = metered.create(ConnectorIdentity.forUser("user")
                        .withExtraCredentials(stamp.map(pays -> Map.of(QueryStamp.REQUESTER_PAYS, pays))
                                .orElseGet(Map::of))
                        .build());
                assertThat(fileSystem.newInputFile(LOCATION).length()).isEqualTo(SIZE);
                try (TrinoInput input = fileSystem.newInputFile(LOCATION, SIZE).newInput()) {
                    input.readFully(0, new byte[10], 0, 10);
                }
                String payer = stamp.equals(Optional.of("true")) ? "requester" : "";
                assertThat(payers).as("stamp %s", stamp).containsExactly(payer, payer);
            }
        }
        finally {
            paying.destroy();
        }
    }

    private TrinoFileSystem fileSystem(RecordingMeter meter)
    {
        return new MeteredFileSystem(
                factory.create(ConnectorIdentity.ofUser("user")),
                new FileMeter(meter, "query", "lake", TableFormat.ICEBERG));
    }

    private void answer(HttpExchange exchange)
            throws IOException
    {
        try (exchange) {
            exchange.getResponseHeaders().add("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT");
            exchange.getResponseHeaders().add("ETag", "\"etag\"");
            payers.add(Optional.ofNullable(exchange.getRequestHeaders().getFirst("x-amz-request-payer")).orElse(""));
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().add("Content-Length", String.valueOf(SIZE));
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            if (errors.get() > 0) {
                errors.decrementAndGet();
                byte[] body = "<Error><Code>SlowDown</Code></Error>".getBytes(UTF_8);
                exchange.sendResponseHeaders(503, body.length);
                exchange.getResponseBody().write(body);
                return;
            }
            arrived.countDown();
            held.ifPresent(Uninterruptibles::awaitUninterruptibly);
            byte[] body = range(exchange.getRequestHeaders().getFirst("Range"));
            exchange.sendResponseHeaders(206, body.length);
            int length = cuts.getAndUpdate(count -> Math.max(0, count - 1)) > 0 ? body.length / 2 : body.length;
            OutputStream out = exchange.getResponseBody();
            // before the client can have them, so that the test sees the count once the client is done
            served.addAndGet(length);
            out.write(body, 0, length);
            out.flush();
        }
    }

    private byte[] range(String header)
    {
        if (header == null) {
            return content;
        }
        String[] bounds = header.substring("bytes=".length()).split("-", -1);
        if (bounds[0].isEmpty()) {
            return Arrays.copyOfRange(content, SIZE - parseInt(bounds[1]), SIZE);
        }
        int end = bounds[1].isEmpty() ? SIZE : min(SIZE, parseInt(bounds[1]) + 1);
        return Arrays.copyOfRange(content, parseInt(bounds[0]), end);
    }
}
