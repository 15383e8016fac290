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

import io.glaux.metering.Units;

import java.time.Duration;

import static java.util.Objects.requireNonNull;

/**
 * What a source took for some rows.
 *
 * @param sourceBytes as the source counts them
 * @param throttled how long it had the read wait
 */
public record Consumption(long sourceBytes, long sourceRows, Units units, Duration throttled)
{
    public static final Consumption NONE = new Consumption(0, 0, Units.NONE, Duration.ZERO);

    public Consumption
    {
        if (sourceBytes < 0 || sourceRows < 0 || throttled.isNegative()) {
            throw new IllegalArgumentException("What a source took is not negative");
        }
        requireNonNull(units, "units is null");
    }

    public boolean isNothing()
    {
        return sourceBytes == 0 && sourceRows == 0 && units.isEmpty() && throttled.isZero();
    }

    public Consumption plus(Consumption other)
    {
        return new Consumption(
                Math.addExact(sourceBytes, other.sourceBytes),
                Math.addExact(sourceRows, other.sourceRows),
                units.plus(other.units),
                throttled.plus(other.throttled));
    }
}
