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

import org.apache.arrow.vector.types.pojo.Field;

import java.util.List;
import java.util.Optional;

/**
 * @param groupBy empty: one group, also when there are no rows
 */
public record Aggregation(List<ColumnPath> groupBy, List<Aggregate> aggregates)
{
    public Aggregation
    {
        groupBy = List.copyOf(groupBy);
        aggregates = List.copyOf(aggregates);
    }

    public enum Function
    {
        COUNT_ALL,
        COUNT,
        MIN,
        MAX,
        SUM,
        AVG,
    }

    /**
     * @param argument none for {@link Function#COUNT_ALL}
     * @param result name and type of the column that it becomes
     */
    public record Aggregate(Function function, Optional<ColumnPath> argument, boolean isDistinct, Field result) {}
}
