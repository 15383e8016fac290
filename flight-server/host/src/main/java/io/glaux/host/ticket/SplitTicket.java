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
package io.glaux.host.ticket;

import com.google.protobuf.ByteString;
import io.glaux.protocol.ArrowSchemas;
import io.glaux.source.OpaqueBytes;
import org.apache.arrow.vector.types.pojo.Schema;

import java.nio.ByteBuffer;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * What a ticket of a split holds.
 *
 * @param split what the source needs to read it
 * @param schema of its rows
 */
public record SplitTicket(OpaqueBytes split, Schema schema)
{
    public SplitTicket
    {
        requireNonNull(split, "split is null");
        requireNonNull(schema, "schema is null");
    }

    public byte[] bytes()
    {
        return Sections.write(List.of(split.bytes(), Sections.deflate(ArrowSchemas.write(schema).toByteArray())));
    }

    public static SplitTicket read(byte[] bytes)
    {
        ByteBuffer parts = ByteBuffer.wrap(bytes);
        OpaqueBytes split = OpaqueBytes.of(Sections.next(parts));
        ByteString schema = ByteString.copyFrom(Sections.inflate(Sections.next(parts)));
        return new SplitTicket(split, ArrowSchemas.read(schema, "The schema of a split"));
    }
}
