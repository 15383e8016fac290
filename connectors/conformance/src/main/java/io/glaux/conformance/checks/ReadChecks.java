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
import io.glaux.conformance.ReadBatch;
import io.glaux.conformance.ReadSplit;
import io.glaux.conformance.SplitReader;
import io.glaux.conformance.TestedHost;
import io.glaux.conformance.data.KnownTable;
import io.glaux.protocol.BatchRules;
import io.glaux.protocol.UnitAmounts;
import io.glaux.protocol.v1.HealthResponse;
import io.glaux.protocol.v1.ReadTicket;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * F-TYPE, F-READ and F-METER. That each batch has its header, a size within the limits and types of the protocol is
 * held by {@link SplitReader} in every read.
 */
public final class ReadChecks
{
    private static final int SHOWN = 1000;
    private static final int MEGABYTE = 1_000_000;
    private static final long BUDGET = 4 << 20;
    private static final long SLACK = 16 << 20;

    private final TestedHost host;

    public ReadChecks(TestedHost host)
    {
        this.host = requireNonNull(host, "host is null");
    }

    public List<Check> all()
    {
        List<Check> checks = new ArrayList<>(new CheckList("types")
                .add(
                        "each value comes as it is",
                        this::readsEachValue,
                        "F-TYPE-1",
                        "F-TYPE-2",
                        "F-TYPE-3",
                        "F-TYPE-5",
                        "F-SPLIT-1")
                .add("streams have the columns of the plan", this::readsPlannedColumns, "F-TYPE-6")
                .all());
        checks.addAll(new CheckList("reading")
                .add("a row larger than a batch comes by itself, up to 50 MB", this::readsWideRows, "F-READ-3")
                .add(
                        "batches keep to what the host said of them",
                        this::keepsToItsLimits,
                        "F-READ-1",
                        "F-READ-2",
                        "F-READ-4",
                        "F-READ-5",
                        "F-SPLIT-1",
                        "F-TYPE-6",
                        "F-PLAN-8")
                .add("a read ends at its budget", this::endsAtTheBudget, "F-READ-8")
                .all());
        checks.addAll(new CheckList("metering")
                .add(
                        "source rows and units are told, and batches are counted",
                        this::tellsWhatItRead,
                        "F-METER-1",
                        "F-METER-2",
                        "F-HEALTH-2")
                .add("source rows are told with the batch that they are read for", this::tellsInTime, "F-READ-9")
                .all());
        return checks;
    }

    private void readsEachValue()
    {
        try (HostClient client = new HostClient(host.endpoint())) {
            for (KnownTable table : host.tables()) {
                List<List<Object>> rows = client.rows(client.plan(Scans.of(table)).getScan());
                assertThat(rows.size()).as("rows of %s", table).isEqualTo(table.rows().size());
                Map<Object, Integer> came = counted(rows);
                counted(table.rows()).forEach((row, count) -> assertThat(came.getOrDefault(row, 0))
                        .as("how often this row of %s came: %s", table, shortened(row))
                        .isEqualTo(count));
            }
        }
    }

    private static String shortened(Object row)
    {
        String text = String.valueOf(row);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }

    /**
     * How often each row is there, every bit of it.
     */
    private static Map<Object, Integer> counted(List<List<Object>> rows)
    {
        Map<Object, Integer> counted = new HashMap<>();
        rows.forEach(row -> counted.merge(exact(row), 1, Integer::sum));
        return counted;
    }

    private static Object exact(Object value)
    {
        return switch (value) {
            case null -> "NULL";
            case String text -> "'" + text;
            case byte[] bytes -> ByteBuffer.wrap(bytes.clone());
            case List<?> list -> list.stream().map(ReadChecks::exact).toList();
            case Map<?, ?> map -> {
                Map<Object, Object> exact = new HashMap<>();
                map.forEach((key, element) -> exact.put(exact(key), exact(element)));
                yield exact;
            }
            // -0.0 and 0.0 are not equal as objects, and NaN is to itself
            default -> value;
        };
    }

    private void readsPlannedColumns()
    {
        try (HostClient client = new HostClient(host.endpoint())) {
            for (KnownTable table : host.tables()) {
                for (ReadTicket ticket : Scans.tickets(client, Scans.of(table))) {
                    try (SplitReader reader = SplitReader.counting(client.open(ticket))) {
                        MetadataChecks.assertSame(
                                table.schema().getFields(),
                                reader.schema().getFields(),
                                "the stream of " + table);
                        assertThat(reader.readAll()).isNotNull();
                    }
                }
            }
        }
    }

