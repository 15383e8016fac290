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
package io.glaux.metering;

import static java.util.Objects.requireNonNull;

/**
 * @param bytes body bytes of the responses to the reads
 * @param requests the responses themselves
 * @param units what the reads took of the source's own units
 */
public record ScanCount(long bytes, long requests, Units units)
{
    public static final ScanCount ZERO = new ScanCount(0, 0);

    public ScanCount
    {
        requireNonNull(units, "units is null");
    }

    public ScanCount(long bytes, long requests)
    {
        this(bytes, requests, Units.NONE);
    }

    public ScanCount plus(ScanCount other)
    {
        return new ScanCount(
                Math.addExact(bytes, other.bytes),
                Math.addExact(requests, other.requests),
                units.plus(other.units));
    }

    public ScanCount minus(ScanCount other)
    {
        return new ScanCount(
                Math.subtractExact(bytes, other.bytes),
                Math.subtractExact(requests, other.requests),
                units.minus(other.units));
    }

    /**
     * Whether there are as many bytes and units as in another.
     */
    public boolean covers(ScanCount other)
    {
        return bytes >= other.bytes && units.covers(other.units);
    }

    /**
     * The larger of each.
     */
    public ScanCount max(ScanCount other)
    {
        return new ScanCount(
                Math.max(bytes, other.bytes),
                Math.max(requests, other.requests),
                units.max(other.units));
    }
}
