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
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One catalog of data outside of the engine. Thread-safe. Every method but {@link #features} and {@link #units} may
 * take its time, and is interrupted when nobody waits for it any more: it then ends within a second. Failures are
 * {@link SourceException}s; any other exception is a fault of the host.
 */
public interface Source
        extends AutoCloseable
{
    /**
     * What may be offered to it. What is not named here is never asked for.
     */
    Set<Feature> features();

    /**
     * Names of the units that it charges by, for instance {@code dynamodb-read-unit}.
     */
    default Set<String> units()
    {
        return Set.of();
    }

    /**
     * A source without schemas has one, {@code default}.
     */
    List<String> schemas(Call call);

    /**
     * Names alone, as the source spells them.
     *
     * @param schema none: of all schemas
     */
    void tables(Call call, Optional<String> schema, Consumer<SourceTableName> tables);

    /**
     * Describes tables, in any order; leaves out those that are not there. A table that cannot be described does not
     * keep the others from it: see {@link TableDescription#failed}.
     */
    void describe(Call call, TableSelection selection, Consumer<TableDescription> tables);

    /**
     * Decides what it takes of a scan, and how it reads it. Called several times for a query, each time with the whole
     * scan; so it does not read rows.
     *
     * @throws SourceException with {@link SourceErrorCode#TABLE_NOT_FOUND} or {@link SourceErrorCode#COLUMN_NOT_FOUND}
     */
    ScanPlan plan(Call call, ScanRequest scan);

    /**
     * Makes splits one after the other; {@code splits} blocks while nobody wants more.
     *
     * @param scan of {@link ScanPlan#scan}
     */
    void splits(Call call, OpaqueBytes scan, SplitRequest request, Consumer<SourceSplit> splits);

    /**
     * Opens a split.
     *
     * @param split of {@link SourceSplit#split}
     * @param cursor of the last row that was received, when reading on: rows come from behind it; none: from the start
     */
    RowReader read(ReadContext context, OpaqueBytes split, Optional<OpaqueBytes> cursor);

    /**
     * {@link Feature#STATISTICS}
     */
    default TableStatistics statistics(Call call, OpaqueBytes scan)
    {
        return TableStatistics.UNKNOWN;
    }

    /**
     * {@link Feature#LOOKUP}
     */
    default KeyLookup lookup(ReadContext context, OpaqueBytes scan, LookupRequest request)
    {
        throw SourceException.notSupported("looking up keys");
    }

    /**
     * {@link Feature#INSERT}, {@link Feature#DELETE}, {@link Feature#UPDATE}
     */
    default SourceWrite write(Call call, WriteTarget target)
    {
        throw SourceException.notSupported("writing");
    }

    /**
     * Goes on with a write that another call began, perhaps in another process.
     *
     * @param state of {@link SourceWrite#state}; a source whose writes have none need not implement this
     */
    default SourceWrite resumeWrite(Call call, WriteTarget target, OpaqueBytes state)
    {
        return write(call, target);
    }

    /**
     * {@link Feature#RATE_LIMIT}: the share of this host in what the catalog may take in a second.
     *
     * @param unitsPerSecond none: what the settings say
     */
    default void limitRate(Optional<RateShare> unitsPerSecond) {}

    @Override
    void close();
}
