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

import static java.util.Objects.requireNonNull;

/**
 * @param maxConcurrent queries that run at once; further ones wait as QUEUED
 * @param maxQueued queries that wait at once; a further one is refused, as Athena refuses what is over the limit of
 *         active queries
 * @param closeTimeout how long a clean stop waits for running queries to end, once they were cancelled
 */
public record QueryExecutionsConfig(int maxConcurrent, int maxQueued, Duration closeTimeout)
{
    public static final QueryExecutionsConfig DEFAULT = new QueryExecutionsConfig(20, 1000, Duration.ofSeconds(10));

    public QueryExecutionsConfig
    {
        if (maxConcurrent < 1) {
            throw new IllegalArgumentException("maxConcurrent must be at least 1");
        }
        if (maxQueued < 0) {
            throw new IllegalArgumentException("maxQueued must not be negative");
        }
        requireNonNull(closeTimeout, "closeTimeout is null");
    }
}
