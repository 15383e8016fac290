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
 * One query of the history, as it is now.
 *
 * @param id a UUID
 * @param outputFile the S3 URI of the result file, which exists once the query has SUCCEEDED, for statements that have
 *         one
 * @param reusedQuery the query whose result this one has, instead of one of its own
 */
public record QueryExecution(
        String id,
        QuerySubmission submission,
        Optional<String> outputFile,
        Optional<String> reusedQuery,
        QueryStatus status,
        QueryTimes times,
        QueryVolume volume)
{
    public QueryExecution
    {
        requireNonNull(id, "id is null");
        requireNonNull(submission, "submission is null");
        requireNonNull(outputFile, "outputFile is null");
        requireNonNull(reusedQuery, "reusedQuery is null");
        requireNonNull(status, "status is null");
        requireNonNull(times, "times is null");
        requireNonNull(volume, "volume is null");
    }

    public QueryState state()
    {
        return status.state();
    }
}
