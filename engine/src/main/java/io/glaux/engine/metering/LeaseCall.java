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

import io.glaux.metering.ReadKind;
import io.glaux.metering.ReadRequest;
import io.glaux.metering.ScanKey;
import io.glaux.metering.Units;

import java.util.List;
import java.util.SortedMap;

import static java.util.Objects.requireNonNull;

/**
 * What a node tells and asks the coordinator at once. Repeatable.
 *
 * @param node its id
 */
public record LeaseCall(String node, List<Settlement> settlements, List<Ask> asks)
{
    public LeaseCall
    {
        requireNonNull(node, "node is null");
        settlements = List.copyOf(settlements);
        asks = List.copyOf(asks);
    }

    /**
     * A read that is over.
     *
     * @param query Trino's query id
     * @param bytes that were served to it
     * @param units that it took, in millionths by name
     */
    public record Settlement(String query, long number, long bytes, SortedMap<String, Long> units)
    {
        public Settlement
        {
            requireNonNull(query, "query is null");
            requireNonNull(units, "units is null");
        }
    }

    /**
     * A read that waits to be sent.
     *
     * @param bytes the most that it can be served, if it is exact
     * @param units that it may take, in millionths by name
     */
    public record Ask(
            String query,
            long number,
            String source,
            String table,
            ReadKind kind,
            long bytes,
            SortedMap<String, Long> units,
            boolean exact)
    {
        public Ask
        {
            requireNonNull(query, "query is null");
            requireNonNull(source, "source is null");
            requireNonNull(table, "table is null");
            requireNonNull(kind, "kind is null");
            requireNonNull(units, "units is null");
        }

        static Ask of(String query, long number, ScanKey key, ReadRequest request)
        {
            return new Ask(
                    query,
                    number,
                    key.source(),
                    key.table(),
                    key.kind(),
                    request.bytes(),
                    request.units().millionths(),
                    request.exact());
        }

        ScanKey key()
        {
            return new ScanKey(source, table, kind);
        }

        ReadRequest request()
        {
            return new ReadRequest(bytes, new Units(units), exact);
        }
    }
}
