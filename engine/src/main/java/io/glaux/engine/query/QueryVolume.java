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

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * How much.
 *
 * @param scannedBytes bytes of data and delete files that were served to the query, as they were, not rounded
 * @param stages the JSON of Athena's OutputStage tree, when the statement had stages
 */
public record QueryVolume(
        long scannedBytes,
        long inputRows,
        long inputBytes,
        long outputRows,
        long outputBytes,
        Optional<String> stages)
{
    static final QueryVolume NONE = new QueryVolume(0, 0, 0, 0, 0, Optional.empty());

    public QueryVolume
    {
        requireNonNull(stages, "stages is null");
    }

    static QueryVolume of(StatementStatistics statistics)
    {
        return new QueryVolume(
                statistics.scan().scannedBytes(),
                statistics.inputRows(),
                statistics.inputBytes(),
                statistics.outputRows(),
                statistics.outputBytes(),
                statistics.stages());
    }
}
