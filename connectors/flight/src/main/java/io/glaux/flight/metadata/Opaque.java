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
package io.glaux.flight.metadata;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.google.protobuf.ByteString;

import static com.fasterxml.jackson.annotation.JsonCreator.Mode.DELEGATING;

/**
 * Bytes that only the host understands, or a message of the protocol, as a part of a handle. Its text tells nothing of
 * them.
 */
public record Opaque(ByteString bytes)
{
    @JsonCreator(mode = DELEGATING)
    public static Opaque of(byte[] bytes)
    {
        return new Opaque(ByteString.copyFrom(bytes));
    }

    @JsonValue
    public byte[] toByteArray()
    {
        return bytes.toByteArray();
    }

    @Override
    public String toString()
    {
        return "%s bytes".formatted(bytes.size());
    }
}
