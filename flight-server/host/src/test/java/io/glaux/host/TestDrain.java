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

import io.glaux.host.testing.Eventually;
import io.glaux.host.testing.HostClient;
import io.glaux.host.testing.RunningHost;
import io.glaux.protocol.Actions;
import io.glaux.protocol.v1.DrainRequest;
import io.glaux.protocol.v1.DrainResponse;
import io.glaux.protocol.v1.ErrorDetail;
import io.glaux.protocol.v1.ReadTicket;
import org.apache.arrow.flight.FlightStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

@Timeout(60)
final class TestDrain
{
    @Test
    void testDrain()
            throws Exception
    {
        try (RunningHost host = RunningHost.start(); HostClient client = host.client()) {
            ReadTicket ticket = client.ticket("endless", "id", "name");
            CompletableFuture<DrainResponse> drained;
            try (FlightStream stream = client.read(ticket)) {
                assertThat(stream.next()).isTrue();
                drained = CompletableFuture.supplyAsync(() ->
                        client.single(Actions.DRAIN, DrainRequest.getDefaultInstance(), DrainResponse.parser()));
                Eventually.within(Duration.ofSeconds(10), "the host drains", () -> client.health().getDraining());
                assertThat(client.health().getReady()).isFalse();
                // what is open goes on
                for (int i = 0; i < 30; i++) {
                    assertThat(stream.next()).isTrue();
                }
                ErrorDetail detail = HostClient.detail(catchThrowable(() -> client.readAll(ticket)));
                assertThat(detail.getCode()).isEqualTo("DRAINING");
                assertThat(detail.getRetryable()).isTrue();
                assertThat(drained).isNotDone();
            }
            assertThat(drained.get(10, TimeUnit.SECONDS)).isEqualTo(DrainResponse.getDefaultInstance());
        }
    }

    @Test
    void testEndOfTheHost()
            throws Exception
    {
        try (RunningHost host = RunningHost.start(); HostClient client = host.client()) {
            try (FlightStream blocked = client.read(client.ticket("blocking", "id"))) {
                Eventually.within(Duration.ofSeconds(10), "the source reads", () -> host.probe().reader.get() != null);
                host.server().close();
                ErrorDetail detail = HostClient.detail(catchThrowable(blocked::next));
                assertThat(detail.getCode()).isEqualTo("HOST_UNAVAILABLE");
                assertThat(detail.getRetryable()).isTrue();
            }
        }
    }

    @Test
    void testDrainThatTakesTooLong()
            throws Exception
    {
        try (RunningHost host = new RunningHost.Options().withDrainTimeout(Duration.ofMillis(100)).start();
                HostClient client = host.client();
                FlightStream stream = client.read(client.ticket("endless", "id", "name"))) {
            assertThat(stream.next()).isTrue();
            host.server().drain();
            assertThat(client.health().getOpenStreams()).isEqualTo(1);
        }
    }
}
