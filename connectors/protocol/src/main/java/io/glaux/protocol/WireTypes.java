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

import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which types of Arrow columns may have. The specification has the table.
 */
public final class WireTypes
{
    /**
     * The zone of timestamps that have one.
     */
    public static final String UTC = "UTC";

    private static final Set<Integer> INTEGER_BITS = Set.of(8, 16, 32, 64);
    private static final int MOST_DIGITS = 38;
    private static final int DECIMAL_BITS = 128;
    private static final int FIXED_BYTES = 16;

    private WireTypes() {}

    /**
     * @throws ProtocolException if a column has another type, or two have one name
     */
    public static void check(Schema schema)
    {
        checkNames(schema.getFields());
        schema.getFields().forEach(WireTypes::check);
    }

    /**
     * @throws ProtocolException if it has another type, or a type within it has
     */
    public static void check(Field field)
    {
        if (!isOfTheWire(field)) {
            throw ProtocolException.malformed(
                    "The column %s has the type %s of Arrow, which the protocol does not have".formatted(
                            field.getName(),
                            field.getType()));
        }
        field.getChildren().forEach(WireTypes::check);
    }

    static ProtocolException unknown(ArrowType type)
    {
        return ProtocolException.malformed("The protocol does not have the type %s of Arrow".formatted(type));
    }

    private static boolean isOfTheWire(Field field)
    {
        if (field.getDictionary() != null) {
            return false;
        }
        List<Field> children = field.getChildren();
        return switch (field.getType()) {
            case ArrowType.List _ -> children.size() == 1;
            case ArrowType.Struct _ -> isRow(children);
            case ArrowType.Map _ -> children.size() == 1 && isEntry(children.getFirst());
            default -> children.isEmpty() && isScalar(field.getType());
        };
    }

    private static boolean isScalar(ArrowType type)
    {
        return switch (type) {
            case ArrowType.Bool _, ArrowType.Utf8 _, ArrowType.Binary _ -> true;
            case ArrowType.Int integer -> integer.getIsSigned() && INTEGER_BITS.contains(integer.getBitWidth());
            case ArrowType.FloatingPoint real -> real.getPrecision() != FloatingPointPrecision.HALF;
            case ArrowType.Decimal decimal -> isDecimal(decimal);
            case ArrowType.FixedSizeBinary binary -> binary.getByteWidth() == FIXED_BYTES;
            case ArrowType.Date date -> date.getUnit() == DateUnit.DAY;
            case ArrowType.Time time -> time.getBitWidth() == bits(time.getUnit());
            case ArrowType.Timestamp timestamp -> isZone(timestamp.getTimezone());
            default -> false;
        };
    }

    private static boolean isDecimal(ArrowType.Decimal decimal)
    {
        return decimal.getBitWidth() == DECIMAL_BITS
                && decimal.getPrecision() >= 1
                && decimal.getPrecision() <= MOST_DIGITS
                && decimal.getScale() >= 0
                && decimal.getScale() <= decimal.getPrecision();
    }

    private static boolean isZone(String zone)
    {
        return zone == null || zone.equals(UTC);
    }

    private static int bits(TimeUnit unit)
    {
        return switch (unit) {
            case SECOND, MILLISECOND -> 32;
            case MICROSECOND, NANOSECOND -> 64;
        };
    }

    private static boolean isRow(List<Field> children)
    {
        checkNames(children);
        return !children.isEmpty();
    }

    private static boolean isEntry(Field entries)
    {
        return entries.getType() instanceof ArrowType.Struct
                && entries.getChildren().size() == 2
                && !entries.isNullable()
                && !entries.getChildren().getFirst().isNullable();
    }

    private static void checkNames(List<Field> fields)
    {
        Set<String> names = new HashSet<>();
        for (Field field : fields) {
            if (field.getName() == null || field.getName().isEmpty()) {
                throw ProtocolException.malformed("A column, or a field within one, has no name");
            }
            if (!names.add(field.getName())) {
                throw ProtocolException.malformed(
                        "Two columns, or fields of one row, have the name %s".formatted(field.getName()));
            }
        }
    }
}
