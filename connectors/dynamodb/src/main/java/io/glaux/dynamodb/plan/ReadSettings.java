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
package io.glaux.dynamodb.plan;

import java.time.Duration;
import java.util.OptionalLong;

import static java.util.Objects.requireNonNull;

/**
 * How a catalog is read.
 *
 * @param isConsistent strongly consistent reads, which take twice the units, and no global index
 * @param isIndexUsed whether secondary indexes are read at all
 * @param readUnitsPerSecond what all reads of this host may take in a second; none: not limited
 * @param segmentBytes how much of a table one split scans; none: by the size of the table and its capacity
 * @param patience how long DynamoDB may refuse one request for being over its capacity, before the query fails
 */
public record ReadSettings(
        boolean isConsistent,
        boolean isIndexUsed,
        OptionalLong readUnitsPerSecond,
        OptionalLong segmentBytes,
        Duration patience)
{
    public static final Duration DEFAULT_PATIENCE = Duration.ofMinutes(30);

    public ReadSettings
    {
        requireNonNull(readUnitsPerSecond, "readUnitsPerSecond is null");
        requireNonNull(segmentBytes, "segmentBytes is null");
        requireNonNull(patience, "patience is null");
    }
}
