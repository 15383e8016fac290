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
package io.glaux.host.configuration;

import java.time.Duration;

import static java.util.Objects.requireNonNull;

/**
 * @param split how long a split may wait until it is read; then the query has to be run again
 * @param query as long as a query may take: for scans and writes
 */
public record TicketLifetimes(Duration split, Duration query)
{
    public TicketLifetimes
    {
        requireNonNull(split, "split is null");
        requireNonNull(query, "query is null");
    }
}
