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
package io.glaux.flight.read;

import com.google.protobuf.ByteString;
import io.glaux.flight.client.FlightErrorCode;
import io.glaux.flight.client.HostClient;
import io.glaux.flight.client.HostOptions;
import io.glaux.flight.client.RetryPolicy;
import io.glaux.flight.metadata.FlightColumnHandle;
import io.glaux.flight.testing.RecordingMeter;
import io.glaux.flight.testing.TestingHost;
import io.glaux.flight.testing.TestingRows;
import io.glaux.metering.ReadKind;
import io.glaux.metering.ScanKey;
import io.glaux.metering.Units;
import io.glaux.protocol.Actions;
import io.glaux.protocol.v1.BatchMetadata;
import io.glaux.protocol.v1.ErrorKind;
import io.glaux.protocol.v1.ReadTicket;
import io.glaux.protocol.v1.UnitAmount;
import io.grpc.Status;
import io.trino.plugin.base.metrics.LongCount;
import io.trino.spi.Page;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.MemoryContext;
import io.trino.spi.connector.SourcePage;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

import static io.glaux.flight.client.FlightErrorCode.GLAUX_HOST_UNAVAILABLE;
import static io.glaux.flight.client.FlightErrorCode.GLAUX_INVALID_BATCH;
import static io.glaux.flight.client.FlightErrorCode.GLAUX_SCAN_REFUSED;
import static io.glaux.flight.client.FlightErrorCode.GLAUX_SOURCE_FAILED;
import static io.glaux.flight.client.FlightErrorCode.GLAUX_STREAM_BROKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

final class TestFlightPageSource
{
    private static final long SEED = Long.getLong("glaux.seed", System.nanoTime());
    private static final List<Type> TYPES = List.of(BigintType.BIGINT, VarcharType.VARCHAR);
    private static final List<ExpectedColumn> COLUMNS = List.of(
            new ExpectedColumn(Optional.of("id"), BigintType.BIGINT),
            new ExpectedColumn(Optional.of("name"), VarcharType.VARCHAR));
    private static final BatchMetadata MORE = BatchMetadata.getDefaultInstance();
    private static final BatchMetadata LAST = BatchMetadata.newBuilder().setLast(true).build();

    static {
        System.out.println("TestFlightPageSource: -Dglaux.seed=" + SEED);
    }

    private final RecordingMeter meter = new RecordingMeter();

    private FlightPageSource open(HostClient client)
    {
        return open(client, meter, MemoryContext.NO_LIMIT);
    }

    private static FlightPageSource open(HostClient client, RecordingMeter meter, MemoryContext memory)
    {
        ReadCounts counts = new ReadCounts();
        SplitReader reader = new SplitReader(
                client,
                ReadTicket.newBuilder().setSplit(ByteString.copyFromUtf8("split")).build(),
                List.of(),
                COLUMNS,
                new ReadMeter(meter, "query", new ScanKey("catalog", "schema.table", ReadKind.DATA)),
                counts);
        return FlightPageSource.start("query", reader, shape(), counts, memory);
    }

    private static PageShape shape()
    {
        FlightColumnHandle id = FlightColumnHandle.column("id", "id", BigintType.BIGINT);
        FlightColumnHandle name = FlightColumnHandle.column("name", "name", VarcharType.VARCHAR);
        return PageShape.of(List.of(id, name), List.of(id, name));
    }

    private static List<Long> ids(ConnectorPageSource source)
            throws Exception
    {
        List<Long> ids = new ArrayList<>();
        while (!source.isFinished()) {
            SourcePage page = source.getNextSourcePage();
            if (page == null) {
                source.isBlocked().get(30, TimeUnit.SECONDS);
                continue;
            }
            Page read = page.getPage();
            for (List<Object> row : TestingRows.rows(TYPES, read)) {
                assertThat(row.getLast()).isEqualTo(TestingRows.name((Long) row.getFirst()));
                ids.add((Long) row.getFirst());
            }
        }
        return ids;
    }

    private static List<Long> range(long first, long end)
    {
        return LongStream.range(first, end).boxed().toList();
    }

