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
package io.glaux.reference.scan;

import io.glaux.source.Aggregation;
import io.glaux.source.ColumnPath;
import io.glaux.source.OpaqueBytes;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import io.glaux.source.SourceTableName;
import io.glaux.source.TopN;
import org.apache.arrow.vector.types.pojo.Field;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Scans and splits as bytes that any host understands, also one that was started since.
 */
final class ScanFormat
{
    private ScanFormat() {}

    static OpaqueBytes bytes(Scan scan)
    {
        return written(out -> write(out, scan));
    }

    static OpaqueBytes bytes(Split split)
    {
        return written(out -> {
            write(out, split.scan());
            out.writeLong(split.from());
            out.writeLong(split.to());
        });
    }

    static Scan scan(OpaqueBytes bytes)
    {
        return read(bytes, ScanFormat::readScan);
    }

    static Split split(OpaqueBytes bytes)
    {
        return read(bytes, in -> {
            Scan scan = readScan(in);
            long from = in.readLong();
            return new Split(scan, from, in.readLong());
        });
    }

    private static void write(DataOutputStream out, Scan scan)
            throws IOException
    {
        ValueFormat.writeText(out, scan.table().schema());
        ValueFormat.writeText(out, scan.table().table());
        out.writeLong(scan.version());
        out.writeLong(scan.firstRows().orElse(-1));
        writePaths(out, scan.columns());
        ExpressionFormat.writeAll(out, scan.whole());
        ExpressionFormat.writeAll(out, scan.part());
        out.writeBoolean(scan.aggregation().isPresent());
        if (scan.aggregation().isPresent()) {
            write(out, scan.aggregation().get());
        }
        out.writeBoolean(scan.topN().isPresent());
        if (scan.topN().isPresent()) {
            write(out, scan.topN().get());
        }
        out.writeLong(scan.limit().orElse(-1));
        out.writeBoolean(scan.isSplit());
    }

    private static Scan readScan(DataInputStream in)
            throws IOException
    {
        String schema = ValueFormat.readText(in);
        SourceTableName table = new SourceTableName(schema, ValueFormat.readText(in));
        return new Scan(
                table,
                in.readLong(),
                readOptional(in),
                readPaths(in),
                ExpressionFormat.readAll(in),
                ExpressionFormat.readAll(in),
                in.readBoolean() ? Optional.of(readAggregation(in)) : Optional.empty(),
                in.readBoolean() ? Optional.of(readTopN(in)) : Optional.empty(),
                readOptional(in),
                in.readBoolean());
    }

    private static void write(DataOutputStream out, Aggregation aggregation)
            throws IOException
    {
        writePaths(out, aggregation.groupBy());
        out.writeInt(aggregation.aggregates().size());
        for (Aggregation.Aggregate aggregate : aggregation.aggregates()) {
            ValueFormat.writeText(out, aggregate.function().name());
            writePaths(out, aggregate.argument().stream().toList());
            out.writeBoolean(aggregate.isDistinct());
            ExpressionFormat.writeField(out, aggregate.result());
        }
    }

    private static Aggregation readAggregation(DataInputStream in)
            throws IOException
    {
        List<ColumnPath> groupBy = readPaths(in);
        List<Aggregation.Aggregate> aggregates = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            Aggregation.Function function = Aggregation.Function.valueOf(ValueFormat.readText(in));
            Optional<ColumnPath> argument = readPaths(in).stream().findFirst();
            boolean isDistinct = in.readBoolean();
            Field result = ExpressionFormat.readField(in);
            aggregates.add(new Aggregation.Aggregate(function, argument, isDistinct, result));
        }
        return new Aggregation(groupBy, aggregates);
    }

    private static void write(DataOutputStream out, TopN topN)
            throws IOException
    {
        out.writeInt(topN.order().size());
        for (TopN.SortItem item : topN.order()) {
            ExpressionFormat.writePath(out, item.column());
            out.writeBoolean(item.isAscending());
            out.writeBoolean(item.isNullsFirst());
        }
        out.writeLong(topN.count());
    }

    private static TopN readTopN(DataInputStream in)
            throws IOException
    {
        List<TopN.SortItem> order = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            ColumnPath column = ExpressionFormat.readPath(in);
            boolean isAscending = in.readBoolean();
            order.add(new TopN.SortItem(column, isAscending, in.readBoolean()));
        }
        return new TopN(order, in.readLong());
    }

    private static void writePaths(DataOutputStream out, List<ColumnPath> paths)
            throws IOException
    {
        out.writeInt(paths.size());
        for (ColumnPath path : paths) {
            ExpressionFormat.writePath(out, path);
        }
    }

    private static List<ColumnPath> readPaths(DataInputStream in)
            throws IOException
    {
        List<ColumnPath> paths = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            paths.add(ExpressionFormat.readPath(in));
        }
        return paths;
    }

    private static OptionalLong readOptional(DataInputStream in)
            throws IOException
    {
        long value = in.readLong();
        return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static OpaqueBytes written(Writing writing)
    {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writing.write(out);
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return OpaqueBytes.of(bytes.toByteArray());
    }

    private static <T> T read(OpaqueBytes bytes, Reading<T> reading)
    {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.bytes()))) {
            return reading.read(in);
        }
        catch (IOException e) {
            throw SourceException.of(
                    SourceErrorCode.HOST_FAILED,
                    "A scan or a split is not one of this source: are hosts of several versions in use?",
                    e);
        }
    }

    private interface Writing
    {
        void write(DataOutputStream out)
                throws IOException;
    }

    private interface Reading<T>
    {
        T read(DataInputStream in)
                throws IOException;
    }
}
