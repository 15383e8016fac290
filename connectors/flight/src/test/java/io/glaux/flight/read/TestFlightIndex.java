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
package io.glaux.flight.read;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.airlift.slice.Slices;
import io.glaux.arrow.PageToArrow;
import io.glaux.flight.client.HostClient;
import io.glaux.flight.metadata.FlightColumnHandle;
import io.glaux.flight.metering.TableMeter;
import io.glaux.flight.testing.RecordingMeter;
import io.glaux.flight.testing.TestingHost;
import io.glaux.flight.testing.TestingRows;
import io.glaux.metering.ReadKind;
import io.glaux.metering.ScanKey;
import io.glaux.protocol.v1.LookupMetadata;
import io.glaux.protocol.v1.LookupRequest;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.trino.spi.Page;
import io.trino.spi.PageBuilder;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.InMemoryRecordSet;
import io.trino.spi.connector.RecordSet;
import io.trino.spi.connector.SourcePage;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;
import org.apache.arrow.flight.impl.Flight.FlightData;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import static io.glaux.flight.client.FlightErrorCode.GLAUX_INVALID_BATCH;
import static io.glaux.flight.client.FlightErrorCode.GLAUX_STREAM_BROKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

final class TestFlightIndex
{
    private static final Schema KEYS = new Schema(List.of(TestingRows.ID));
    private static final Schema ANSWERS = new Schema(List.of(
            TestingRows.ID,
            TestingRows.NAME,
            TestingRows.TYPES.field("glaux.key", IntegerType.INTEGER)));
    private static final FlightColumnHandle ID = FlightColumnHandle.column("id", "id", BigintType.BIGINT);
    private static final FlightColumnHandle NAME = FlightColumnHandle.column("name", "name", VarcharType.VARCHAR);

    private final BufferAllocator allocator = new RootAllocator();
    private final RecordingMeter meter = new RecordingMeter();
    private final List<List<Long>> asked = new CopyOnWriteArrayList<>();

    @AfterEach
    void nothingIsLeft()
    {
        assertThat(meter.open()).isZero();
        allocator.close();
    }

    private FlightIndex index(HostClient client, int keysPerBatch)
    {
        return new FlightIndex(
                client,
                LookupRequest.newBuilder().addKeyColumns("id").setScan(ByteString.copyFromUtf8("scan")).build(),
                new PageToArrow(KEYS, List.of(BigintType.BIGINT), allocator),
                List.of(ID, NAME),
                List.of(NAME, ID),
                new TableMeter(meter, "query", new ScanKey("catalog", "schema.table", ReadKind.DATA)),
                keysPerBatch);
    }

    private static RecordSet keys(Long... keys)
    {
        InMemoryRecordSet.Builder builder = InMemoryRecordSet.builder(List.of(BigintType.BIGINT));
        Arrays.stream(keys).forEach(builder::addRow);
        return builder.build();
    }

    /**
     * Rows of keys, each with the position of its key.
     */
    private static FlightData answer(List<Long> keys, int shift, boolean isDone)
    {
        PageBuilder rows = new PageBuilder(List.of(BigintType.BIGINT, VarcharType.VARCHAR, IntegerType.INTEGER));
        for (int i = 0; i < keys.size(); i++) {
            rows.declarePosition();
            BigintType.BIGINT.writeLong(rows.getBlockBuilder(0), keys.get(i));
            VarcharType.VARCHAR.writeSlice(rows.getBlockBuilder(1), Slices.utf8Slice(TestingRows.name(keys.get(i))));
            IntegerType.INTEGER.writeLong(rows.getBlockBuilder(2), i + shift);
        }
        ByteString metadata = LookupMetadata.newBuilder().setKeysDone(isDone).build().toByteString();
        return TestingRows.batch(ANSWERS, rows.build(), metadata);
    }

