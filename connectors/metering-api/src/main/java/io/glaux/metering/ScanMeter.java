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
package io.glaux.metering;

/**
 * Counts what one process reads, and may refuse a read before it is sent. Thread-safe.
 */
public interface ScanMeter
{
    /**
     * The account of reads that no query asked for, for instance what a catalog reads as it starts.
     */
    String SYSTEM = "";

    /**
     * Asks for a read; it may be sent once this returns, which may take until reads under way are over.
     *
     * @param queryId Trino's query id, or {@link #SYSTEM}
     * @throws ScanRefusedException if the query is over, or must not read more
     */
    ReadPermit acquire(String queryId, ScanKey key, ReadRequest request);

    /**
     * The same for a read of at most {@code bytes} bytes.
     */
    default ReadPermit acquire(String queryId, ScanKey key, long bytes)
    {
        return acquire(queryId, key, ReadRequest.of(bytes));
    }
}
