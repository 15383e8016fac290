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

import org.apache.arrow.memory.BufferAllocator;
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
import org.apache.arrow.vector.types.pojo.Field;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import static java.lang.Math.addExact;
import static java.lang.Math.multiplyExact;
import static java.lang.Math.toIntExact;

/**
 * Makes Arrow vectors of values in the forms of {@link VectorValues}.
 */
public final class VectorBuilder
{
    private VectorBuilder() {}

    /**
     * @param values a null is SQL's NULL
     * @return to be closed
     * @throws IllegalArgumentException if a value has another form than its type
     * @throws ArithmeticException if the type cannot hold one exactly
     */
    public static FieldVector build(Field field, List<?> values, BufferAllocator allocator)
    {
        WireTypes.check(field);
        FieldVector vector = field.createVector(allocator);
        boolean isBuilt = false;
        try {
            fill(vector, values);
            isBuilt = true;
            return vector;
        }
        catch (ClassCastException e) {
            throw new IllegalArgumentException(
                    "A value of the column %s has not the form of the type %s".formatted(
                            field.getName(),
                            field.getType()),
                    e);
        }
        finally {
            if (!isBuilt) {
                vector.close();
            }
        }
    }

    private static void fill(FieldVector vector, List<?> values)
    {
        vector.setInitialCapacity(Math.max(1, values.size()));
        vector.allocateNew();
        switch (vector) {
            case MapVector maps -> fillLists(maps, values.stream().map(VectorBuilder::entries).toList());
            case ListVector lists -> fillLists(lists, Arrays.asList(values.toArray()));
            case StructVector rows -> fillRows(rows, values);
            default -> fillScalars(vector, values);
        }
        vector.setValueCount(values.size());
    }

    private static void fillLists(ListVector lists, List<?> values)
    {
        List<Object> elements = new ArrayList<>();
        for (Object value : values) {
            if (value != null) {
                elements.addAll((List<?>) value);
            }
        }
        fill(lists.getDataVector(), elements);
        int index = 0;
        for (Object value : values) {
            if (value == null) {
                lists.setNull(index);
            }
            else {
                lists.startNewValue(index);
                lists.endValue(index, ((List<?>) value).size());
            }
            index++;
        }
    }

    private static Object entries(Object value)
    {
        if (value == null) {
            return null;
        }
        List<Object> entries = new ArrayList<>();
        ((Map<?, ?>) value).forEach((key, element) -> entries.add(Arrays.asList(key, element)));
        return entries;
    }

    private static void fillRows(StructVector rows, List<?> values)
    {
        List<FieldVector> fields = rows.getChildrenFromFields();
        for (int field = 0; field < fields.size(); field++) {
            List<Object> column = new ArrayList<>(values.size());
            for (Object value : values) {
                column.add(value == null ? null : field((List<?>) value, field, fields.size()));
            }
            fill(fields.get(field), column);
        }
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) == null) {
                rows.setNull(i);
            }
            else {
                rows.setIndexDefined(i);
            }
        }
    }

    private static Object field(List<?> row, int field, int fields)
    {
        if (row.size() != fields) {
            throw new IllegalArgumentException("A row has %s fields, and its type %s".formatted(row.size(), fields));
        }
        return row.get(field);
    }

    private static void fillScalars(FieldVector vector, List<?> values)
    {
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) == null) {
                vector.setNull(i);
            }
            else {
                set(vector, i, values.get(i));
            }
        }
    }

    private static void set(FieldVector vector, int index, Object value)
    {
        switch (vector) {
            case BitVector bits -> bits.setSafe(index, (boolean) value ? 1 : 0);
            case TinyIntVector integers -> integers.setSafe(index, ofBits((long) value, Byte.SIZE));
            case SmallIntVector integers -> integers.setSafe(index, ofBits((long) value, Short.SIZE));
            case IntVector integers -> integers.setSafe(index, toIntExact((long) value));
            case BigIntVector integers -> integers.setSafe(index, (long) value);
            case Float4Vector reals -> reals.setSafe(index, (float) (double) value);
            case Float8Vector reals -> reals.setSafe(index, (double) value);
            case DecimalVector decimals -> decimals.setSafe(index, decimal((BigDecimal) value, decimals.getField()));
            case VarCharVector texts -> texts.setSafe(index, ((String) value).getBytes(StandardCharsets.UTF_8));
            case VarBinaryVector bytes -> bytes.setSafe(index, (byte[]) value);
            case FixedSizeBinaryVector bytes -> bytes.setSafe(index, ofWidth((byte[]) value, bytes.getByteWidth()));
            case DateDayVector dates -> dates.setSafe(index, toIntExact(((LocalDate) value).toEpochDay()));
            default -> setTime(vector, index, value);
        }
    }

    private static void setTime(FieldVector vector, int index, Object value)
    {
        switch (vector) {
            case TimeSecVector times -> times.setSafe(index, toIntExact(units(value, TimeUnit.SECOND)));
            case TimeMilliVector times -> times.setSafe(index, toIntExact(units(value, TimeUnit.MILLISECOND)));
            case TimeMicroVector times -> times.setSafe(index, units(value, TimeUnit.MICROSECOND));
            case TimeNanoVector times -> times.setSafe(index, units(value, TimeUnit.NANOSECOND));
            case TimeStampVector times -> times.setSafe(index, timestamp(times.getField(), value));
            default -> throw new IllegalArgumentException(
                    "The protocol does not have the type %s of Arrow".formatted(vector.getField().getType()));
        }
    }

    private static int ofBits(long value, int bits)
    {
        if (value >> (bits - 1) != value >> (Long.SIZE - 1)) {
            throw new ArithmeticException("An integer is out of the range of its column");
        }
        return (int) value;
    }

    private static BigDecimal decimal(BigDecimal value, Field field)
    {
        ArrowType.Decimal type = (ArrowType.Decimal) field.getType();
        BigDecimal scaled = value.setScale(type.getScale());
        if (scaled.precision() > type.getPrecision()) {
            throw new ArithmeticException("A decimal has more digits than its column");
        }
        return scaled;
    }

    private static byte[] ofWidth(byte[] value, int width)
    {
        if (value.length != width) {
            throw new IllegalArgumentException("A value has %s bytes, and its type %s".formatted(value.length, width));
        }
        return value;
    }

    private static long units(Object value, TimeUnit unit)
    {
        LocalTime time = (LocalTime) value;
        return exact(time.toSecondOfDay(), time.get(ChronoField.NANO_OF_SECOND), unit);
    }

    private static long timestamp(Field field, Object value)
    {
        ArrowType.Timestamp type = (ArrowType.Timestamp) field.getType();
        LocalDateTime time = type.getTimezone() == null
                ? (LocalDateTime) value
                : ((ZonedDateTime) value).withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime();
        return exact(time.toEpochSecond(ZoneOffset.UTC), time.get(ChronoField.NANO_OF_SECOND), type.getUnit());
    }

    private static long exact(long seconds, int nanos, TimeUnit unit)
    {
        long perSecond = VectorValues.perSecond(unit);
        long nanosOfUnit = VectorValues.perSecond(TimeUnit.NANOSECOND) / perSecond;
        if (nanos % nanosOfUnit != 0) {
            throw new ArithmeticException("A time has more digits than its column");
        }
        // before 1970 in two steps: the seconds alone may be out of range where the sum is not
        if (seconds < 0) {
            return addExact(multiplyExact(seconds + 1, perSecond), nanos / nanosOfUnit - perSecond);
        }
        return addExact(multiplyExact(seconds, perSecond), nanos / nanosOfUnit);
    }
}
