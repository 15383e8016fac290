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

import io.glaux.host.configuration.HostMemory;
import io.glaux.host.testing.Eventually;
import io.glaux.host.testing.HostClient;
import io.glaux.host.testing.RunningHost;
import io.glaux.host.testing.ScriptedSource;
import io.glaux.protocol.BatchHeader;
import io.glaux.protocol.v1.BatchMetadata;
import io.glaux.protocol.v1.ErrorDetail;
import io.glaux.protocol.v1.ErrorKind;
import io.glaux.protocol.v1.ReadTicket;
import io.glaux.source.batch.RowsReader;
import org.apache.arrow.flight.CallOptions;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

@Timeout(120)
final class TestReads
{
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    @Test
    void testRows()
    {
        try (RunningHost host = RunningHost.start(); HostClient client = host.client()) {
            HostClient.ReadRows read = client.readAll(client.ticket("numbers", "name", "id"));
            assertThat(read.rows()).hasSize(100_000);
            for (int i = 0; i < 100_000; i++) {
                assertThat(read.rows().get(i).getLast()).isEqualTo((long) i);
                assertThat((String) read.rows().get(i).getFirst()).startsWith("row %s x".formatted(i));
            }
            List<BatchMetadata> headers = read.headers();
            assertThat(headers).hasSizeGreaterThan(8);
            assertThat(headers.subList(0, headers.size() - 1)).noneMatch(BatchMetadata::getLast);
            assertThat(headers.getLast().getLast()).isTrue();
            assertThat(headers.stream().mapToLong(BatchMetadata::getSourceRows).sum()).isEqualTo(100_000);
            assertThat(headers.stream().mapToLong(BatchMetadata::getSourceBytes).sum()).isEqualTo(1_000_000);
            assertThat(headers.stream()
                    .flatMap(header -> header.getUnitsList().stream())
                    .peek(unit -> assertThat(unit.getUnit()).isEqualTo(ScriptedSource.UNIT))
                    .mapToLong(unit -> unit.getMillionths())
                    .sum()).isEqualTo(100_000_000);
            assertThat(host.probe().call.get().user()).isEqualTo("alice");
            assertThat(host.probe().call.get().zone().getId()).isEqualTo("Europe/Berlin");
        }
    }

    @Test
    void testNoRows()
    {
        try (RunningHost host = RunningHost.start(); HostClient client = host.client()) {
            HostClient.ReadRows read = client.readAll(client.ticket("empty", "id"));
            assertThat(read.rows()).isEmpty();
            assertThat(read.headers()).singleElement().matches(BatchMetadata::getLast);
        }
    }

    @Test
    void testCountedRows()
    {
        try (RunningHost host = RunningHost.start(); HostClient client = host.client()) {
            HostClient.ReadRows read = client.readAll(client.ticket("counted"));
            assertThat(read.count()).isEqualTo(5_000_000);
        }
    }

    @Test
    void testReadingOn()
            throws Exception
    {
        try (RunningHost host = RunningHost.start(); HostClient client = host.client()) {
            ReadTicket ticket = client.ticket("numbers", "id");
            List<List<Object>> rows = new ArrayList<>();
            ReadTicket.Builder next = ticket.toBuilder();
            try (FlightStream stream = client.read(ticket)) {
                for (int batches = 0; batches < 3 && stream.next(); batches++) {
                    rows.addAll(new RowsReader(stream.getRoot()).rows());
                    next.setResumeCursor(BatchHeader.readBatch(stream.getLatestMetadata()).getResumeCursor());
                }
            }
            assertThat(rows).hasSizeBetween(1, 99_999);
            rows.addAll(client.readAll(next.build()).rows());
            assertThat(rows).hasSize(100_000);
            assertThat(rows.getLast()).containsExactly(99_999L);
            assertThat(rows.stream().distinct().count()).isEqualTo(100_000);
        }
    }

    @Test
    void testLargeRow()
    {
        try (RunningHost host = RunningHost.start(); HostClient client = host.client()) {
            HostClient.ReadRows read = client.readAll(client.ticket("large", "id", "name"));
            assertThat(read.rows()).hasSize(2_000);
            assertThat(read.rows().get(1_000).getLast().equals("z".repeat(50 << 20))).isTrue();
            host.awaitFree(A_SECOND);
        }
    }

