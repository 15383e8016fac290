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

import io.glaux.metering.ForecastingPageSource;
import io.glaux.metering.ReadForecast;
import io.trino.Session;
import io.trino.metadata.Metadata;
import io.trino.metadata.Split;
import io.trino.metadata.TableHandle;
import io.trino.spi.connector.CatalogSchemaTableName;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.ConnectorTableCredentials;
import io.trino.spi.connector.DynamicFilter;
import io.trino.split.PageSourceManager;
import io.trino.split.PageSourceProvider;
import io.trino.split.SplitSource;
import io.trino.sql.planner.plan.TableScanNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static com.google.common.base.Throwables.throwIfUnchecked;
import static com.google.common.collect.ImmutableList.toImmutableList;
import static io.trino.spi.connector.MemoryContext.NO_LIMIT;
import static java.util.Objects.requireNonNull;

/**
 * Opens the splits of a scan as the query would, and asks each what it would read. Opening reads what the query would
 * read to open them too: footers above all.
 */
final class SplitForecasts
        implements AutoCloseable
{
    private static final int BATCH = 128;
    private static final int OPEN_AT_ONCE = 8;

    private final Session session;
    private final Metadata metadata;
    private final PageSourceManager pageSources;
    private final Runnable requireNotCancelled;
    private final ExecutorService executor =
            Executors.newFixedThreadPool(OPEN_AT_ONCE, Thread.ofVirtual().name("forecast-", 0).factory());

    /**
     * @param requireNotCancelled throws when it need not go on
     */
    SplitForecasts(
            Session session,
            Metadata metadata,
            PageSourceManager pageSources,
            Runnable requireNotCancelled)
    {
        this.session = requireNonNull(session, "session is null");
        this.metadata = requireNonNull(metadata, "metadata is null");
        this.pageSources = requireNonNull(pageSources, "pageSources is null");
        this.requireNotCancelled = requireNonNull(requireNotCancelled, "requireNotCancelled is null");
    }

    ScanForecast forecast(PlannedScans.Scan scan, SplitSource splits)
            throws InterruptedException
    {
        TableHandle table = scan.node().getTable();
        Totals totals = new Totals();
        try (splits) {
            PageSourceProvider provider = pageSources.createPageSourceProvider(table.catalogHandle());
            Optional<ConnectorTableCredentials> credentials =
                    metadata.getTableCredentials(session, table.catalogHandle(), table.connectorHandle());
            List<ColumnHandle> columns = columns(scan.node());
            while (!splits.isFinished()) {
                requireNotCancelled.run();
                List<Callable<Optional<ReadForecast>>> opened = get(splits.getNextBatch(BATCH)).getSplits().stream()
                        .<Callable<Optional<ReadForecast>>>map(split ->
                                () -> open(provider, split, table, credentials, columns))
                        .toList();
                for (Future<Optional<ReadForecast>> forecast : executor.invokeAll(opened)) {
                    totals.add(get(forecast));
                }
            }
        }
        CatalogSchemaTableName name = metadata.getTableName(session, table);
        return totals.forecast(
                "%s.%s".formatted(LakeCatalogs.asUsersSee(name.getCatalogName()), name.getSchemaTableName()),
                columns(scan.node()).stream()
                        .map(column -> metadata.getColumnMetadata(session, table, column).getName())
                        .toList(),
                scan.isWhole());
    }

    /**
     * In the order in which the query reads them.
     */
    private static List<ColumnHandle> columns(TableScanNode scan)
    {
        return scan.getOutputSymbols().stream()
                .map(scan.getAssignments()::get)
                .collect(toImmutableList());
    }

    private Optional<ReadForecast> open(
            PageSourceProvider provider,
            Split split,
            TableHandle table,
            Optional<ConnectorTableCredentials> credentials,
            List<ColumnHandle> columns)
    {
        try (ConnectorPageSource source = provider.createPageSource(
                session, split, table, credentials, columns, DynamicFilter.EMPTY, NO_LIMIT)) {
            return source instanceof ForecastingPageSource forecasting
                    ? Optional.of(forecasting.forecast())
                    : Optional.empty();
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T get(Future<T> future)
            throws InterruptedException
    {
        try {
            return future.get();
        }
        catch (ExecutionException e) {
            throwIfUnchecked(e.getCause());
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close()
    {
        executor.shutdownNow();
    }

    private static final class Totals
    {
        private final Set<String> files = new HashSet<>();
        private final Set<String> partitions = new HashSet<>();
        private final List<ReadForecast> forecasts = new ArrayList<>();
        private long splits;

        private void add(Optional<ReadForecast> forecast)
        {
            splits++;
            forecast.ifPresent(known -> {
                forecasts.add(known);
                if (!known.file().isEmpty()) {
                    files.add(known.file());
                }
                if (!known.partition().isEmpty()) {
                    partitions.add(known.partition());
                }
            });
        }

        private ScanForecast forecast(String table, List<String> columns, boolean isWhole)
        {
            boolean isKnown = forecasts.size() == splits;
            boolean hasRowGroups = forecasts.stream().anyMatch(forecast -> forecast.rowGroups().isPresent());
            return new ScanForecast(
                    table,
                    columns,
                    partitions.size(),
                    files.size(),
                    splits,
                    hasRowGroups
                            ? OptionalLong.of(forecasts.stream().mapToLong(one -> one.rowGroups().orElse(0)).sum())
                            : OptionalLong.empty(),
                    isKnown ? OptionalLong.of(forecasts.stream().mapToLong(ReadForecast::bytes).sum())
                            : OptionalLong.empty(),
                    isKnown && isWhole && forecasts.stream().allMatch(ReadForecast::isExact));
        }
    }
}
