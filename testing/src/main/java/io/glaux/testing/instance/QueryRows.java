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
package io.glaux.testing.instance;

import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.QueryExecution;

import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * A query that succeeded, with its rows as GetQueryResults gives them: text, or null.
 */
public record QueryRows(QueryExecution execution, List<ColumnInfo> columns, List<List<String>> rows)
{
    public QueryRows
    {
        requireNonNull(execution, "execution is null");
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    public long scannedBytes()
    {
        return execution.statistics().dataScannedInBytes();
    }

    /**
     * The first value of each row: the lines of a text, the values of the one column.
     */
    public List<String> firsts()
    {
        return rows.stream().map(List::getFirst).toList();
    }

    /**
     * The value of a result of one row and one column.
     */
    public String only()
    {
        if (rows.size() != 1 || rows.getFirst().size() != 1) {
            throw new AssertionError("Not one value but " + rows);
        }
        return rows.getFirst().getFirst();
    }
}
