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
import io.trino.spi.block.Block;
import io.trino.spi.block.SqlMap;
import io.trino.spi.block.SqlRow;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.Int128;
import io.trino.spi.type.LongTimestamp;
import io.trino.spi.type.LongTimestampWithTimeZone;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeUtils;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeMilliVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeSecVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import static io.trino.spi.type.DateTimeEncoding.unpackMillisUtc;

/**
 * Values one by one, by the interfaces that Trino and Arrow themselves have for that, in a form that can be compared.
 * What is null is the text null.
 */
final class ValueOracle
{
    private static final String NULL = "null";

    private ValueOracle() {}

    // -------------------------------------------------------------------------------------------------- Trino

    static List<Object> values(Type type, Block block)
    {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < block.getPositionCount(); i++) {
            values.add(value(type, block, i));
        }
        return values;
    }

    static Object value(Type type, Block block, int position)
    {
        Object value = TypeUtils.readNativeValue(type, block, position);
        if (value == null) {
            return NULL;
        }
        return switch (type) {
            case ArrayType array -> values(array.getElementType(), (Block) value);
            case MapType map -> entries(map, (SqlMap) value);
            case RowType row -> fields(row, (SqlRow) value);
            case DecimalType decimal -> new BigDecimal(unscaled(value), decimal.getScale());
            case TimestampType _ -> picos(value);
            case TimestampWithTimeZoneType _ -> picosOfInstant(value);
            default -> value instanceof Slice slice ? hex(slice.getBytes()) : value;
        };
    }

    private static BigInteger unscaled(Object value)
    {
        return value instanceof Int128 wide ? wide.toBigInteger() : BigInteger.valueOf((long) value);
    }

    private static BigInteger picos(Object value)
    {
        return value instanceof LongTimestamp timestamp
                ? scaled(timestamp.getEpochMicros(), 6).add(BigInteger.valueOf(timestamp.getPicosOfMicro()))
                : scaled((long) value, 6);
    }

    private static BigInteger picosOfInstant(Object value)
    {
        return value instanceof LongTimestampWithTimeZone timestamp
                ? scaled(timestamp.getEpochMillis(), 9).add(BigInteger.valueOf(timestamp.getPicosOfMilli()))
                : scaled(unpackMillisUtc((long) value), 9);
    }

    private static BigInteger scaled(long value, int digits)
    {
        return BigInteger.valueOf(value).multiply(BigInteger.TEN.pow(digits));
    }

    private static List<Object> entries(MapType type, SqlMap map)
    {
        List<Object> entries = new ArrayList<>();
        int offset = map.getRawOffset();
        for (int i = 0; i < map.getSize(); i++) {
            entries.add(List.of(
                    value(type.getKeyType(), map.getRawKeyBlock(), offset + i),
                    value(type.getValueType(), map.getRawValueBlock(), offset + i)));
        }
        return entries;
    }

    private static List<Object> fields(RowType type, SqlRow row)
    {
        List<Object> fields = new ArrayList<>();
        for (int i = 0; i < type.getFields().size(); i++) {
            fields.add(value(type.getFields().get(i).getType(), row.getRawFieldBlock(i), row.getRawIndex()));
        }
        return fields;
    }

    // -------------------------------------------------------------------------------------------------- Arrow

    static List<Object> values(FieldVector vector)
    {
        return values(vector, 0, vector.getValueCount());
    }

    private static List<Object> values(FieldVector vector, int start, int end)
    {
        List<Object> values = new ArrayList<>();
        for (int i = start; i < end; i++) {
            values.add(value(vector, i));
        }
        return values;
    }

    static Object value(FieldVector vector, int position)
    {
        if (vector.isNull(position)) {
            return NULL;
        }
        return switch (vector) {
            case BitVector bits -> bits.get(position) == 1;
            case Float4Vector floats -> (long) Float.floatToRawIntBits(floats.get(position));
            case Float8Vector doubles -> doubles.get(position);
            case DecimalVector decimals -> decimals.getObject(position);
            case VarCharVector texts -> hex(texts.get(position));
            case VarBinaryVector bytes -> hex(bytes.get(position));
            case FixedSizeBinaryVector bytes -> hex(bytes.get(position));
            case DateDayVector days -> (long) days.get(position);
            case TimeStampVector timestamps -> scaled(
                    timestamps.get(position),
                    12 - TemporalConverters.digits(((ArrowType.Timestamp) vector.getField().getType()).getUnit()));
            case ListVector lists -> values(
                    lists.getDataVector(),
                    lists.getElementStartIndex(position),
                    lists.getElementEndIndex(position));
            case StructVector rows -> rows.getChildrenFromFields().stream()
                    .map(child -> value(child, position))
                    .toList();
            default -> number(vector, position);
        };
    }

    private static Object number(FieldVector vector, int position)
    {
        return switch (vector) {
            case TimeSecVector times -> picosOfDay(times.get(position), TimeUnit.SECOND);
            case TimeMilliVector times -> picosOfDay(times.get(position), TimeUnit.MILLISECOND);
            case TimeMicroVector times -> picosOfDay(times.get(position), TimeUnit.MICROSECOND);
            case TimeNanoVector times -> picosOfDay(times.get(position), TimeUnit.NANOSECOND);
            default -> ((Number) vector.getObject(position)).longValue();
        };
    }

    private static long picosOfDay(long value, TimeUnit unit)
    {
        return value * TemporalConverters.powerOfTen(12 - TemporalConverters.digits(unit));
    }

    private static String hex(byte[] bytes)
    {
        return HexFormat.of().formatHex(bytes);
    }
}
