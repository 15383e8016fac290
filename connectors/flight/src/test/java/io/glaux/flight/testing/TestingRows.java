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
package io.glaux.flight.testing;

import com.google.protobuf.ByteString;
import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.glaux.arrow.ArrowBatch;
import io.glaux.arrow.ArrowToPage;
import io.glaux.arrow.ArrowTypes;
import io.glaux.arrow.PageToArrow;
import io.glaux.flight.client.FrameWriter;
import io.glaux.protocol.ArrowSchemas;
import io.glaux.protocol.BodyBytes;
import io.glaux.protocol.v1.BatchMetadata;
import io.trino.spi.Page;
import io.trino.spi.PageBuilder;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeUtils;
import io.trino.spi.type.VarcharType;
import org.apache.arrow.flight.impl.Flight.FlightData;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

import static io.trino.type.InternalTypeManager.TESTING_TYPE_MANAGER;

/**
 * Rows of a number and a text, and their frames.
 */
public final class TestingRows
{
    public static final ArrowTypes TYPES = new ArrowTypes(TESTING_TYPE_MANAGER);
    public static final Field ID = TYPES.field("id", BigintType.BIGINT);
    public static final Field NAME = TYPES.field("name", VarcharType.VARCHAR);
    public static final Schema SCHEMA = new Schema(List.of(ID, NAME));

    private TestingRows() {}

    public static String name(long id)
    {
        return "name of %s".formatted(id);
    }

    public static FlightData schema(Schema schema)
    {
        return FlightData.newBuilder()
                .setDataHeader(ByteString.copyFrom(MessageSerializer.serializeMetadata(schema, IpcOption.DEFAULT)))
                .build();
    }

    /**
     * Rows with numbers from {@code first} to before {@code end}.
     */
    public static FlightData batch(long first, long end, BatchMetadata metadata)
    {
        return batch(SCHEMA, page(first, end), metadata.toByteString());
    }

    public static FlightData batch(Schema schema, Page page, ByteString metadata)
    {
        List<Type> types = schema.getFields().stream().map(TYPES::type).toList();
        try (BufferAllocator allocator = new RootAllocator();
                ArrowRecordBatch batch = new PageToArrow(schema, types, allocator).batch(page)) {
            return FrameWriter.batch(batch).toBuilder().setAppMetadata(metadata).build();
        }
    }

    public static Page page(long first, long end)
    {
        PageBuilder builder = new PageBuilder(List.of(BigintType.BIGINT, VarcharType.VARCHAR));
        for (long id = first; id < end; id++) {
            builder.declarePosition();
            BigintType.BIGINT.writeLong(builder.getBlockBuilder(0), id);
            VarcharType.VARCHAR.writeSlice(builder.getBlockBuilder(1), Slices.utf8Slice(name(id)));
        }
        return builder.build();
    }

    /**
     * As metering counts them.
     */
    public static long bytes(long first, long end)
    {
        List<Type> types = List.of(BigintType.BIGINT, VarcharType.VARCHAR);
        try (BufferAllocator allocator = new RootAllocator();
                VectorSchemaRoot root = new PageToArrow(SCHEMA, types, allocator).vectors(page(first, end))) {
            return BodyBytes.of(root);
        }
    }

    /**
     * The rows of a batch that came to a host, each as the values of its columns.
     */
    public static List<List<Object>> rows(Schema schema, FlightData data)
    {
        List<Type> types = schema.getFields().stream().map(TYPES::type).toList();
        Page page = new ArrowToPage(schema, types).page(ArrowBatch.read(
                schema,
                data.getDataHeader().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN),
                data.getDataBody().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN)));
        return rows(types, page);
    }

    public static List<List<Object>> rows(List<Type> types, Page page)
    {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < page.getPositionCount(); i++) {
            List<Object> row = new ArrayList<>();
            for (int channel = 0; channel < types.size(); channel++) {
                Object value = TypeUtils.readNativeValue(types.get(channel), page.getBlock(channel), i);
                row.add(value instanceof Slice slice ? slice.toStringUtf8() : value);
            }
            rows.add(row);
        }
        return rows;
    }

    /**
     * The schema of what comes to a host, from the first message of a stream.
     */
    public static Schema schema(FlightData first)
    {
        ByteString prefix = ByteString.copyFrom(new byte[] {
                -1, -1, -1, -1,
                (byte) first.getDataHeader().size(),
                (byte) (first.getDataHeader().size() >>> 8),
                (byte) (first.getDataHeader().size() >>> 16),
                0,
        });
        return ArrowSchemas.read(prefix.concat(first.getDataHeader()), "The schema of a stream");
    }
}
