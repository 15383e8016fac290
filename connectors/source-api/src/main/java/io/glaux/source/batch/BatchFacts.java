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

import io.glaux.source.OpaqueBytes;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * What goes with a batch.
 *
 * @param cursor where to read on after it; empty when it cannot be read on
 * @param consumption since the batch before
 * @param isLast whether it is the last one of its read, or of the keys that were asked for
 */
public record BatchFacts(Optional<OpaqueBytes> cursor, Consumption consumption, boolean isLast)
{
    public BatchFacts
    {
        requireNonNull(cursor, "cursor is null");
        requireNonNull(consumption, "consumption is null");
    }
}
