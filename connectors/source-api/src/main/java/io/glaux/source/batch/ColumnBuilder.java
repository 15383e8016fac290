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
package io.glaux.source.batch;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * The values of one field in the batch that is being made, in Arrow's layout. Values are appended, or taken away from
 * the end. An append that fails has appended nothing, but for what is within it: {@link #truncate} takes that away.
 */
abstract class ColumnBuilder
{
    private final Field field;
    private final BatchSize size;
    private final GrowableBuffer validity;
    private int count;
    private int nulls;

    ColumnBuilder(Field field, BatchSize size, BufferAllocator allocator)
    {
        this.field = requireNonNull(field, "field is null");
        this.size = requireNonNull(size, "size is null");
        this.validity = new GrowableBuffer(allocator);
        size.addBuffers(1);
    }

    static ColumnBuilder create(Field field, BatchSize size, BufferAllocator allocator)
    {
        return switch (field.getType()) {
            case ArrowType.Bool _ -> new BooleanBuilder(field, size, allocator);
            case ArrowType.Int type -> new IntegerBuilder(field, type.getBitWidth(), size, allocator);
            case ArrowType.FloatingPoint type -> new FloatingPointBuilder(field, type, size, allocator);
            case ArrowType.Decimal type -> new DecimalBuilder(field, type, size, allocator);
            case ArrowType.FixedSizeBinary type -> new FixedBytesBuilder(field, type.getByteWidth(), size, allocator);
            case ArrowType.Date _ -> new DateBuilder(field, size, allocator);
            case ArrowType.Time type -> new TimeBuilder(field, type, size, allocator);
            case ArrowType.Timestamp type -> new TimestampBuilder(field, type, size, allocator);
            case ArrowType.Utf8 _ -> new TextBuilder(field, size, allocator);
            case ArrowType.Binary _ -> new BytesBuilder(field, size, allocator);
            case ArrowType.Map _ -> new MapBuilder(field, size, allocator);
            case ArrowType.List _ -> new ListBuilder(field, size, allocator);
            case ArrowType.Struct _ -> new RowBuilder(field, size, allocator);
            case ArrowType other -> throw new IllegalArgumentException("There is no column of " + other);
        };
    }

    /**
     * What each value takes, null or not, without what its length adds.
     */
    abstract long bitsPerValue();

    /**
     * Makes room for a value that is null, and fills it.
     */
    abstract void fillNull(int position);

    /**
     * Takes away what values behind a position have beyond {@link #bitsPerValue}.
     */
    abstract void shrink(int newCount);

    /**
     * The buffers behind that of nulls, and those of the fields within.
     */
    abstract void collect(int valueCount, List<ArrowFieldNode> nodes, List<ArrowBuf> buffers);

    abstract void releaseValues(int valueCount);

    abstract void appendObject(Object value);

    void appendBoolean(boolean value)
    {
        throw wrongForm("a boolean");
    }

    void appendLong(long value)
    {
        throw wrongForm("an integer");
    }

    void appendDouble(double value)
    {
        throw wrongForm("a floating point number");
    }

    void appendDecimal(BigDecimal value)
    {
        throw wrongForm("a decimal");
    }

    void appendText(String value)
    {
        throw wrongForm("a text");
    }

    void appendBytes(byte[] value)
    {
        throw wrongForm("bytes");
    }

    void appendDate(LocalDate value)
    {
        throw wrongForm("a date");
    }

    void appendTime(LocalTime value)
    {
        throw wrongForm("a time");
    }

    void appendTimestamp(LocalDateTime value)
    {
        throw wrongForm("a timestamp without a zone");
    }

    void appendInstant(ZonedDateTime value)
    {
        throw wrongForm("a timestamp with a zone");
    }

    final Field field()
    {
        return field;
    }

    final BatchSize size()
    {
        return size;
    }

    final int count()
    {
        return count;
    }

    final void appendNull()
    {
        fillNull(count);
        added(false);
    }

    final void appendNulls(int number)
    {
        for (int i = 0; i < number; i++) {
            appendNull();
        }
    }

    final void append(Object value)
    {
        if (value != null) {
            appendObject(value);
        }
        else if (field.isNullable()) {
            appendNull();
        }
        else {
            throw new IllegalArgumentException("Column %s: a key of a map is null".formatted(field.getName()));
        }
    }

    /**
     * Counts the value that was put at {@link #count}.
     */
    final void added(boolean isThere)
    {
        setBit(validity, count, isThere);
        count++;
        if (!isThere) {
            nulls++;
        }
    }

    final void truncate(int newCount)
    {
        if (newCount < count) {
            ArrowBuf bits = validity.buffer();
            for (int i = newCount; i < count; i++) {
                if ((bits.getByte(i >> 3) & (1 << (i & 7))) == 0) {
                    nulls--;
                }
            }
        }
        // also when nothing was counted: a value may have failed half way
        shrink(newCount);
        count = newCount;
    }

    final void collect(List<ArrowFieldNode> nodes, List<ArrowBuf> buffers)
    {
        nodes.add(new ArrowFieldNode(count, nulls));
        buffers.add(validity.readable(bytesOfBits(count)));
        collect(count, nodes, buffers);
    }

    /**
     * Forgets the values; whoever wants them has retained the buffers.
     */
    final void release()
    {
        validity.release(bytesOfBits(count));
        releaseValues(count);
        count = 0;
        nulls = 0;
    }

    final IllegalArgumentException wrongForm(String form)
    {
        return new IllegalArgumentException("Column %s is a %s and does not take %s".formatted(
                field.getName(), TypeNames.of(field), form));
    }

    final IllegalArgumentException wrongForm(Object value)
    {
        return wrongForm("a " + value.getClass().getSimpleName());
    }

    final ColumnValueException outOfRange()
    {
        return ColumnValueException.outOfRange(field.getName(), TypeNames.of(field));
    }

    final ColumnValueException inexact()
    {
        return ColumnValueException.inexact(field.getName(), TypeNames.of(field));
    }

    static long bytesOfBits(int bits)
    {
        return (bits + 7L) >> 3;
    }

    /**
     * Sets a bit behind all others; those behind it in its byte become 0, so that nothing goes out that was in memory
     * before.
     */
    static void setBit(GrowableBuffer buffer, int position, boolean value)
    {
        int index = position >> 3;
        int shift = position & 7;
        ArrowBuf bits = buffer.reserve(index + 1L);
        int before = shift == 0 ? 0 : bits.getByte(index) & ((1 << shift) - 1);
        bits.setByte(index, before | ((value ? 1 : 0) << shift));
    }
}
