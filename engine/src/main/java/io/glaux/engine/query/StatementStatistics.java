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

import io.glaux.metering.ScanReport;

import java.time.Duration;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * What a statement used.
 *
 * @param scan bytes and requests by source, table and kind of read
 * @param stages the JSON of Athena's OutputStage tree (member names of the service model), when the statement had
 *         stages
 */
public record StatementStatistics(
        ScanReport scan,
        Duration queued,
        Duration planning,
        Duration execution,
        long inputRows,
        long inputBytes,
        long outputRows,
        long outputBytes,
        Optional<String> stages)
{
    public static final StatementStatistics NONE =
            new StatementStatistics(
                    ScanReport.EMPTY,
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ZERO,
                    0,
                    0,
                    0,
                    0,
                    Optional.empty());

    /**
     * Of a statement of which nobody can tell what it used.
     */
    public static final StatementStatistics UNKNOWN = NONE.incomplete();

    public StatementStatistics
    {
        requireNonNull(scan, "scan is null");
        requireNonNull(queued, "queued is null");
        requireNonNull(planning, "planning is null");
        requireNonNull(execution, "execution is null");
        requireNonNull(stages, "stages is null");
    }

    /**
     * The same, when the bytes are not all that were read.
     */
    public StatementStatistics incomplete()
    {
        return withScan(scan.incomplete());
    }

    /**
     * What this and another statement used together. The stages are those of the later one that has any.
     */
    public StatementStatistics plus(StatementStatistics other)
    {
        return new StatementStatistics(
                scan.plus(other.scan),
                queued.plus(other.queued),
                planning.plus(other.planning),
                execution.plus(other.execution),
                inputRows + other.inputRows,
                inputBytes + other.inputBytes,
                outputRows + other.outputRows,
                outputBytes + other.outputBytes,
                other.stages.or(() -> stages));
    }

    /**
     * The same with another scan.
     */
    public StatementStatistics withScan(ScanReport scan)
    {
        return new StatementStatistics(
                scan,
                queued,
                planning,
                execution,
                inputRows,
                inputBytes,
                outputRows,
                outputBytes,
                stages);
    }

    /**
     * The same with other stages.
     */
    public StatementStatistics withStages(Optional<String> stages)
    {
        return new StatementStatistics(
                scan,
                queued,
                planning,
                execution,
                inputRows,
                inputBytes,
                outputRows,
                outputBytes,
                stages);
    }
}
