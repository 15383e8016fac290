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
package io.glaux.protocol;

import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeMilliVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeSecVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static java.lang.Math.floorDiv;
import static java.lang.Math.floorMod;
import static java.lang.Math.multiplyExact;

/**
 * The values of Arrow vectors in the forms of Java that sources work with:
 *
 * <table>
 * <caption>Forms</caption>
 * <tr><th>Arrow</th><th>Java</th></tr>
 * <tr><td>Bool</td><td>Boolean</td></tr>
 * <tr><td>Int of any width</td><td>Long</td></tr>
 * <tr><td>FloatingPoint of either width</td><td>Double</td></tr>
 * <tr><td>Decimal</td><td>BigDecimal</td></tr>
 * <tr><td>Utf8</td><td>String</td></tr>
 * <tr><td>Binary, FixedSizeBinary</td><td>byte[]</td></tr>
 * <tr><td>Date, Time</td><td>LocalDate, LocalTime</td></tr>
 * <tr><td>Timestamp without and with zone</td><td>LocalDateTime, ZonedDateTime of UTC</td></tr>
 * <tr><td>List, Struct</td><td>List</td></tr>
 * <tr><td>Map</td><td>Map</td></tr>
 * </table>
 */
public final class VectorValues
{
    private static final long NANOS_OF_SECOND = 1_000_000_000;

    private VectorValues() {}

    /**
     * @return nulls where the vector has them; it cannot be changed
     * @throws ProtocolException if a value is none of its type
     */
    public static List<Object> list(FieldVector vector)
    {
        return range(vector, 0, vector.getValueCount());
    }

    /**
     * @return null for SQL's NULL
     * @throws ProtocolException if it is no value of its type, for instance a text that is not UTF-8, or of a type that
     *         the protocol does not have
     */
    public static Object get(FieldVector vector, int index)
    {
        if (vector.isNull(index)) {
            return null;
        }
        try {
            return value(vector, index);
        }
        catch (DateTimeException | ArithmeticException | CharacterCodingException e) {
            throw new ProtocolException(
                    ErrorCode.INVALID_VALUE,
                    "The column %s has a value that is none of its type".formatted(vector.getName()),
                    e);
        }
    }

    private static Object value(FieldVector vector, int index)
            throws CharacterCodingException
    {
        return switch (vector) {
            case BitVector bits -> bits.get(index) == 1;
            case TinyIntVector integers -> (long) integers.get(index);
            case SmallIntVector integers -> (long) integers.get(index);
            case IntVector integers -> (long) integers.get(index);
            case BigIntVector integers -> integers.get(index);
            case Float4Vector reals -> (double) reals.get(index);
            case Float8Vector reals -> reals.get(index);
            case DecimalVector decimals -> decimals.getObject(index);
            case VarCharVector texts -> text(texts.get(index));
            case VarBinaryVector bytes -> bytes.get(index);
            case FixedSizeBinaryVector bytes -> bytes.get(index);
            case DateDayVector dates -> LocalDate.ofEpochDay(dates.get(index));
            case TimeSecVector times -> LocalTime.ofSecondOfDay(times.get(index));
            case TimeMilliVector times -> time(times.get(index), TimeUnit.MILLISECOND);
            case TimeMicroVector times -> time(times.get(index), TimeUnit.MICROSECOND);
            case TimeNanoVector times -> time(times.get(index), TimeUnit.NANOSECOND);
            case TimeStampVector times -> timestamp(times, index);
            case MapVector maps -> map(maps, index);
            case ListVector lists -> elements(lists, index);
            case StructVector rows -> row(rows, index);
            default -> throw WireTypes.unknown(vector.getField().getType());
        };
    }

    /**
     * How many of a unit there are in a second.
     */
    static long perSecond(TimeUnit unit)
    {
        return switch (unit) {
            case SECOND -> 1;
            case MILLISECOND -> 1_000;
            case MICROSECOND -> 1_000_000;
            case NANOSECOND -> NANOS_OF_SECOND;
        };
    }

    private static String text(byte[] bytes)
            throws CharacterCodingException
    {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }

    private static LocalTime time(long value, TimeUnit unit)
    {
        return LocalTime.ofNanoOfDay(multiplyExact(value, NANOS_OF_SECOND / perSecond(unit)));
    }

    private static Object timestamp(TimeStampVector vector, int index)
    {
        ArrowType.Timestamp type = (ArrowType.Timestamp) vector.getField().getType();
        long value = vector.get(index);
        long perSecond = perSecond(type.getUnit());
        int nanos = (int) (floorMod(value, perSecond) * (NANOS_OF_SECOND / perSecond));
        LocalDateTime time = LocalDateTime.ofEpochSecond(floorDiv(value, perSecond), nanos, ZoneOffset.UTC);
        if (type.getTimezone() == null) {
            return time;
        }
        return time.atZone(ZoneOffset.UTC);
    }

    private static List<Object> range(FieldVector vector, int start, int end)
    {
        List<Object> values = new ArrayList<>(end - start);
        for (int i = start; i < end; i++) {
            values.add(get(vector, i));
        }
        return Collections.unmodifiableList(values);
    }

    private static List<Object> elements(ListVector lists, int index)
    {
        return range(lists.getDataVector(), lists.getElementStartIndex(index), lists.getElementEndIndex(index));
    }

    private static List<Object> row(StructVector rows, int index)
    {
        List<Object> values = new ArrayList<>();
        for (FieldVector field : rows.getChildrenFromFields()) {
            values.add(get(field, index));
        }
        return Collections.unmodifiableList(values);
    }

    private static Map<Object, Object> map(MapVector maps, int index)
    {
        StructVector entries = (StructVector) maps.getDataVector();
        FieldVector keys = entries.getChildrenFromFields().getFirst();
        FieldVector values = entries.getChildrenFromFields().getLast();
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = maps.getElementStartIndex(index); i < maps.getElementEndIndex(index); i++) {
            Object key = get(keys, i);
            if (key == null || map.containsKey(key)) {
                throw new ProtocolException(
                        ErrorCode.INVALID_VALUE,
                        "The column %s has a map with a key that is null, or there twice".formatted(maps.getName()));
            }
            map.put(key, get(values, i));
        }
        return Collections.unmodifiableMap(map);
    }
}
