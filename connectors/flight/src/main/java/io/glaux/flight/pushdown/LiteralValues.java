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
package io.glaux.flight.pushdown;

import io.airlift.slice.Slice;
import io.glaux.flight.metadata.TypeMapping;
import io.glaux.protocol.ArrowValues;
import io.glaux.protocol.v1.Expression;
import io.glaux.protocol.v1.Values;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.Int128;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.LongTimestamp;
import io.trino.spi.type.LongTimestampWithTimeZone;
import io.trino.spi.type.RealType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;
import io.trino.spi.type.UuidType;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Field;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static io.trino.spi.type.DateTimeEncoding.unpackMillisUtc;
import static java.lang.Float.intBitsToFloat;
import static java.lang.Math.floorDiv;
import static java.lang.Math.floorMod;
import static java.lang.Math.toIntExact;
import static java.util.Objects.requireNonNull;

/**
 * Values of the engine as values of the protocol. Only scalars: what compares otherwise in a source than in the engine,
 * such as JSON, is left to the engine.
 */
public final class LiteralValues
{
    private static final String NAME = "value";
    private static final String IP_ADDRESS = "ipaddress";
    private static final long PICOS_PER_NANO = 1_000;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;

    private final TypeMapping types;
    private final BufferAllocator allocator;

    /**
     * @param allocator holds values while they are written
     */
    public LiteralValues(TypeMapping types, BufferAllocator allocator)
    {
        this.types = requireNonNull(types, "types is null");
        this.allocator = requireNonNull(allocator, "allocator is null");
    }

    /**
     * Whether values of a type are equal in a source when they are in the engine.
     */
    public boolean isComparable(Type type)
    {
        boolean isScalar = switch (type) {
            case BooleanType _, TinyintType _, SmallintType _, IntegerType _, BigintType _ -> true;
            case RealType _, DoubleType _ -> true;
            case DecimalType _, VarcharType _, CharType _, VarbinaryType _, UuidType _, DateType _ -> true;
            case TimeType _, TimestampType _, TimestampWithTimeZoneType _ -> true;
            default -> type.getBaseName().equals(IP_ADDRESS);
        };
        return isScalar && field(type).isPresent();
    }

    /**
     * Whether values of a type are in the same order. CHAR is not: the engine compares it as if filled up with spaces.
     */
    public boolean isOrdered(Type type)
    {
        return isComparable(type) && type.isOrderable() && !(type instanceof CharType);
    }

    private Optional<Field> field(Type type)
    {
        return types.protocolField(NAME, type);
    }

    /**
     * @param value in the engine's own form; null for SQL's NULL
     * @return empty when the protocol has no such value
     */
    public Optional<Expression> literal(Type type, Object value)
    {
        List<Object> values = new ArrayList<>();
        values.add(value);
        return values(type, values).map(literal -> Expression.newBuilder().setLiteral(literal).build());
    }

    /**
     * @param natives in the engine's own form
     * @return empty when the protocol has no such values
     */
    public Optional<Values> values(Type type, List<Object> natives)
    {
        if (!isComparable(type)) {
            return Optional.empty();
        }
        List<Object> values = new ArrayList<>(natives.size());
        for (Object value : natives) {
            if (value == null) {
                values.add(null);
                continue;
            }
            Optional<Object> form = form(type, value);
            if (form.isEmpty()) {
                return Optional.empty();
            }
            values.add(form.get());
        }
        return field(type).map(field -> ArrowValues.write(field, values, allocator));
    }

    private static Optional<Object> form(Type type, Object value)
    {
        return switch (type) {
            case BooleanType _, TinyintType _, SmallintType _, IntegerType _, BigintType _, DoubleType _ -> Optional.of(
                    value);
            case RealType _ -> Optional.of((double) intBitsToFloat(toIntExact((long) value)));
            case DecimalType decimal -> Optional.of(decimal(decimal, value));
            case VarcharType _, CharType _ -> Optional.of(((Slice) value).toStringUtf8());
            case DateType _ -> Optional.of(LocalDate.ofEpochDay((long) value));
            case TimeType _ -> nanos((long) value).map(LocalTime::ofNanoOfDay);
            case TimestampType _ -> timestamp(value);
            case TimestampWithTimeZoneType _ -> instant(value).map(instant -> instant.atZone(ZoneOffset.UTC));
            default -> Optional.of(((Slice) value).getBytes());
        };
    }

    private static BigDecimal decimal(DecimalType type, Object value)
    {
        BigInteger unscaled = type.isShort() ? BigInteger.valueOf((long) value) : ((Int128) value).toBigInteger();
        return new BigDecimal(unscaled, type.getScale());
    }

    private static Optional<Long> nanos(long picos)
    {
        return picos % PICOS_PER_NANO == 0 ? Optional.of(picos / PICOS_PER_NANO) : Optional.empty();
    }

    private static Optional<Object> timestamp(Object value)
    {
        if (value instanceof LongTimestamp timestamp) {
            return nanos(timestamp.getPicosOfMicro()).map(nanos -> ofMicros(timestamp.getEpochMicros(), nanos));
        }
        return Optional.of(ofMicros((long) value, 0));
    }

    private static LocalDateTime ofMicros(long micros, long nanosOfMicro)
    {
        long nanos = floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO + nanosOfMicro;
        return LocalDateTime.ofEpochSecond(floorDiv(micros, MICROS_PER_SECOND), toIntExact(nanos), ZoneOffset.UTC);
    }

    private static Optional<Instant> instant(Object value)
    {
        if (value instanceof LongTimestampWithTimeZone timestamp) {
            Instant millis = Instant.ofEpochMilli(timestamp.getEpochMillis());
            return nanos(timestamp.getPicosOfMilli()).map(millis::plusNanos);
        }
        return Optional.of(Instant.ofEpochMilli(unpackMillisUtc((long) value)));
    }
}
