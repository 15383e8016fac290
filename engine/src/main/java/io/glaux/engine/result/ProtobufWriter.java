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
package io.glaux.engine.result;

import java.io.ByteArrayOutputStream;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The two wire types of protocol buffers that the metadata file has: varint, and bytes with their length.
 */
final class ProtobufWriter
{
    static final int VARINT = 0;
    static final int LENGTH_DELIMITED = 2;
    static final int TYPE_BITS = 3;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    void varint(int field, long value)
    {
        writeVarint((field << TYPE_BITS) | VARINT);
        writeVarint(value);
    }

    void string(int field, String value)
    {
        bytes(field, value.getBytes(UTF_8));
    }

    void bytes(int field, byte[] value)
    {
        writeVarint((field << TYPE_BITS) | LENGTH_DELIMITED);
        writeVarint(value.length);
        out.writeBytes(value);
    }

    byte[] toByteArray()
    {
        return out.toByteArray();
    }

    private void writeVarint(long value)
    {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