    @Test
    void testRowThatIsTooLarge()
    {
        HostMemory large = new HostMemory(512 << 20, 256 << 20);
        try (RunningHost host = new RunningHost.Options().withMemory(large).start();
                HostClient client = host.client()) {
            assertThat(failure(client, "too-large").getCode()).isEqualTo("ROW_TOO_LARGE");
        }
        HostMemory small = new HostMemory(64 << 20, 16 << 20);
        try (RunningHost host = new RunningHost.Options().withMemory(small).start();
                HostClient client = host.client()) {
            assertThat(failure(client, "large").getCode()).isEqualTo("ROW_TOO_LARGE");
            // the others go on
            assertThat(client.readAll(client.ticket("numbers", "id")).rows()).hasSize(100_000);
        }
    }

    @Test
    void testSlowReader()
            throws Exception
    {
        try (RunningHost host = RunningHost.start();
                HostClient client = host.client();
                HostClient watcher = host.client();
                FlightStream stream = client.read(client.ticket("endless", "id", "name"))) {
            for (int read = 1; read <= 30; read += 10) {
                for (int i = 0; i < 10; i++) {
                    assertThat(stream.next()).isTrue();
                }
                awaitStandstill(host, watcher);
                // what the client asked for in advance, what is in the windows of the network, and what waits to be
                // sent
                assertThat(watcher.health().getBatchesMade()).isLessThan(read + 9 + 12);
                assertThat(host.server().allocatedBytes()).isLessThan(8 << 20);
            }
            assertThat(watcher.health().getOpenStreams()).isEqualTo(1);
        }
    }