    private static BatchMetadata cursor(long next)
    {
        return BatchMetadata.newBuilder().setResumeCursor(ByteString.copyFromUtf8(String.valueOf(next))).build();
    }

    private static long resumed(ReadTicket ticket)
    {
        return ticket.getResumeCursor().isEmpty() ? 0 : Long.parseLong(ticket.getResumeCursor().toStringUtf8());
    }

    private TrinoException failure(HostClient client)
            throws Exception
    {
        try (FlightPageSource source = open(client)) {
            TrinoException failure = catchThrowableOfType(TrinoException.class, () -> ids(source));
            assertThat(failure).describedAs("it has to fail").isNotNull();
            assertThat(source.isFinished()).describedAs("a failure is not an end").isFalse();
            return failure;
        }
    }

    private static void assertCode(TrinoException failure, FlightErrorCode code)
    {
        assertThat(failure.getErrorCode()).describedAs(failure.getMessage()).isEqualTo(code.toErrorCode());
    }

    @Test
    void testReadsAll()
            throws Exception
    {
        BatchMetadata units = BatchMetadata.newBuilder()
                .setSourceBytes(100)
                .setSourceRows(7)
                .setThrottledMillis(3)
                .addUnits(UnitAmount.newBuilder().setUnit("dynamodb-read-unit").setMillionths(500_000))
                .build();
        try (TestingHost host = TestingHost.start().onRead((_, out) -> {
            out.accept(TestingRows.schema(TestingRows.SCHEMA));
            out.accept(TestingRows.batch(0, 10, units));
            out.accept(TestingRows.batch(10, 10, units));
            out.accept(TestingRows.batch(10, 25, units.toBuilder().setLast(true).build()));
        });
                HostClient client = new HostClient(TestingHost.options(host))) {
            try (FlightPageSource source = open(client)) {
                assertThat(ids(source)).isEqualTo(range(0, 25));
                long bytes = TestingRows.bytes(0, 10) + TestingRows.bytes(10, 10) + TestingRows.bytes(10, 25);
                assertThat(source.getCompletedBytes()).isEqualTo(bytes);
                assertThat(meter.bytes()).isEqualTo(bytes);
                assertThat(meter.acquired()).isEqualTo(3);
                assertThat(meter.units()).isEqualTo(Units.of("dynamodb-read-unit", new BigDecimal("1.5")));
                assertThat(source.getMetrics().getMetrics()).containsEntry("source bytes", new LongCount(300))
                        .containsEntry("source rows", new LongCount(21))
                        .containsEntry("source throttled, ms", new LongCount(9))
                        .containsEntry("retries", new LongCount(0))
                        .containsEntry("dynamodb-read-unit, millionths", new LongCount(1_500_000));
                assertThat(source.getReadTimeNanos()).isPositive();
            }
            assertThat(meter.open()).isZero();
            assertThat(client.allocatedBytes()).isZero();
        }
    }

    @Test
    void testBeforeTheFirstBatchItBeginsAgain()
            throws Exception
    {
        AtomicInteger tries = new AtomicInteger();
        TestingHost.ReadHandler handler = (_, out) -> {
            switch (tries.incrementAndGet()) {
                case 1 -> throw Status.UNAVAILABLE.asRuntimeException();
                case 2 -> throw TestingHost.failure(Status.RESOURCE_EXHAUSTED, detail -> detail
                        .setKind(ErrorKind.ERROR_KIND_RESOURCES)
                        .setCode("RESOURCES_EXHAUSTED")
                        .setMessage("Too many streams")
                        .setRetryable(true));
                // the schema is not yet a batch
                case 3 -> out.accept(TestingRows.schema(TestingRows.SCHEMA));
                default -> {
                    out.accept(TestingRows.schema(TestingRows.SCHEMA));
                    out.accept(TestingRows.batch(0, 5, LAST));
                }
            }
        };
        try (TestingHost a = TestingHost.start().onRead(handler);
                TestingHost b = TestingHost.start().onRead(handler);
                HostClient client = new HostClient(TestingHost.options(a, b));
                FlightPageSource source = open(client)) {
            assertThat(ids(source)).isEqualTo(range(0, 5));
            assertThat(source.getMetrics().getMetrics()).containsEntry("retries", new LongCount(3));
            assertThat(a.calls("read")).isPositive();
            assertThat(b.calls("read")).isPositive();
            assertThat(meter.bytes()).isEqualTo(TestingRows.bytes(0, 5));
        }
    }

