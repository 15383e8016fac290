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
package io.glaux.flight;

import com.google.common.base.Ticker;
import io.glaux.arrow.ArrowTypes;
import io.glaux.flight.client.HostClient;
import io.glaux.flight.metadata.ArrowTypeMapping;
import io.glaux.flight.metadata.FlightMetadata;
import io.glaux.flight.metadata.FlightTransactionHandle;
import io.glaux.flight.metadata.FlushMetadataCache;
import io.glaux.flight.metadata.QueryFunction;
import io.glaux.flight.metadata.TableDirectory;
import io.glaux.flight.metadata.TypeMapping;
import io.glaux.flight.pushdown.DomainTranslation;
import io.glaux.flight.pushdown.LiteralValues;
import io.glaux.flight.pushdown.Pushdown;
import io.glaux.flight.read.FlightIndexProvider;
import io.glaux.flight.read.FlightPageSourceProvider;
import io.glaux.flight.split.FlightSplitManager;
import io.glaux.flight.write.FlightPageSinkProvider;
import io.trino.spi.connector.Connector;
import io.trino.spi.connector.ConnectorCapabilities;
import io.trino.spi.connector.ConnectorContext;
import io.trino.spi.connector.ConnectorIndexProvider;
import io.trino.spi.connector.ConnectorMetadata;
import io.trino.spi.connector.ConnectorPageSinkProvider;
import io.trino.spi.connector.ConnectorPageSourceProvider;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorSplitManager;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.function.table.ConnectorTableFunction;
import io.trino.spi.procedure.Procedure;
import io.trino.spi.session.PropertyMetadata;
import io.trino.spi.transaction.IsolationLevel;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import static io.trino.spi.connector.ConnectorCapabilities.NOT_NULL_COLUMN_CONSTRAINT;
import static java.util.Objects.requireNonNull;

/**
 * A federated catalog on one node.
 */
public final class FlightConnector
        implements Connector
{
    /**
     * For literals of conditions, which live as long as they are written.
     */
    private static final long LITERAL_BYTES = 64 << 20;

    private final FlightConfig config;
    private final HostClient client;
    private final HostSource source;
    private final BufferAllocator allocator;
    private final BufferAllocator literalAllocator;
    private final TypeMapping types;
    private final LiteralValues literals;
    private final DomainTranslation domains;
    private final TableDirectory directory;
    private final ExecutorService executor;
    private final Optional<RateLeases> rates;
    private final ConnectorSplitManager splitManager;
    private final ConnectorPageSourceProvider pageSourceProvider;
    private final ConnectorIndexProvider indexProvider;
    private final ConnectorPageSinkProvider pageSinkProvider;
    private final Map<ConnectorTransactionHandle, FlightMetadata> transactions = new ConcurrentHashMap<>();

    private FlightConnector(String catalogName, FlightConfig config, ConnectorContext context)
    {
        this.config = requireNonNull(config, "config is null");
        this.client = new HostClient(config.host());
        this.source = new HostSource(catalogName, config, client);
        this.allocator = new RootAllocator();
        this.literalAllocator = allocator.newChildAllocator("literals", 0, LITERAL_BYTES);
        ArrowTypes arrowTypes = new ArrowTypes(context.getTypeManager());
        this.types = new ArrowTypeMapping(arrowTypes);
        this.literals = new LiteralValues(types, literalAllocator);
        this.domains = new DomainTranslation(literals, config.valuesLimit());
        this.directory = new TableDirectory(source, types, config.caching(), Ticker.systemTicker());
        this.executor = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("flight-splits-%s-".formatted(catalogName), 0).factory());
        this.splitManager = new FlightSplitManager(source, this::metadata, domains, executor);
        this.pageSourceProvider = new FlightPageSourceProvider(catalogName, config.hostCatalog(), client);
        this.indexProvider = new FlightIndexProvider(
                catalogName, config.hostCatalog(), client, arrowTypes, allocator);
        this.pageSinkProvider = new FlightPageSinkProvider(
                catalogName, config.hostCatalog(), client, arrowTypes, allocator);
        this.rates = context.getCurrentNode().isCoordinator()
                ? Optional.of(new RateLeases(
                catalogName,
                config.hostCatalog(),
                client.addresses(),
                config.rates(),
                client::rate))
                : Optional.empty();
    }

    static FlightConnector create(String catalogName, FlightConfig config, ConnectorContext context)
    {
        FlightConnector connector = new FlightConnector(catalogName, config, context);
        connector.rates.ifPresent(RateLeases::start);
        return connector;
    }

    private FlightMetadata metadata(ConnectorTransactionHandle transaction)
    {
        FlightMetadata metadata = transactions.get(transaction);
        if (metadata == null) {
            throw new IllegalStateException("The transaction is over");
        }
        return metadata;
    }

    @Override
    public ConnectorTransactionHandle beginTransaction(
            IsolationLevel isolationLevel,
            boolean readOnly,
            boolean autoCommit)
    {
        IsolationLevel.checkConnectorSupports(IsolationLevel.READ_UNCOMMITTED, isolationLevel);
        FlightTransactionHandle transaction = FlightTransactionHandle.create();
        Pushdown pushdown = new Pushdown(source, types, literals, domains);
        transactions.put(transaction, new FlightMetadata(source, directory, types, pushdown));
        return transaction;
    }

    @Override
    public void commit(ConnectorTransactionHandle transaction)
    {
        transactions.remove(transaction);
    }

    @Override
    public void rollback(ConnectorTransactionHandle transaction)
    {
        Optional.ofNullable(transactions.remove(transaction)).ifPresent(FlightMetadata::rollBack);
    }

    @Override
    public ConnectorMetadata getMetadata(ConnectorSession session, ConnectorTransactionHandle transaction)
    {
        return metadata(transaction);
    }

    @Override
    public ConnectorSplitManager getSplitManager()
    {
        return splitManager;
    }

    @Override
    public ConnectorPageSourceProvider getPageSourceProvider()
    {
        return pageSourceProvider;
    }

    @Override
    public ConnectorIndexProvider getIndexProvider()
    {
        return indexProvider;
    }

    @Override
    public ConnectorPageSinkProvider getPageSinkProvider()
    {
        return pageSinkProvider;
    }

    @Override
    public Set<ConnectorTableFunction> getTableFunctions()
    {
        return Set.of(new QueryFunction(this::metadata));
    }

    @Override
    public Set<Procedure> getProcedures()
    {
        return Set.of(new FlushMetadataCache(directory).procedure());
    }

    @Override
    public List<PropertyMetadata<?>> getSessionProperties()
    {
        return FlightSessionProperties.all(config);
    }

    @Override
    public Set<ConnectorCapabilities> getCapabilities()
    {
        return Set.of(NOT_NULL_COLUMN_CONSTRAINT);
    }

    /**
     * Of batches and literals, now.
     */
    public long allocatedBytes()
    {
        return client.allocatedBytes() + allocator.getAllocatedMemory();
    }

    /**
     * To the hosts of the catalog, now.
     */
    public int openCalls()
    {
        return client.openCalls();
    }

    @Override
    public void shutdown()
    {
        rates.ifPresent(RateLeases::close);
        source.close();
        executor.shutdownNow();
        client.close();
        literalAllocator.close();
        allocator.close();
    }
}
