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
package io.glaux.engine.trino;

import com.google.inject.Inject;
import io.airlift.log.Logger;
import io.glaux.engine.metering.Budgets;
import io.glaux.engine.metering.PriceBook;
import io.glaux.engine.query.ReadTable;
import io.glaux.engine.query.StatementStatistics;
import io.glaux.metering.ScanReport;
import io.trino.Session;
import io.trino.dispatcher.DispatchManager;
import io.trino.exchange.ExchangeDataSource;
import io.trino.exchange.ExchangeManagerRegistry;
import io.trino.exchange.LazyExchangeDataSource;
import io.trino.execution.QueryInfo;
import io.trino.execution.QueryManager;
import io.trino.execution.QueryManagerConfig;
import io.trino.execution.buffer.PagesSerdeFactory;
import io.trino.memory.context.SimpleLocalMemoryContext;
import io.trino.operator.DirectExchangeClientSupplier;
import io.trino.spi.QueryId;
import io.trino.spi.block.BlockEncodingSerde;
import io.trino.spi.exchange.ExchangeId;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import static io.trino.SystemSessionProperties.getRetryPolicy;
import static io.trino.execution.buffer.PagesSerdes.createExchangePagesSerdeFactory;
import static io.trino.memory.context.AggregatedMemoryContext.newSimpleAggregatedMemoryContext;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;

/**
 * Trino's managers of queries, as the doors need them. On a coordinator.
 */
public final class TrinoQueries
{
    private static final Logger log = Logger.get(TrinoQueries.class);
    private static final long FINAL_INFO_WAIT_SECONDS = 60;

    private final DispatchManager dispatchManager;
    private final QueryManager queryManager;
    private final Duration clientTimeout;
    private final DirectExchangeClientSupplier directExchangeClientSupplier;
    private final ExchangeManagerRegistry exchangeManagerRegistry;
    private final BlockEncodingSerde blockEncodingSerde;
    private final ClusterScanReports reports;
    private final Budgets budgets;
    private final DryRuns dryRuns;
    private final Function<String, PriceBook> prices;
    private final Set<String> ownQueries = ConcurrentHashMap.newKeySet();

    @Inject
    public TrinoQueries(
            DispatchManager dispatchManager,
            QueryManager queryManager,
            QueryManagerConfig queryManagerConfig,
            DirectExchangeClientSupplier directExchangeClientSupplier,
            ExchangeManagerRegistry exchangeManagerRegistry,
            BlockEncodingSerde blockEncodingSerde,
            ClusterScanReports reports,
            DryRuns dryRuns,
            CoordinatorServices services)
    {
        this.dispatchManager = requireNonNull(dispatchManager, "dispatchManager is null");
        this.queryManager = requireNonNull(queryManager, "queryManager is null");
        this.clientTimeout = queryManagerConfig.getClientTimeout().toJavaTime();
        this.directExchangeClientSupplier =
                requireNonNull(directExchangeClientSupplier, "directExchangeClientSupplier is null");
        this.exchangeManagerRegistry = requireNonNull(exchangeManagerRegistry, "exchangeManagerRegistry is null");
        this.blockEncodingSerde = requireNonNull(blockEncodingSerde, "blockEncodingSerde is null");
        this.reports = requireNonNull(reports, "reports is null");
        this.budgets = services.budgets();
        this.dryRuns = requireNonNull(dryRuns, "dryRuns is null");
        this.prices = services.prices();
    }

    DryRuns dryRuns()
    {
        return dryRuns;
    }

    PriceBook priceOf(String workgroup)
    {
        return prices.apply(workgroup);
    }

    DispatchManager dispatchManager()
    {
        return dispatchManager;
    }

    QueryManager queryManager()
    {
        return queryManager;
    }

    /**
     * How long a query lives whose client does not ask for it.
     */
    Duration clientTimeout()
    {
        return clientTimeout;
    }

    /**
     * An id for a query of our own doors. Until {@link #forget}, it is told from those of Trino's door.
     *
     * @param executionId of the query of a user that it is a part of
     */
    QueryId createOwnQuery(String executionId)
    {
        QueryId queryId = dispatchManager.createQueryId();
        ownQueries.add(queryId.id());
        reports.track(queryId);
        budgets.attach(queryId.id(), executionId);
        return queryId;
    }

    boolean isOwnQuery(String queryId)
    {
        return ownQueries.contains(queryId);
    }

    void forget(QueryId queryId)
    {
        ownQueries.remove(queryId.id());
    }

    void track(QueryId queryId)
    {
        reports.track(queryId);
    }

    /**
     * Gives up following a query that will not be settled.
     */
    void untrack(QueryId queryId)
    {
        reports.untrack(queryId);
    }

