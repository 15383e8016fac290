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
package io.glaux.conformance;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.glaux.protocol.v1.BatchMetadata;
import io.glaux.protocol.v1.ReadTicket;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.vector.VectorSchemaRoot;

import java.util.List;
import java.util.Optional;

/**
 * What a {@link LyingHost} changes on the way; by default nothing.
 */
interface Lie
{
    /**
     * Whether the host is asked; otherwise the answer is one message without content.
     *
     * @param type without the prefix: {@code plan}
     */
    default boolean passesOn(String type)
    {
        return true;
    }

    /**
     * @param type without the prefix: {@code plan}
     * @return the request that the host gets
     */
    default byte[] request(String type, byte[] request)
    {
        return request;
    }

    /**
     * @param request as it came
     * @return the answers that the client gets
     */
    default List<byte[]> answers(String type, byte[] request, List<byte[]> answers)
    {
        return answers;
    }

    /**
     * @return none: it is not told to the client
     */
    default Optional<FlightRuntimeException> failure(FlightRuntimeException failure)
    {
        return Optional.of(failure);
    }

    default ReadTicket ticket(ReadTicket ticket)
    {
        return ticket;
    }

    /**
     * @return what is sent instead of it, and closed then
     */
    default Optional<VectorSchemaRoot> batch(VectorSchemaRoot batch)
    {
        return Optional.empty();
    }

    /**
     * @return the headers with which the batch is sent, once with each; none: it is sent without
     */
    default List<BatchMetadata> headers(BatchMetadata header)
    {
        return List.of(header);
    }

    /**
     * Whether the next batch is made when the client wants it.
     */
    default boolean waitsForTheReader()
    {
        return true;
    }

    /**
     * Whether the read ends when the client does not want any more.
     */
    default boolean endsWhenCancelled()
    {
        return true;
    }

    /**
     * Reads a message that is one.
     */
    static <T extends Message> T read(Parser<T> parser, byte[] bytes)
    {
        try {
            return parser.parseFrom(bytes);
        }
        catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
