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

import io.glaux.flight.client.HostClient;
import io.glaux.flight.testing.RecordingMeter;
import io.glaux.flight.testing.TestingHost;
import io.glaux.flight.testing.TestingRows;
import io.glaux.metering.Units;
import io.glaux.protocol.v1.BatchMetadata;
import io.glaux.protocol.v1.UnitAmount;
import io.trino.plugin.base.metrics.LongCount;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.MemoryContext;
import io.trino.spi.connector.SourcePage;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import static io.glaux.flight.client.FlightErrorCode.GLAUX_SCAN_REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

final class TestFlightPageSource
        extends BasePageSourceTest
{
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
            // what is there when a page is taken is told, and the third may still be on its way
            for (int i = 0; i < 1_000 && reserved.get() == 0; i++) {
                source.isBlocked().get(30, TimeUnit.SECONDS);
                source.getNextSourcePage();
            }
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
