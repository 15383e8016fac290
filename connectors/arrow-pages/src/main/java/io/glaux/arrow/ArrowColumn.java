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
package io.glaux.arrow;

import io.trino.spi.block.Bitmap;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A column of a batch as it lies in memory. Nothing of it is believed: whoever takes a buffer says how much has to be
 * in it.
 */
final class ArrowColumn
{
    static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /**
     * The number of nulls of a column that claims nothing.
     */
    static final long UNKNOWN = -1;

    private static final int VALIDITY = 0;

    private final Field field;
    private final int length;
    private final long nulls;
    private final List<MemorySegment> buffers;
    private final List<ArrowColumn> children;
    private final Optional<FieldVector> dictionary;

    /**
     * @param nulls how many values are not there, as it is claimed, or {@link #UNKNOWN}
     */
    ArrowColumn(
            Field field,
            int length,
            long nulls,
            List<MemorySegment> buffers,
            List<ArrowColumn> children,
            Optional<FieldVector> dictionary)
    {
        this.field = requireNonNull(field, "field is null");
        this.length = length;
        this.nulls = nulls;
        this.buffers = List.copyOf(buffers);
        this.children = List.copyOf(children);
        this.dictionary = requireNonNull(dictionary, "dictionary is null");
    }

    /**
     * A column of this process: what comes from another is checked before it becomes a vector.
     */
    static ArrowColumn of(FieldVector vector, DictionaryProvider dictionaries)
    {
        DictionaryEncoding encoding = vector.getField().getDictionary();
        Optional<FieldVector> dictionary = Optional.ofNullable(encoding)
                .map(found -> dictionaries.lookup(found.getId()))
                .map(Dictionary::getVector);
        return new ArrowColumn(
                vector.getField(),
                vector.getValueCount(),
                UNKNOWN,
                vector.getFieldBuffers().stream().map(buffer -> segment(vector.getField(), buffer)).toList(),
                vector.getChildrenFromFields().stream().map(child -> of(child, dictionaries)).toList(),
                dictionary);
    }

    private static MemorySegment segment(Field field, ArrowBuf buffer)
    {
        if (buffer.readableBytes() > Integer.MAX_VALUE) {
            throw new InvalidBatchException(
                    "The column %s has a buffer of more than 2 GiB".formatted(field.getName()));
        }
        return MemorySegment.ofBuffer(buffer.nioBuffer(buffer.readerIndex(), (int) buffer.readableBytes()));
    }

    Field field()
    {
        return field;
    }

    int length()
    {
        return length;
    }

    /**
     * The values that this column has the positions of, where it is one of positions.
     */
    Optional<FieldVector> dictionary()
    {
        return dictionary;
    }

    ArrowColumn child(int index)
    {
        if (index >= children.size()) {
            throw invalid("has too few columns within");
        }
        return children.get(index);
    }

    /**
     * @param least how many bytes have to be there
     */
    MemorySegment buffer(int index, long least)
    {
        if (index >= buffers.size()) {
            throw invalid("has too few buffers");
        }
        MemorySegment buffer = buffers.get(index);
        if (buffer.byteSize() < least) {
            throw invalid("has %s bytes in a buffer, where its values take %s".formatted(buffer.byteSize(), least));
        }
        return buffer;
    }

    Validity validity()
    {
        if (buffers.isEmpty()) {
            throw invalid("has too few buffers");
        }
        MemorySegment bits = buffers.get(VALIDITY);
        if (bits.byteSize() == 0 || length == 0) {
            if (nulls > 0) {
                throw invalid("has nulls, and no buffer that tells which");
            }
            return Validity.ALL;
        }
        int bytes = (length + Byte.SIZE - 1) / Byte.SIZE;
        buffer(VALIDITY, bytes);
        long[] words = new long[Bitmap.wordsForBits(length)];
        // a copy by bytes is right on little-endian machines, and there are no others that Trino runs on
        MemorySegment.copy(bits, 0, MemorySegment.ofArray(words), 0, bytes);
        checkNulls(words);
        return Validity.of(words, length);
    }

    private void checkNulls(long[] words)
    {
        if (nulls == UNKNOWN) {
            return;
        }
        int tail = length % Long.SIZE;
        if (tail != 0) {
            words[words.length - 1] &= (1L << tail) - 1;
        }
        long present = 0;
        for (long word : words) {
            present += Long.bitCount(word);
        }
        if (length - present != nulls) {
            throw invalid("has %s nulls, where it claims to have %s".formatted(length - present, nulls));
        }
    }

    /**
     * The offsets of values in other data or in another column.
     *
     * @param isLarge whether they have 64 bits
     * @param most what the last offset must not go beyond, counted as the offsets count
     */
    Offsets offsets(boolean isLarge, long most)
    {
        int[] offsets = new int[length + 1];
        if (length == 0) {
            return new Offsets(offsets, 0);
        }
        long start = isLarge ? copyLargeOffsets(offsets) : copyOffsets(offsets);
        if (start + offsets[length] > most) {
            throw invalid("has values outside of its data");
        }
        return new Offsets(offsets, start);
    }

    private long copyOffsets(int[] offsets)
    {
        MemorySegment buffer = buffer(1, (length + 1L) * Integer.BYTES);
        MemorySegment.copy(buffer, INT, 0, offsets, 0, length + 1);
        int start = offsets[0];
        // the sign of all or-ed together tells whether one is negative, without a branch for each; of offsets that are
        // not negative, no difference overflows
        int signs = start;
        for (int i = 0; i < length; i++) {
            signs |= offsets[i + 1] | (offsets[i + 1] - offsets[i]);
        }
        if (signs < 0) {
            throw invalid("has offsets that go back");
        }
        if (start != 0) {
            for (int i = 0; i <= length; i++) {
                offsets[i] -= start;
            }
        }
        return start;
    }

    private long copyLargeOffsets(int[] offsets)
    {
        MemorySegment buffer = buffer(1, (length + 1L) * Long.BYTES);
        long start = buffer.get(LONG, 0);
        long previous = start;
        for (int i = 0; i <= length; i++) {
            long offset = buffer.get(LONG, (long) i * Long.BYTES);
            if (offset < previous || offset - start > Integer.MAX_VALUE || start < 0) {
                throw invalid("has offsets that go back, or too far");
            }
            offsets[i] = (int) (offset - start);
            previous = offset;
        }
        return start;
    }

    long[] longs(int perValue)
    {
        int count = Math.multiplyExact(length, perValue);
        long[] values = new long[count];
        MemorySegment.copy(buffer(1, (long) count * Long.BYTES), LONG, 0, values, 0, count);
        return values;
    }

    int[] ints()
    {
        int[] values = new int[length];
        MemorySegment.copy(buffer(1, (long) length * Integer.BYTES), INT, 0, values, 0, length);
        return values;
    }

    short[] shorts()
    {
        short[] values = new short[length];
        MemorySegment.copy(buffer(1, (long) length * Short.BYTES), SHORT, 0, values, 0, length);
        return values;
    }

    byte[] bytes()
    {
        return bytes(1, 0, length);
    }

    byte[] bytes(int index, long start, int count)
    {
        byte[] values = new byte[count];
        MemorySegment.copy(buffer(index, start + count), ValueLayout.JAVA_BYTE, start, values, 0, count);
        return values;
    }

    InvalidBatchException invalid(String what)
    {
        return new InvalidBatchException("The column %s %s".formatted(field.getName(), what));
    }
}
