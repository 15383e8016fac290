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
import io.glaux.conformance.HostClient;
import io.glaux.conformance.HostFailureException;
import io.glaux.conformance.ReadBatch;
import io.glaux.conformance.SplitReader;
import io.glaux.conformance.TestedHost;
import io.glaux.conformance.data.KnownTable;
import io.glaux.protocol.v1.ReadTicket;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * F-READ-6: a read goes on from each cursor.
 */
public final class ResumeChecks
{
    private static final int TRIES = 4;
    private static final int BATCHES_BEFORE_KILL = 5;
    private static final int BATCHES = 40;
    private static final int BATCHES_BEHIND = 20;

    private final TestedHost host;
    private final long seed;

    public ResumeChecks(TestedHost host, long seed)
    {
        this.host = requireNonNull(host, "host is null");
        this.seed = seed;
    }

    public List<Check> all()
    {
        return new CheckList("resume")
                .add("a read goes on behind any batch with a cursor", this::goesOn, "F-READ-6")
                .add("a large read goes on in its middle", this::goesOnInTheMiddle, "F-READ-6")
                .add(
                        "a read goes on after the host was killed",
                        this::goesOnAfterAKill,
                        "F-READ-6",
                        "F-CALL-3",
                        "F-PLAN-10",
                        "F-HELLO-7")
                .add("a cursor of another split reads nothing else", this::refusesCursorsOfOthers, "F-READ-7")
                .all();
    }

    private void goesOn()
    {
        try (HostClient client = new HostClient(host.endpoint())) {
            int tried = 0;
            for (KnownTable table : host.tables()) {
                for (ReadTicket ticket : Scans.tickets(client, Scans.of(table))) {
                    tried += goesOn(client, ticket, table);
                }
            }
            if (tried == 0) {
                throw new CheckSkippedException("The host has no cursors in its small tables");
            }
        }
    }

    /**
     * @return how many cursors were tried
     */
    private static int goesOn(HostClient client, ReadTicket ticket, KnownTable table)
    {
        RowHashes all = read(client, ticket, Integer.MAX_VALUE);
        int tried = 0;
        for (int i = 0; i < all.batches(); i++) {
            ByteString cursor = all.cursor(i);
            if (!cursor.isEmpty()) {
                tried++;
                ReadTicket behind = ticket.toBuilder().setResumeCursor(cursor).build();
                assertSame(
                        "rows of %s behind batch %s".formatted(table, i),
                        read(client, behind, Integer.MAX_VALUE).rows(),
                        all.rowsBehind(i));
            }
        }
        return tried;
    }

    private void goesOnInTheMiddle()
    {
        Random random = new Random(seed);
        try (HostClient client = new HostClient(host.endpoint())) {
            ReadTicket ticket = LargeTables.ticket(host, client);
            RowHashes first = read(client, ticket, BATCHES);
            for (int i = 0; i < TRIES; i++) {
                int chosen = random.nextInt(first.batches() / 2);
                ByteString cursor = first.cursor(chosen);
                if (cursor.isEmpty()) {
                    throw new CheckSkippedException("The host has no cursors");
                }
                ReadTicket behind = ticket.toBuilder().setResumeCursor(cursor).build();
                int[] rest = read(client, behind, BATCHES_BEHIND).rows();
                int[] expected = first.rowsBehind(chosen);
                int common = Math.min(rest.length, expected.length);
                assertThat(common).as("rows behind batch %s, seed %s", chosen, seed).isPositive();
                assertSame(
                        "rows behind batch %s, seed %s".formatted(chosen, seed),
                        Arrays.copyOf(rest, common),
                        Arrays.copyOf(expected, common));
            }
        }
    }

