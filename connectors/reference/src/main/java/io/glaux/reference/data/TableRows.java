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
package io.glaux.reference.data;

import java.util.List;

/**
 * The rows of a table, which never change. Thread-safe.
 */
public interface TableRows
{
    long count();

    /**
     * @param position from 0 on
     * @return the values of all columns, in the forms of {@link io.glaux.source.ColumnTypes}
     */
    List<Object> row(long position);

    /**
     * Whether a row is made anew each time, and all of them do not fit into memory.
     */
    default boolean isGenerated()
    {
        return false;
    }

    /**
     * The first of them.
     */
    default TableRows limited(long limit)
    {
        TableRows all = this;
        return new TableRows()
        {
            @Override
            public long count()
            {
                return Math.min(limit, all.count());
            }

            @Override
            public List<Object> row(long position)
            {
                return all.row(position);
            }

            @Override
            public boolean isGenerated()
            {
                return all.isGenerated();
            }
        };
    }
}
