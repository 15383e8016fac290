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
import io.glaux.arrow.PageToArrow;
import io.glaux.arrow.UnsupportedArrowTypeException;
import io.glaux.flight.client.HostClient;
import io.glaux.flight.metadata.CallContexts;
import io.glaux.flight.metadata.FlightColumnHandle;
import io.glaux.flight.metadata.FlightWriteHandle;
import io.glaux.flight.metering.TableMeter;
import io.glaux.protocol.v1.WriteKind;
import io.glaux.protocol.v1.WriteRequest;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorSession;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.List;

import static io.trino.spi.StandardErrorCode.NOT_SUPPORTED;
import static java.util.Objects.requireNonNull;

/**
 * Opens streams of rows to the hosts of one catalog.
 *
 * @param catalogName the name of the catalog in the engine
 * @param hostCatalog the name of the catalog in the host
 * @param allocator for rows that are being sent
 */
record WriteTargets(
        String catalogName,
        String hostCatalog,
        HostClient client,
        ArrowTypes types,
        BufferAllocator allocator)
{
    WriteTargets
    {
        requireNonNull(catalogName, "catalogName is null");
        requireNonNull(hostCatalog, "hostCatalog is null");
        requireNonNull(client, "client is null");
        requireNonNull(types, "types is null");
        requireNonNull(allocator, "allocator is null");
    }

    /**
     * @param columns of the rows
     */
    RowStream stream(
            ConnectorSession session,
            FlightWriteHandle write,
            WriteKind kind,
            List<FlightColumnHandle> columns)
    {
        WriteRequest request = WriteRequest.newBuilder()
                .setContext(CallContexts.of(hostCatalog, session))
                .setWrite(write.write().bytes())
                .setKind(kind)
                .build();
        try {
            Schema schema = new Schema(columns.stream()
                    .map(column -> types.field(column.path().getFirst(), column.type()))
                    .toList());
            PageToArrow rows = new PageToArrow(
                    schema,
                    columns.stream().map(FlightColumnHandle::type).toList(),
                    allocator);
            TableMeter meter = TableMeter.of(catalogName, write, session.getQueryId());
            return new RowStream(client, request, rows, meter, write.onFailure());
        }
        catch (UnsupportedArrowTypeException e) {
            throw new TrinoException(NOT_SUPPORTED, e.getMessage(), e);
        }
    }
}
