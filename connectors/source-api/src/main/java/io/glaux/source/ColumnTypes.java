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
package io.glaux.source;

import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

import java.util.List;
import java.util.Map;

/**
 * Fields of the types that the engine knows, and the Java forms of their values:
 *
 * <table>
 * <caption>Types</caption>
 * <tr><th>Arrow</th><th>SQL</th><th>form</th></tr>
 * <tr><td>Bool</td><td>BOOLEAN</td><td>Boolean</td></tr>
 * <tr><td>Int 8, 16, 32, 64</td><td>TINYINT, SMALLINT, INTEGER, BIGINT</td><td>Long</td></tr>
 * <tr><td>FloatingPoint single, double</td><td>REAL, DOUBLE</td><td>Double</td></tr>
 * <tr><td>Decimal 128</td><td>DECIMAL(p, s), p at most 38</td><td>BigDecimal</td></tr>
 * <tr><td>Utf8</td><td>VARCHAR, or the pinned type: VARCHAR(n), CHAR(n), JSON</td><td>String</td></tr>
 * <tr><td>Binary</td><td>VARBINARY</td><td>byte[]</td></tr>
 * <tr><td>FixedSizeBinary 16, pinned</td><td>UUID, IPADDRESS</td><td>byte[]</td></tr>
 * <tr><td>Date, day</td><td>DATE</td><td>LocalDate</td></tr>
 * <tr><td>Time: second, milli, micro, nano</td><td>TIME(0, 3, 6, 9)</td><td>LocalTime</td></tr>
 * <tr><td>Timestamp without zone: the same</td><td>TIMESTAMP(0, 3, 6, 9)</td><td>LocalDateTime</td></tr>
 * <tr><td>Timestamp of UTC: second, milli</td><td>TIMESTAMP(0, 3) WITH TIME ZONE</td><td>ZonedDateTime</td></tr>
 * <tr><td>List</td><td>ARRAY</td><td>List</td></tr>
 * <tr><td>Struct</td><td>ROW</td><td>List of the fields' values</td></tr>
 * <tr><td>Map</td><td>MAP</td><td>Map</td></tr>
 * </table>
 *
 * Timestamps of UTC in micros and nanos are TIMESTAMP(6, 9) WITH TIME ZONE. A type is pinned by the metadata
 * {@link #TRINO_TYPE} of its field, in Trino's spelling.
 */
public final class ColumnTypes
{
    /**
     * Metadata of a field: its type in Trino's spelling, where Arrow's does not tell it.
     */
    public static final String TRINO_TYPE = "trino.type";

    /**
     * Metadata of a field: a comment.
     */
    public static final String COMMENT = "comment";

    private ColumnTypes() {}

    public static Field bool(String name)
    {
        return nullable(name, ArrowType.Bool.INSTANCE);
    }

    /**
     * @param bits 8, 16, 32 or 64
     */
    public static Field integer(String name, int bits)
    {
        return nullable(name, new ArrowType.Int(bits, true));
    }

    public static Field bigint(String name)
    {
        return integer(name, 64);
    }

    public static Field real(String name)
    {
        return nullable(name, new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE));
    }

    public static Field doublePrecision(String name)
    {
        return nullable(name, new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE));
    }

    public static Field decimal(String name, int precision, int scale)
    {
        return nullable(name, new ArrowType.Decimal(precision, scale, 128));
    }

    public static Field text(String name)
    {
        return nullable(name, ArrowType.Utf8.INSTANCE);
    }

    public static Field json(String name)
    {
        return pinned(name, ArrowType.Utf8.INSTANCE, "json");
    }

    public static Field binary(String name)
    {
        return nullable(name, ArrowType.Binary.INSTANCE);
    }

    public static Field uuid(String name)
    {
        return pinned(name, new ArrowType.FixedSizeBinary(16), "uuid");
    }

    public static Field date(String name)
    {
        return nullable(name, new ArrowType.Date(DateUnit.DAY));
    }

    public static Field time(String name, TimeUnit unit)
    {
        int bits = unit == TimeUnit.SECOND || unit == TimeUnit.MILLISECOND ? 32 : 64;
        return nullable(name, new ArrowType.Time(unit, bits));
    }

    public static Field timestamp(String name, TimeUnit unit)
    {
        return nullable(name, new ArrowType.Timestamp(unit, null));
    }

    public static Field timestampWithTimeZone(String name, TimeUnit unit)
    {
        return nullable(name, new ArrowType.Timestamp(unit, "UTC"));
    }

    public static Field array(String name, Field element)
    {
        return new Field(name, FieldType.nullable(ArrowType.List.INSTANCE), List.of(element));
    }

    public static Field row(String name, List<Field> fields)
    {
        return new Field(name, FieldType.nullable(ArrowType.Struct.INSTANCE), fields);
    }

    /**
     * @param key becomes not nullable, as Arrow has it
     */
    public static Field map(String name, Field key, Field value)
    {
        Field notNull = new Field(
                key.getName(),
                new FieldType(false, key.getType(), null, key.getMetadata()),
                key.getChildren());
        Field entries = new Field(
                "entries",
                FieldType.notNullable(ArrowType.Struct.INSTANCE),
                List.of(notNull, value));
        return new Field(name, FieldType.nullable(new ArrowType.Map(false)), List.of(entries));
    }

    /**
     * @param trinoType for instance {@code char(3)}
     */
    public static Field pinned(String name, ArrowType type, String trinoType)
    {
        return new Field(name, new FieldType(true, type, null, Map.of(TRINO_TYPE, trinoType)), List.of());
    }

    private static Field nullable(String name, ArrowType type)
    {
        return Field.nullable(name, type);
    }
}
