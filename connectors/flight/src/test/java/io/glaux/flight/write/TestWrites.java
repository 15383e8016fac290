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
package io.glaux.flight.write;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.airlift.slice.Slices;
import io.glaux.flight.client.HostClient;
import io.glaux.flight.client.HostOptions;
import io.glaux.flight.client.RetryPolicy;
import io.glaux.flight.metadata.FlightColumnHandle;
import io.glaux.flight.metadata.FlightMergeTableHandle;
import io.glaux.flight.metadata.FlightRelation;
import io.glaux.flight.metadata.FlightTableHandle;
import io.glaux.flight.metadata.FlightWriteHandle;
import io.glaux.flight.metadata.Opaque;
import io.glaux.flight.metadata.SourceTable;
import io.glaux.flight.reference.TestingMeters;
import io.glaux.flight.testing.TestingHost;
import io.glaux.flight.testing.TestingRows;
import io.glaux.metering.ReadKind;
import io.glaux.metering.ScanKey;
import io.glaux.protocol.v1.ErrorKind;
import io.glaux.protocol.v1.UnitAmount;
import io.glaux.protocol.v1.WriteKind;
import io.glaux.protocol.v1.WriteProgress;
import io.glaux.protocol.v1.WriteRequest;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.trino.spi.Page;
import io.trino.spi.PageBuilder;
import io.trino.spi.TrinoException;
import io.trino.spi.block.Block;
import io.trino.spi.block.RowBlock;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.VarcharType;
import io.trino.testing.TestingConnectorSession;
import org.apache.arrow.flight.impl.Flight.FlightData;
import org.apache.arrow.flight.impl.Flight.PutResult;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import static io.glaux.flight.client.FlightErrorCode.GLAUX_HOST_FAILED;
import static io.glaux.flight.client.FlightErrorCode.GLAUX_SOURCE_REFUSED;
import static io.glaux.flight.client.FlightErrorCode.GLAUX_WRITE_UNKNOWN;
import static io.glaux.protocol.v1.WriteKind.WRITE_KIND_DELETE;
import static io.glaux.protocol.v1.WriteKind.WRITE_KIND_INSERT;
import static io.glaux.protocol.v1.WriteKind.WRITE_KIND_UPDATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

final class TestWrites
{
    private static final ConnectorSession SESSION = TestingConnectorSession.SESSION;
    private static final FlightColumnHandle ID = FlightColumnHandle.column("id", "id", BigintType.BIGINT);
    private static final FlightColumnHandle NAME = FlightColumnHandle.column("name", "name", VarcharType.VARCHAR);
    private static final String UNIT = "write-unit";
    private static final SourceTable TABLE = new SourceTable("schema", "table");

    private final BufferAllocator allocator = new RootAllocator();
    private final List<Written> written = new CopyOnWriteArrayList<>();

    @BeforeEach
    void installMeter()
    {
        TestingMeters.install();
    }

    @AfterEach
    void nothingIsLeft()
    {
        allocator.close();
    }

    /**
     * What came to the host by one message.
     */
    private record Written(WriteKind kind, List<String> columns, List<List<Object>> rows) {}

    private static FlightWriteHandle write(
            String name,
            Set<WriteKind> kinds,
            List<FlightColumnHandle> columns,
            String onFailure)
    {
        return new FlightWriteHandle(TABLE, new Opaque(ByteString.copyFromUtf8(name)), kinds, columns, onFailure);
    }

    private FlightPageSink sink(HostClient client, String onFailure)
    {
        FlightWriteHandle write = write("write", Set.of(WRITE_KIND_INSERT), List.of(ID, NAME), onFailure);
        WriteTargets targets = new WriteTargets("catalog", "host", client, TestingRows.TYPES, allocator);
        return FlightPageSink.start("query", targets.stream(SESSION, write, WRITE_KIND_INSERT, write.columns()));
    }

