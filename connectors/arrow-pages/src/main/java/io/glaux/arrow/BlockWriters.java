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

import io.airlift.slice.Slice;
import io.trino.spi.block.ArrayBlock;
import io.trino.spi.block.Block;
import io.trino.spi.block.ByteArrayBlock;
import io.trino.spi.block.Int128ArrayBlock;
import io.trino.spi.block.IntArrayBlock;
import io.trino.spi.block.LongArrayBlock;
import io.trino.spi.block.MapBlock;
import io.trino.spi.block.RowBlock;
import io.trino.spi.block.ShortArrayBlock;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.block.VariableWidthBlock;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

import java.util.ArrayList;
import java.util.List;

/**
 * How blocks of each type are written. Which types go together, {@link ColumnConverters} knows.
 */
final class BlockWriters
{
    private BlockWriters() {}

    static BlockWriter of(Field field, Type type)
    {
        // refuses what could not be read back
        ColumnConverters.of(field, type);
        return switch (type) {
            case BooleanType _ -> BlockWriters::booleans;
            case TinyintType _ -> BlockWriters::bytes;
            case SmallintType _ -> BlockWriters::shorts;
            case BigintType _, DoubleType _ -> BlockWriters::longs;
            case DecimalType decimal -> decimal.isShort() ? BlockWriters::shortDecimals : BlockWriters::longDecimals;
            case TimeType time -> TemporalWriters.times(field, (ArrowType.Time) field.getType(), time);
            case TimestampType _ -> TemporalWriters.timestamps(field, (ArrowType.Timestamp) field.getType(), type);
            case TimestampWithTimeZoneType _ -> TemporalWriters.timestamps(
                    field,
                    (ArrowType.Timestamp) field.getType(),
                    type);
            case ArrayType array -> nested(field, array);
            case MapType map -> nested(field, map);
            case RowType row -> nested(field, row);
            default -> plain(field, type);
        };
    }

    private static BlockWriter plain(Field field, Type type)
    {
        Class<? extends ValueBlock> blocks = type.getValueBlockType();
        if (blocks == IntArrayBlock.class) {
            return BlockWriters::ints;
        }
        if (blocks == Int128ArrayBlock.class) {
            return BlockWriters::sixteenBytes;
        }
        if (field.getType() instanceof ArrowType.Utf8 || field.getType() instanceof ArrowType.Binary) {
            return BlockWriters::variableWidth;
        }
        throw unsupported(field);
    }

    private static BlockWriter nested(Field field, Type type)
    {
        return switch (field.getType()) {
            case ArrowType.List _ -> arrays(of(field.getChildren().getFirst(), ((ArrayType) type).getElementType()));
            case ArrowType.Map _ -> {
                List<Field> entry = field.getChildren().getFirst().getChildren();
                yield maps(
                        of(entry.getFirst(), ((MapType) type).getKeyType()),
                        of(entry.getLast(), ((MapType) type).getValueType()));
            }
            case ArrowType.Struct _ -> {
                List<BlockWriter> fields = new ArrayList<>();
                for (int i = 0; i < field.getChildren().size(); i++) {
                    fields.add(of(field.getChildren().get(i), ((RowType) type).getFields().get(i).getType()));
                }
                yield rows(fields);
            }
            default -> throw unsupported(field);
        };
    }

    private static UnsupportedArrowTypeException unsupported(Field field)
    {
        return new UnsupportedArrowTypeException(
                "The column %s has the type %s of Arrow, which is only read".formatted(
                        field.getName(),
                        field.getType()));
    }

    /**
     * The values, without dictionaries and repetitions around them.
     */
    static ValueBlock flat(Block block)
    {
        if (block instanceof ValueBlock values) {
            return values;
        }
        int[] positions = new int[block.getPositionCount()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = block.getUnderlyingValuePosition(i);
        }
        return block.getUnderlyingValueBlock().copyPositions(positions, 0, positions.length);
    }

    /**
     * Writes the node and the bits of a column.
     */
    static void start(Block block, PageToArrow.Output output)
    {
        int length = block.getPositionCount();
        int nulls = 0;
        if (block.mayHaveNull()) {
            for (int i = 0; i < length; i++) {
                nulls += block.isNull(i) ? 1 : 0;
            }
        }
        output.addNode(length, nulls);
        ArrowBuf bits = output.addBuffer(nulls == 0 ? 0 : bitBytes(length));
        if (nulls > 0) {
            writeBits(bits, length, i -> !block.isNull(i));
        }
    }

    private static int bitBytes(int length)
    {
        return (length + Byte.SIZE - 1) / Byte.SIZE;
    }

    private static void writeBits(ArrowBuf bits, int length, Bit bit)
    {
        for (int start = 0; start < length; start += Byte.SIZE) {
            int value = 0;
            for (int i = start; i < Math.min(length, start + Byte.SIZE); i++) {
                value |= (bit.isSet(i) ? 1 : 0) << (i - start);
            }
            bits.setByte(start / Byte.SIZE, value);
        }
    }

    @FunctionalInterface
    private interface Bit
    {
        boolean isSet(int position);
    }

    private static void booleans(Block block, PageToArrow.Output output)
    {
        ByteArrayBlock values = (ByteArrayBlock) flat(block);
        start(values, output);
        int length = values.getPositionCount();
        writeBits(output.addBuffer(bitBytes(length)), length, i -> values.getByte(i) != 0);
    }

