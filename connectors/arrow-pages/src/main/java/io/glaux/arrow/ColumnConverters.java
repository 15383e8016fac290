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

import io.glaux.arrow.VariableWidthConverter.Content;
import io.trino.spi.block.Int128ArrayBlock;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which type of Arrow can become which of Trino, and how.
 */
final class ColumnConverters
{
    private static final int DECIMAL_BITS = 128;
    private static final int SIXTEEN_BYTES = 16;

    private ColumnConverters() {}

    /**
     * @throws UnsupportedArrowTypeException if the column cannot be of the type
     */
    static ColumnConverter of(Field field, Type type)
    {
        if (field.getDictionary() != null) {
            return dictionary(field, type);
        }
        return find(field, type).orElseThrow(() -> new UnsupportedArrowTypeException(
                "The column %s has the type %s of Arrow, which cannot be read as %s".formatted(
                        field.getName(),
                        field.getType(),
                        type.getDisplayName())));
    }

    /**
     * The field of a vector of positions does not say what the values are; their vectors do, and are checked as they
     * come.
     */
    private static ColumnConverter dictionary(Field field, Type type)
    {
        if (!(field.getType() instanceof ArrowType.Int positions) || !positions.getIsSigned()) {
            throw new UnsupportedArrowTypeException(
                    "The column %s has a dictionary with positions of the type %s of Arrow".formatted(
                            field.getName(),
                            field.getType()));
        }
        return new DictionaryConverter(positions, (values, rows) -> of(values.field(), type).convert(values, rows));
    }

    private static Optional<ColumnConverter> find(Field field, Type type)
    {
        return switch (field.getType()) {
            case ArrowType.Bool _ -> when(type instanceof BooleanType, FixedWidthConverters::booleans);
            case ArrowType.Int from -> integers(from, type);
            case ArrowType.FloatingPoint from -> floats(from, type);
            case ArrowType.Decimal from -> decimals(from, type);
            case ArrowType.Utf8 _ -> text(type, false);
            case ArrowType.LargeUtf8 _ -> text(type, true);
            case ArrowType.Binary _ -> bytes(type, false);
            case ArrowType.LargeBinary _ -> bytes(type, true);
            case ArrowType.FixedSizeBinary from -> fixedSizeBytes(from, type);
            case ArrowType.Date from -> when(
                    type instanceof DateType && from.getUnit() == DateUnit.DAY,
                    FixedWidthConverters::ints);
            case ArrowType.Time from -> type instanceof TimeType to
                    ? Optional.of(TemporalConverters.times(from, to))
                    : Optional.empty();
            case ArrowType.Timestamp from -> timestamps(field, from, type);
            case ArrowType.List _ -> arrays(field, type, false);
            case ArrowType.LargeList _ -> arrays(field, type, true);
            case ArrowType.FixedSizeList from -> type instanceof ArrayType to && from.getListSize() > 0
                    ? Optional.of(NestedConverters.fixedSizeArrays(
                    from.getListSize(),
                    of(field.getChildren().getFirst(), to.getElementType())))
                    : Optional.empty();
            case ArrowType.Map _ -> maps(field, type);
            case ArrowType.Struct _ -> rows(field, type);
            default -> Optional.empty();
        };
    }

    private static Optional<ColumnConverter> when(boolean isSo, ColumnConverter converter)
    {
        return isSo ? Optional.of(converter) : Optional.empty();
    }

    private static Optional<ColumnConverter> integers(ArrowType.Int from, Type type)
    {
        if (!from.getIsSigned()) {
            return Optional.empty();
        }
        return switch (from.getBitWidth()) {
            case 8 -> when(type instanceof TinyintType, FixedWidthConverters::bytes);
            case 16 -> when(type instanceof SmallintType, FixedWidthConverters::shorts);
            case 32 -> when(type instanceof IntegerType, FixedWidthConverters::ints);
            case 64 -> when(type instanceof BigintType, FixedWidthConverters::longs);
            default -> Optional.empty();
        };
    }

