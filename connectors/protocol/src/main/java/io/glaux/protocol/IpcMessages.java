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
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MetadataVersion;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the messages of an Arrow IPC stream. Arrow's own readers allocate what a stream claims to hold; here a length
 * is believed when as much is there.
 */
final class IpcMessages
{
    private static final int CONTINUATION = 0xFFFFFFFF;
    private static final int PREFIX = 2 * Integer.BYTES;

    private IpcMessages() {}

    /**
     * @param most how many messages are looked for
     * @throws ProtocolException if it is no such stream, or has more messages
     */
    static List<IpcMessage> read(ByteString stream, int most, String what)
    {
        Messages.checkSize(stream.size(), ProtocolLimits.MESSAGE_BYTES, what);
        ByteBuffer buffer = ByteBuffer.wrap(stream.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        List<IpcMessage> messages = new ArrayList<>();
        while (buffer.hasRemaining()) {
            int length = readPrefix(buffer, what);
            if (length == 0) {
                break;
            }
            if (messages.size() == most) {
                throw ProtocolException.malformed("%s has more than %s messages of Arrow".formatted(what, most));
            }
            messages.add(readMessage(buffer, length, what));
        }
        if (buffer.hasRemaining()) {
            throw ProtocolException.malformed(what + " goes on after its end");
        }
        return messages;
    }

    private static int readPrefix(ByteBuffer buffer, String what)
    {
        if (buffer.remaining() < PREFIX || buffer.getInt() != CONTINUATION) {
            throw ProtocolException.malformed(what + " is not in Arrow's IPC format");
        }
        int length = buffer.getInt();
        if (length < 0 || length > buffer.remaining()) {
            throw ProtocolException.malformed(what + " is cut off within a header of Arrow");
        }
        return length;
    }

    private static IpcMessage readMessage(ByteBuffer buffer, int length, String what)
    {
        ByteBuffer header = slice(buffer, length);
        try {
            Message message = Message.getRootAsMessage(header);
            if (message.version() != MetadataVersion.V4 && message.version() != MetadataVersion.V5) {
                throw ProtocolException.malformed(what + " is of a version of Arrow's format that is not known");
            }
            long bodyLength = message.bodyLength();
            if (bodyLength < 0 || bodyLength > buffer.remaining()) {
                throw ProtocolException.malformed(what + " is cut off within a body of Arrow");
            }
            return new IpcMessage(message, length, slice(buffer, (int) bodyLength));
        }
        catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw ProtocolException.malformed(what + " has a header of Arrow that cannot be read", e);
        }
    }

    private static ByteBuffer slice(ByteBuffer buffer, int length)
    {
        ByteBuffer slice = buffer.slice(buffer.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.position(buffer.position() + length);
        return slice;
    }
}
