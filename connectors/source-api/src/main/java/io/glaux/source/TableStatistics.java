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

import java.util.Map;
import java.util.OptionalDouble;

/**
 * @param columns by the name of the column
 */
public record TableStatistics(OptionalDouble rows, Map<String, Column> columns)
{
    public static final TableStatistics UNKNOWN = new TableStatistics(OptionalDouble.empty(), Map.of());

    public TableStatistics
    {
        columns = Map.copyOf(columns);
    }

    /**
     * @param dataSize bytes of all its values
     * @param low of numbers; days since 1970 of dates; microseconds since then of times
     */
    public record Column(
            OptionalDouble nullsFraction,
            OptionalDouble distinctValues,
            OptionalDouble dataSize,
            OptionalDouble low,
            OptionalDouble high) {}
}
