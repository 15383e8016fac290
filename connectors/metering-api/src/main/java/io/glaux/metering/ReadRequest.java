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
 * What a read may be served, for which it needs a lease.
 *
 * @param bytes the most, when the read is exact; else the most that is usual
 * @param units what it takes of the source's own units, as far as that is known before
 * @param exact whether the read is not served more, so that it is not sent unless what is left covers all of it. The
 *         size of a batch is known only when it is there: it is let through as long as what was read before is within
 *         the limits, and as the only one when it may not be any more
 */
public record ReadRequest(long bytes, Units units, boolean exact)
{
    /**
     * What a batch of rows has at most, but for one with a single row that is larger.
     */
    public static final long BATCH_BYTES = 8 << 20;

    /**
     * @throws IllegalArgumentException if the bytes are negative
     */
    public ReadRequest
    {
        requireNonNull(units, "units is null");
        if (bytes < 0) {
            throw new IllegalArgumentException("A read of %s bytes".formatted(bytes));
        }
    }

    /**
     * A read that is served at most so many bytes.
     */
    public static ReadRequest of(long bytes)
    {
        return new ReadRequest(bytes, Units.NONE, true);
    }

    /**
     * A batch of which nobody knows how large it is.
     *
     * @param units what it may take, so that a limit of cost knows it before; {@link Units#NONE} when that is not known
     */
    public static ReadRequest batch(Units units)
    {
        return new ReadRequest(BATCH_BYTES, units, false);
    }
}
