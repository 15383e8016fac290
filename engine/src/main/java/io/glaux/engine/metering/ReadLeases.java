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

import io.glaux.metering.ReadRequest;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanRefusedException;

/**
 * Covers the reads of limited queries, each before it is sent: on the coordinator from the budgets themselves, on a
 * worker by asking the coordinator. Thread-safe.
 */
public interface ReadLeases
{
    /**
     * Limits nothing.
     */
    ReadLeases NONE = (_, _, _) -> ReadLease.UNLIMITED;

    /**
     * Returns once the read is covered. That may take until reads under way are over, when they may leave enough.
     *
     * @param queryId Trino's query id
     * @throws ScanRefusedException if the budget does not cover the read, or the query has none, or the wait was
     *         interrupted
     */
    ReadLease take(String queryId, ScanKey key, ReadRequest request);

    /**
     * The same for a read that is served at most so many bytes.
     */
    default ReadLease take(String queryId, ScanKey key, long bytes)
    {
        return take(queryId, key, ReadRequest.of(bytes));
    }
}
