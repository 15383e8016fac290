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
package io.glaux.lake;

import com.google.common.collect.ImmutableSet;
import io.trino.orc.OrcRecordReader;
import io.trino.parquet.reader.ChunkedInputStream;
import io.trino.parquet.reader.ParquetReader;
import io.trino.plugin.hive.TransformConnectorPageSource;
import io.trino.plugin.hive.orc.OrcPageSource;
import io.trino.plugin.hive.parquet.ParquetPageSource;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.EmptyPageSource;
import io.trino.spi.connector.FixedPageSource;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

import static java.lang.Math.max;
import static java.lang.Math.min;

/**
 * What an opened page source of Trino's will read. A reader has chosen its row groups, and the ranges in them, once it
 * is open; Trino does not tell them, so they are read from its fields, which an upgrade of Trino has to look at.
 */
final class PageSourceForecast
{
    private static final VarHandle TRANSFORMED =
            field(TransformConnectorPageSource.class, "connectorPageSource", ConnectorPageSource.class);
    private static final VarHandle PARQUET_READER =
            field(ParquetPageSource.class, "parquetReader", ParquetReader.class);
    private static final VarHandle PARQUET_CHUNKS = field(ParquetReader.class, "chunkReaders", Map.class);
    private static final VarHandle PARQUET_ROW_GROUPS = field(ParquetReader.class, "rowGroups", List.class);
    private static final VarHandle ORC_READER = field(OrcPageSource.class, "recordReader", OrcRecordReader.class);

    /**
     * They make rows from what the split says.
     */
    private static final Set<Class<? extends ConnectorPageSource>> WITHOUT_READS =
            ImmutableSet.of(EmptyPageSource.class, FixedPageSource.class);

    private PageSourceForecast() {}

    /**
     * @param opened bytes that were read to open it
     */
    static Reads of(ConnectorPageSource source, SplitRange split, long opened)
    {
        return switch (source) {
            case TransformConnectorPageSource transformed -> {
                ConnectorPageSource inner = (ConnectorPageSource) TRANSFORMED.get(transformed);
                yield of(inner, split, opened);
            }
            case ParquetPageSource parquet -> ofParquet((ParquetReader) PARQUET_READER.get(parquet), opened);
            case OrcPageSource orc -> new OrcForecast((OrcRecordReader) ORC_READER.get(orc)).reads(split, opened);
            default -> WITHOUT_READS.contains(source.getClass())
                    ? new Reads(opened, true, OptionalInt.empty())
                    : ofStream(split, opened);
        };
    }

    private static Reads ofParquet(ParquetReader reader, long opened)
    {
        Map<?, ?> chunks = (Map<?, ?>) PARQUET_CHUNKS.get(reader);
        long planned = ForecastReads.count(() -> {
            for (Object chunk : chunks.values()) {
                readAll((ChunkedInputStream) chunk);
            }
        });
        return new Reads(
                opened + planned, true, OptionalInt.of(((List<?>) PARQUET_ROW_GROUPS.get(reader)).size()));
    }

    private static void readAll(ChunkedInputStream chunk)
            throws IOException
    {
        do {
            int available = chunk.available();
            if (available > 0) {
                chunk.getSlice(available);
            }
        }
        while (chunk.read() >= 0);
    }

    /**
     * A format of lines or blocks is read from the start of the split to the end of the line, or block, in which the
     * split ends.
     */
    private static Reads ofStream(SplitRange split, long opened)
    {
        boolean isWhole = split.start() == 0 && split.end() >= split.fileLength();
        long end = isWhole ? split.fileLength()
                : min(split.fileLength(), split.end() + 2L * BoundedRangeInputStream.TAIL_RANGE);
        return new Reads(max(opened, end - split.start()), isWhole, OptionalInt.empty());
    }

    static VarHandle field(Class<?> owner, String name, Class<?> type)
    {
        try {
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup()).findVarHandle(owner, name, type);
        }
        catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "This version of Trino has no %s.%s: see how it reads now".formatted(owner.getName(), name), e);
        }
    }

    static MethodHandle method(Class<?> owner, String name, Class<?> returned, Class<?>... parameters)
    {
        try {
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
                    .findVirtual(owner, name, MethodType.methodType(returned, parameters));
        }
        catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "This version of Trino has no %s.%s: see how it reads now".formatted(owner.getName(), name), e);
        }
    }

    /**
     * @param isExact false when the bytes are the most that it can be
     */
    record Reads(long bytes, boolean isExact, OptionalInt rowGroups) {}
}
