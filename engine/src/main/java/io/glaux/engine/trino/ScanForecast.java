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
package io.glaux.engine.trino;

import java.util.List;
import java.util.OptionalLong;

import static java.util.Objects.requireNonNull;

/**
 * What one scan of a table would read.
 *
 * @param table catalog, database and table, as users see them
 * @param columns that are read, in no order
 * @param partitions that are read; 0 for a table without
 * @param rowGroups row groups or stripes that statistics do not rule out; empty for formats that have none
 * @param bytes that the storage would serve; empty when the source cannot tell
 * @param isExact false when the bytes are the most that it can be: what a filter, a limit or the other side of a join
 *         leaves out while the query runs is not known before
 */
record ScanForecast(
        String table,
        List<String> columns,
        long partitions,
        long files,
        long splits,
        OptionalLong rowGroups,
        OptionalLong bytes,
        boolean isExact)
{
    ScanForecast
    {
        requireNonNull(table, "table is null");
        columns = List.copyOf(columns);
        requireNonNull(rowGroups, "rowGroups is null");
        requireNonNull(bytes, "bytes is null");
    }
}
