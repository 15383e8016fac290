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
package io.glaux.engine.metering;

import java.util.List;

/**
 * What queries that are over used together.
 *
 * @param keys what they have in common, in the order of the groupings that were asked for
 * @param microUsd the cost in millionths of a USD
 */
public record UsageTotal(List<String> keys, long queries, long scannedBytes, long billedBytes, long microUsd)
{
    public UsageTotal
    {
        keys = List.copyOf(keys);
    }

    UsageTotal withKeys(List<String> keys)
    {
        return new UsageTotal(keys, queries, scannedBytes, billedBytes, microUsd);
    }

    UsageTotal plus(UsageTotal other)
    {
        return new UsageTotal(
                keys,
                queries + other.queries,
                scannedBytes + other.scannedBytes,
                billedBytes + other.billedBytes,
                microUsd + other.microUsd);
    }
}
