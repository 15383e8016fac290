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

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A scan as the engine would have it. In this order: rows of {@code from} that satisfy the conjuncts; of these the
 * aggregation; of this the top rows; of these at most the limit.
 *
 * @param columns what is read, in this order; empty: rows are only counted
 */
public record ScanRequest(
        ScanTarget from,
        List<ColumnPath> columns,
        List<Conjunct> conjuncts,
        Optional<Aggregation> aggregation,
        Optional<TopN> topN,
        OptionalLong limit)
{
    public ScanRequest
    {
        columns = List.copyOf(columns);
        conjuncts = List.copyOf(conjuncts);
    }
}
