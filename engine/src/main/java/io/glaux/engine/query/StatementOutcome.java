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
package io.glaux.engine.query;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import static java.util.Objects.requireNonNull;

/**
 * What is said of a statement that succeeded, beside its rows.
 *
 * @param updateType Trino's update type, for instance {@code INSERT}, when the statement is not a query
 * @param updateCount rows written or changed, when the statement counts them
 * @param warnings sentences for the user, for instance why a projected partition can hold no rows
 * @param dataManifest the S3 URI of the list of files that the statement wrote, when it wrote one
 * @param partitions names of the partitions of a Hive table that were written, as Hive writes names of partitions
 *         ({@code year=2024/month=1}); an empty name stands for a table without partitions. Empty when not known
 * @param reads tables that were read, those behind views too, as far as they are known
 */
public record StatementOutcome(
        Optional<String> updateType,
        OptionalLong updateCount,
        List<String> warnings,
        Optional<String> dataManifest,
        Optional<List<String>> partitions,
        List<ReadTable> reads)
{
    public static final StatementOutcome NONE = of(Optional.empty(), OptionalLong.empty());

    public StatementOutcome
    {
        requireNonNull(updateType, "updateType is null");
        requireNonNull(updateCount, "updateCount is null");
        warnings = List.copyOf(warnings);
        requireNonNull(dataManifest, "dataManifest is null");
        partitions = partitions.map(List::copyOf);
        reads = List.copyOf(reads);
    }

    public StatementOutcome(
            Optional<String> updateType,
            OptionalLong updateCount,
            List<String> warnings,
            Optional<String> dataManifest)
    {
        this(updateType, updateCount, warnings, dataManifest, Optional.empty(), List.of());
    }

    public static StatementOutcome of(Optional<String> updateType, OptionalLong updateCount)
    {
        return new StatementOutcome(updateType, updateCount, List.of(), Optional.empty());
    }

    public StatementOutcome withWarnings(List<String> warnings)
    {
        return new StatementOutcome(updateType, updateCount, warnings, dataManifest, partitions, reads);
    }

    public StatementOutcome withDataManifest(String dataManifest)
    {
        return new StatementOutcome(
                updateType, updateCount, warnings, Optional.of(dataManifest), partitions, reads);
    }

    public StatementOutcome withPartitions(List<String> partitions)
    {
        return new StatementOutcome(
                updateType, updateCount, warnings, dataManifest, Optional.of(partitions), reads);
    }

    public StatementOutcome withReads(List<ReadTable> reads)
    {
        return new StatementOutcome(updateType, updateCount, warnings, dataManifest, partitions, reads);
    }
}
