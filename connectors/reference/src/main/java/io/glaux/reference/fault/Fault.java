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
package io.glaux.reference.fault;

import java.time.Duration;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * @param afterRows of a split, that are read before; for other points without meaning
 * @param times how often it happens; then all is well
 * @param table it happens with this one only, as {@code schema.table}
 * @param delay of a throttled read, and before the next attempt
 */
public record Fault(
        FaultKind kind,
        FaultPoint point,
        long afterRows,
        long times,
        Optional<String> table,
        Duration delay)
{
    public Fault
    {
        requireNonNull(kind, "kind is null");
        requireNonNull(point, "point is null");
        requireNonNull(delay, "delay is null");
    }
}
