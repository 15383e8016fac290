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
import io.glaux.protocol.v1.ReadTicket;

import java.util.List;
import java.util.Optional;
import java.util.Random;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * F-READ-6: a read goes on from each cursor.
 */
public final class ResumeChecks
{
    private static final int TRIES = 4;
    private static final int BATCHES_BEFORE_KILL = 5;

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
                .add("a read goes on behind any batch with a cursor", this::goesOn)
                .add("a read goes on after the host was killed", this::goesOnAfterAKill)
                .all();
    }

    private void goesOn()
    {
        Random random = new Random(seed);
        try (HostClient client = new HostClient(host.endpoint())) {
            ReadTicket ticket = LargeTables.ticket(host, client);
            RowHashes all = read(client, ticket);
            for (int i = 0; i < TRIES; i++) {
                int chosen = random.nextInt(all.batches());
                ByteString cursor = all.cursor(chosen);
                if (!cursor.isEmpty()) {
                    RowHashes rest = read(client, ticket.toBuilder().setResumeCursor(cursor).build());
                    assertThat(rest.rows()).as("rows behind batch %s, seed %s", chosen, seed)
                            .isEqualTo(all.rowsBehind(chosen));
                }
            }
        }
    }

    private void goesOnAfterAKill()
    {
        RowHashes expected;
        RowHashes before = new RowHashes();
        ReadTicket ticket;
        ByteString scan;
        try (HostClient client = new HostClient(host.endpoint())) {
            ticket = LargeTables.ticket(host, client);
            expected = read(client, ticket);
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
            assertThat(client.splits(scan)).as("splits of a scan that was planned before").isNotEmpty();
            RowHashes after = read(client, ticket.toBuilder().setResumeCursor(before.lastCursor()).build());
            assertThat(after.rows()).as("rows after the kill").isEqualTo(expected.rowsBehind(before.batches() - 1));
            assertThat(before.rows()).as("rows before the kill").isEqualTo(expected.rowsUpTo(before.batches() - 1));
        }
    }

    private static RowHashes read(HostClient client, ReadTicket ticket)
    {
        RowHashes hashes = new RowHashes();
        try (SplitReader reader = SplitReader.of(client.open(ticket))) {
            Optional<ReadBatch> batch = reader.next();
            while (batch.isPresent()) {
                hashes.add(batch.get());
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
