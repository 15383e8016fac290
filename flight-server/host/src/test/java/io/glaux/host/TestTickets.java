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

import com.google.protobuf.ByteString;
import io.glaux.host.testing.HostClient;
import io.glaux.host.testing.RunningHost;
import io.glaux.protocol.Actions;
import io.glaux.protocol.v1.CallContext;
import io.glaux.protocol.v1.ReadTicket;
import io.glaux.protocol.v1.SplitsRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

@Timeout(60)
final class TestTickets
{
    private static final String KEY = "a-key-that-replicas-of-a-host-share";

    @Test
    void testForeignTickets()
    {
        try (RunningHost host = RunningHost.start(); HostClient client = host.client()) {
            ReadTicket ticket = client.ticket("numbers", "id");
            assertCode(client, of(ticket, HostClient.context("other", "query-1", "alice")), "TICKET_INVALID");
            assertCode(client, of(ticket, HostClient.context("test", "query-2", "alice")), "TICKET_INVALID");
            assertCode(client, of(ticket, HostClient.context("test", "query-1", "bob")), "TICKET_INVALID");
            assertCode(client, of(ticket, HostClient.context("absent", "query-1", "alice")), "CATALOG_NOT_FOUND");
            assertCode(client, of(ticket, HostClient.context("test", "", "alice")), "INVALID_REQUEST");
            assertCode(client, of(ticket, HostClient.context("test", "query-1", "")), "INVALID_REQUEST");
            ByteString scan = client.plan("numbers", "id").getScan();
            assertCode(client, ticket.toBuilder().setSplit(scan).build(), "TICKET_INVALID");
            assertCode(client, ticket.toBuilder().clearSplit().build(), "TICKET_INVALID");
            assertCode(client, ticket.toBuilder().setResumeCursor(scan).build(), "TICKET_INVALID");
            byte[] forged = ticket.getSplit().toByteArray();
            forged[forged.length - 1] ^= 1;
            assertCode(client, ticket.toBuilder().setSplit(ByteString.copyFrom(forged)).build(), "TICKET_INVALID");
            assertThat(host.probe().openReaders).hasValue(0);

            SplitsRequest splits = SplitsRequest.newBuilder()
                    .setContext(HostClient.context("other", "query-1", "alice"))
                    .setScan(scan)
                    .build();
            Throwable failure = catchThrowable(() -> client.action(Actions.SPLITS, splits.toByteArray()));
            assertThat(HostClient.detail(failure).getCode()).isEqualTo("TICKET_INVALID");
        }
    }

    @Test
    void testExpiredTickets()
    {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
        InstantSource source = now::get;
        Clock clock = source.withZone(ZoneOffset.UTC);
        try (RunningHost host = new RunningHost.Options().withTicketLifetime(Duration.ofMinutes(1), clock).start();
                HostClient client = host.client()) {
            ReadTicket ticket = client.ticket("numbers", "id");
            assertThat(client.readAll(ticket).rows()).hasSize(100_000);
            now.updateAndGet(before -> before.plusSeconds(61));
            assertCode(client, ticket, "TICKET_EXPIRED");
        }
    }

    @Test
    void testReplicas()
    {
        try (RunningHost first = new RunningHost.Options().withTicketKey(KEY).start();
                RunningHost second = new RunningHost.Options().withTicketKey(KEY).start();
                RunningHost stranger = RunningHost.start();
                HostClient firstClient = first.client();
                HostClient secondClient = second.client();
                HostClient strangersClient = stranger.client()) {
            ReadTicket ticket = firstClient.ticket("numbers", "id");
            assertThat(secondClient.readAll(ticket).rows()).hasSize(100_000);
            assertCode(strangersClient, ticket, "TICKET_INVALID");
        }
    }

    private static ReadTicket of(ReadTicket ticket, CallContext context)
    {
        return ticket.toBuilder().setContext(context).build();
    }

    private static void assertCode(HostClient client, ReadTicket ticket, String code)
    {
        Throwable failure = catchThrowable(() -> client.readAll(ticket));
        assertThat(HostClient.detail(failure).getCode()).isEqualTo(code);
    }
}
