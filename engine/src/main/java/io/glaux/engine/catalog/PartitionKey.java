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
package io.glaux.engine.catalog;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * The values of a partition as bytes that sort as the values do, the first before the second: each value is its UTF-8
 * followed by 00 01, and a byte 00 within a value is written 00 FF. Partitions that share their leading values are
 * neighbours.
 */
final class PartitionKey
{
    private static final int ESCAPE = 0x00;
    private static final int ESCAPED_ZERO = 0xFF;
    private static final int END_OF_VALUE = 0x01;
    private static final byte AFTER_END_OF_VALUE = 0x02;

    /**
     * Neighbours differ in few bits: an odd factor carries them through the whole hash.
     */
    private static final int SPREAD = 0x9E3779B9;

    private final byte[] bytes;

    private PartitionKey(byte[] bytes)
    {
        this.bytes = requireNonNull(bytes, "bytes is null");
    }

    static PartitionKey of(List<String> values)
    {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String value : values) {
            writeValue(value, out);
            out.write(ESCAPE);
            out.write(END_OF_VALUE);
        }
        return new PartitionKey(out.toByteArray());
    }

    static PartitionKey ofBytes(byte[] bytes)
    {
        return new PartitionKey(bytes.clone());
    }

    byte[] bytes()
    {
        return bytes.clone();
    }

    List<String> values()
    {
        List<String> values = new ArrayList<>();
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        boolean escaped = false;
        for (byte next : bytes) {
            if (escaped && next == END_OF_VALUE) {
                values.add(value.toString(UTF_8));
                value.reset();
            }
            else if (escaped) {
                value.write(ESCAPE);
            }
            else if (next != ESCAPE) {
                value.write(next);
            }
            escaped = !escaped && next == ESCAPE;
        }
        return values;
    }

    /**
     * The share of a table's partitions that a partition belongs to.
     */
    int segment(int segments)
    {
        return Math.floorMod(Arrays.hashCode(bytes) * SPREAD, segments);
    }

    /**
     * Not after any key that starts with some values and goes on with one that is at least {@code low}.
     */
    static byte[] lowest(List<String> leading, String low)
    {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(of(leading).bytes);
        writeValue(low, out);
        return out.toByteArray();
    }

    /**
     * After every key that starts with some values and goes on with one that is at most {@code high}.
     */
    static byte[] afterHighest(List<String> leading, String high)
    {
        byte[] lowest = lowest(leading, high);
        byte[] after = Arrays.copyOf(lowest, lowest.length + 2);
        after[lowest.length] = ESCAPE;
        after[lowest.length + 1] = AFTER_END_OF_VALUE;
        return after;
    }

    /**
     * After every key that starts with some values: no value's UTF-8 has a byte FF.
     */
    static byte[] afterAll(List<String> leading)
    {
        byte[] prefix = of(leading).bytes;
        byte[] after = Arrays.copyOf(prefix, prefix.length + 1);
        after[prefix.length] = (byte) 0xFF;
        return after;
    }

    private static void writeValue(String value, ByteArrayOutputStream out)
    {
        for (byte next : value.getBytes(UTF_8)) {
            out.write(next);
            if (next == ESCAPE) {
                out.write(ESCAPED_ZERO);
            }
        }
    }

    @Override
    public boolean equals(Object other)
    {
        return other instanceof PartitionKey that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode()
    {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString()
    {
        return values().toString();
    }
}
