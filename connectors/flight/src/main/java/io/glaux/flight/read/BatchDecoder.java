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
import io.glaux.arrow.ArrowBatch;
import io.glaux.arrow.ArrowToPage;
import io.glaux.arrow.InvalidBatchException;
import io.glaux.arrow.UnsupportedArrowTypeException;
import io.glaux.flight.client.Frame;
import io.glaux.flight.client.HostAddress;
import io.glaux.protocol.ArrowSchemas;
import io.glaux.protocol.BatchRules;
import io.glaux.protocol.BodyBytes;
import io.glaux.protocol.ProtocolException;
import io.trino.spi.Page;
import io.trino.spi.TrinoException;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

import static io.glaux.flight.client.FlightErrorCode.GLAUX_INVALID_BATCH;
import static java.util.Objects.requireNonNull;

/**
 * Makes pages of the frames of one stream, and checks that they are of the columns that were asked for.
 */
final class BatchDecoder
{
    private static final int CONTINUATION = 0xFFFFFFFF;

    private final HostAddress address;
    private final Schema schema;
    private final ArrowToPage pages;

    private BatchDecoder(HostAddress address, Schema schema, ArrowToPage pages)
    {
        this.address = requireNonNull(address, "address is null");
        this.schema = requireNonNull(schema, "schema is null");
        this.pages = requireNonNull(pages, "pages is null");
    }

    /**
     * @param first the first frame of the stream: its schema
     * @throws TrinoException if it is another than was expected
     */
    static BatchDecoder of(HostAddress address, Frame first, List<ExpectedColumn> expected)
    {
        try {
            Schema schema = ArrowSchemas.read(asStream(first.header()), "The schema of a stream");
            checkNames(address, schema.getFields(), expected);
            ArrowToPage pages = new ArrowToPage(schema, expected.stream().map(ExpectedColumn::type).toList());
            return new BatchDecoder(address, schema, pages);
        }
        catch (ProtocolException | UnsupportedArrowTypeException e) {
            throw invalid(address, e.getMessage(), e);
        }
    }

    /**
     * A message as it stands in a stream of IPC, where its length comes before it.
     */
    private static ByteString asStream(ByteString header)
    {
        ByteBuffer prefix = ByteBuffer.allocate(2 * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        prefix.putInt(CONTINUATION).putInt(header.size()).flip();
        return ByteString.copyFrom(prefix).concat(header);
    }

    private static void checkNames(HostAddress address, List<Field> fields, List<ExpectedColumn> expected)
    {
        if (fields.size() != expected.size()) {
            throw invalid(
                    address,
                    "there are %s columns, and %s were asked for".formatted(fields.size(), expected.size()),
                    null);
        }
        for (int i = 0; i < fields.size(); i++) {
            String name = fields.get(i).getName();
            String wanted = expected.get(i).name().orElse(name);
            if (!wanted.equals(name)) {
                throw invalid(address, "the column %s came, where %s was asked for".formatted(name, wanted), null);
            }
        }
    }

    /**
     * A batch of the stream, which is a view of the frame.
     *
     * @throws TrinoException if the frame is no batch
     */
    Decoded read(Frame frame)
    {
        try {
            ArrowBatch batch = ArrowBatch.read(schema, header(frame), frame.body());
            long bytes = BodyBytes.of(schema, recordBatch(frame));
            BatchRules.check(batch.rows(), schema.getFields().size(), bytes, 0);
            return new Decoded(batch, bytes);
        }
        catch (InvalidBatchException | ProtocolException e) {
            throw invalid(address, e.getMessage(), e);
        }
    }

    /**
     * A page of its own memory.
     *
     * @throws TrinoException if the batch is wrong
     */
    Page page(Decoded decoded)
    {
        try {
            return pages.page(decoded.batch());
        }
        catch (InvalidBatchException e) {
            throw invalid(address, e.getMessage(), e);
        }
    }

    private static ByteBuffer header(Frame frame)
    {
        return frame.header().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    private static RecordBatch recordBatch(Frame frame)
    {
        Message message = Message.getRootAsMessage(header(frame));
        RecordBatch batch = new RecordBatch();
        if (message.headerType() != MessageHeader.RecordBatch || message.header(batch) == null) {
            throw new InvalidBatchException("A message is not a batch of rows");
        }
        return batch;
    }

    static TrinoException invalid(HostAddress address, String what, Throwable cause)
    {
        return new TrinoException(
                GLAUX_INVALID_BATCH,
                "The host %s does not keep to the protocol: %s".formatted(address, what),
                cause);
    }

    /**
     * @param bytes as metering counts them
     */
    record Decoded(ArrowBatch batch, long bytes) {}
}
