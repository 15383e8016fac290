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

import io.glaux.metering.ScanReport;
import io.glaux.metering.Units;

import java.time.Instant;

import static java.util.Objects.requireNonNull;

/**
 * The end of a query in the ledger.
 *
 * @param outcome the state that the query ended in, for instance {@code SUCCEEDED}
 * @param scan bytes and requests by source, table and kind of read
 * @param billedBytes 0 when the query is free
 * @param units of sources that are priced by unit, by the name of the unit, as far as they are billed
 * @param price what applied
 */
public record UsageEnd(
        String queryId,
        Instant at,
        String outcome,
        ScanReport scan,
        long billedBytes,
        Units units,
        PriceBook price)
{
    public UsageEnd
    {
        requireNonNull(queryId, "queryId is null");
        requireNonNull(at, "at is null");
        requireNonNull(outcome, "outcome is null");
        requireNonNull(scan, "scan is null");
        requireNonNull(units, "units is null");
        requireNonNull(price, "price is null");
    }

    /**
     * The cost in millionths of a USD.
     */
    public long microUsd()
    {
        return price.microUsd(new Bill(billedBytes, units));
    }
}