    @Test
    void testAfterABatchWithoutCursorItFails()
            throws Exception
    {
        try (TestingHost host = TestingHost.start().onRead((_, out) -> {
            out.accept(TestingRows.schema(TestingRows.SCHEMA));
            out.accept(TestingRows.batch(0, 5, MORE));
        });
                HostClient client = new HostClient(TestingHost.options(host))) {
            TrinoException failure = failure(client);
            assertCode(failure, GLAUX_STREAM_BROKEN);
            assertThat(failure).hasMessage("A stream broke off after 1 batches, and its source cannot go on from there; "
                    + "run the query again. The host %s ended a stream before its last batch", host.address());
            assertThat(host.calls("read")).isEqualTo(1);
            assertThat(meter.open()).isZero();
        }
    }

    @Test
    void testAnErrorThatWouldComeAgain()
            throws Exception
    {
        try (TestingHost host = TestingHost.start().onRead((_, out) -> {
            out.accept(TestingRows.schema(TestingRows.SCHEMA));
            out.accept(TestingRows.batch(0, 5, cursor(5)));
            throw TestingHost.failure(Status.INTERNAL, detail -> detail
                    .setKind(ErrorKind.ERROR_KIND_SOURCE)
                    .setCode("SOURCE_FAILED")
                    .setMessage("The disk is gone"));
        });
                HostClient client = new HostClient(TestingHost.options(host))) {
            TrinoException failure = failure(client);
            assertCode(failure, GLAUX_SOURCE_FAILED);
            assertThat(failure).hasMessage("The disk is gone");
            assertThat(host.calls("read")).isEqualTo(1);
        }
    }

    /**
     * Streams that break anywhere, in any way: each row comes once, or there is an error.
     */
    @Test
    void testRandomBreaks()
            throws Exception
    {
        Random random = new Random(SEED);
        for (int round = 0; round < 60; round++) {
            int rows = 1 + random.nextInt(60);
            AtomicLong bytes = new AtomicLong();
            Random ofHost = new Random(random.nextLong());
            RecordingMeter counting = new RecordingMeter();
            try (TestingHost host = TestingHost.start().onRead((ticket, out) -> {
                out.accept(TestingRows.schema(TestingRows.SCHEMA));
                long next = resumed(ticket);
                while (true) {
                    switch (ofHost.nextInt(8)) {
                        case 0 -> throw Status.UNAVAILABLE.asRuntimeException();
                        case 1 -> {
                            return;
                        }
                        default -> {
                            long end = Math.min(rows, next + ofHost.nextInt(10));
                            boolean isLast = end == rows;
                            bytes.addAndGet(TestingRows.bytes(next, end));
                            out.accept(TestingRows.batch(next, end, cursor(end).toBuilder().setLast(isLast).build()));
                            next = end;
                            if (isLast) {
                                return;
                            }
                        }
                    }
                }
            });
                    HostClient client = new HostClient(TestingHost.options(host));
                    FlightPageSource source = open(client, counting, MemoryContext.NO_LIMIT)) {
                assertThat(ids(source)).describedAs("round %s", round).isEqualTo(range(0, rows));
                assertThat(counting.bytes()).describedAs("what came is counted").isLessThanOrEqualTo(bytes.get());
                assertThat(counting.bytes()).isEqualTo(source.getCompletedBytes());
            }
            assertThat(counting.open()).isZero();
        }
    }

