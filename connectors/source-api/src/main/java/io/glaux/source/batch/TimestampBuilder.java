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

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;

/**
 * With a zone or without. With one it is the instant that counts.
 */
final class TimestampBuilder
        extends FixedWidthBuilder
{
    private final boolean hasZone;
    private final long nanosPerUnit;

    TimestampBuilder(Field field, ArrowType.Timestamp type, BatchSize size, BufferAllocator allocator)
    {
        super(field, Long.BYTES, size, allocator);
        this.hasZone = type.getTimezone() != null;
        this.nanosPerUnit = TimeScale.nanosPerUnit(type.getUnit());
    }

    @Override
    void appendTimestamp(LocalDateTime value)
    {
        if (hasZone) {
            throw wrongForm("a timestamp without a zone");
        }
        appendUnits(value.toEpochSecond(ZoneOffset.UTC), value.get(ChronoField.NANO_OF_SECOND));
    }

    @Override
    void appendInstant(ZonedDateTime value)
    {
        if (!hasZone) {
            throw wrongForm("a timestamp with a zone");
        }
        appendUnits(value.toEpochSecond(), value.get(ChronoField.NANO_OF_SECOND));
    }

    private void appendUnits(long epochSecond, int nanos)
    {
        if (nanos % nanosPerUnit != 0) {
            throw inexact();
        }
        long units;
        try {
            units = TimeScale.units(epochSecond, nanos, nanosPerUnit);
        }
        catch (ArithmeticException _) {
            throw outOfRange();
        }
        appendOfWidth(units);
    }

    @Override
    void appendObject(Object value)
    {
        switch (value) {
            case LocalDateTime time -> appendTimestamp(time);
            case ZonedDateTime time -> appendInstant(time);
            default -> throw wrongForm(value);
        }
    }
}