    ExchangeDataSource openExchange(Session session)
    {
        return new LazyExchangeDataSource(
                session.getQueryId(),
                new ExchangeId("glaux-results-" + session.getQueryId()),
                session.getQuerySpan(),
                directExchangeClientSupplier,
                new SimpleLocalMemoryContext(newSimpleAggregatedMemoryContext(), "results"),
                queryManager::outputTaskFailed,
                getRetryPolicy(session),
                exchangeManagerRegistry);
    }

    PagesSerdeFactory serdeFactory(Session session)
    {
        return createExchangePagesSerdeFactory(blockEncodingSerde, session);
    }

    /**
     * What a query that runs has used so far. Cheap, since doors ask for it at every poll.
     */
    StatementStatistics progress(QueryId queryId)
    {
        ScanReport scan = reports.progress(queryId);
        try {
            return TrinoStatistics.of(dispatchManager.getQueryInfo(queryId).getQueryStats(), scan);
        }
        catch (NoSuchElementException _) {
            return withScan(scan);
        }
    }

    /**
     * The same with the stages and the rows and bytes of the output, which is more work.
     */
    StatementStatistics detailedProgress(QueryId queryId)
    {
        ScanReport scan = reports.progress(queryId);
        return findInfo(queryId)
                .map(info -> TrinoStatistics.of(info.getQueryStats(), scan).withStages(stages(info)))
                .orElseGet(() -> withScan(scan));
    }

    /**
     * Waits until the last task of a query that is over is over too, seals its reading on all nodes, and tells what it
     * used. Never fails, since every query must get its end: what is not known is left out, and a scan that may lack
     * bytes is not complete.
     */
    @SuppressWarnings("CatchThrowable") // an Error must not keep a query from its end either
    StatementStatistics settle(QueryId queryId)
    {
        StatementStatistics last = StatementStatistics.UNKNOWN;
        try {
            last = progress(queryId).incomplete();
            Optional<QueryInfo> info = finalInfo(queryId);
            ScanReport scan = reports.seal(queryId, info.map(TrinoStatistics::nodesWithTasks).orElseGet(Map::of));
            return info
                    .map(known -> TrinoStatistics.of(known.getQueryStats(), scan).withStages(stages(known)))
                    .orElseGet(() -> withScan(scan));
        }
        catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return last;
        }
        catch (Throwable e) {
            log.error(e, "What query %s used is not known: what was known before its end counts", queryId);
            return last;
        }
    }

    /**
     * The same for a query that Trino did not run, but only this node.
     */
    StatementStatistics settleDryRun(QueryId queryId)
    {
        try {
            return withScan(reports.seal(queryId, Map.of()));
        }
        catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return withScan(reports.progress(queryId)).incomplete();
        }
    }

    /**
     * Names of the partitions of a Hive table that a query has written; empty when it has not, or they are too many to
     * be told.
     */
    Optional<List<String>> writtenPartitions(QueryId queryId)
    {
        try {
            return findInfo(queryId).flatMap(TrinoStatistics::writtenPartitions);
        }
        catch (RuntimeException e) {
            log.warn(e, "What query %s has written is not known", queryId);
            return Optional.empty();
        }
    }

    /**
     * The tables that a query has read, those behind views too.
     */
    List<ReadTable> readTables(QueryId queryId)
    {
        try {
            return findInfo(queryId).stream()
                    .flatMap(info -> info.getInputs().stream())
                    .map(input -> new ReadTable(
                            Optional.of(input.catalogName()), Optional.of(input.schema()), input.table(), true))
                    .distinct()
                    .toList();
        }
        catch (RuntimeException e) {
            log.warn(e, "What query %s has read is not known", queryId);
            return List.of();
        }
    }

    /**
     * A plan may be too deep for JSON or for the stack; that must not take the bytes with it.
     */
    private static Optional<String> stages(QueryInfo info)
    {
        try {
            return info.getStages().map(StageTree::toJson);
        }
        catch (RuntimeException | StackOverflowError e) {
            log.warn(e, "The stages of query %s cannot be told", info.getQueryId());
            return Optional.empty();
        }
    }

    private Optional<QueryInfo> finalInfo(QueryId queryId)
            throws InterruptedException
    {
        CompletableFuture<QueryInfo> info = new CompletableFuture<>();
        try {
            queryManager.addFinalQueryInfoListener(queryId, info::complete);
            return Optional.of(info.get(FINAL_INFO_WAIT_SECONDS, SECONDS));
        }
        catch (NoSuchElementException | ExecutionException | TimeoutException _) {
            // it failed before it was planned, or a node does not tell the end of its tasks
            return findInfo(queryId);
        }
    }

    private Optional<QueryInfo> findInfo(QueryId queryId)
    {
        return dispatchManager.getFullQueryInfo(queryId);
    }

    private static StatementStatistics withScan(ScanReport scan)
    {
        return new StatementStatistics(scan, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, 0, 0, 0, Optional.empty());
    }
}