    private static void awaitStandstill(RunningHost host, HostClient watcher)
    {
        AtomicLong before = new AtomicLong(-1);
        AtomicLong same = new AtomicLong();
        Eventually.within(Duration.ofSeconds(30), "the source waits for the reader", () -> {
            long made = watcher.health().getBatchesMade();
            boolean waits = host.probe().reader.get().getState() == Thread.State.WAITING;
            return (waits && before.getAndSet(made) == made ? same.incrementAndGet() : same.getAndSet(0)) > 25;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"endless", "blocking"})
    void testCancellation(String table)
            throws Exception
    {
        try (RunningHost host = RunningHost.start(); HostClient client = host.client()) {
            FlightStream stream = client.read(client.ticket(table, "id", "name"));
            Eventually.within(Duration.ofSeconds(10), "the source reads", () -> host.probe().reader.get() != null);
            if (table.equals("endless")) {
                assertThat(stream.next()).isTrue();
            }
            long start = System.nanoTime();
            stream.cancel("nobody wants it", null);
            Eventually.within(A_SECOND, "the reader is closed", () -> host.probe().closedReaders.get() == 1);
            host.awaitFree(A_SECOND);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(A_SECOND);
            stream.close();
        }
    }

    @Test
    void testClientThatIsGone()
    {
        try (RunningHost host = RunningHost.start()) {
            try (HostClient client = host.client()) {
                FlightStream stream = client.read(client.ticket("endless", "id", "name"));
                assertThat(stream.next()).isTrue();
                close(stream);
            }
            Eventually.within(A_SECOND, "the reader is closed", () -> host.probe().closedReaders.get() == 1);
            host.awaitFree(A_SECOND);
        }
    }

    @Test
    void testDeadline()
            throws Exception
    {
        try (RunningHost host = RunningHost.start(); HostClient client = host.client()) {
            ReadTicket ticket = client.ticket("blocking", "id");
            try (FlightStream stream = client.read(ticket, CallOptions.timeout(300, TimeUnit.MILLISECONDS))) {
                Throwable failure = catchThrowable(stream::next);
                assertThat(((FlightRuntimeException) failure).status().code()).isEqualTo(FlightStatusCode.TIMED_OUT);
            }
            Eventually.within(A_SECOND, "the source is interrupted", () -> host.probe().interruptions.get() == 1);
            host.awaitFree(A_SECOND);
        }
    }

    @Test
    void testSourceThatDoesNotEnd()
            throws Exception
    {
        try (RunningHost host = RunningHost.start(); HostClient client = host.client()) {
            FlightStream stream = client.read(client.ticket("stubborn", "id"));
            Eventually.within(Duration.ofSeconds(10), "the source reads", () -> host.probe().reader.get() != null);
            stream.cancel("nobody wants it", null);
            Eventually.within(A_SECOND, "the source is interrupted", () -> host.probe().interruptions.get() > 0);
            // it keeps its place and nobody else's
            assertThat(client.readAll(client.ticket("numbers", "id")).rows()).hasSize(100_000);
            assertThat(client.health().getOpenStreams()).isEqualTo(1);
            host.probe().release.countDown();
            host.awaitFree(A_SECOND);
            stream.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"throwing", "error", "assertion"})
    void testSourceThatThrows(String table)
    {
        try (RunningHost host = RunningHost.start(); HostClient client = host.client()) {
            ErrorDetail detail = failure(client, table);
            assertThat(detail.getCode()).isEqualTo("HOST_FAILED");
            assertThat(detail.getKind()).isEqualTo(ErrorKind.ERROR_KIND_HOST);
            assertThat(detail.getMessage()).contains("incident").doesNotContain(ScriptedSource.SECRET, "Exception");
            host.awaitFree(A_SECOND);
            assertThat(client.health().getReady()).isTrue();
        }
    }

    @Test
    void testErrorsOfTheSource()
    {
        try (RunningHost host = RunningHost.start(); HostClient client = host.client()) {
            ErrorDetail throttled = failure(client, "failing");
            assertThat(throttled.getCode()).isEqualTo("THROTTLED");
            assertThat(throttled.getKind()).isEqualTo(ErrorKind.ERROR_KIND_RESOURCES);
            assertThat(throttled.getMessage()).isEqualTo("The source has enough");
            assertThat(throttled.getRetryable()).isTrue();
            assertThat(throttled.getRetryAfterMillis()).isEqualTo(1_234);
            assertThat(failure(client, "failing-later").getMessage()).isEqualTo("The source failed later");
            assertThat(failure(client, "wrong-value").getCode()).isEqualTo("INVALID_VALUE");
        }
    }

    @Test
    void testByteBudget()
            throws Exception
    {
        try (RunningHost host = RunningHost.start(); HostClient client = host.client()) {
            ReadTicket ticket = client.ticket("endless", "id", "name").toBuilder().setByteBudget(3_000_000).build();
            try (FlightStream stream = client.read(ticket)) {
                int batches = 0;
                Throwable failure = null;
                while (failure == null) {
                    failure = catchThrowable(() -> assertThat(stream.next()).isTrue());
                    batches += failure == null ? 1 : 0;
                }
                assertThat(HostClient.detail(failure).getCode()).isEqualTo("RESOURCES_EXHAUSTED");
                assertThat(batches).isEqualTo(3);
            }
        }
    }

    @Test
    void testMostStreams()
            throws Exception
    {
        try (RunningHost host = new RunningHost.Options().withMaxStreams(2).start();
                HostClient client = host.client()) {
            ReadTicket ticket = client.ticket("endless", "id", "name");
            try (FlightStream first = client.read(ticket); FlightStream second = client.read(ticket)) {
                assertThat(first.next()).isTrue();
                assertThat(second.next()).isTrue();
                ErrorDetail detail = HostClient.detail(catchThrowable(() -> client.readAll(ticket)));
                assertThat(detail.getCode()).isEqualTo("RESOURCES_EXHAUSTED");
                assertThat(detail.getMessage()).isEqualTo("The host has 2 streams, and takes no more");
                assertThat(detail.getRetryable()).isTrue();
                assertThat(detail.getRetryAfterMillis()).isPositive();
            }
            host.awaitFree(A_SECOND);
            assertThat(client.readAll(client.ticket("numbers", "id")).rows()).hasSize(100_000);
        }
    }

    @Test
    void testMostMemory()
            throws Exception
    {
        HostMemory memory = new HostMemory(16 << 20, 16 << 20);
        try (RunningHost host = new RunningHost.Options().withMaxStreams(1_000).withMemory(memory).start();
                HostClient client = host.client()) {
            ReadTicket ticket = client.ticket("endless", "id", "name");
            List<FlightStream> streams = new ArrayList<>();
            Throwable failure = null;
            while (failure == null) {
                FlightStream stream = client.read(ticket);
                streams.add(stream);
                failure = catchThrowable(() -> assertThat(stream.next()).isTrue());
            }
            assertThat(streams).hasSizeBetween(2, 9);
            ErrorDetail detail = HostClient.detail(failure);
            assertThat(detail.getCode()).isEqualTo("RESOURCES_EXHAUSTED");
            assertThat(detail.getRetryable()).isTrue();
            assertThat(host.server().allocatedBytes()).isLessThanOrEqualTo(16 << 20);
            streams.forEach(TestReads::close);
            host.awaitFree(Duration.ofSeconds(2));
        }
    }

    private static ErrorDetail failure(HostClient client, String table)
    {
        return HostClient.detail(catchThrowable(() -> client.readAll(client.ticket(table, "id", "name"))));
    }

    private static void close(FlightStream stream)
    {
        try {
            stream.close();
        }
        catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
