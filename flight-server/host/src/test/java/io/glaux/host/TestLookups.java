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
import io.glaux.protocol.BatchHeader;
import io.glaux.protocol.v1.LookupMetadata;
import io.glaux.protocol.v1.LookupRequest;
import io.glaux.protocol.v1.Projection;
import io.glaux.source.ColumnTypes;
import io.glaux.source.batch.RowsReader;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

@Timeout(60)
final class TestLookups
{
    @Test
    void testLookups()
            throws Exception
    {
        try (RunningHost host = RunningHost.start();
                HostClient client = host.client();
                FlightClient.ExchangeReaderWriter exchange = exchange(client, "numbers", "id");
                VectorSchemaRoot keys = keys(client, ColumnTypes.bigint("id"))) {
            exchange.getWriter().start(keys);
            send(exchange, keys, 3L, null, 4L, -1L);
            Answer first = answer(exchange.getReader());
            assertThat(first.rows()).containsExactlyInAnyOrder(
                    List.of(3L, "row 0", 0L),
                    List.of(4L, "row 0", 2L),
                    List.of(4L, "row 1", 2L));
            assertThat(first.units()).isEqualTo(3_000_000);
            send(exchange, keys);
            assertThat(answer(exchange.getReader()).rows()).isEmpty();
            Long[] many = new Long[10_000];
            for (int i = 0; i < many.length; i++) {
                many[i] = 2L * i;
            }
            send(exchange, keys, many);
            assertThat(answer(exchange.getReader()).rows()).hasSize(20_000);
            exchange.getWriter().completed();
            Answer last = answer(exchange.getReader());
            assertThat(last.rows()).isEmpty();
            assertThat(last.isLast()).isTrue();
            assertThat(exchange.getReader().next()).isFalse();
            assertThat(host.probe().lookups.get("numbers")).isEqualTo(2);
        }
    }

    @Test
    void testTooManyKeys()
            throws Exception
    {
        try (RunningHost host = RunningHost.start();
                HostClient client = host.client();
                FlightClient.ExchangeReaderWriter exchange = exchange(client, "numbers", "id");
                VectorSchemaRoot keys = keys(client, ColumnTypes.bigint("id"))) {
            exchange.getWriter().start(keys);
            send(exchange, keys, new Long[10_001]);
            Throwable failure = catchThrowable(() -> exchange.getReader().next());
            assertThat(HostClient.detail(failure).getCode()).isEqualTo("INVALID_REQUEST");
            assertThat(HostClient.detail(failure).getMessage()).isEqualTo("A batch of keys has more than 10000");
        }
    }

    @Test
    void testOtherColumnsThanNamed()
            throws Exception
    {
        try (RunningHost host = RunningHost.start();
                HostClient client = host.client();
                FlightClient.ExchangeReaderWriter exchange = exchange(client, "numbers", "id");
                VectorSchemaRoot keys = keys(client, ColumnTypes.bigint("id"), ColumnTypes.bigint("more"))) {
            exchange.getWriter().start(keys);
            send(exchange, keys, 1L);
            Throwable failure = catchThrowable(() -> exchange.getReader().next());
            assertThat(HostClient.detail(failure).getCode()).isEqualTo("INVALID_REQUEST");
        }
    }

    @Test
    void testCancellation()
            throws Exception
    {
        try (RunningHost host = RunningHost.start(); HostClient client = host.client()) {
            try (FlightClient.ExchangeReaderWriter exchange = exchange(client, "blocking", "id");
                    VectorSchemaRoot keys = keys(client, ColumnTypes.bigint("id"))) {
                exchange.getWriter().start(keys);
                send(exchange, keys, 1L);
                Eventually.within(
                        Duration.ofSeconds(10),
                        "the source looks up",
                        () -> host.probe().lookups.containsKey("blocking"));
                exchange.getReader().cancel("nobody wants it", null);
                Eventually.within(
                        Duration.ofSeconds(1),
                        "the look-up is closed",
                        () -> host.probe().closedReaders.get() == 1);
            }
            host.awaitFree(Duration.ofSeconds(1));
        }
    }

    private static FlightClient.ExchangeReaderWriter exchange(HostClient client, String table, String key)
    {
        LookupRequest request = LookupRequest.newBuilder()
                .setContext(client.context())
                .setScan(client.plan(table, "name", "id").getScan())
                .addKeyColumns(key)
                .addColumns(Projection.newBuilder().addPath("id"))
                .addColumns(Projection.newBuilder().addPath("name"))
                .build();
        return client.flight().doExchange(FlightDescriptor.command(request.toByteArray()), client.with());
    }

    private static VectorSchemaRoot keys(HostClient client, Field... fields)
    {
        return VectorSchemaRoot.create(new Schema(List.of(fields)), client.allocator());
    }

    private static void send(FlightClient.ExchangeReaderWriter exchange, VectorSchemaRoot root, Long... keys)
    {
        BigIntVector vector = (BigIntVector) root.getVector(0);
        vector.allocateNew(Math.max(1, keys.length));
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] == null) {
                vector.setNull(i);
            }
            else {
                vector.set(i, keys[i]);
            }
        }
        root.setRowCount(keys.length);
        exchange.getWriter().putNext();
    }

    private static Answer answer(FlightStream reader)
    {
        List<List<Object>> rows = new ArrayList<>();
        long units = 0;
        boolean isDone = false;
        boolean isLast = false;
        while (!isDone) {
            assertThat(reader.next()).isTrue();
            rows.addAll(new RowsReader(reader.getRoot()).rows());
            LookupMetadata metadata = BatchHeader.readLookup(reader.getLatestMetadata());
            units += metadata.getBatch().getUnitsList().stream().mapToLong(unit -> unit.getMillionths()).sum();
            isDone = metadata.getKeysDone();
            isLast = metadata.getBatch().getLast();
        }
        return new Answer(rows, units, isLast);
    }

    private record Answer(List<List<Object>> rows, long units, boolean isLast) {}
}
