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
import io.glaux.protocol.v1.BatchMetadata;
import io.glaux.protocol.v1.LookupMetadata;
import io.glaux.protocol.v1.UnitAmount;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestBatchHeader
{
    private final BufferAllocator allocator = new RootAllocator();

    @AfterEach
    void nothingIsLeft()
    {
        assertThat(allocator.getAllocatedMemory()).isZero();
        allocator.close();
    }

    @Test
    void headersComeBack()
    {
        BatchMetadata metadata = BatchMetadata.newBuilder()
                .setResumeCursor(ByteString.copyFromUtf8("here"))
                .setSourceBytes(4096)
                .setSourceRows(7)
                .addUnits(UnitAmount.newBuilder().setUnit("dynamodb-read-unit").setMillionths(500_000))
                .setThrottledMillis(3)
                .setLast(true)
                .build();
        assertThat(readBatch(BatchHeader.write(metadata))).isEqualTo(metadata);
        LookupMetadata lookup = LookupMetadata.newBuilder().setBatch(metadata).setKeysDone(true).build();
        assertThat(readLookup(BatchHeader.write(lookup))).isEqualTo(lookup);
    }

    @Test
    void anEmptyHeaderIsOneWithoutAnything()
    {
        assertThat(readBatch(new byte[0])).isEqualTo(BatchMetadata.getDefaultInstance());
    }

    @Test
    void aBatchHasAHeader()
    {
        assertThatThrownBy(() -> BatchHeader.readBatch((ArrowBuf) null))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("The app_metadata of a record batch is missing");
        assertThatThrownBy(() -> BatchHeader.readLookup((ArrowBuf) null)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void whatIsBeyondTheLimitsIsNeitherWrittenNorRead()
    {
        refuses(BatchMetadata.newBuilder()
                .setResumeCursor(ByteString.copyFrom(new byte[ProtocolLimits.RESUME_CURSOR_BYTES + 1]))
                .build());
        refuses(BatchMetadata.newBuilder().setSourceBytes(-1).build());
        refuses(BatchMetadata.newBuilder().setSourceRows(-1).build());
        refuses(BatchMetadata.newBuilder().setThrottledMillis(-1).build());
        refuses(BatchMetadata.newBuilder().addUnits(UnitAmount.newBuilder().setUnit("u").setMillionths(-1)).build());
        byte[] large = new byte[ProtocolLimits.BATCH_HEADER_BYTES + 1];
        assertThatThrownBy(() -> readBatch(large)).hasMessageContaining("at most 131072");
        byte[] other = {-1, -1, -1};
        assertThatThrownBy(() -> readBatch(other))
                .isInstanceOf(ProtocolException.class)
                .hasMessageStartingWith("The app_metadata of a record batch cannot be read");
    }

    private void refuses(BatchMetadata metadata)
    {
        assertThatThrownBy(() -> BatchHeader.write(metadata)).isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> readBatch(metadata.toByteArray()))
                .isInstanceOf(ProtocolException.class);
        LookupMetadata lookup = LookupMetadata.newBuilder().setBatch(metadata).build();
        assertThatThrownBy(() -> BatchHeader.write(lookup)).isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> readLookup(lookup.toByteArray()))
                .isInstanceOf(ProtocolException.class);
    }

    @Test
    void batchesAreBounded()
    {
        long limit = ProtocolLimits.BATCH_BYTES;
        accepts(2, 1, limit, 0);
        refuses(2, 1, limit + 1, 0);
        refuses(2, 1, limit + 1, limit * 2);
        accepts(2, 1, 1000, 1000);
        refuses(2, 1, 1001, 1000);
        accepts(1, 1, ProtocolLimits.ROW_BYTES, 1000);
        refuses(1, 1, ProtocolLimits.ROW_BYTES + 1, 0);
        accepts(ProtocolLimits.BATCH_ROWS, 1, 1, 0);
        refuses(ProtocolLimits.BATCH_ROWS + 1, 1, 1, 0);
        accepts(Integer.MAX_VALUE, 0, 0, 0);
        accepts(0, 1, 0, 0);
        refuses(-1, 0, 0, 0);
    }

    private static void accepts(int rows, int columns, long bytes, long said)
    {
        assertThatCode(() -> BatchRules.check(rows, columns, bytes, said)).doesNotThrowAnyException();
    }

    private static void refuses(int rows, int columns, long bytes, long said)
    {
        assertThatThrownBy(() -> BatchRules.check(rows, columns, bytes, said))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.HOST_FAILED));
    }

    /**
     * As the buffer that Arrow has it in, and as bytes.
     */
    private BatchMetadata readBatch(byte[] bytes)
    {
        try (ArrowBuf buffer = buffer(bytes)) {
            BatchMetadata read = BatchHeader.readBatch(buffer);
            assertThat(BatchHeader.readBatch(ByteString.copyFrom(bytes))).isEqualTo(read);
            return read;
        }
    }

    private LookupMetadata readLookup(byte[] bytes)
    {
        try (ArrowBuf buffer = buffer(bytes)) {
            LookupMetadata read = BatchHeader.readLookup(buffer);
            assertThat(BatchHeader.readLookup(ByteString.copyFrom(bytes))).isEqualTo(read);
            return read;
        }
    }

    private ArrowBuf buffer(byte[] bytes)
    {
        ArrowBuf buffer = allocator.buffer(bytes.length);
        buffer.writeBytes(bytes);
        return buffer;
    }
}
