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
package io.glaux.conformance.checks;

import io.glaux.conformance.Check;
import io.glaux.conformance.HostClient;
import io.glaux.conformance.HostFailureException;
import io.glaux.conformance.ReadBatch;
import io.glaux.conformance.SplitReader;
import io.glaux.conformance.TestedHost;
import io.glaux.conformance.Waiting;
import io.glaux.protocol.v1.HealthResponse;
import io.glaux.protocol.v1.ReadTicket;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * F-FLOW: a reader that stops does not let the host's memory grow.
 */
public final class MemoryChecks
{
    /**
     * What lies between both sides: buffers of gRPC, of the sockets, and a few batches.
     */
    private static final long MOST_AHEAD = 48 << 20;
    private static final int READERS = 24;
    private static final Duration STILL = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestedHost host;

    public MemoryChecks(TestedHost host)
    {
        this.host = requireNonNull(host, "host is null");
    }

    public List<Check> all()
    {
        return new CheckList("memory")
                .add(
                        "a reader that stops holds few batches",
                        this::waitsForTheReader,
                        "F-FLOW-1",
                        "F-HEALTH-1",
                        "F-HEALTH-2")
                .addMeasured(
                        "many readers that stop do not fill the memory",
                        this::boundsAllReaders,
                        "F-FLOW-2",
                        "F-HEALTH-1")
                .all();
    }

    private void waitsForTheReader()
    {
        try (HostClient client = new HostClient(host.endpoint())) {
            ReadTicket ticket = LargeTables.ticket(host, client);
            HealthResponse before = client.health();
            long batchBytes;
            try (SplitReader reader = SplitReader.counting(client.open(ticket))) {
                batchBytes = reader.next().map(ReadBatch::bodyBytes).orElse(0L);
                assertThat(batchBytes).as("the first batch").isPositive();
                long made = Waiting.untilStable(PATIENCE, STILL, () -> client.health().getBatchesMade())
                        - before.getBatchesMade();
                assertThat(made * batchBytes).as("%s batches made for a reader of one", made).isLessThan(MOST_AHEAD);
                assertThat(client.health().getAllocatedBytes() - before.getAllocatedBytes())
                        .as("memory of the host").isLessThan(MOST_AHEAD);
                assertThat(client.health().getOpenStreams()).isGreaterThan(before.getOpenStreams());
                // and it goes on where it stopped
                long read = batchBytes;
                Optional<ReadBatch> batch = reader.next();
                while (batch.isPresent() && read < 2 * MOST_AHEAD) {
                    read += batch.get().bodyBytes();
                    batch = reader.next();
                }
                assertThat(read).as("bytes read after the pause").isGreaterThanOrEqualTo(2 * MOST_AHEAD);
                reader.cancel();
            }
        }
    }

    /**
     * Each is let in and holds little, or is refused before its first batch, with when to come again.
     */
    private void boundsAllReaders(Consumer<String> notes)
    {
        List<HostClient> clients = new ArrayList<>();
        List<SplitReader> readers = new ArrayList<>();
        try (HostClient observer = new HostClient(host.endpoint())) {
            HealthResponse before = observer.health();
            int refused = 0;
            try {
                for (int i = 0; i < READERS; i++) {
                    // of a connection each: one connection bounds what comes by it
                    HostClient client = new HostClient(host.endpoint());
                    clients.add(client);
                    SplitReader reader = SplitReader.counting(client.open(LargeTables.ticket(host, client)));
                    readers.add(reader);
                    refused += isRefused(reader) ? 1 : 0;
                }
                long most = observer.health().getAllocatedBytes() - before.getAllocatedBytes();
                assertThat(most).as("memory of the host for %s readers", READERS).isLessThan(READERS * MOST_AHEAD / 4);
                assertThat(refused).as("readers that were refused").isLessThan(READERS);
                notes.accept("%s of %s readers were let in, and held %s MiB".formatted(
                        READERS - refused,
                        READERS,
                        Math.max(0, most) >> 20));
                readers.forEach(SplitReader::cancel);
            }
            finally {
                readers.forEach(SplitReader::close);
                clients.forEach(HostClient::close);
            }
            Waiting.until(
                    PATIENCE,
                    "for the streams of many readers to end",
                    () -> observer.health().getOpenStreams() <= before.getOpenStreams());
        }
    }

    private static boolean isRefused(SplitReader reader)
    {
        try {
            assertThat(reader.next()).isPresent();
            return false;
        }
        catch (HostFailureException e) {
            assertThat(e.code()).as(e.getMessage()).isEqualTo("RESOURCES_EXHAUSTED");
            assertThat(e.detail().orElseThrow().getRetryable()).isTrue();
            assertThat(e.detail().orElseThrow().getRetryAfterMillis()).isPositive();
            return true;
        }
    }
}
