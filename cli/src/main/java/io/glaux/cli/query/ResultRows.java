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
package io.glaux.cli.query;

import software.amazon.awssdk.services.athena.model.ColumnInfo;

import java.util.Iterator;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * The rows of a finished query.
 *
 * @param rows values in the order of the columns, as the API writes them; a NULL is null
 * @param isText whether the rows are lines of one text, as those of EXPLAIN are
 */
public record ResultRows(List<ColumnInfo> columns, Iterator<String[]> rows, boolean isText)
{
    public ResultRows
    {
        columns = List.copyOf(columns);
        requireNonNull(rows, "rows is null");
    }
}