    @Test
    void testWhatDoesNotKeepToTheProtocol()
            throws Exception
    {
        Schema swapped = new Schema(List.of(TestingRows.NAME, TestingRows.ID));
        Schema narrow = new Schema(List.of(TestingRows.ID));
        Schema text = new Schema(List.of(TestingRows.TYPES.field("id", VarcharType.VARCHAR), TestingRows.NAME));
        assertInvalid("the column name came, where id was asked for", (_, out) -> out.accept(TestingRows.schema(swapped)));
        assertInvalid("there are 1 columns, and 2 were asked for", (_, out) -> out.accept(TestingRows.schema(narrow)));
        assertInvalid(
                "The column id has the type Utf8 of Arrow, which cannot be read as bigint",
                (_, out) -> out.accept(TestingRows.schema(text)));
        assertInvalid("The schema of a stream", (_, out) -> out.accept(TestingRows.batch(0, 5, LAST)));
        assertInvalid("A message is not a batch of rows", (_, out) -> {
            out.accept(TestingRows.schema(TestingRows.SCHEMA));
            out.accept(TestingRows.schema(TestingRows.SCHEMA));
        });
        assertInvalid("a stream went on after its last batch", (_, out) -> {
            out.accept(TestingRows.schema(TestingRows.SCHEMA));
            out.accept(TestingRows.batch(0, 5, LAST));
            out.accept(TestingRows.batch(5, 6, LAST));
        });
        assertInvalid("The app_metadata of a record batch", (_, out) -> {
            out.accept(TestingRows.schema(TestingRows.SCHEMA));
            out.accept(TestingRows.batch(0, 5, LAST).toBuilder()
                    .setAppMetadata(ByteString.copyFromUtf8("not a message"))
                    .build());
        });
        assertInvalid("has a buffer outside of its batch", (_, out) -> {
            out.accept(TestingRows.schema(TestingRows.SCHEMA));
            out.accept(TestingRows.batch(0, 50, LAST).toBuilder().setDataBody(ByteString.copyFrom(new byte[64])).build());
        });
        assertInvalid("The header of a batch cannot be read", (_, out) -> {
            out.accept(TestingRows.schema(TestingRows.SCHEMA));
            out.accept(TestingRows.batch(0, 50, LAST).toBuilder().clearDataHeader().build());
        });
    }

    private void assertInvalid(String message, TestingHost.ReadHandler handler)
            throws Exception
    {
        try (TestingHost host = TestingHost.start().onRead(handler);
                HostClient client = new HostClient(TestingHost.options(host))) {
            TrinoException failure = failure(client);
            assertCode(failure, GLAUX_INVALID_BATCH);
            assertThat(failure.getMessage())
                    .startsWith("The host %s does not keep to the protocol: ".formatted(host.address()))
                    .contains(message);
            assertThat(host.calls("read")).describedAs("it is not tried again").isEqualTo(1);
            assertThat(client.allocatedBytes()).isZero();
        }
        assertThat(meter.open()).isZero();
    }

    @Test
    void testWrongBatchesAreCounted()
            throws Exception
    {
        try (TestingHost host = TestingHost.start().onRead((_, out) -> {
            out.accept(TestingRows.schema(TestingRows.SCHEMA));
            out.accept(TestingRows.batch(0, 50, LAST).toBuilder().setDataBody(ByteString.copyFrom(new byte[64])).build());
        });
                HostClient client = new HostClient(TestingHost.options(host))) {
            assertCode(failure(client), GLAUX_INVALID_BATCH);
            assertThat(meter.bytes()).isEqualTo(64);
        }
    }

    @Test
    void testTooLargeBatches()
            throws Exception
    {
        try (TestingHost host = TestingHost.start().onRead((_, out) -> {
            out.accept(TestingRows.schema(TestingRows.SCHEMA));
            out.accept(TestingRows.batch(0, 50_000, LAST));
        });
                HostClient client = new HostClient(TestingHost.options(host).withSizes(100_000, 1 << 20))) {
            TrinoException failure = failure(client);
            assertThat(failure.getMessage()).contains("raise max-message-size");
        }
    }

