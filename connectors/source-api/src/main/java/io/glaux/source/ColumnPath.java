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

/**
 * A column, or a field within it.
 *
 * @param names the column's, then those of fields
 */
public record ColumnPath(List<String> names)
{
    public ColumnPath
    {
        names = List.copyOf(names);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("A path has at least the name of a column");
        }
    }

    public static ColumnPath of(String... names)
    {
        return new ColumnPath(List.of(names));
    }

    public String column()
    {
        return names.getFirst();
    }

    public boolean isNested()
    {
        return names.size() > 1;
    }

    @Override
    public String toString()
    {
        return String.join(".", names);
    }
}
