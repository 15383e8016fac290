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

import io.trino.spi.type.ArrayType;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.Decimals;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.StandardTypes;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimeZoneKey;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeManager;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * Fields of Arrow as types of Trino, and the other way. Where Arrow's type does not tell all, the metadata
 * {@link #TRINO_TYPE} of the field has the type in Trino's spelling.
 */
public final class ArrowTypes
{
    /**
     * Metadata of a field: its type in Trino's spelling.
     */
    public static final String TRINO_TYPE = "trino.type";

    private static final int DECIMAL_BITS = 128;
    private static final int SIXTEEN_BYTES = 16;
    private static final int NANOS = 9;

    private final TypeManager typeManager;

    public ArrowTypes(TypeManager typeManager)
    {
        this.typeManager = requireNonNull(typeManager, "typeManager is null");
    }

    /**
     * The type of a column's values; of a column with a dictionary, as the schema of a stream has it: with the type of
     * the values, and not that of their positions.
     *
     * @throws UnsupportedArrowTypeException if there is no such type, or the pinned one cannot be what the field has
     */
    public Type type(Field field)
    {
        String pinned = field.getMetadata().get(TRINO_TYPE);
        Type type = pinned == null ? natural(field) : pinned(field, pinned);
        if (field.getDictionary() == null) {
            ColumnConverters.of(field, type);
        }
        return type;
    }

    private Type pinned(Field field, String name)
    {
        try {
            return typeManager.fromSqlType(name);
        }
        catch (RuntimeException e) {
            // the parser and the registry of types have exceptions of their own
            UnsupportedArrowTypeException unsupported = new UnsupportedArrowTypeException(
                    "The column %s is said to be of the type '%s', which there is not".formatted(
                            field.getName(),
                            name));
            unsupported.addSuppressed(e);
            throw unsupported;
        }
    }

    private Type natural(Field field)
    {
        return switch (field.getType()) {
            case ArrowType.Bool _ -> BooleanType.BOOLEAN;
            case ArrowType.Int integer when integer.getIsSigned() -> integer(field, integer);
            case ArrowType.FloatingPoint real -> floatingPoint(field, real);
            case ArrowType.Decimal decimal -> decimal(field, decimal);
            case ArrowType.Utf8 _, ArrowType.LargeUtf8 _ -> VarcharType.VARCHAR;
            case ArrowType.Binary _, ArrowType.LargeBinary _, ArrowType.FixedSizeBinary _ -> VarbinaryType.VARBINARY;
            case ArrowType.Date date when date.getUnit() == DateUnit.DAY -> DateType.DATE;
            case ArrowType.Time time -> TimeType.createTimeType(TemporalConverters.digits(time.getUnit()));
            case ArrowType.Timestamp timestamp -> timestamp(timestamp);
            case ArrowType.List _, ArrowType.LargeList _, ArrowType.FixedSizeList _ -> new ArrayType(
                    type(field.getChildren().getFirst()));
            case ArrowType.Map _ -> map(field);
            case ArrowType.Struct _ -> row(field);
            default -> throw unsupported(field);
        };
    }

    private static Type floatingPoint(Field field, ArrowType.FloatingPoint real)
    {
        return switch (real.getPrecision()) {
            case SINGLE -> RealType.REAL;
            case DOUBLE -> DoubleType.DOUBLE;
            case HALF -> throw unsupported(field);
        };
    }

    private static Type integer(Field field, ArrowType.Int integer)
    {
        return switch (integer.getBitWidth()) {
            case 8 -> TinyintType.TINYINT;
            case 16 -> SmallintType.SMALLINT;
            case 32 -> IntegerType.INTEGER;
            case 64 -> BigintType.BIGINT;
            default -> throw unsupported(field);
        };
    }

    private static Type decimal(Field field, ArrowType.Decimal decimal)
    {
        int precision = decimal.getPrecision();
        int scale = decimal.getScale();
        if (precision < 1 || precision > Decimals.MAX_PRECISION || scale < 0 || scale > precision) {
            throw unsupported(field);
        }
        return DecimalType.createDecimalType(precision, scale);
    }

    private static Type timestamp(ArrowType.Timestamp timestamp)
    {
        int precision = TemporalConverters.digits(timestamp.getUnit());
        return timestamp.getTimezone() == null
                ? TimestampType.createTimestampType(precision)
                : TimestampWithTimeZoneType.createTimestampWithTimeZoneType(precision);
    }

    private Type map(Field field)
    {
        List<Field> entry = field.getChildren().getFirst().getChildren();
        if (entry.size() != 2) {
            throw unsupported(field);
        }
        Type key = type(entry.getFirst());
        if (!key.isComparable()) {
            throw unsupported(field);
        }
        return new MapType(key, type(entry.getLast()), typeManager.getTypeOperators());
    }

    private Type row(Field field)
    {
        if (field.getChildren().isEmpty()) {
            throw unsupported(field);
        }
        return RowType.from(field.getChildren().stream()
                .map(child -> RowType.field(child.getName(), type(child)))
                .toList());
    }

    private static UnsupportedArrowTypeException unsupported(Field field)
    {
        return new UnsupportedArrowTypeException(
                "The column %s has the type %s of Arrow, which the engine does not have".formatted(
                        field.getName(),
                        field.getType()));
    }

    /**
     * A field that values of the type can be sent as.
     *
     * @throws UnsupportedArrowTypeException if Arrow has no such type
     */
    public Field field(String name, Type type)
    {
        return switch (type) {
            case BooleanType _ -> plain(name, ArrowType.Bool.INSTANCE);
            case TinyintType _ -> plain(name, new ArrowType.Int(8, true));
            case SmallintType _ -> plain(name, new ArrowType.Int(16, true));
            case IntegerType _ -> plain(name, new ArrowType.Int(32, true));
            case BigintType _ -> plain(name, new ArrowType.Int(64, true));
            case RealType _ -> plain(name, new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE));
            case DoubleType _ -> plain(name, new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE));
            case DecimalType decimal -> plain(
                    name,
                    new ArrowType.Decimal(decimal.getPrecision(), decimal.getScale(), DECIMAL_BITS));
            case VarcharType varchar -> varchar.isUnbounded()
                    ? plain(name, ArrowType.Utf8.INSTANCE)
                    : pinned(name, ArrowType.Utf8.INSTANCE, type);
            case CharType _ -> pinned(name, ArrowType.Utf8.INSTANCE, type);
            case VarbinaryType _ -> plain(name, ArrowType.Binary.INSTANCE);
            case DateType _ -> plain(name, new ArrowType.Date(DateUnit.DAY));
            case TimeType time -> time(name, time);
            case TimestampType timestamp -> timestamp(name, timestamp, timestamp.getPrecision(), null);
            case TimestampWithTimeZoneType timestamp -> timestamp(
                    name,
                    timestamp,
                    timestamp.getPrecision(),
                    TimeZoneKey.UTC_KEY.getId());
            case ArrayType array -> new Field(
                    name,
                    FieldType.nullable(ArrowType.List.INSTANCE),
                    List.of(field("item", array.getElementType())));
            case MapType map -> map(name, map);
            case RowType row -> row(name, row);
            default -> other(name, type);
        };
    }

    private static Field other(String name, Type type)
    {
        if (isJson(type)) {
            return pinned(name, ArrowType.Utf8.INSTANCE, type);
        }
        if (isSixteenBytes(type)) {
            return pinned(name, new ArrowType.FixedSizeBinary(SIXTEEN_BYTES), type);
        }
        throw unsupported(name, type);
    }

    private static UnsupportedArrowTypeException unsupported(String name, Type type)
    {
        return new UnsupportedArrowTypeException(
                "The column %s has the type %s, which cannot be sent".formatted(name, type.getDisplayName()));
    }

    private static Field time(String name, TimeType type)
    {
        TimeUnit unit = unit(name, type, type.getPrecision());
        int bits = unit == TimeUnit.SECOND || unit == TimeUnit.MILLISECOND ? Integer.SIZE : Long.SIZE;
        return temporal(name, new ArrowType.Time(unit, bits), unit, type, type.getPrecision());
    }

    private static Field timestamp(String name, Type type, int precision, String zone)
    {
        TimeUnit unit = unit(name, type, precision);
        return temporal(name, new ArrowType.Timestamp(unit, zone), unit, type, precision);
    }

    private static Field temporal(String name, ArrowType arrowType, TimeUnit unit, Type type, int precision)
    {
        return TemporalConverters.digits(unit) == precision ? plain(name, arrowType) : pinned(name, arrowType, type);
    }

    private static TimeUnit unit(String name, Type type, int precision)
    {
        if (precision > NANOS) {
            throw unsupported(name, type);
        }
        return precision == 0
                ? TimeUnit.SECOND
                : precision <= 3 ? TimeUnit.MILLISECOND : precision <= 6 ? TimeUnit.MICROSECOND : TimeUnit.NANOSECOND;
    }

    private Field map(String name, MapType type)
    {
        Field key = field("key", type.getKeyType());
        Field notNull = new Field(
                key.getName(),
                new FieldType(false, key.getType(), null, key.getMetadata()),
                key.getChildren());
        Field entries = new Field(
                "entries",
                FieldType.notNullable(ArrowType.Struct.INSTANCE),
                List.of(notNull, field("value", type.getValueType())));
        return new Field(name, FieldType.nullable(new ArrowType.Map(false)), List.of(entries));
    }

    private Field row(String name, RowType type)
    {
        List<Field> children = new ArrayList<>();
        for (RowType.Field field : type.getFields()) {
            // what has no name in SQL has one in Arrow, and no two have the same
            String childName = field.getName().orElse("field" + children.size());
            children.add(field(childName, field.getType()));
        }
        return new Field(name, FieldType.nullable(ArrowType.Struct.INSTANCE), children);
    }

    private static Field plain(String name, ArrowType type)
    {
        return Field.nullable(name, type);
    }

    private static Field pinned(String name, ArrowType arrowType, Type type)
    {
        return new Field(
                name,
                new FieldType(true, arrowType, null, Map.of(TRINO_TYPE, type.getDisplayName())),
                List.of());
    }

    static boolean isJson(Type type)
    {
        return type.getBaseName().equals(StandardTypes.JSON);
    }

    /**
     * Whether it is UUID or IPADDRESS.
     */
    static boolean isSixteenBytes(Type type)
    {
        return type.getBaseName().equals(StandardTypes.UUID) || type.getBaseName().equals(StandardTypes.IPADDRESS);
    }
}