    private static Optional<ColumnConverter> floats(ArrowType.FloatingPoint from, Type type)
    {
        FloatingPointPrecision precision = from.getPrecision();
        return precision == FloatingPointPrecision.SINGLE
                ? when(type instanceof RealType, FixedWidthConverters::ints)
                : when(precision == FloatingPointPrecision.DOUBLE && type instanceof DoubleType,
                FixedWidthConverters::longs);
    }

    private static Optional<ColumnConverter> decimals(ArrowType.Decimal from, Type type)
    {
        return type instanceof DecimalType to
                && from.getBitWidth() == DECIMAL_BITS
                && from.getPrecision() <= to.getPrecision()
                && from.getScale() == to.getScale()
                ? Optional.of(FixedWidthConverters.decimals(to))
                : Optional.empty();
    }

    private static Optional<ColumnConverter> text(Type type, boolean isLarge)
    {
        if (type instanceof CharType to) {
            return Optional.of(new VariableWidthConverter(Content.PADDED_TEXT, isLarge, to.getLength()));
        }
        int mostCharacters = type instanceof VarcharType to
                ? to.getLength().orElse(Integer.MAX_VALUE)
                : Integer.MAX_VALUE;
        return when(
                type instanceof VarcharType || ArrowTypes.isJson(type),
                new VariableWidthConverter(Content.TEXT, isLarge, mostCharacters));
    }

    private static Optional<ColumnConverter> bytes(Type type, boolean isLarge)
    {
        return when(
                type instanceof VarbinaryType,
                new VariableWidthConverter(Content.BYTES, isLarge, Integer.MAX_VALUE));
    }

    private static Optional<ColumnConverter> fixedSizeBytes(ArrowType.FixedSizeBinary from, Type type)
    {
        if (type instanceof VarbinaryType && from.getByteWidth() > 0) {
            return Optional.of(VariableWidthConverter.fixedSize(from.getByteWidth()));
        }
        return when(
                from.getByteWidth() == SIXTEEN_BYTES
                        && type.getValueBlockType() == Int128ArrayBlock.class
                        && ArrowTypes.isSixteenBytes(type),
                FixedWidthConverters::sixteenBytes);
    }

    private static Optional<ColumnConverter> timestamps(Field field, ArrowType.Timestamp from, Type type)
    {
        boolean hasZone = from.getTimezone() != null;
        return switch (type) {
            case TimestampType to when !hasZone -> Optional.of(TemporalConverters.timestamps(from, to));
            case TimestampWithTimeZoneType to when hasZone -> Optional.of(
                    TemporalConverters.instants(field.getName(), from, to));
            default -> Optional.empty();
        };
    }

    private static Optional<ColumnConverter> arrays(Field field, Type type, boolean isLarge)
    {
        return type instanceof ArrayType to
                ? Optional.of(NestedConverters.arrays(
                isLarge,
                of(field.getChildren().getFirst(), to.getElementType())))
                : Optional.empty();
    }

    private static Optional<ColumnConverter> maps(Field field, Type type)
    {
        List<Field> entry = field.getChildren().getFirst().getChildren();
        return type instanceof MapType to && entry.size() == 2
                ? Optional.of(NestedConverters.maps(
                to,
                of(entry.getFirst(), to.getKeyType()),
                of(entry.getLast(), to.getValueType())))
                : Optional.empty();
    }

    private static Optional<ColumnConverter> rows(Field field, Type type)
    {
        if (!(type instanceof RowType to) || to.getFields().size() != field.getChildren().size()) {
            return Optional.empty();
        }
        List<ColumnConverter> fields = new ArrayList<>();
        for (int i = 0; i < field.getChildren().size(); i++) {
            fields.add(of(field.getChildren().get(i), to.getFields().get(i).getType()));
        }
        return Optional.of(NestedConverters.rows(fields));
    }
}
