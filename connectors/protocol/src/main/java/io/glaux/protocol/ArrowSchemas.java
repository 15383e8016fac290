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
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.util.List;

/**
 * Arrow schemas as bytes: the message of an IPC stream, as {@code pyarrow.Schema.serialize} writes it.
 */
public final class ArrowSchemas
{
    private ArrowSchemas() {}

    public static ByteString write(Schema schema)
    {
        ByteString.Output bytes = ByteString.newOutput();
        try (WriteChannel channel = new WriteChannel(Channels.newChannel(bytes))) {
            MessageSerializer.serialize(channel, schema);
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteString();
    }

    /**
     * @param what for people: for instance "The schema of a plan"
     * @throws ProtocolException if it is no schema, or a column has a type that the protocol does not have
     */
    public static Schema read(ByteString bytes, String what)
    {
        List<IpcMessage> messages = IpcMessages.read(bytes, 1, what);
        if (messages.isEmpty()) {
            throw ProtocolException.malformed(what + " is missing");
        }
        return read(messages.getFirst(), what);
    }

    static Schema read(IpcMessage message, String what)
    {
        try {
            if (message.header().headerType() != MessageHeader.Schema) {
                throw ProtocolException.malformed(what + " is not a schema of Arrow");
            }
            org.apache.arrow.flatbuf.Schema unchecked = new org.apache.arrow.flatbuf.Schema();
            if (message.header().header(unchecked) == null) {
                throw ProtocolException.malformed(what + " is missing");
            }
            SchemaCheck.check(unchecked, message.headerBytes(), what);
            Schema schema = Schema.convertSchema(unchecked);
            WireTypes.check(schema);
            return schema;
        }
        catch (ProtocolException e) {
            throw e;
        }
        catch (RuntimeException e) {
            // nothing verifies flatbuffers in Java: what is wrong with them shows in any exception
            throw ProtocolException.malformed(what + " is a schema of Arrow that cannot be read", e);
        }
    }

    /**
     * The schema of one field.
     */
    public static ByteString writeField(Field field)
    {
        return write(new Schema(List.of(field)));
    }

    /**
     * @throws ProtocolException if it is not the schema of one field
     */
    public static Field readField(ByteString bytes, String what)
    {
        return single(read(bytes, what), what);
    }

    static Field single(Schema schema, String what)
    {
        if (schema.getFields().size() != 1) {
            throw ProtocolException.malformed(
                    "%s has %s fields, and not one".formatted(what, schema.getFields().size()));
        }
        return schema.getFields().getFirst();
    }
}
