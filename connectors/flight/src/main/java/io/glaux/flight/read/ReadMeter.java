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
package io.glaux.flight.read;

import io.glaux.metering.ReadPermit;
import io.glaux.metering.ReadRequest;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanMeter;
import io.glaux.metering.ScanRefusedException;
import io.glaux.metering.Units;
import io.trino.spi.TrinoException;

import static io.glaux.flight.client.FlightErrorCode.GLAUX_SCAN_REFUSED;
import static java.util.Objects.requireNonNull;

/**
 * Asks for the batches of one table for one query.
 */
record ReadMeter(ScanMeter meter, String queryId, ScanKey key)
{
    ReadMeter
    {
        requireNonNull(meter, "meter is null");
        requireNonNull(queryId, "queryId is null");
        requireNonNull(key, "key is null");
    }

    /**
     * May take its time. Nothing is read while it does.
     *
     * @throws TrinoException if the query must not read more
     */
    ReadPermit acquire()
    {
        try {
            return meter.acquire(queryId, key, ReadRequest.batch(Units.NONE));
        }
        catch (ScanRefusedException e) {
            throw new TrinoException(GLAUX_SCAN_REFUSED, e.getMessage(), e);
        }
    }
}
