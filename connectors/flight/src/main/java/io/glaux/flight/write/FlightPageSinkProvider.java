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
package io.glaux.flight.write;

import io.glaux.arrow.ArrowTypes;
import io.glaux.flight.client.HostClient;
import io.glaux.flight.metadata.FlightInsertTableHandle;
import io.glaux.flight.metadata.FlightMergeTableHandle;
import io.glaux.flight.metadata.FlightWriteHandle;
import io.glaux.protocol.v1.WriteKind;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorInsertTableHandle;
import io.trino.spi.connector.ConnectorMergeSink;
import io.trino.spi.connector.ConnectorMergeTableHandle;
import io.trino.spi.connector.ConnectorOutputTableHandle;
import io.trino.spi.connector.ConnectorPageSink;
import io.trino.spi.connector.ConnectorPageSinkId;
import io.trino.spi.connector.ConnectorPageSinkProvider;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableCredentials;
import io.trino.spi.connector.ConnectorTransactionHandle;
import org.apache.arrow.memory.BufferAllocator;

import java.util.Optional;

import static io.trino.spi.StandardErrorCode.NOT_SUPPORTED;

/**
 * Writes to tables of one catalog.
 */
public final class FlightPageSinkProvider
        implements ConnectorPageSinkProvider
{
    private final WriteTargets targets;

    /**
     * @param catalogName the name of the catalog in the engine
     * @param hostCatalog the name of the catalog in the host
     * @param allocator for rows that are being sent
     */
    public FlightPageSinkProvider(
            String catalogName,
            String hostCatalog,
            HostClient client,
            ArrowTypes types,
            BufferAllocator allocator)
    {
        this.targets = new WriteTargets(catalogName, hostCatalog, client, types, allocator);
    }

    @Override
    public ConnectorPageSink createPageSink(
            ConnectorTransactionHandle transactionHandle,
            ConnectorSession session,
            ConnectorOutputTableHandle outputTableHandle,
            Optional<ConnectorTableCredentials> tableCredentials,
            ConnectorPageSinkId pageSinkId)
    {
        throw new TrinoException(NOT_SUPPORTED, "This catalog does not support CREATE TABLE");
    }

    @Override
    public ConnectorPageSink createPageSink(
            ConnectorTransactionHandle transactionHandle,
            ConnectorSession session,
            ConnectorInsertTableHandle insertTableHandle,
            Optional<ConnectorTableCredentials> tableCredentials,
            ConnectorPageSinkId pageSinkId)
    {
        FlightWriteHandle write = ((FlightInsertTableHandle) insertTableHandle).write();
        RowStream rows = targets.stream(session, write, WriteKind.WRITE_KIND_INSERT, write.columns());
        return FlightPageSink.start(session.getQueryId(), rows);
    }

    @Override
    public ConnectorMergeSink createMergeSink(
            ConnectorTransactionHandle transactionHandle,
            ConnectorSession session,
            ConnectorMergeTableHandle mergeHandle,
            Optional<ConnectorTableCredentials> tableCredentials,
            ConnectorPageSinkId pageSinkId)
    {
        return FlightMergeSink.start(
                session.getQueryId(),
                new MergeRows(targets, session, (FlightMergeTableHandle) mergeHandle));
    }
}