    /**
     * A host that answers batches of keys.
     */
    private final class KeyHost
            implements StreamObserver<FlightData>
    {
        private final StreamObserver<FlightData> out;
        private final Function<List<Long>, List<FlightData>> answers;
        private boolean isBegun;

        private KeyHost(StreamObserver<FlightData> out, Function<List<Long>, List<FlightData>> answers)
        {
            this.out = out;
            this.answers = answers;
        }

        @Override
        public void onNext(FlightData data)
        {
            if (!isBegun) {
                isBegun = true;
                assertThat(request(data).getScan().toStringUtf8()).isEqualTo("scan");
                assertThat(TestingRows.schema(data)).isEqualTo(KEYS);
                out.onNext(TestingRows.schema(ANSWERS));
                return;
            }
            List<Long> keys = TestingRows.rows(KEYS, data).stream().map(row -> (Long) row.getFirst()).toList();
            asked.add(keys);
            answers.apply(keys).forEach(out::onNext);
        }

        private static LookupRequest request(FlightData first)
        {
            try {
                return LookupRequest.parseFrom(first.getFlightDescriptor().getCmd());
            }
            catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted()
        {
            out.onCompleted();
        }
    }

    private static List<List<Object>> rows(ConnectorPageSource source)
            throws Exception
    {
        List<Type> types = List.of(VarcharType.VARCHAR, BigintType.BIGINT);
        List<List<Object>> rows = new ArrayList<>();
        while (!source.isFinished()) {
            SourcePage page = source.getNextSourcePage();
            if (page == null) {
                source.isBlocked().get(30, TimeUnit.SECONDS);
                continue;
            }
            Page read = page.getPage();
            rows.addAll(TestingRows.rows(types, read));
        }
        return rows;
    }

    private static List<Object> row(long id)
    {
        return List.of(TestingRows.name(id), id);
    }

    @Test
    void testKeysOnceEachInBatches()
            throws Exception
    {
        try (TestingHost host = TestingHost.start()
                .onExchange(out -> new KeyHost(out, keys -> List.of(answer(keys, 0, true))));
                HostClient client = new HostClient(TestingHost.options(host));
                ConnectorPageSource source = index(client, 2).lookup(keys(5L, 5L, null, 6L, 7L, 6L))) {
            assertThat(rows(source)).isEqualTo(List.of(row(5), row(6), row(7)));
            assertThat(asked).isEqualTo(List.of(List.of(5L, 6L), List.of(7L)));
            assertThat(host.calls("exchange")).isEqualTo(1);
            assertThat(meter.bytes()).isPositive().isEqualTo(source.getCompletedBytes());
        }
    }

    @Test
    void testNoKeys()
            throws Exception
    {
        try (TestingHost host = TestingHost.start();
                HostClient client = new HostClient(TestingHost.options(host));
                ConnectorPageSource source = index(client, 2).lookup(keys((Long) null))) {
            assertThat(rows(source)).isEmpty();
            assertThat(host.calls("exchange")).isZero();
        }
    }

    @Test
    void testSeveralAnswersToABatchOfKeys()
            throws Exception
    {
        try (TestingHost host = TestingHost.start().onExchange(out -> new KeyHost(out, keys -> List.of(
                answer(keys.subList(0, 1), 0, false),
                answer(List.of(), 0, false),
                answer(keys.subList(1, 2), 1, true))));
                HostClient client = new HostClient(TestingHost.options(host));
                ConnectorPageSource source = index(client, 2).lookup(keys(1L, 2L, 3L, 4L))) {
            assertThat(rows(source)).isEqualTo(List.of(row(1), row(2), row(3), row(4)));
        }
    }

    @Test
    void testBrokenBeforeRowsOfABatchOfKeys()
            throws Exception
    {
        AtomicInteger calls = new AtomicInteger();
        try (TestingHost host = TestingHost.start().onExchange(out -> new KeyHost(out, keys -> {
            if (calls.incrementAndGet() == 2) {
                out.onError(Status.UNAVAILABLE.asRuntimeException());
                return List.of();
            }
            return List.of(answer(keys, 0, true));
        }));
                HostClient client = new HostClient(TestingHost.options(host));
                ConnectorPageSource source = index(client, 1).lookup(keys(1L, 2L, 3L))) {
            assertThat(rows(source)).isEqualTo(List.of(row(1), row(2), row(3)));
            assertThat(asked).isEqualTo(List.of(List.of(1L), List.of(2L), List.of(2L), List.of(3L)));
            assertThat(host.calls("exchange")).isEqualTo(2);
        }
    }

    @Test
    void testBrokenInTheMiddleOfABatchOfKeys()
            throws Exception
    {
        try (TestingHost host = TestingHost.start().onExchange(out -> new KeyHost(out, keys -> {
            out.onNext(answer(keys.subList(0, 1), 0, false));
            out.onError(Status.UNAVAILABLE.asRuntimeException());
            return List.of();
        }));
                HostClient client = new HostClient(TestingHost.options(host));
                ConnectorPageSource source = index(client, 2).lookup(keys(1L, 2L))) {
            TrinoException failure = catchThrowableOfType(TrinoException.class, () -> rows(source));
            assertThat(failure.getErrorCode()).isEqualTo(GLAUX_STREAM_BROKEN.toErrorCode());
            assertThat(host.calls("exchange")).isEqualTo(1);
        }
    }

    @Test
    void testRowsOfOtherKeys()
            throws Exception
    {
        for (int shift : List.of(-1, 1)) {
            try (TestingHost host = TestingHost.start()
                    .onExchange(out -> new KeyHost(out, keys -> List.of(answer(keys, shift, true))));
                    HostClient client = new HostClient(TestingHost.options(host));
                    ConnectorPageSource source = index(client, 2).lookup(keys(1L))) {
                TrinoException failure = catchThrowableOfType(TrinoException.class, () -> rows(source));
                assertThat(failure.getErrorCode()).isEqualTo(GLAUX_INVALID_BATCH.toErrorCode());
                assertThat(failure.getMessage()).contains(
                        "a row came of the key %s, and 1 were asked for".formatted(shift));
            }
        }
    }
}
