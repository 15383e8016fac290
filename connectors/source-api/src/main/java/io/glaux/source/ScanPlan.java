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
package io.glaux.source;

import io.glaux.metering.Units;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a source makes of a scan. A limit or top rows may be taken only if all conjuncts are taken whole.
 *
 * @param scan what the source needs for it later
 * @param schema of the rows: the columns asked for, in their order; for an aggregation first the groups, then the
 *         aggregates; for a query all of its columns
 * @param conjuncts by their ids; what is not here is not taken
 * @param aggregation is never taken in part
 * @param estimatedUnits {@link Units#NONE} when unknown
 * @param accessPath how it is read, in a few words for EXPLAIN; without values
 */
public record ScanPlan(
        OpaqueBytes scan,
        Schema schema,
        Map<Integer, Taken> conjuncts,
        Taken aggregation,
        Taken topN,
        Taken limit,
        OptionalDouble estimatedRows,
        OptionalDouble estimatedBytes,
        Units estimatedUnits,
        String accessPath)
{
    public ScanPlan
    {
        conjuncts = Map.copyOf(conjuncts);
        if (aggregation == Taken.IN_PART) {
            throw new IllegalArgumentException("An aggregation is taken whole or not at all");
        }
    }
}
