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
import io.glaux.conformance.ReadBatch;
import io.glaux.conformance.SplitReader;
import io.glaux.conformance.TestedHost;
import io.glaux.conformance.Waiting;
import io.glaux.protocol.v1.HealthResponse;
import io.glaux.protocol.v1.ReadTicket;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
                .add("a reader that stops holds few batches", this::waitsForTheReader)
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
}
