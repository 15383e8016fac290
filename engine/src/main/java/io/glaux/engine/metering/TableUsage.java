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
package io.glaux.engine.metering;

import io.glaux.metering.ScanCount;

import static java.util.Objects.requireNonNull;

/**
 * What queries that are over read of a table. What they cost has no part for each table: a query is billed as a whole.
 *
 * @param queries how many read it
 * @param scans what they scanned
 * @param requests those for metadata among them
 */
public record TableUsage(String source, String table, long queries, ScanCount scans, long requests)
{
    public TableUsage
    {
        requireNonNull(source, "source is null");
        requireNonNull(table, "table is null");
        requireNonNull(scans, "scans is null");
    }

    TableUsage plus(TableUsage other)
    {
        return new TableUsage(
                source,
                table,
                queries + other.queries,
                scans.plus(other.scans),
                requests + other.requests);
    }
}
