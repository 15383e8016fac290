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

import java.util.Arrays;

import static io.glaux.engine.result.ProtobufWriter.LENGTH_DELIMITED;
import static io.glaux.engine.result.ProtobufWriter.TYPE_BITS;
import static io.glaux.engine.result.ProtobufWriter.VARINT;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Reads what {@link ProtobufWriter} writes, one field after the other; each must be taken or skipped. Bytes of another
 * form are an {@link IllegalArgumentException}.
 */
final class ProtobufReader
{
    private static final int FIXED_64 = 1;
    private static final int FIXED_32 = 5;

    private final byte[] bytes;
    private int position;
    private int field;
    private int wireType;

    ProtobufReader(byte[] bytes)
    {
        this.bytes = bytes.clone();
    }

    /**
     * @return false at the end
     */
    boolean next()
    {
        if (position == bytes.length) {
            return false;
        }
        long tag = readVarint();
        field = (int) (tag >>> TYPE_BITS);
        wireType = (int) (tag & ((1 << TYPE_BITS) - 1));
        return true;
    }

    int field()
    {
        return field;
    }

    long varint()
    {
        require(VARINT);
        return readVarint();
    }

    byte[] bytes()
    {
        require(LENGTH_DELIMITED);
        long length = readVarint();
        if (length < 0 || length > bytes.length - position) {
            throw new IllegalArgumentException("field %s is longer than the file".formatted(field));
        }
        byte[] value = Arrays.copyOfRange(bytes, position, position + (int) length);
        position += value.length;
        return value;
    }

    String string()
    {
        return new String(bytes(), UTF_8);
    }

    void skip()
    {
        switch (wireType) {
            case VARINT -> readVarint();
            case LENGTH_DELIMITED -> bytes();
            case FIXED_64 -> advance(Long.BYTES);
            case FIXED_32 -> advance(Integer.BYTES);
            default -> throw new IllegalArgumentException("field %s has wire type %s".formatted(field, wireType));
        }
    }

    private void advance(int count)
    {
        if (count > bytes.length - position) {
            throw new IllegalArgumentException("the file ends within field %s".formatted(field));
        }
        position += count;
    }

    private void require(int expected)
    {
        if (wireType != expected) {
            throw new IllegalArgumentException(
                    "field %s has wire type %s, not %s".formatted(field, wireType, expected));
        }
    }

    private long readVarint()
    {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (position == bytes.length) {
                throw new IllegalArgumentException("the file ends within a number");
            }
            byte next = bytes[position++];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number is longer than 64 bits");
    }
}
