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
import io.glaux.conformance.CheckSkippedException;
import io.glaux.conformance.Endpoint;
import io.glaux.conformance.HostClient;
import io.glaux.conformance.HostFailureException;
import io.glaux.conformance.SplitReader;
import io.glaux.conformance.TestedHost;
import io.glaux.conformance.Waiting;
import io.glaux.protocol.v1.HealthResponse;
import io.glaux.protocol.v1.ReadTicket;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * F-CANCEL. A second is what a host has; the checks wait ten, so that a busy machine is no failure, and tell what
 * it took.
 */
public final class CancellationChecks
{
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration STILL = Duration.ofMillis(500);

    private static final Duration DEADLINE = Duration.ofMillis(1500);
    private static final int TIMES = 5;

    private final TestedHost host;
    private final Duration patience;

    public CancellationChecks(TestedHost host)
    {
        this(host, PATIENCE);
    }

    /**
     * @param patience how long the host has, with the margin of a busy machine
     */
    public CancellationChecks(TestedHost host, Duration patience)
    {
        this.host = requireNonNull(host, "host is null");
        this.patience = requireNonNull(patience, "patience is null");
    }

    public List<Check> all()
    {
        return new CheckList("cancellation")
                .addMeasured(
                        "a read that is cancelled ends, and lets go",
                        this::endsWhenCancelled,
                        "F-CANCEL-1",
                        "F-CANCEL-2")
                .addMeasured(
                        "a read whose connection breaks ends, and lets go",
                        this::endsWithItsConnection,
                        "F-CANCEL-2")
                .addMeasured("a read whose deadline passes ends, and lets go", this::endsAtItsDeadline, "F-CANCEL-3")
                .all();
    }

    private void endsWhenCancelled(Consumer<String> notes)
    {
        List<Duration> took = new ArrayList<>();
        try (HostClient client = new HostClient(host.endpoint())) {
            ReadTicket ticket = LargeTables.ticket(host, client);
            HealthResponse before = client.health();
            for (int i = 0; i < TIMES; i++) {
                try (SplitReader reader = SplitReader.counting(client.open(ticket))) {
                    assertThat(reader.next()).isPresent();
                    assertThat(client.health().getOpenStreams()).isGreaterThan(before.getOpenStreams());
                    reader.cancel();
                }
                took.add(untilEnd(client, before));
            }
            assertLetsGo(client, before);
        }
        took.sort(Comparator.naturalOrder());
        notes.accept("ended after %s ms in the median of %s times, %s ms at most".formatted(
                took.get(TIMES / 2).toMillis(),
                TIMES,
                took.getLast().toMillis()));
    }

    private void endsWithItsConnection(Consumer<String> notes)
    {
        Endpoint endpoint = host.endpoint();
        if (endpoint.tls().isPresent()) {
            throw new CheckSkippedException("The certificate of the host is not that of a relay");
        }
        try (HostClient observer = new HostClient(endpoint);
                Relay relay = Relay.to(endpoint.location())) {
            HealthResponse before = observer.health();
            Endpoint behind = new Endpoint(relay.location(), endpoint.token(), endpoint.tls(), endpoint.catalog());
            try (HostClient client = new HostClient(behind);
                    SplitReader reader = SplitReader.counting(client.open(LargeTables.ticket(host, client)))) {
                assertThat(reader.next()).isPresent();
                relay.close();
                assertThatThrownBy(reader::readAll).isInstanceOf(HostFailureException.class);
            }
            notes.accept("ended after %s ms".formatted(untilEnd(observer, before).toMillis()));
            assertLetsGo(observer, before);
        }
    }

    private void endsAtItsDeadline(Consumer<String> notes)
    {
        try (HostClient client = new HostClient(host.endpoint())) {
            ReadTicket ticket = LargeTables.ticket(host, client);
            HealthResponse before = client.health();
            try (SplitReader reader = SplitReader.counting(client.open(ticket, DEADLINE))) {
                assertThat(reader.next()).isPresent();
                // nobody cancels: it is the host that has to notice
                notes.accept("ended %s ms after its first batch, with a deadline of %s ms".formatted(
                        untilEnd(client, before).toMillis(),
                        DEADLINE.toMillis()));
            }
            assertLetsGo(client, before);
        }
    }

    private Duration untilEnd(HostClient client, HealthResponse before)
    {
        return Waiting.until(
                patience,
                "for a stream to end that nobody reads any more",
                () -> client.health().getOpenStreams() <= before.getOpenStreams());
    }

    private void assertLetsGo(HostClient client, HealthResponse before)
    {
        long made = client.health().getBatchesMade();
        long later = Waiting.untilStable(patience, STILL, () -> client.health().getBatchesMade());
        assertThat(later - made).as("batches made after the end").isLessThanOrEqualTo(1);
        Waiting.until(
                patience,
                "for the memory of a cancelled stream",
                () -> client.health().getAllocatedBytes() <= before.getAllocatedBytes());
    }
}
