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
package io.glaux.reference.evaluate;

import java.util.List;

/**
 * A value made of a row.
 */
@FunctionalInterface
public interface RowFunction
{
    /**
     * @param row the values of all columns in their order, in the forms of {@link io.glaux.source.ColumnTypes}
     * @return null for SQL's NULL
     * @throws io.glaux.source.SourceException if SQL has an error for this row, as for an overflow
     */
    Object valueOf(List<Object> row);

    /**
     * As a condition: a row is kept when it is true, and not when it is false or null.
     */
    default boolean keeps(List<Object> row)
    {
        return Boolean.TRUE.equals(valueOf(row));
    }
}
