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

import io.glaux.arrow.ArrowTypes;
import io.glaux.arrow.PageToArrow;
import io.glaux.flight.client.HostClient;
import io.glaux.flight.metadata.CallContexts;
import io.glaux.flight.metadata.FlightColumnHandle;
import io.glaux.flight.metadata.FlightIndexHandle;
import io.glaux.flight.metadata.FlightTableHandle;
import io.glaux.protocol.v1.LookupRequest;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorIndex;
import io.trino.spi.connector.ConnectorIndexHandle;
import io.trino.spi.connector.ConnectorIndexProvider;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTransactionHandle;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * Finds rows of one catalog by keys, for joins that have few of them.
 */
public final class FlightIndexProvider
        implements ConnectorIndexProvider
{
    /**
     * A few requests of the source each: one of DynamoDB takes 100 keys.
     */
    private static final int KEYS_PER_BATCH = 1_000;

    private final String catalogName;
    private final String hostCatalog;
    private final HostClient client;
    private final ArrowTypes types;
    private final BufferAllocator allocator;

    /**
     * @param hostCatalog the name of the catalog in the host
     * @param allocator for keys that are being sent
     */
    public FlightIndexProvider(
            String catalogName,
            String hostCatalog,
            HostClient client,
            ArrowTypes types,
            BufferAllocator allocator)
    {
        this.catalogName = requireNonNull(catalogName, "catalogName is null");
        this.hostCatalog = requireNonNull(hostCatalog, "hostCatalog is null");
        this.client = requireNonNull(client, "client is null");
        this.types = requireNonNull(types, "types is null");
        this.allocator = requireNonNull(allocator, "allocator is null");
    }

    @Override
    public ConnectorIndex getIndex(
            ConnectorTransactionHandle transactionHandle,
            ConnectorSession session,
            ConnectorIndexHandle indexHandle,
            List<ColumnHandle> lookupSchema,
            List<ColumnHandle> outputSchema)
    {
        FlightTableHandle scan = ((FlightIndexHandle) indexHandle).table();
        List<FlightColumnHandle> keys = lookupSchema.stream().map(FlightColumnHandle.class::cast).toList();
        List<FlightColumnHandle> output = outputSchema.stream().map(FlightColumnHandle.class::cast).toList();
        List<FlightColumnHandle> read = output.stream().flatMap(FlightColumnHandle::read).distinct().toList();
        List<Field> keyFields = keys.stream()
                .map(key -> types.field(key.path().getFirst(), key.type()))
                .toList();
        LookupRequest request = LookupRequest.newBuilder()
                .setContext(CallContexts.of(hostCatalog, session))
                .setScan(scan.agreement().orElseThrow().scan().bytes())
                .addAllKeyColumns(keys.stream().map(key -> key.path().getFirst()).toList())
                .addAllColumns(read.stream().map(FlightColumnHandle::toMessage).toList())
                .build();
        return new FlightIndex(
                client,
                request,
                new PageToArrow(
                        new Schema(keyFields),
                        keys.stream().map(FlightColumnHandle::type).toList(),
                        allocator),
                read,
                output,
                FlightPageSourceProvider.meter(catalogName, session, scan),
                client.mostKeys(KEYS_PER_BATCH));
    }
}
