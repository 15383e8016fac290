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

import com.google.protobuf.ByteString;
import io.glaux.conformance.Check;
import io.glaux.conformance.CheckSkippedException;
import io.glaux.conformance.Endpoint;
import io.glaux.conformance.HostClient;
import io.glaux.conformance.HostFailureException;
import io.glaux.conformance.TestedHost;
import io.glaux.conformance.Waiting;
import io.glaux.conformance.data.KnownTable;
import io.glaux.protocol.Actions;
import io.glaux.protocol.v1.HealthRequest;
import io.glaux.protocol.v1.ReadTicket;
import io.glaux.protocol.v1.Split;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * F-SEC.
 */
public final class SecurityChecks
{
    private static final int CHANGES = 100;
    private static final List<String> REFUSED = List.of("UNAUTHENTICATED", "UNAUTHORIZED");

    private final TestedHost host;
    private final long seed;

    public SecurityChecks(TestedHost host, long seed)
    {
        this.host = requireNonNull(host, "host is null");
        this.seed = seed;
    }

    public List<Check> all()
    {
        return new CheckList("security")
                .add("calls without the token are refused", this::refusesCallsWithoutToken, "F-SEC-1")
                .add("a ticket that was changed is refused", this::refusesChangedTickets, "F-SEC-2", "F-SPLIT-6")
                .add("a ticket is good for its query and user alone", this::refusesForeignTickets, "F-SEC-2")
                .add("a cursor that was made up reads nothing else", this::refusesForgedCursors, "F-READ-7")
                .add("a ticket expires", this::refusesExpiredTickets, "F-SEC-3", "F-SPLIT-6")
                .add("the token is in nothing that the host gives away", this::keepsTheToken, "F-SEC-5")
                .all();
    }

    private void refusesCallsWithoutToken()
    {
        Endpoint endpoint = host.endpoint();
        if (endpoint.token().isEmpty()) {
            throw new CheckSkippedException("The host takes certificates, and no token");
        }
        for (Optional<String> token : List.of(Optional.<String>empty(), Optional.of("another token"))) {
            Endpoint without = new Endpoint(endpoint.location(), token, endpoint.tls(), endpoint.catalog());
            try (HostClient client = new HostClient(without)) {
                byte[] request = HealthRequest.getDefaultInstance().toByteArray();
                HostFailureException failure = catchThrowableOfType(
                        HostFailureException.class,
                        () -> client.action(Actions.HEALTH, request));
                assertThat(failure).as("a call without the token").isNotNull();
                assertThat(failure.status()).isIn(REFUSED);
                try (HostClient known = new HostClient(endpoint)) {
                    ReadTicket ticket = ticket(known);
                    HostFailureException read =
                            catchThrowableOfType(HostFailureException.class, () -> client.read(ticket));
                    assertThat(read).as("a read without the token").isNotNull();
                    assertThat(read.status()).isIn(REFUSED);
                }
            }
        }
    }

    private void keepsTheToken()
    {
        String token = host.endpoint().token()
                .orElseThrow(() -> new CheckSkippedException("The host takes certificates, and no token"));
        try (HostClient client = new HostClient(host.endpoint())) {
            for (KnownTable table : host.tables()) {
                ByteString scan = client.plan(Scans.of(table)).getScan();
                assertThat(scan.toString(ISO_8859_1)).as("the scan of %s", table).doesNotContain(token);
                for (Split split : client.splits(scan)) {
                    assertThat(split.getTicket().toString(ISO_8859_1)).as("a ticket of %s", table)
                            .doesNotContain(token);
                    assertThat(client.read(client.ticket(split)).batches())
                            .as("cursors of %s", table)
                            .noneMatch(batch ->
                                    batch.metadata().getResumeCursor().toString(ISO_8859_1).contains(token));
                }
            }
        }
    }

    private void refusesChangedTickets()
    {
        Random random = new Random(seed);
        try (HostClient client = new HostClient(host.endpoint())) {
            ReadTicket ticket = ticket(client);
            byte[] good = ticket.getSplit().toByteArray();
            for (int i = 0; i < CHANGES; i++) {
                byte[] changed = good.clone();
                changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
                refuses(client, ticket, ByteString.copyFrom(changed));
            }
            for (int length : List.of(1, good.length / 2, good.length - 1)) {
                refuses(client, ticket, ticket.getSplit().substring(0, length));
            }
            refuses(client, ticket, ticket.getSplit().concat(ByteString.copyFrom(new byte[1])));
            assertThat(client.read(ticket).batches()).as("the ticket itself").isNotEmpty();
        }
    }

    private static void refuses(HostClient client, ReadTicket ticket, ByteString changed)
    {
        Failures.refused(
                "a ticket that was changed",
                () -> client.read(ticket.toBuilder().setSplit(changed).build()),
                "TICKET_INVALID");
    }

    private void refusesForeignTickets()
    {
        try (HostClient client = new HostClient(host.endpoint());
                HostClient otherQuery = new HostClient(host.endpoint(), "conformance-2", "conformance");
                HostClient otherUser = new HostClient(host.endpoint(), "conformance-1", "somebody else")) {
            ReadTicket ticket = ticket(client);
            for (HostClient other : List.of(otherQuery, otherUser)) {
                ReadTicket foreign = ticket.toBuilder().setContext(other.context()).build();
                Failures.refused("the ticket of another", () -> other.read(foreign), "TICKET_INVALID");
            }
        }
    }

    private void refusesForgedCursors()
    {
        Random random = new Random(seed);
        try (HostClient client = new HostClient(host.endpoint())) {
            ReadTicket ticket = ticket(client);
            Set<String> rows = new HashSet<>();
            client.read(ticket).rows().forEach(row -> rows.add(Arrays.deepToString(row.toArray())));
            for (int i = 0; i < CHANGES; i++) {
                byte[] cursor = new byte[1 + random.nextInt(40)];
                random.nextBytes(cursor);
                try {
                    List<List<Object>> read =
                            client.read(ticket.toBuilder().setResumeCursor(ByteString.copyFrom(cursor)).build()).rows();
                    assertThat(read).allMatch(row -> rows.contains(Arrays.deepToString(row.toArray())));
                }
                catch (HostFailureException e) {
                    assertThat(e.code()).as(e.getMessage()).isIn("TICKET_INVALID", "INVALID_REQUEST");
                }
            }
        }
    }

    private void refusesExpiredTickets()
    {
        Endpoint endpoint = host.withShortTickets()
                .orElseThrow(() -> new CheckSkippedException("There is no such host with tickets of short life"));
        try (HostClient client = new HostClient(endpoint)) {
            ReadTicket ticket = ticket(client);
            assertThat(client.read(ticket).batches()).as("the ticket at first").isNotEmpty();
            Waiting.until(Duration.ofSeconds(30), "for a ticket to expire", () -> isExpired(client, ticket));
        }
    }

    private static boolean isExpired(HostClient client, ReadTicket ticket)
    {
        try {
            return client.read(ticket).batches().isEmpty();
        }
        catch (HostFailureException e) {
            assertThat(e.code()).as(e.getMessage()).isEqualTo("TICKET_EXPIRED");
            assertThat(e.detail().orElseThrow().getRetryable()).isTrue();
            return true;
        }
    }

    private ReadTicket ticket(HostClient client)
    {
        KnownTable table = host.tables().stream()
                .filter(one -> !one.rows().isEmpty())
                .findFirst()
                .orElseThrow(() -> new CheckSkippedException("The host has no table with rows"));
        return Scans.tickets(client, Scans.of(table)).getFirst();
    }
}
