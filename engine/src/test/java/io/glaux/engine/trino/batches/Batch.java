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
package io.glaux.engine.trino.batches;

import io.glaux.metering.Units;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * What comes over the wire at once; it holds one row.
 *
 * @param bytes Arrow body bytes, uncompressed
 * @param expected units that the source asks for before; may be none, when it does not know
 * @param units that the batch took
 * @param failure what the source fails with once the batch is there; empty for a good one
 */
public record Batch(long bytes, Units expected, Units units, Optional<String> failure)
{
    public Batch
    {
        requireNonNull(expected, "expected is null");
        requireNonNull(units, "units is null");
        requireNonNull(failure, "failure is null");
    }

    public static Batch of(long bytes, Units units)
    {
        return new Batch(bytes, units, units, Optional.empty());
    }

    public static Batch failing(long bytes, Units units, String message)
    {
        return new Batch(bytes, units, units, Optional.of(message));
    }
}
