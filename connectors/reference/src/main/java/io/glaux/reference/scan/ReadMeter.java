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
package io.glaux.reference.scan;

import io.glaux.metering.Units;
import io.glaux.source.ReadContext;

import java.math.BigDecimal;
import java.time.Duration;

import static java.util.Objects.requireNonNull;

/**
 * Counts what is read, and waits where there is a limit: a thousandth of a unit for each row.
 */
public final class ReadMeter
{
    public static final String UNIT = "reference-unit";

    private static final int MILLIONTHS_OF_ROW = 1000;
    private static final int DIGITS_OF_ROW = 3;

    private final RateLimiter limiter;

    public ReadMeter(RateLimiter limiter)
    {
        this.limiter = requireNonNull(limiter, "limiter is null");
    }

    /**
     * @param rows that the source looked at
     */
    public void read(ReadContext context, long rows, long bytes)
            throws InterruptedException
    {
        Duration wait = limiter.take(rows * MILLIONTHS_OF_ROW);
        if (!wait.isZero()) {
            context.throttled(wait);
            Thread.sleep(wait);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        context.consumed(bytes, rows, units(rows));
    }

    public static Units units(long rows)
    {
        return Units.of(UNIT, BigDecimal.valueOf(rows, DIGITS_OF_ROW));
    }
}
