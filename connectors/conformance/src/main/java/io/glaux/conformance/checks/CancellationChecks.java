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
import java.util.List;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * F-CANCEL. A second is what a host has; the checks wait ten, so that a busy machine is no failure, and print what it
 * took.
 */
public final class CancellationChecks
{
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration STILL = Duration.ofMillis(500);

    private final TestedHost host;

    public CancellationChecks(TestedHost host)
    {
        this.host = requireNonNull(host, "host is null");
    }

    public List<Check> all()
    {
        return new CheckList("cancellation")
                .add("a read that is cancelled ends, and lets go", this::endsWhenCancelled)
                .add("a read whose connection breaks ends, and lets go", this::endsWithItsConnection)
                .all();
    }

    private void endsWhenCancelled()
    {
        try (HostClient client = new HostClient(host.endpoint())) {
            ReadTicket ticket = LargeTables.ticket(host, client);
            HealthResponse before = client.health();
            try (SplitReader reader = SplitReader.counting(client.open(ticket))) {
                assertThat(reader.next()).isPresent();
                assertThat(client.health().getOpenStreams()).isGreaterThan(before.getOpenStreams());
                reader.cancel();
            }
            assertLetsGo(client, before);
        }
    }

    private void endsWithItsConnection()
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
            assertLetsGo(observer, before);
        }
    }

    private static void assertLetsGo(HostClient client, HealthResponse before)
    {
        Duration took = Waiting.until(
                PATIENCE,
                "for a cancelled stream to end",
                () -> client.health().getOpenStreams() <= before.getOpenStreams());
        System.out.printf("A stream ended %s ms after it was cancelled%n", took.toMillis());
        long made = client.health().getBatchesMade();
        long later = Waiting.untilStable(PATIENCE, STILL, () -> client.health().getBatchesMade());
        assertThat(later - made).as("batches made after the end").isLessThanOrEqualTo(1);
        Waiting.until(
                PATIENCE,
                "for the memory of a cancelled stream",
                () -> client.health().getAllocatedBytes() <= before.getAllocatedBytes());
    }
}