    /**
     * Acknowledges what comes, off by some rows.
     */
    private class RowHost
            implements StreamObserver<FlightData>
    {
        private final StreamObserver<PutResult> out;
        private final int offBy;
        private Optional<Schema> schema = Optional.empty();
        private Optional<WriteRequest> request = Optional.empty();

        private RowHost(StreamObserver<PutResult> out, int offBy)
        {
            this.out = out;
            this.offBy = offBy;
        }

        @Override
        public void onNext(FlightData data)
        {
            if (schema.isEmpty()) {
                schema = Optional.of(TestingRows.schema(data));
                request = Optional.of(request(data));
                return;
            }
            List<List<Object>> rows = TestingRows.rows(schema.get(), data);
            written.add(new Written(
                    request.orElseThrow().getKind(),
                    schema.get().getFields().stream().map(field -> field.getName()).toList(),
                    rows));
            out.onNext(PutResult.newBuilder()
                    .setAppMetadata(WriteProgress.newBuilder()
                            .setRows(rows.size() + offBy)
                            .addUnits(UnitAmount.newBuilder().setUnit(UNIT).setMillionths(rows.size()))
                            .build()
                            .toByteString())
                    .build());
        }

        private static WriteRequest request(FlightData first)
        {
            try {
                return WriteRequest.parseFrom(first.getFlightDescriptor().getCmd());
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

    private static void append(FlightPageSink sink, Page page)
            throws Exception
    {
        sink.appendPage(page).get(30, TimeUnit.SECONDS);
    }

    private static TrinoException failure(FlightPageSink sink)
    {
        ExecutionException failure = catchThrowableOfType(
                ExecutionException.class,
                () -> sink.finish().get(30, TimeUnit.SECONDS));
        assertThat(failure).describedAs("it has to fail").isNotNull();
        return (TrinoException) failure.getCause();
    }

    @Test
    void testInsert()
            throws Exception
    {
        try (TestingHost host = TestingHost.start().onPut(out -> new RowHost(out, 0));
                HostClient client = new HostClient(TestingHost.options(host))) {
            FlightPageSink sink = sink(client, "");
            for (long first = 0; first < 50; first += 10) {
                append(sink, TestingRows.page(first, first + 10));
            }
            assertThat(sink.finish().get(30, TimeUnit.SECONDS)).isEmpty();
            assertThat(sink.getMemoryUsage()).isZero();
            assertThat(sink.getCompletedBytes()).isPositive();
            List<Object> ids = new ArrayList<>();
            written.forEach(message -> message.rows().forEach(row -> ids.add(row.getFirst())));
            assertThat(ids).hasSize(50).doesNotHaveDuplicates();
            assertThat(written).extracting(Written::columns).containsOnly(List.of("id", "name"));
            assertThat(host.calls("put")).isEqualTo(1);
            ScanKey key = new ScanKey("catalog", "schema.table", ReadKind.DATA);
            assertThat(TestingMeters.bytes(key)).as("what is written is no scan").isZero();
            assertThat(TestingMeters.millionths(key)).isEqualTo(Map.of(UNIT, 50L));
        }
    }

    @Test
    void testLargePagesInParts()
            throws Exception
    {
        try (TestingHost host = TestingHost.start().onPut(out -> new RowHost(out, 0));
                HostClient client = new HostClient(TestingHost.options(host))) {
            FlightPageSink sink = sink(client, "");
            append(sink, TestingRows.page(0, 100_000));
            sink.finish().get(30, TimeUnit.SECONDS);
            assertThat(written.stream().mapToInt(message -> message.rows().size()).sum()).isEqualTo(100_000);
            assertThat(written).allSatisfy(message -> assertThat(message.rows().size()).isLessThanOrEqualTo(16 << 10));
        }
    }

    @Test
    void testNothingInserted()
            throws Exception
    {
        try (TestingHost host = TestingHost.start();
                HostClient client = new HostClient(TestingHost.options(host))) {
            assertThat(sink(client, "").finish().get(30, TimeUnit.SECONDS)).isEmpty();
            assertThat(host.calls("put")).isZero();
        }
    }

    @Test
    void testWrongAcknowledgement()
            throws Exception
    {
        try (TestingHost host = TestingHost.start().onPut(out -> new RowHost(out, -1));
                HostClient client = new HostClient(TestingHost.options(host))) {
            FlightPageSink sink = sink(client, "Rows stay");
            sink.appendPage(TestingRows.page(0, 10)).isDone();
            TrinoException failure = failure(sink);
            assertThat(failure.getErrorCode()).isEqualTo(GLAUX_HOST_FAILED.toErrorCode());
            assertThat(failure).hasMessage(
                    "The host %s acknowledged 9 rows, and 10 were sent. Rows stay",
                    host.address());
            assertThatThrownBy(() -> sink.appendPage(TestingRows.page(0, 1))).isSameAs(failure);
        }
    }

    @Test
    void testRefusedRows()
            throws Exception
    {
        try (TestingHost host = TestingHost.start().onPut(out -> new RowHost(out, 0)
        {
            @Override
            public void onNext(FlightData data)
            {
                out.onError(TestingHost.failure(Status.ALREADY_EXISTS, detail -> detail
                        .setKind(ErrorKind.ERROR_KIND_USER)
                        .setCode("DUPLICATE_KEY")
                        .setMessage("There is such a key")));
            }
        });
                HostClient client = new HostClient(TestingHost.options(host))) {
            FlightPageSink sink = sink(client, "");
            sink.appendPage(TestingRows.page(0, 10)).isDone();
            TrinoException failure = failure(sink);
            assertThat(failure.getErrorCode()).isEqualTo(GLAUX_SOURCE_REFUSED.toErrorCode());
            assertThat(failure).hasMessage("There is such a key");
        }
    }

    @Test
    void testHostDiesBeforeItAcknowledges()
            throws Exception
    {
        try (TestingHost host = TestingHost.start()) {
            host.onPut(_ -> new StreamObserver<>()
            {
                private boolean isBegun;

                @Override
                public void onNext(FlightData data)
                {
                    if (isBegun) {
                        host.kill();
                    }
                    isBegun = true;
                }

                @Override
                public void onError(Throwable failure) {}

                @Override
                public void onCompleted() {}
            });
            HostOptions options = TestingHost.options(host)
                    .withRetries(new RetryPolicy(Duration.ZERO, Duration.ZERO, Duration.ZERO));
            try (HostClient client = new HostClient(options)) {
                FlightPageSink sink = sink(client, "What was written stays");
                sink.appendPage(TestingRows.page(0, 10)).isDone();
                TrinoException failure = failure(sink);
                assertThat(failure.getErrorCode()).isEqualTo(GLAUX_WRITE_UNKNOWN.toErrorCode());
                assertThat(failure.getMessage())
                        .startsWith("It is not known whether the last rows were written: ")
                        .endsWith(". What was written stays");
            }
        }
    }

    @Test
    void testAbort()
            throws Exception
    {
        try (TestingHost host = TestingHost.start().onPut(_ -> new StreamObserver<>()
        {
            @Override
            public void onNext(FlightData data) {}

            @Override
            public void onError(Throwable failure) {}

            @Override
            public void onCompleted() {}
        });
                HostClient client = new HostClient(TestingHost.options(host))) {
            FlightPageSink sink = sink(client, "");
            sink.appendPage(TestingRows.page(0, 10)).isDone();
            while (host.calls("put") == 0) {
                Thread.onSpinWait();
            }
            sink.abort();
            assertThat(host.isCancelledSoon()).isTrue();
            assertThat(failure(sink)).isNotNull();
        }
    }

    private static FlightMergeTableHandle merge(boolean canDelete)
    {
        FlightColumnHandle rowId = FlightColumnHandle.rowId(
                List.of(ID),
                RowType.rowType(RowType.field("id", BigintType.BIGINT)));
        Set<WriteKind> kinds = canDelete ? Set.of(WRITE_KIND_INSERT, WRITE_KIND_DELETE) : Set.of(WRITE_KIND_INSERT);
        return new FlightMergeTableHandle(
                FlightTableHandle.of(
                        FlightRelation.table(new SchemaTableName("schema", "table"), TABLE),
                        List.of(ID, NAME)),
                List.of(ID, NAME),
                rowId,
                Optional.of(write("rows", kinds, List.of(ID, NAME), "")),
                Map.of(0, write("update", Set.of(WRITE_KIND_UPDATE), List.of(NAME), "")));
    }

    /**
     * A page of changes: id, name, operation, number of the case, and the id of the row.
     */
    private static Page changes(List<List<Integer>> rows)
    {
        PageBuilder builder = new PageBuilder(List.of(
                BigintType.BIGINT, VarcharType.VARCHAR, TinyintType.TINYINT, IntegerType.INTEGER, BigintType.BIGINT));
        for (List<Integer> row : rows) {
            builder.declarePosition();
            BigintType.BIGINT.writeLong(builder.getBlockBuilder(0), row.getFirst());
            VarcharType.VARCHAR.writeSlice(builder.getBlockBuilder(1), Slices.utf8Slice("n" + row.getFirst()));
            TinyintType.TINYINT.writeLong(builder.getBlockBuilder(2), row.get(1));
            IntegerType.INTEGER.writeLong(builder.getBlockBuilder(3), row.get(2));
            BigintType.BIGINT.writeLong(builder.getBlockBuilder(4), row.getFirst());
        }
        Page page = builder.build();
        RowBlock rowIds = RowBlock.fromFieldBlocks(page.getPositionCount(), new Block[] {page.getBlock(4)});
        return new Page(page.getBlock(0), page.getBlock(1), page.getBlock(2), page.getBlock(3), rowIds);
    }

    @Test
    void testMerge()
            throws Exception
    {
        try (TestingHost host = TestingHost.start().onPut(out -> new RowHost(out, 0));
                HostClient client = new HostClient(TestingHost.options(host))) {
            WriteTargets targets = new WriteTargets("catalog", "host", client, TestingRows.TYPES, allocator);
            FlightMergeSink sink = FlightMergeSink.start("query", new MergeRows(targets, SESSION, merge(true)));
            sink.storeMergedRows(changes(List.of(
                    List.of(1, 1, 2),
                    List.of(2, 2, 1),
                    // the first case of the statement is an update, and must not be taken for a delete
                    List.of(3, 3, 0),
                    List.of(4, 2, 1))));
            sink.storeMergedRows(changes(List.of(List.of(5, 3, 0))));
            sink.finish().get(30, TimeUnit.SECONDS);
            assertThat(written).containsExactlyInAnyOrder(
                    new Written(WRITE_KIND_DELETE, List.of("id"), List.of(List.of(2L), List.of(4L))),
                    new Written(WRITE_KIND_UPDATE, List.of("id", "name"), List.of(List.of(3L, "n3"))),
                    new Written(WRITE_KIND_INSERT, List.of("id", "name"), List.of(List.of(1L, "n1"))),
                    new Written(WRITE_KIND_UPDATE, List.of("id", "name"), List.of(List.of(5L, "n5"))));
            assertThat(written.get(2).kind()).describedAs("inserts are the last").isEqualTo(WRITE_KIND_INSERT);
            assertThat(host.calls("put")).describedAs("a stream of each kind").isEqualTo(3);
            assertThat(sink.getCompletedBytes()).isPositive();
        }
    }

    @Test
    void testMergeThatTheSourceCannot()
            throws Exception
    {
        try (TestingHost host = TestingHost.start().onPut(out -> new RowHost(out, 0));
                HostClient client = new HostClient(TestingHost.options(host))) {
            WriteTargets targets = new WriteTargets("catalog", "host", client, TestingRows.TYPES, allocator);
            FlightMergeSink sink = FlightMergeSink.start("query", new MergeRows(targets, SESSION, merge(false)));
            sink.storeMergedRows(changes(List.of(List.of(2, 2, 0))));
            assertThatThrownBy(() -> sink.finish().get(30, TimeUnit.SECONDS))
                    .hasRootCauseMessage("The source of this catalog does not support DELETE");
        }
    }
}
