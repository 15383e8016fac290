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
package io.glaux.host.ticket;

import io.glaux.host.configuration.Secret;
import io.glaux.host.configuration.TicketLifetimes;
import io.glaux.protocol.ErrorCode;
import io.glaux.protocol.ProtocolException;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

final class TestTicketOffice
{
    private static final byte[] CONTENT = "what the source needs".getBytes(StandardCharsets.UTF_8);
    private static final TicketBinding BINDING = new TicketBinding("catalog", "query", "user");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final TicketOffice office = office(Optional.empty(), NOW);

    @Test
    void testTicketOpens()
    {
        byte[] ticket = office.issue(TicketKind.SPLIT, BINDING, CONTENT);
        assertThat(office.open(TicketKind.SPLIT, BINDING, ticket)).isEqualTo(CONTENT);
        assertThat(new String(ticket, StandardCharsets.ISO_8859_1))
                .doesNotContain("source", "catalog", "query", "user");
    }

    @Test
    void testNothing()
    {
        byte[] ticket = office.issue(TicketKind.CURSOR, BINDING, new byte[0]);
        assertThat(office.open(TicketKind.CURSOR, BINDING, ticket)).isEmpty();
    }

    @Test
    void testEveryBitCounts()
    {
        byte[] ticket = office.issue(TicketKind.SPLIT, BINDING, CONTENT);
        for (int bit = 0; bit < ticket.length * 8; bit++) {
            byte[] forged = ticket.clone();
            forged[bit / 8] ^= (byte) (1 << (bit % 8));
            assertInvalid(office, TicketKind.SPLIT, BINDING, forged);
        }
        for (int length = 0; length < ticket.length; length++) {
            assertInvalid(office, TicketKind.SPLIT, BINDING, Arrays.copyOf(ticket, length));
        }
        assertInvalid(office, TicketKind.SPLIT, BINDING, Arrays.copyOf(ticket, ticket.length + 1));
    }

    @Test
    void testForeignTickets()
    {
        byte[] ticket = office.issue(TicketKind.SPLIT, BINDING, CONTENT);
        assertInvalid(office, TicketKind.SCAN, BINDING, ticket);
        assertInvalid(office, TicketKind.SPLIT, new TicketBinding("other", "query", "user"), ticket);
        assertInvalid(office, TicketKind.SPLIT, new TicketBinding("catalog", "other", "user"), ticket);
        assertInvalid(office, TicketKind.SPLIT, new TicketBinding("catalog", "query", "other"), ticket);
        assertInvalid(office, TicketKind.SPLIT, new TicketBinding("catalogq", "uery", "user"), ticket);
        assertInvalid(office(Optional.empty(), NOW), TicketKind.SPLIT, BINDING, ticket);
    }

    @Test
    void testCursorOfAnotherSplit()
    {
        byte[] cursor = office.issue(TicketKind.CURSOR, BINDING, new byte[] {1}, CONTENT);
        assertThat(office.open(TicketKind.CURSOR, BINDING, new byte[] {1}, cursor)).isEqualTo(CONTENT);
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> office.open(TicketKind.CURSOR, BINDING, new byte[] {2}, cursor))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.TICKET_INVALID));
    }

    @Test
    void testExpiry()
    {
        Optional<Secret> key = Optional.of(new Secret("k".repeat(32)));
        byte[] ticket = office(key, NOW).issue(TicketKind.SPLIT, BINDING, CONTENT);
        assertThat(office(key, NOW.plusSeconds(3_599)).open(TicketKind.SPLIT, BINDING, ticket)).isEqualTo(CONTENT);
        TicketOffice late = office(key, NOW.plusSeconds(3_600));
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> late.open(TicketKind.SPLIT, BINDING, ticket))
                .satisfies(failure -> {
                    assertThat(failure.code()).isEqualTo(SourceErrorCode.TICKET_EXPIRED);
                    assertThat(failure.isRetryable()).isTrue();
                });
        assertThat(late.openAlsoExpired(TicketKind.SPLIT, BINDING, new byte[0], ticket)).isEqualTo(CONTENT);
        byte[] scan = office(key, NOW).issue(TicketKind.SCAN, BINDING, CONTENT);
        assertThat(late.open(TicketKind.SCAN, BINDING, scan)).isEqualTo(CONTENT);
    }

    @Test
    void testReplicas()
    {
        byte[] ticket = office(Optional.of(new Secret("k".repeat(32))), NOW).issue(TicketKind.SCAN, BINDING, CONTENT);
        assertThat(office(Optional.of(new Secret("k".repeat(32))), NOW).open(TicketKind.SCAN, BINDING, ticket))
                .isEqualTo(CONTENT);
        assertInvalid(office(Optional.of(new Secret("x".repeat(32))), NOW), TicketKind.SCAN, BINDING, ticket);
    }

    @Test
    void testNoTwoAreAlike()
    {
        Set<String> tickets = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            byte[] ticket = office.issue(TicketKind.SCAN, BINDING, CONTENT);
            assertThat(tickets.add(new String(ticket, StandardCharsets.ISO_8859_1))).isTrue();
        }
    }

    private static TicketOffice office(Optional<Secret> key, Instant now)
    {
        TicketLifetimes lifetimes = new TicketLifetimes(Duration.ofHours(1), Duration.ofHours(2));
        return new TicketOffice(key, lifetimes, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static void assertInvalid(TicketOffice office, TicketKind kind, TicketBinding binding, byte[] ticket)
    {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> office.open(kind, binding, ticket))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.TICKET_INVALID));
    }
}
