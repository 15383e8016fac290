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

import io.glaux.source.ColumnTypes;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Types as SQL calls them, for messages, and whether {@link ColumnTypes} has them.
 */
final class TypeNames
{
    private TypeNames() {}

    static String of(Field field)
    {
        String pinned = field.getMetadata().get(ColumnTypes.TRINO_TYPE);
        if (pinned != null) {
            return pinned;
        }
        return switch (field.getType()) {
            case ArrowType.Bool _ -> "boolean";
            case ArrowType.Int type -> integer(type);
            case ArrowType.FloatingPoint type -> floatingPoint(type);
            case ArrowType.Decimal type -> "decimal(%s, %s)".formatted(type.getPrecision(), type.getScale());
            case ArrowType.Utf8 _ -> "varchar";
            case ArrowType.Binary _ -> "varbinary";
            case ArrowType.Date _ -> "date";
            case ArrowType.Time type -> "time(%s)".formatted(digits(type.getUnit()));
            case ArrowType.Timestamp type -> "timestamp(%s)%s".formatted(
                    digits(type.getUnit()),
                    type.getTimezone() == null ? "" : " with time zone");
            case ArrowType.List _ -> "array";
            case ArrowType.Struct _ -> "row";
            case ArrowType.Map _ -> "map";
            case ArrowType other -> other.toString();
        };
    }

    /**
     * @throws IllegalArgumentException if {@link ColumnTypes} does not have the type, or that of a field within it
     */
    static void ensureKnown(Field field)
    {
        if (field.getDictionary() != null || !isKnown(field.getType())) {
            throw new IllegalArgumentException("Column %s has the type %s%s, which is not one of a source".formatted(
                    field.getName(), field.getType(), field.getDictionary() == null ? "" : " in a dictionary"));
        }
        field.getChildren().forEach(TypeNames::ensureKnown);
    }

    private static boolean isKnown(ArrowType type)
    {
        return switch (type) {
            case ArrowType.Bool _, ArrowType.Utf8 _, ArrowType.Binary _ -> true;
            case ArrowType.List _, ArrowType.Struct _, ArrowType.Map _ -> true;
            case ArrowType.Int number -> number.getIsSigned();
            case ArrowType.FloatingPoint number -> number.getPrecision() != FloatingPointPrecision.HALF;
            case ArrowType.Decimal number -> number.getBitWidth() == 128 && number.getScale() >= 0;
            case ArrowType.FixedSizeBinary binary -> binary.getByteWidth() == 16;
            case ArrowType.Date date -> date.getUnit() == DateUnit.DAY;
            case ArrowType.Time _, ArrowType.Timestamp _ -> true;
            case ArrowType _ -> false;
        };
    }

    private static String floatingPoint(ArrowType.FloatingPoint type)
    {
        return type.getPrecision() == FloatingPointPrecision.SINGLE ? "real" : "double";
    }

    private static String integer(ArrowType.Int type)
    {
        return switch (type.getBitWidth()) {
            case 8 -> "tinyint";
            case 16 -> "smallint";
            case 32 -> "integer";
            default -> "bigint";
        };
    }

    private static int digits(TimeUnit unit)
    {
        return switch (unit) {
            case SECOND -> 0;
            case MILLISECOND -> 3;
            case MICROSECOND -> 6;
            case NANOSECOND -> 9;
        };
    }
}
