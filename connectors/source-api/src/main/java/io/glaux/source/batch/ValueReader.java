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
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Reads values of one vector in the forms of {@link io.glaux.source.ColumnTypes}.
 */
@FunctionalInterface
interface ValueReader
{
    char REPLACEMENT = '\uFFFD';

    /**
     * The value at a position at which the vector has one.
     */
    Object readValue(int position);

    static ValueReader of(FieldVector vector)
    {
        ValueReader reader = ofValues(vector);
        return position -> vector.isNull(position) ? null : reader.readValue(position);
    }

    private static ValueReader ofValues(FieldVector vector)
    {
        return switch (vector) {
            case BitVector bits -> position -> bits.get(position) != 0;
            case TinyIntVector numbers -> position -> (long) numbers.get(position);
            case SmallIntVector numbers -> position -> (long) numbers.get(position);
            case IntVector numbers -> position -> (long) numbers.get(position);
            case BigIntVector numbers -> numbers::get;
            case Float4Vector numbers -> position -> (double) numbers.get(position);
            case Float8Vector numbers -> numbers::get;
            case DecimalVector numbers -> numbers::getObject;
            case VarCharVector texts -> position -> text(texts.get(position), texts.getName());
            case VarBinaryVector bytes -> bytes::get;
            case FixedSizeBinaryVector bytes -> bytes::get;
            case DateDayVector days -> position -> LocalDate.ofEpochDay(days.get(position));
            case TimeSecVector times -> ofTimes(times::get, TimeUnit.SECOND);
            case TimeMilliVector times -> ofTimes(times::get, TimeUnit.MILLISECOND);
            case TimeMicroVector times -> ofTimes(times::get, TimeUnit.MICROSECOND);
            case TimeNanoVector times -> ofTimes(times::get, TimeUnit.NANOSECOND);
            case TimeStampVector times -> ofTimestamps(times);
            case MapVector maps -> ofMaps(maps);
            case ListVector lists -> ofLists(lists);
            case StructVector rows -> ofRows(rows);
            case FieldVector other -> throw new IllegalArgumentException(
                    "Column %s has the type %s, which is not one of a source".formatted(
                            other.getName(), other.getField().getType()));
        };
    }

    private static ValueReader ofTimes(IntToLongFunction times, TimeUnit unit)
    {
        long nanosPerUnit = TimeScale.nanosPerUnit(unit);
        return position -> LocalTime.ofNanoOfDay(Math.multiplyExact(times.applyAsLong(position), nanosPerUnit));
    }

    private static ValueReader ofTimestamps(TimeStampVector vector)
    {
        ArrowType.Timestamp type = (ArrowType.Timestamp) vector.getField().getType();
        long nanosPerUnit = TimeScale.nanosPerUnit(type.getUnit());
        if (type.getTimezone() != null) {
            return position -> TimeScale.instant(vector.get(position), nanosPerUnit).atZone(ZoneOffset.UTC);
        }
        return position -> {
            Instant instant = TimeScale.instant(vector.get(position), nanosPerUnit);
            return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        };
    }

    private static ValueReader ofLists(ListVector vector)
    {
        ValueReader elements = of(vector.getDataVector());
        return position -> {
            int end = vector.getElementEndIndex(position);
            List<Object> list = new ArrayList<>();
            for (int i = vector.getElementStartIndex(position); i < end; i++) {
                list.add(elements.readValue(i));
            }
            return Collections.unmodifiableList(list);
        };
    }

    private static ValueReader ofMaps(MapVector vector)
    {
        StructVector entries = (StructVector) vector.getDataVector();
        List<FieldVector> children = entries.getChildrenFromFields();
        ValueReader keys = of(children.getFirst());
        ValueReader values = of(children.getLast());
        return position -> {
            int end = vector.getElementEndIndex(position);
            Map<Object, Object> map = new LinkedHashMap<>();
            for (int i = vector.getElementStartIndex(position); i < end; i++) {
                map.put(keys.readValue(i), values.readValue(i));
            }
            return Collections.unmodifiableMap(map);
        };
    }

    private static ValueReader ofRows(StructVector vector)
    {
        List<ValueReader> fields = vector.getChildrenFromFields().stream().map(ValueReader::of).toList();
        return position -> {
            List<Object> row = new ArrayList<>(fields.size());
            fields.forEach(field -> row.add(field.readValue(position)));
            return Collections.unmodifiableList(row);
        };
    }

    private static String text(byte[] bytes, String column)
    {
        String text = new String(bytes, UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            try {
                UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            }
            catch (CharacterCodingException _) {
                throw ColumnValueException.notUnicode(column);
            }
        }
        return text;
    }
}
