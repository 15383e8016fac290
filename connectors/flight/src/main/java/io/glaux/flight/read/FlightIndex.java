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

import io.glaux.arrow.PageToArrow;
import io.glaux.flight.client.HostClient;
import io.glaux.flight.metadata.FlightColumnHandle;
import io.glaux.flight.metering.TableMeter;
import io.glaux.protocol.v1.LookupRequest;
import io.trino.spi.Page;
import io.trino.spi.connector.ConnectorIndex;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.EmptyPageSource;
import io.trino.spi.connector.MemoryContext;
import io.trino.spi.connector.RecordSet;

import java.util.ArrayList;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * Finds rows of a scan by keys.
 */
final class FlightIndex
        implements ConnectorIndex
{
    private final HostClient client;
    private final LookupRequest request;
    private final PageToArrow keyWriter;
    private final List<FlightColumnHandle> read;
    private final List<FlightColumnHandle> output;
    private final TableMeter meter;
    private final int keysPerBatch;

    /**
     * @param read the columns of the request
     * @param output the columns of the pages
     */
    FlightIndex(
            HostClient client,
            LookupRequest request,
            PageToArrow keyWriter,
            List<FlightColumnHandle> read,
            List<FlightColumnHandle> output,
            TableMeter meter,
            int keysPerBatch)
    {
        this.client = requireNonNull(client, "client is null");
        this.request = requireNonNull(request, "request is null");
        this.keyWriter = requireNonNull(keyWriter, "keyWriter is null");
        this.read = List.copyOf(read);
        this.output = List.copyOf(output);
        this.meter = requireNonNull(meter, "meter is null");
        this.keysPerBatch = keysPerBatch;
    }

    @Override
    public ConnectorPageSource lookup(RecordSet recordSet)
    {
        List<Page> keys = KeyBatches.of(recordSet, keysPerBatch);
        if (keys.isEmpty()) {
            return new EmptyPageSource();
        }
        List<ExpectedColumn> columns = new ArrayList<>(read.stream().map(ExpectedColumn::of).toList());
        columns.add(ExpectedColumn.KEY);
        ReadCounts counts = new ReadCounts();
        LookupReader reader = new LookupReader(client, request, keyWriter, keys, columns, meter, counts);
        return FlightPageSource.start(
                meter.queryId(),
                reader,
                PageShape.of(output, read),
                counts,
                MemoryContext.NO_LIMIT);
    }
}
