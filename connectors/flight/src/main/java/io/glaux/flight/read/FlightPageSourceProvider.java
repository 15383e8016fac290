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

import io.glaux.flight.client.HostClient;
import io.glaux.flight.metadata.CallContexts;
import io.glaux.flight.metadata.FlightColumnHandle;
import io.glaux.flight.metadata.FlightTableHandle;
import io.glaux.flight.metering.TableMeter;
import io.glaux.flight.split.FlightSplit;
import io.glaux.protocol.v1.ReadTicket;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.ConnectorPageSourceProvider;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorSplit;
import io.trino.spi.connector.ConnectorTableCredentials;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.DynamicFilter;
import io.trino.spi.connector.EmptyPageSource;
import io.trino.spi.connector.MemoryContext;
import io.trino.spi.connector.SchemaTableName;

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Reads the splits of one catalog.
 */
public final class FlightPageSourceProvider
        implements ConnectorPageSourceProvider
{
    private final String catalogName;
    private final String hostCatalog;
    private final HostClient client;

    /**
     * @param hostCatalog the name of the catalog in the host
     */
    public FlightPageSourceProvider(String catalogName, String hostCatalog, HostClient client)
    {
        this.catalogName = requireNonNull(catalogName, "catalogName is null");
        this.hostCatalog = requireNonNull(hostCatalog, "hostCatalog is null");
        this.client = requireNonNull(client, "client is null");
    }

    @Override
    public ConnectorPageSource createPageSource(
            ConnectorTransactionHandle transaction,
            ConnectorSession session,
            ConnectorSplit split,
            ConnectorTableHandle table,
            Optional<ConnectorTableCredentials> tableCredentials,
            List<ColumnHandle> columns,
            DynamicFilter dynamicFilter,
            MemoryContext memoryContext)
    {
        if (dynamicFilter.getCurrentPredicate().isNone()) {
            // the other side of the join has no rows
            return new EmptyPageSource();
        }
        FlightTableHandle scan = (FlightTableHandle) table;
        FlightSplit part = (FlightSplit) split;
        List<FlightColumnHandle> read = scan.batchColumns();
        ReadTicket ticket = ReadTicket.newBuilder()
                .setContext(CallContexts.of(hostCatalog, session))
                .setSplit(part.ticket().bytes())
                .build();
        ReadCounts counts = new ReadCounts();
        SplitReader reader = new SplitReader(
                client,
                ticket,
                part.locations(),
                read.stream().map(ExpectedColumn::of).toList(),
                meter(catalogName, session, scan),
                counts);
        return FlightPageSource.start(
                session.getQueryId(),
                reader,
                PageShape.of(columns.stream().map(FlightColumnHandle.class::cast).toList(), read),
                counts,
                memoryContext);
    }

    static TableMeter meter(String catalogName, ConnectorSession session, FlightTableHandle scan)
    {
        String table = scan.relation().name().map(SchemaTableName::toString).orElse("");
        return TableMeter.of(catalogName, table, session.getQueryId());
    }
}
