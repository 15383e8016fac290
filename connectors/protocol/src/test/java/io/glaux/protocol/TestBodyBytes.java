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
package io.glaux.protocol;

import com.google.protobuf.ByteString;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The bytes that are counted are those of the body that Arrow writes.
 */
final class TestBodyBytes
{
    private static final Field INTEGER = Field.nullable("n", new ArrowType.Int(64, true));

    private final BufferAllocator allocator = new RootAllocator();

    @AfterEach
    void nothingIsLeft()
    {
        assertThat(allocator.getAllocatedMemory()).isZero();
        allocator.close();
    }

    @Test
    void theBytesAreThoseOfTheBody()
            throws IOException
    {
        long seed = Seed.next();
        Random numbers = new Random(seed);
        RandomValues random = new RandomValues(numbers);
        for (int i = 0; i < 300; i++) {
            int rows = numbers.nextInt(70);
            List<FieldVector> vectors = new ArrayList<>();
            for (int column = 0; column < 3; column++) {
                Field field = random.field("c" + column, 2);
                vectors.add(VectorBuilder.build(field, random.values(field, rows), allocator));
            }
            try (VectorSchemaRoot root = new VectorSchemaRoot(vectors);
                    ArrowRecordBatch batch = new VectorUnloader(root).getRecordBatch()) {
                long expected = batch.computeBodyLength();
                assertThat(BodyBytes.of(root)).as("%s %s", root.getSchema(), Seed.text(seed)).isEqualTo(expected);
                assertThat(BodyBytes.of(root.getSchema(), header(batch))).as(Seed.text(seed)).isEqualTo(expected);
            }
        }
    }

    @Test
    void theValidityCountsAlsoWhereItIsLeftOut()
            throws IOException
    {
        List<Object> values = Collections.nCopies(100, 1L);
        try (FieldVector vector = VectorBuilder.build(INTEGER, values, allocator);
                ArrowBuf none = allocator.getEmpty();
                ArrowRecordBatch batch = new ArrowRecordBatch(
                        100,
                        List.of(new ArrowFieldNode(100, 0)),
                        List.of(none, vector.getFieldBuffers().getLast()))) {
            assertThat(batch.computeBodyLength()).isEqualTo(800);
            assertThat(BodyBytes.of(new Schema(List.of(INTEGER)), header(batch))).isEqualTo(816);
            assertThat(BodyBytes.of(vector)).isEqualTo(816);
        }
    }

    @Test
    void rowsWithoutColumnsHaveNone()
    {
        try (VectorSchemaRoot root = new VectorSchemaRoot(List.of(), List.of(), 1000)) {
            assertThat(BodyBytes.of(root)).isZero();
        }
    }

    @Test
    void aHeaderThatDoesNotFitIsRefused()
            throws IOException
    {
        try (ArrowRecordBatch batch = new ArrowRecordBatch(0, List.of(), List.of())) {
            RecordBatch header = header(batch);
            assertThatThrownBy(() -> BodyBytes.of(new Schema(List.of(INTEGER)), header))
                    .isInstanceOf(ProtocolException.class);
        }
    }

    private static RecordBatch header(ArrowRecordBatch batch)
            throws IOException
    {
        ByteString.Output bytes = ByteString.newOutput();
        try (WriteChannel channel = new WriteChannel(Channels.newChannel(bytes))) {
            MessageSerializer.serialize(channel, batch);
        }
        IpcMessage message = IpcMessages.read(bytes.toByteString(), 1, "A batch").getFirst();
        RecordBatch header = new RecordBatch();
        assertThat(message.header().header(header)).isNotNull();
        return header;
    }
}
