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
import io.glaux.flight.client.HostClient;
import io.glaux.flight.client.HostOptions;
import io.glaux.flight.client.RetryPolicy;
import io.glaux.flight.testing.RecordingMeter;
import io.glaux.flight.testing.TestingHost;
import io.glaux.flight.testing.TestingRows;
import io.glaux.protocol.Actions;
import io.glaux.protocol.v1.ErrorKind;
import io.grpc.Status;
import io.trino.plugin.base.metrics.LongCount;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.MemoryContext;
import io.trino.spi.type.VarcharType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import static io.glaux.flight.client.FlightErrorCode.GLAUX_HOST_UNAVAILABLE;
import static io.glaux.flight.client.FlightErrorCode.GLAUX_INVALID_BATCH;
import static io.glaux.flight.client.FlightErrorCode.GLAUX_SOURCE_FAILED;
import static io.glaux.flight.client.FlightErrorCode.GLAUX_STREAM_BROKEN;
import static org.assertj.core.api.Assertions.assertThat;

final class TestBrokenStreams
        extends BasePageSourceTest
{
    private static final long SEED = Long.getLong("glaux.test.seed", System.nanoTime());

    static {
        System.out.println("TestBrokenStreams: -Dglaux.test.seed=" + SEED);
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
            assertThat(failure).hasMessage("A stream broke off after 1 batches, and its source cannot go on from "
                    + "there; run the query again. The host %s ended a stream before its last batch", host.address());
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

    @Test
    void testTicketThatHasExpired()
            throws Exception
    {
        try (TestingHost host = TestingHost.start().onRead((_, _) -> {
            throw TestingHost.failure(Status.UNAUTHENTICATED, detail -> detail
                    .setKind(ErrorKind.ERROR_KIND_HOST)
                    .setCode("TICKET_EXPIRED")
                    .setMessage("The ticket was given out more than 3600 seconds ago")
                    .setRetryable(true));
        });
                HostClient client = new HostClient(TestingHost.options(host))) {
            TrinoException failure = failure(client);
            assertCode(failure, GLAUX_STREAM_BROKEN);
            assertThat(failure).hasMessage("A split was read later than its ticket allows; run the query again. "
                    + "The ticket was given out more than 3600 seconds ago");
            assertThat(host.calls("read")).describedAs("no host takes it any more").isEqualTo(1);
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
        assertInvalid(
                "the column name came, where id was asked for",
                (_, out) -> out.accept(TestingRows.schema(swapped)));
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
            out.accept(
                    TestingRows.batch(0, 50, LAST).toBuilder().setDataBody(ByteString.copyFrom(new byte[64])).build());
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
            out.accept(
                    TestingRows.batch(0, 50, LAST).toBuilder().setDataBody(ByteString.copyFrom(new byte[64])).build());
        });
                HostClient client = new HostClient(TestingHost.options(host))) {
            assertCode(failure(client), GLAUX_INVALID_BATCH);
            assertThat(meter.bytes()).isEqualTo(64);
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
}
