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

import com.google.protobuf.InvalidProtocolBufferException;
import io.glaux.protocol.v1.BeginWriteRequest;
import io.glaux.source.OpaqueBytes;

import java.nio.ByteBuffer;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * What a ticket of a write holds.
 *
 * @param state what the source needs to go on with it
 * @param request table, columns and kinds as they were asked for
 */
public record WriteTicket(OpaqueBytes state, BeginWriteRequest request)
{
    public WriteTicket
    {
        requireNonNull(state, "state is null");
        requireNonNull(request, "request is null");
    }

    public byte[] bytes()
    {
        return Sections.write(List.of(state.bytes(), request.toBuilder().clearContext().build().toByteArray()));
    }

    public static WriteTicket read(byte[] bytes)
    {
        ByteBuffer parts = ByteBuffer.wrap(bytes);
        OpaqueBytes state = OpaqueBytes.of(Sections.next(parts));
        try {
            return new WriteTicket(state, BeginWriteRequest.parseFrom(Sections.next(parts)));
        }
        catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }
}