    private void goesOnAfterAKill()
    {
        RowHashes before = new RowHashes();
        ReadTicket ticket;
        ByteString scan;
        String hostId;
        try (HostClient client = new HostClient(host.endpoint())) {
            ticket = LargeTables.ticket(host, client);
            hostId = client.hello().getHostId();
            scan = client.plan(Scans.of(host.tables().getFirst())).getScan();
            try (SplitReader reader = SplitReader.of(client.open(ticket))) {
                for (int i = 0; i < BATCHES_BEFORE_KILL; i++) {
                    before.add(reader.next().orElseThrow());
                }
                if (before.lastCursor().isEmpty()) {
                    throw new CheckSkippedException("The host has no cursors");
                }
                if (!host.restart()) {
                    throw new CheckSkippedException("The host cannot be killed by this kit");
                }
                readToTheFailure(reader, before);
            }
        }
        try (HostClient client = new HostClient(host.endpoint())) {
            assertThat(client.hello().getHostId()).as("the host id after a restart").isNotEqualTo(hostId);
            assertThat(client.splits(scan)).as("splits of a scan that was planned before").isNotEmpty();
            int[] after =
                    read(client,
                            ticket.toBuilder().setResumeCursor(before.lastCursor()).build(),
                            BATCHES_BEHIND).rows();
            assertThat(after).as("rows after the kill").isNotEmpty();
            int[] both = Arrays.copyOf(before.rows(), before.rows().length + after.length);
            System.arraycopy(after, 0, both, before.rows().length, after.length);
            int[] expected = read(client, ticket, before.batches() + 2 * BATCHES_BEHIND).rows();
            int common = Math.min(both.length, expected.length);
            assertThat(common).as("rows that are compared").isGreaterThan(before.rows().length);
            assertSame("rows before and after the kill", Arrays.copyOf(both, common), Arrays.copyOf(expected, common));
        }
    }

    private void refusesCursorsOfOthers()
    {
        try (HostClient client = new HostClient(host.endpoint())) {
            boolean isAny = false;
            for (KnownTable table : host.tables()) {
                List<ReadTicket> tickets = Scans.tickets(client, Scans.of(table));
                for (int i = 1; i < tickets.size(); i++) {
                    isAny |= refusesCursors(client, tickets.get(i - 1), tickets.get(i));
                }
            }
            if (!isAny) {
                throw new CheckSkippedException("The host has no table of several splits with cursors");
            }
        }
    }

    /**
     * @return whether there was a cursor to try
     */
    private static boolean refusesCursors(HostClient client, ReadTicket from, ReadTicket into)
    {
        Set<Object> rows = new HashSet<>();
        client.read(into).rows().forEach(row -> rows.add(Arrays.deepToString(row.toArray())));
        boolean isAny = false;
        for (ReadBatch batch : client.read(from).batches()) {
            ByteString cursor = batch.metadata().getResumeCursor();
            if (!cursor.isEmpty()) {
                isAny = true;
                try {
                    assertThat(client.read(into.toBuilder().setResumeCursor(cursor).build()).rows())
                            .as("rows read by the cursor of another split")
                            .allMatch(row -> rows.contains(Arrays.deepToString(row.toArray())));
                }
                catch (HostFailureException e) {
                    assertThat(e.code()).as(e.getMessage()).isEqualTo("TICKET_INVALID");
                }
            }
        }
        return isAny;
    }

    /**
     * They are too many to be shown.
     */
    private static void assertSame(String what, int[] rows, int[] expected)
    {
        assertThat(Arrays.mismatch(rows, expected))
                .as("the first of %s that differs; %s came, and there are %s", what, rows.length, expected.length)
                .isEqualTo(-1);
    }

    private static RowHashes read(HostClient client, ReadTicket ticket, int batches)
    {
        RowHashes hashes = new RowHashes();
        try (SplitReader reader = SplitReader.of(client.open(ticket))) {
            Optional<ReadBatch> batch = reader.next();
            while (batch.isPresent()) {
                hashes.add(batch.get());
                if (hashes.batches() == batches) {
                    reader.cancel();
                    return hashes;
                }
                batch = reader.next();
            }
        }
        return hashes;
    }

    /**
     * Batches that were on their way still come.
     */
    private static void readToTheFailure(SplitReader reader, RowHashes hashes)
    {
        try {
            Optional<ReadBatch> batch = reader.next();
            while (batch.isPresent()) {
                hashes.add(batch.get());
                batch = reader.next();
            }
            throw new AssertionError("The stream of a host that was killed ended well");
        }
        catch (HostFailureException e) {
            assertThat(e.status()).as(e.getMessage()).isIn("UNAVAILABLE", "INTERNAL", "CANCELLED", "UNKNOWN");
        }
    }
}