    private static void bytes(Block block, PageToArrow.Output output)
    {
        ByteArrayBlock values = (ByteArrayBlock) flat(block);
        start(values, output);
        int length = values.getPositionCount();
        output.addBuffer(length).setBytes(0, values.getRawValues(), values.getRawValuesOffset(), length);
    }

    private static void shorts(Block block, PageToArrow.Output output)
    {
        ShortArrayBlock values = (ShortArrayBlock) flat(block);
        start(values, output);
        ArrowBuf buffer = output.addBuffer((long) values.getPositionCount() * Short.BYTES);
        for (int i = 0; i < values.getPositionCount(); i++) {
            buffer.setShort((long) i * Short.BYTES, values.getShort(i));
        }
    }

    private static void ints(Block block, PageToArrow.Output output)
    {
        IntArrayBlock values = (IntArrayBlock) flat(block);
        start(values, output);
        ArrowBuf buffer = output.addBuffer((long) values.getPositionCount() * Integer.BYTES);
        for (int i = 0; i < values.getPositionCount(); i++) {
            buffer.setInt((long) i * Integer.BYTES, values.getInt(i));
        }
    }

    private static void longs(Block block, PageToArrow.Output output)
    {
        LongArrayBlock values = (LongArrayBlock) flat(block);
        start(values, output);
        ArrowBuf buffer = output.addBuffer((long) values.getPositionCount() * Long.BYTES);
        for (int i = 0; i < values.getPositionCount(); i++) {
            buffer.setLong((long) i * Long.BYTES, values.getLong(i));
        }
    }

    private static void shortDecimals(Block block, PageToArrow.Output output)
    {
        LongArrayBlock values = (LongArrayBlock) flat(block);
        start(values, output);
        ArrowBuf buffer = output.addBuffer((long) values.getPositionCount() * 2 * Long.BYTES);
        for (int i = 0; i < values.getPositionCount(); i++) {
            long value = values.isNull(i) ? 0 : values.getLong(i);
            setPair(buffer, i, value, value >> (Long.SIZE - 1));
        }
    }

    private static void longDecimals(Block block, PageToArrow.Output output)
    {
        Int128ArrayBlock values = (Int128ArrayBlock) flat(block);
        start(values, output);
        ArrowBuf buffer = output.addBuffer((long) values.getPositionCount() * 2 * Long.BYTES);
        for (int i = 0; i < values.getPositionCount(); i++) {
            setPair(buffer, i, values.getInt128Low(i), values.getInt128High(i));
        }
    }

    private static void sixteenBytes(Block block, PageToArrow.Output output)
    {
        Int128ArrayBlock values = (Int128ArrayBlock) flat(block);
        start(values, output);
        ArrowBuf buffer = output.addBuffer((long) values.getPositionCount() * 2 * Long.BYTES);
        for (int i = 0; i < values.getPositionCount(); i++) {
            setPair(buffer, i, values.getInt128High(i), values.getInt128Low(i));
        }
    }

    private static void setPair(ArrowBuf buffer, int position, long first, long second)
    {
        long start = (long) position * 2 * Long.BYTES;
        buffer.setLong(start, first);
        buffer.setLong(start + Long.BYTES, second);
    }

    private static void variableWidth(Block block, PageToArrow.Output output)
    {
        VariableWidthBlock values = (VariableWidthBlock) flat(block);
        start(values, output);
        int length = values.getPositionCount();
        ArrowBuf offsets = output.addBuffer((length + 1L) * Integer.BYTES);
        int end = 0;
        offsets.setInt(0, 0);
        for (int i = 0; i < length; i++) {
            end = Math.addExact(end, values.getSliceLength(i));
            offsets.setInt((i + 1L) * Integer.BYTES, end);
        }
        ArrowBuf data = output.addBuffer(end);
        if (end > 0) {
            // values lie one behind the other
            Slice raw = values.getRawSlice();
            data.setBytes(0, raw.byteArray(), raw.byteArrayOffset() + values.getRawSliceOffset(0), end);
        }
    }

    private static BlockWriter arrays(BlockWriter elements)
    {
        return (block, output) -> {
            ArrayBlock values = (ArrayBlock) flat(block);
            start(values, output);
            int length = values.getPositionCount();
            ArrowBuf offsets = output.addBuffer((length + 1L) * Integer.BYTES);
            int end = 0;
            offsets.setInt(0, 0);
            for (int i = 0; i < length; i++) {
                end += values.isNull(i) ? 0 : values.getArray(i).getPositionCount();
                offsets.setInt((i + 1L) * Integer.BYTES, end);
            }
            elements.write(values.getElementsBlock(), output);
        };
    }

    private static BlockWriter maps(BlockWriter keys, BlockWriter mapValues)
    {
        return (block, output) -> {
            MapBlock values = (MapBlock) flat(block);
            start(values, output);
            int length = values.getPositionCount();
            ArrowBuf offsets = output.addBuffer((length + 1L) * Integer.BYTES);
            int end = 0;
            offsets.setInt(0, 0);
            for (int i = 0; i < length; i++) {
                end += values.isNull(i) ? 0 : values.getMap(i).getSize();
                offsets.setInt((i + 1L) * Integer.BYTES, end);
            }
            output.addNode(end, 0);
            output.addBuffer(0);
            keys.write(values.getKeyBlock(), output);
            mapValues.write(values.getValueBlock(), output);
        };
    }

    private static BlockWriter rows(List<BlockWriter> fields)
    {
        return (block, output) -> {
            RowBlock values = (RowBlock) flat(block);
            start(values, output);
            for (int i = 0; i < fields.size(); i++) {
                fields.get(i).write(values.getFieldBlock(i), output);
            }
        };
    }
}
