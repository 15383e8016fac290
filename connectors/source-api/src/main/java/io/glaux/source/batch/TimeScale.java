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

import org.apache.arrow.vector.types.TimeUnit;

import java.time.Instant;

/**
 * Times as Arrow counts them.
 */
final class TimeScale
{
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private TimeScale() {}

    static long nanosPerUnit(TimeUnit unit)
    {
        return switch (unit) {
            case SECOND -> NANOS_PER_SECOND;
            case MILLISECOND -> 1_000_000;
            case MICROSECOND -> 1_000;
            case NANOSECOND -> 1;
        };
    }

    /**
     * @param nanos of the second, a multiple of the unit
     * @throws ArithmeticException if 64 bits do not suffice
     */
    static long units(long epochSecond, int nanos, long nanosPerUnit)
    {
        long perSecond = NANOS_PER_SECOND / nanosPerUnit;
        long fraction = nanos / nanosPerUnit;
        if (epochSecond >= 0) {
            return Math.addExact(Math.multiplyExact(epochSecond, perSecond), fraction);
        }
        // the lowest values are within 64 bits only together with their fraction
        return Math.addExact(Math.multiplyExact(epochSecond + 1, perSecond), fraction - perSecond);
    }

    static Instant instant(long units, long nanosPerUnit)
    {
        long perSecond = NANOS_PER_SECOND / nanosPerUnit;
        return Instant.ofEpochSecond(
                Math.floorDiv(units, perSecond),
                Math.floorMod(units, perSecond) * nanosPerUnit);
    }
}
