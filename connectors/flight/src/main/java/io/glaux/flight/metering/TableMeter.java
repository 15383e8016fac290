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
package io.glaux.flight.metering;

import io.glaux.flight.metadata.FlightWriteHandle;
import io.glaux.metering.ReadKind;
import io.glaux.metering.ReadPermit;
import io.glaux.metering.ReadRequest;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanMeter;
import io.glaux.metering.ScanMeters;
import io.glaux.metering.ScanRefusedException;
import io.glaux.metering.Units;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.SchemaTableName;

import static io.glaux.flight.client.FlightErrorCode.GLAUX_SCAN_REFUSED;
import static java.util.Objects.requireNonNull;

/**
 * Asks for the batches that one query reads from or writes to one table.
 */
public record TableMeter(ScanMeter meter, String queryId, ScanKey key)
{
    public TableMeter
    {
        requireNonNull(meter, "meter is null");
        requireNonNull(queryId, "queryId is null");
        requireNonNull(key, "key is null");
    }

    /**
     * Of the meter that the process has.
     *
     * @param table {@code schema.table}, or empty when it has no name
     */
    public static TableMeter of(String catalogName, String table, String queryId)
    {
        return new TableMeter(ScanMeters.installed(), queryId, new ScanKey(catalogName, table, ReadKind.DATA));
    }

    /**
     * The same for what is written to a table.
     */
    public static TableMeter of(String catalogName, FlightWriteHandle write, String queryId)
    {
        SchemaTableName table = new SchemaTableName(write.table().schema(), write.table().table());
        return of(catalogName, table.toString(), queryId);
    }

    /**
     * May take its time. Nothing is read while it does.
     *
     * @throws TrinoException if the query must not read more
     */
    public ReadPermit acquire()
    {
        return acquire(ReadRequest.batch(Units.NONE));
    }

    /**
     * For a batch that is written: no bytes are scanned, and the source's units are known when it has written.
     *
     * @throws TrinoException if the query must not take more
     */
    public ReadPermit acquireWrite()
    {
        return acquire(new ReadRequest(0, Units.NONE, false));
    }

    private ReadPermit acquire(ReadRequest request)
    {
        try {
            return meter.acquire(queryId, key, request);
        }
        catch (ScanRefusedException e) {
            throw new TrinoException(GLAUX_SCAN_REFUSED, e.getMessage(), e);
        }
    }
}