    private void readsWideRows()
    {
        List<KnownTable> wide = host.tables().stream().filter(ReadChecks::isWide).toList();
        if (wide.isEmpty()) {
            throw new CheckSkippedException("The host has no table with rows of 50 MB");
        }
        try (HostClient client = new HostClient(host.endpoint())) {
            for (KnownTable table : wide) {
                List<ReadBatch> batches = Scans.tickets(client, Scans.of(table)).stream()
                        .flatMap(ticket -> client.read(ticket).batches().stream())
                        .toList();
                assertThat(batches.stream().mapToInt(ReadBatch::count).sum()).isEqualTo(table.rows().size());
                assertThat(batches.stream().mapToLong(ReadBatch::bodyBytes).max().orElse(0))
                        .as("the largest batch").isGreaterThan(50L * MEGABYTE);
            }
        }
    }

    private static boolean isWide(KnownTable table)
    {
        return table.rows().stream()
                .flatMap(List::stream)
                .anyMatch(value -> value instanceof String text && text.length() >= 50 * MEGABYTE);
    }

    private void keepsToItsLimits()
    {
        try (HostClient client = new HostClient(host.endpoint())) {
            long limit = BatchRules.batchBytes(client.hello().getLimits().getMaxBatchBytes());
            for (KnownTable table : host.tables()) {
                for (ReadTicket ticket : Scans.tickets(client, Scans.of(table))) {
                    for (ReadBatch batch : client.read(ticket).batches()) {
                        assertThat(batch.count() <= 1 ? 0 : batch.bodyBytes())
                                .as("bytes of a batch of %s rows of %s", batch.count(), table)
                                .isLessThanOrEqualTo(limit);
                    }
                }
            }
        }
    }

    private void endsAtTheBudget()
    {
        try (HostClient client = new HostClient(host.endpoint())) {
            ReadTicket ticket = LargeTables.ticket(host, client).toBuilder().setByteBudget(BUDGET).build();
            long bytes = 0;
            try (SplitReader reader = SplitReader.counting(client.open(ticket))) {
                Optional<ReadBatch> batch = reader.next();
                // a host that does not end by itself is cut off by the engine
                while (batch.isPresent() && bytes <= BUDGET + SLACK) {
                    bytes += batch.get().bodyBytes();
                    batch = reader.next();
                }
                reader.cancel();
            }
            catch (HostFailureException e) {
                assertThat(e.code()).isEqualTo("RESOURCES_EXHAUSTED");
                assertThat(bytes).as("bytes before the end").isGreaterThanOrEqualTo(BUDGET);
            }
        }
    }

    private void tellsWhatItRead()
    {
        try (HostClient client = new HostClient(host.endpoint())) {
            Set<String> units = Set.copyOf(client.catalog().getUnitsList());
            for (KnownTable table : host.tables()) {
                HealthResponse before = client.health();
                List<ReadBatch> batches = new ArrayList<>();
                for (ReadTicket ticket : Scans.tickets(client, Scans.of(table))) {
                    ReadSplit split = client.read(ticket);
                    batches.addAll(split.batches());
                }
                long sourceRows = batches.stream().mapToLong(batch -> batch.metadata().getSourceRows()).sum();
                assertThat(sourceRows).as("source rows of %s", table)
                        .matches(rows -> rows == 0 || rows >= table.rows().size());
                for (ReadBatch batch : batches) {
                    assertThat(units).containsAll(UnitAmounts.read(batch.metadata().getUnitsList()).keySet());
                }
                assertThat(client.health().getBatchesMade()).as("batches made for %s", table)
                        .isGreaterThanOrEqualTo(before.getBatchesMade() + batches.size());
            }
        }
    }

    /**
     * A query that ends early has paid for what it has read, also when it never sees the last batch.
     */
    private void tellsInTime()
    {
        try (HostClient client = new HostClient(host.endpoint())) {
            for (KnownTable table : host.tables()) {
                for (ReadTicket ticket : Scans.tickets(client, Scans.of(table))) {
                    List<ReadBatch> batches = client.read(ticket).batches();
                    boolean isTold = batches.stream().anyMatch(batch -> batch.metadata().getSourceRows() > 0);
                    long told = 0;
                    long came = 0;
                    for (ReadBatch batch : batches) {
                        told += batch.metadata().getSourceRows();
                        came += batch.count();
                        if (isTold) {
                            assertThat(told).as("source rows told with the first %s rows of %s", came, table)
                                    .isGreaterThanOrEqualTo(came);
                        }
                    }
                }
            }
        }
    }
}
