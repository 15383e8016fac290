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
import com.google.protobuf.UnsafeByteOperations;
import io.glaux.protocol.v1.BatchMetadata;
import io.glaux.protocol.v1.LookupMetadata;
import org.apache.arrow.memory.ArrowBuf;

/**
 * The app_metadata of record batches.
 */
public final class BatchHeader
{
    private static final String WHAT = "The app_metadata of a record batch";

    private BatchHeader() {}

    /**
     * @throws ProtocolException if it is beyond what the protocol lets it be
     */
    public static byte[] write(BatchMetadata metadata)
    {
        return check(metadata).toByteArray();
    }

    /**
     * @throws ProtocolException if it is beyond what the protocol lets it be
     */
    public static byte[] write(LookupMetadata metadata)
    {
        check(metadata.getBatch());
        return metadata.toByteArray();
    }

    /**
     * @param metadata null: there is none
     * @throws ProtocolException if there is none, or it does not keep to the protocol
     */
    public static BatchMetadata readBatch(ArrowBuf metadata)
    {
        return readBatch(bytes(metadata));
    }

    /**
     * @throws ProtocolException if it does not keep to the protocol
     */
    public static BatchMetadata readBatch(ByteString metadata)
    {
        return check(Messages.read(BatchMetadata.parser(), metadata, WHAT, ProtocolLimits.BATCH_HEADER_BYTES));
    }

    /**
     * @param metadata null: there is none
     * @throws ProtocolException if there is none, or it does not keep to the protocol
     */
    public static LookupMetadata readLookup(ArrowBuf metadata)
    {
        return readLookup(bytes(metadata));
    }

    /**
     * @throws ProtocolException if it does not keep to the protocol
     */
    public static LookupMetadata readLookup(ByteString metadata)
    {
        LookupMetadata read = Messages.read(
                LookupMetadata.parser(),
                metadata,
                WHAT,
                ProtocolLimits.BATCH_HEADER_BYTES);
        check(read.getBatch());
        return read;
    }

    private static BatchMetadata check(BatchMetadata metadata)
    {
        Messages.checkSize(
                metadata.getResumeCursor().size(),
                ProtocolLimits.RESUME_CURSOR_BYTES,
                "The resume cursor of a record batch");
        // uint64 on the wire: what is negative here is beyond what Java has
        if (metadata.getSourceBytes() < 0 || metadata.getSourceRows() < 0 || metadata.getThrottledMillis() < 0) {
            throw ProtocolException.malformed(WHAT + " has a number that is too large");
        }
        UnitAmounts.check(metadata.getUnitsList());
        return metadata;
    }

    private static ByteString bytes(ArrowBuf metadata)
    {
        if (metadata == null) {
            throw ProtocolException.malformed(WHAT + " is missing");
        }
        Messages.checkSize(metadata.readableBytes(), ProtocolLimits.BATCH_HEADER_BYTES, WHAT);
        byte[] bytes = new byte[(int) metadata.readableBytes()];
        metadata.getBytes(metadata.readerIndex(), bytes);
        return UnsafeByteOperations.unsafeWrap(bytes);
    }
}
