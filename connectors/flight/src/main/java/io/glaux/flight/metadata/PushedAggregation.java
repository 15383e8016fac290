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
package io.glaux.flight.metadata;

import java.util.List;

/**
 * An aggregation that a source does. The columns of the scan are then the groups and after them the results.
 *
 * @param groupBy empty: one group, also when there are no rows
 */
public record PushedAggregation(List<FlightColumnHandle> groupBy, List<PushedAggregate> aggregates)
{
    public PushedAggregation
    {
        groupBy = List.copyOf(groupBy);
        aggregates = List.copyOf(aggregates);
    }
}