    @Test
    void testNobodyTakesPages()
            throws Exception
    {
        AtomicInteger sent = new AtomicInteger();
        try (TestingHost host = TestingHost.start().onRead((_, out) -> {
            out.accept(TestingRows.schema(TestingRows.SCHEMA));
            for (long first = 0; first < 100_000; first += 10) {
                out.accept(TestingRows.batch(first, first + 10, MORE));
                sent.incrementAndGet();
            }
        });
                HostClient client = new HostClient(TestingHost.options(host))) {
            AtomicLong reserved = new AtomicLong();
            FlightPageSource source = open(client, meter, reserved::set);
            source.isBlocked().get(30, TimeUnit.SECONDS);
            SourcePage page = source.getNextSourcePage();
            assertThat(page.getPositionCount()).isEqualTo(10);
            awaitAcquired(3);
            assertThat(meter.acquired()).describedAs("one was taken, and two are there").isEqualTo(3);
            source.getNextSourcePage();
            assertThat(reserved).hasPositiveValue();
            source.close();
            assertThat(reserved).hasValue(0);
            assertThat(source.isFinished()).isTrue();
            assertThat(host.isCancelledSoon()).isTrue();
        }
        assertThat(meter.open()).isZero();
    }

    private void awaitAcquired(int count)
            throws InterruptedException
    {
        long start = System.nanoTime();
        while (meter.acquired() < count && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(30)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void testNeverBlocks()
            throws Exception
    {
        CountDownLatch mayAnswer = new CountDownLatch(1);
        try (TestingHost host = TestingHost.start().onRead((_, out) -> {
            mayAnswer.await();
            out.accept(TestingRows.schema(TestingRows.SCHEMA));
            out.accept(TestingRows.batch(0, 1, LAST));
        });
                HostClient client = new HostClient(TestingHost.options(host));
                FlightPageSource source = open(client)) {
            assertThat(source.getNextSourcePage()).isNull();
            assertThat(source.isBlocked()).isNotDone();
            assertThat(source.isFinished()).isFalse();
            mayAnswer.countDown();
            assertThat(ids(source)).isEqualTo(range(0, 1));
            assertThat(source.isBlocked()).isDone();
        }
    }

    @Test
    void testClosedWhileTheHostIsSilent()
            throws Exception
    {
        CountDownLatch ended = new CountDownLatch(1);
        try (TestingHost host = TestingHost.start().onRead((_, out) -> {
            out.accept(TestingRows.schema(TestingRows.SCHEMA));
            ended.await(30, TimeUnit.SECONDS);
        });
                HostClient client = new HostClient(TestingHost.options(host))) {
            FlightPageSource source = open(client);
            awaitAcquired(1);
            source.close();
            assertThat(host.isCancelledSoon()).isTrue();
            ended.countDown();
            assertThat(source.isFinished()).isTrue();
        }
        assertThat(meter.open()).isZero();
    }

    @Test
    void testABatchOnItsWayIsCountedAfterTheClose()
            throws Exception
    {
        CountDownLatch mayAnswer = new CountDownLatch(1);
        try (TestingHost host = TestingHost.start().onRead((_, out) -> {
            out.accept(TestingRows.schema(TestingRows.SCHEMA));
            mayAnswer.await(30, TimeUnit.SECONDS);
            out.accept(TestingRows.batch(0, 10, LAST));
        });
                HostClient client = new HostClient(TestingHost.options(host))) {
            FlightPageSource source = open(client);
            awaitAcquired(1);
            source.close();
            mayAnswer.countDown();
            long start = System.nanoTime();
            while (meter.bytes() == 0 && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(10)) {
                Thread.onSpinWait();
            }
            assertThat(meter.bytes()).isEqualTo(TestingRows.bytes(0, 10));
        }
    }

    @Test
    void testRefusedByTheMeter()
            throws Exception
    {
        RecordingMeter limited = new RecordingMeter(1);
        try (TestingHost host = TestingHost.start().onRead((_, out) -> {
            out.accept(TestingRows.schema(TestingRows.SCHEMA));
            for (long id = 0; id < 100; id++) {
                out.accept(TestingRows.batch(id, id + 1, cursor(id + 1)));
            }
        });
                HostClient client = new HostClient(TestingHost.options(host));
                FlightPageSource source = open(client, limited, MemoryContext.NO_LIMIT)) {
            TrinoException failure = catchThrowableOfType(TrinoException.class, () -> ids(source));
            assertCode(failure, GLAUX_SCAN_REFUSED);
            assertThat(failure).hasMessage("The query must not read more than 1 bytes");
            assertThat(limited.acquired()).isEqualTo(1);
            assertThat(limited.bytes()).isEqualTo(TestingRows.bytes(0, 1));
        }
    }

    @Test
    void testHostDies()
            throws Exception
    {
        try (TestingHost host = TestingHost.start();
                TestingHost other = TestingHost.start()) {
            host.onRead((_, out) -> {
                out.accept(TestingRows.schema(TestingRows.SCHEMA));
                out.accept(TestingRows.batch(0, 3, cursor(3)));
                host.kill();
            });
            other.onRead((ticket, out) -> {
                out.accept(TestingRows.schema(TestingRows.SCHEMA));
                out.accept(TestingRows.batch(resumed(ticket), 9, LAST));
            });
            try (HostClient client = new HostClient(TestingHost.options(host, other));
                    FlightPageSource source = open(client)) {
                assertThat(ids(source)).isEqualTo(range(0, 9));
            }
        }
    }

    @Test
    void testHostThatStopsToAnswer()
            throws Exception
    {
        CountDownLatch ended = new CountDownLatch(1);
        HostOptions fast;
        try (TestingHost host = TestingHost.start().onRead((_, out) -> {
            out.accept(TestingRows.schema(TestingRows.SCHEMA));
            ended.await(30, TimeUnit.SECONDS);
        })) {
            host.on(Actions.HEALTH, (_, _) -> ended.await(30, TimeUnit.SECONDS));
            fast = TestingHost.options(host)
                    .withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofMillis(100))
                    .withRetries(new RetryPolicy(Duration.ZERO, Duration.ZERO, Duration.ZERO));
            try (HostClient client = new HostClient(fast)) {
                assertCode(failure(client), GLAUX_HOST_UNAVAILABLE);
            }
            ended.countDown();
        }
    }

    @Test
    void testLargeBatchesInParts()
            throws Exception
    {
        try (TestingHost host = TestingHost.start().onRead((_, out) -> {
            out.accept(TestingRows.schema(TestingRows.SCHEMA));
            out.accept(TestingRows.batch(0, 60_000, MORE));
            out.accept(TestingRows.batch(60_000, 120_000, LAST));
        });
                HostClient client = new HostClient(TestingHost.options(host));
                FlightPageSource source = open(client)) {
            long rows = 0;
            int pages = 0;
            while (!source.isFinished()) {
                SourcePage page = source.getNextSourcePage();
                if (page == null) {
                    source.isBlocked().get(30, TimeUnit.SECONDS);
                    continue;
                }
                assertThat(page.getSizeInBytes()).isLessThan(1_200_000);
                rows += page.getPositionCount();
                pages++;
            }
            assertThat(rows).isEqualTo(120_000);
            assertThat(pages).isGreaterThanOrEqualTo(4);
        }
    }

    @Test
    void testManyStreamsShareLittleMemory()
            throws Exception
    {
        try (TestingHost host = TestingHost.start().onRead((_, out) -> {
            out.accept(TestingRows.schema(TestingRows.SCHEMA));
            for (long first = 0; first < 50_000; first += 10_000) {
                out.accept(TestingRows.batch(first, first + 10_000, MORE));
            }
            out.accept(TestingRows.batch(50_000, 50_000, LAST));
        });
                // a batch takes about half of it
                HostClient client = new HostClient(TestingHost.options(host).withSizes(4 << 20, 512 << 10))) {
            List<FlightPageSource> sources = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                sources.add(open(client));
            }
            for (FlightPageSource source : sources) {
                assertThat(ids(source)).hasSize(50_000);
                source.close();
            }
            assertThat(client.allocatedBytes()).isZero();
        }
    }
}
