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

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * When, and for how long.
 *
 * @param preprocessing checks and parsing, before the query was recorded
 * @param queued waiting for a place and for the engine
 * @param planning planning, part of {@code engine}
 * @param engine the engine's time, from its taking the query up to its last page
 * @param service what came after the engine: the result's last bytes and the record of the end
 */
public record QueryTimes(
        Instant submitted,
        Optional<Instant> completed,
        Duration preprocessing,
        Duration queued,
        Duration planning,
        Duration engine,
        Duration service)
{
    public QueryTimes
    {
        requireNonNull(submitted, "submitted is null");
        requireNonNull(completed, "completed is null");
        requireNonNull(preprocessing, "preprocessing is null");
        requireNonNull(queued, "queued is null");
        requireNonNull(planning, "planning is null");
        requireNonNull(engine, "engine is null");
        requireNonNull(service, "service is null");
    }

    static QueryTimes queued(Instant submitted, Duration preprocessing)
    {
        return new QueryTimes(
                submitted, Optional.empty(), preprocessing, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }
}
