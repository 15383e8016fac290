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
import io.glaux.flight.client.FlightErrorCode;
import io.glaux.flight.client.HostClient;
import io.glaux.flight.metadata.FlightColumnHandle;
import io.glaux.flight.metering.TableMeter;
import io.glaux.flight.testing.RecordingMeter;
import io.glaux.flight.testing.TestingRows;
import io.glaux.metering.ReadKind;
import io.glaux.metering.ScanKey;
import io.glaux.protocol.v1.BatchMetadata;
import io.glaux.protocol.v1.ReadTicket;
import io.trino.spi.Page;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.MemoryContext;
import io.trino.spi.connector.SourcePage;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Reads a split of two columns from a host that answers as it is told.
 */
abstract class BasePageSourceTest
{
    static final List<Type> TYPES = List.of(BigintType.BIGINT, VarcharType.VARCHAR);
    static final List<ExpectedColumn> COLUMNS = List.of(
            new ExpectedColumn(Optional.of("id"), BigintType.BIGINT),
            new ExpectedColumn(Optional.of("name"), VarcharType.VARCHAR));
    static final BatchMetadata MORE = BatchMetadata.getDefaultInstance();
    static final BatchMetadata LAST = BatchMetadata.newBuilder().setLast(true).build();

    final RecordingMeter meter = new RecordingMeter();

    FlightPageSource open(HostClient client)
    {
        return open(client, meter, MemoryContext.NO_LIMIT);
    }

    static FlightPageSource open(HostClient client, RecordingMeter meter, MemoryContext memory)
    {
        ReadCounts counts = new ReadCounts();
        SplitReader reader = new SplitReader(
                client,
                ReadTicket.newBuilder().setSplit(ByteString.copyFromUtf8("split")).build(),
                List.of(),
                COLUMNS,
                new TableMeter(meter, "query", new ScanKey("catalog", "schema.table", ReadKind.DATA)),
                counts);
        return FlightPageSource.start("query", reader, shape(), counts, memory);
    }

    static PageShape shape()
    {
        FlightColumnHandle id = FlightColumnHandle.column("id", "id", BigintType.BIGINT);
        FlightColumnHandle name = FlightColumnHandle.column("name", "name", VarcharType.VARCHAR);
        return PageShape.of(List.of(id, name), List.of(id, name));
    }

    static List<Long> ids(ConnectorPageSource source)
            throws Exception
    {
        List<Long> ids = new ArrayList<>();
        while (!source.isFinished()) {
            SourcePage page = source.getNextSourcePage();
            if (page == null) {
                source.isBlocked().get(30, TimeUnit.SECONDS);
                continue;
            }
            Page read = page.getPage();
            for (List<Object> row : TestingRows.rows(TYPES, read)) {
                assertThat(row.getLast()).isEqualTo(TestingRows.name((Long) row.getFirst()));
                ids.add((Long) row.getFirst());
            }
        }
        return ids;
    }

    static List<Long> range(long first, long end)
    {
        return LongStream.range(first, end).boxed().toList();
    }

    static BatchMetadata cursor(long next)
    {
        return BatchMetadata.newBuilder().setResumeCursor(ByteString.copyFromUtf8(String.valueOf(next))).build();
    }

    static long resumed(ReadTicket ticket)
    {
        return ticket.getResumeCursor().isEmpty() ? 0 : Long.parseLong(ticket.getResumeCursor().toStringUtf8());
    }

    TrinoException failure(HostClient client)
            throws Exception
    {
        try (FlightPageSource source = open(client)) {
            TrinoException failure = catchThrowableOfType(TrinoException.class, () -> ids(source));
            assertThat(failure).describedAs("it has to fail").isNotNull();
            assertThat(source.isFinished()).describedAs("a failure is not an end").isFalse();
            return failure;
        }
    }

    static void assertCode(TrinoException failure, FlightErrorCode code)
    {
        assertThat(failure.getErrorCode()).describedAs(failure.getMessage()).isEqualTo(code.toErrorCode());
    }
}
