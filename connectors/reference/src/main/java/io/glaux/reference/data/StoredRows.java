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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import static java.lang.Math.toIntExact;

/**
 * Rows in memory.
 */
public final class StoredRows
        implements TableRows
{
    private final List<List<Object>> rows;

    private StoredRows(List<List<Object>> rows)
    {
        this.rows = rows;
    }

    public static StoredRows of(List<List<Object>> rows)
    {
        return new StoredRows(List.copyOf(rows));
    }

    /**
     * @param values which may be null
     */
    public static List<Object> row(Object... values)
    {
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    static List<Object> row(List<Object> values)
    {
        return Collections.unmodifiableList(new ArrayList<>(values));
    }

    @Override
    public long count()
    {
        return rows.size();
    }

    @Override
    public List<Object> row(long position)
    {
        return rows.get(toIntExact(position));
    }
}
