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
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;

/**
 * Reads messages that came over the wire.
 */
public final class Messages
{
    private Messages() {}

    /**
     * @param what for people: for instance "The request of glaux.v1.plan"
     * @throws ProtocolException if the bytes are more than a message may have, or not such a message
     */
    public static <T extends Message> T read(Parser<T> parser, byte[] bytes, String what)
    {
        return read(parser, ByteString.copyFrom(bytes), what, ProtocolLimits.MESSAGE_BYTES);
    }

    static <T extends Message> T read(Parser<T> parser, ByteString bytes, String what, int limit)
    {
        checkSize(bytes.size(), limit, what);
        try {
            return parser.parseFrom(bytes);
        }
        catch (InvalidProtocolBufferException e) {
            throw ProtocolException.malformed("%s cannot be read: %s".formatted(what, e.getMessage()), e);
        }
    }

    /**
     * @throws ProtocolException if it is too large
     */
    static void checkSize(long bytes, long limit, String what)
    {
        if (bytes > limit) {
            throw ProtocolException.malformed(
                    "%s has %s bytes, and at most %s are taken".formatted(what, bytes, limit));
        }
    }

    /**
     * Checks what is opaque to the engine: a scan, the ticket of a split, the state of a write.
     *
     * @throws ProtocolException if it is too large, or empty
     */
    public static ByteString checkOpaque(ByteString bytes, String what)
    {
        if (bytes.isEmpty()) {
            throw ProtocolException.malformed(what + " is empty");
        }
        checkSize(bytes.size(), ProtocolLimits.OPAQUE_BYTES, what);
        return bytes;
    }
}
