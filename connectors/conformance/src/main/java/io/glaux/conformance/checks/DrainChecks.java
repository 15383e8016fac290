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
import io.glaux.conformance.HostClient;
import io.glaux.conformance.HostFailureException;
import io.glaux.conformance.SplitReader;
import io.glaux.conformance.TestedHost;
import io.glaux.conformance.Waiting;
import io.glaux.protocol.Actions;
import io.glaux.protocol.v1.DrainRequest;
import io.glaux.protocol.v1.DrainResponse;
import io.glaux.protocol.v1.ReadTicket;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * F-DRAIN and F-HEALTH. The host takes no reads after that.
 */
public final class DrainChecks
{
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestedHost host;

    public DrainChecks(TestedHost host)
    {
        this.host = requireNonNull(host, "host is null");
    }

    public List<Check> all()
    {
        return new CheckList("drain")
                .add(
                        "open streams end, new ones are refused, and then drain answers",
                        this::drains,
                        "F-DRAIN-1",
                        "F-HEALTH-1")
                .all();
    }

    private void drains()
            throws InterruptedException, ExecutionException, TimeoutException
    {
        try (HostClient client = new HostClient(host.endpoint())) {
            ReadTicket ticket = LargeTables.ticket(host, client);
            ReadTicket small = Scans.tickets(client, Scans.of(host.tables().stream()
                            .filter(table -> !table.rows().isEmpty())
                            .findFirst()
                            .orElseThrow(() -> new CheckSkippedException("The host has no table with rows"))))
                    .getFirst();
            OptionalLong expected = LargeTables.rows(host, client);
            CompletableFuture<DrainResponse> drained;
            try (SplitReader reader = SplitReader.counting(client.open(ticket))) {
                long rows = reader.next().orElseThrow().count();
                drained = CompletableFuture.supplyAsync(() ->
                        client.single(Actions.DRAIN, DrainRequest.getDefaultInstance(), DrainResponse.parser()));
                Waiting.until(PATIENCE, "for the host to drain", () -> client.health().getDraining());
                HostFailureException refused = Failures.refused("a new read", () -> client.read(small), "DRAINING");
                assertThat(refused.detail().orElseThrow().getRetryable()).isTrue();
                assertThat(drained).as("drain, while a stream is open").isNotDone();
                rows += reader.readAll().count();
                assertThat(rows).as("rows of the stream that was open").isEqualTo(expected.orElse(rows));
            }
            assertThat(drained.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isNotNull();
            assertThat(client.health().getOpenStreams()).isZero();
        }
    }
}
