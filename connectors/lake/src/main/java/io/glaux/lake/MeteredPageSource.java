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
package io.glaux.lake;

import io.glaux.metering.ForecastingPageSource;
import io.glaux.metering.ReadForecast;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.SourcePage;
import io.trino.spi.metrics.Metrics;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

import static java.util.Objects.requireNonNull;

final class MeteredPageSource
        implements ConnectorPageSource, ForecastingPageSource
{
    private final ConnectorPageSource delegate;
    private final TableScope scope;
    private final Optional<SplitRange> split;

    MeteredPageSource(ConnectorPageSource delegate, TableScope scope, Optional<SplitRange> split)
    {
        this.delegate = requireNonNull(delegate, "delegate is null");
        this.scope = requireNonNull(scope, "scope is null");
        this.split = requireNonNull(split, "split is null");
    }

    /**
     * Delete files count whole: which parts of them are read is known only as rows are read. A table's history and
     * files are metadata, which costs nothing.
     */
    @Override
    public ReadForecast forecast()
    {
        if (split.isEmpty()) {
            return new ReadForecast("", "", 0, true, OptionalInt.empty());
        }
        SplitRange range = split.get();
        long opened = scope.read().get();
        PageSourceForecast.Reads reads = scope.in(() -> PageSourceForecast.of(delegate, range, opened));
        return new ReadForecast(
                range.file(),
                range.partition(),
                reads.bytes() + range.deletes(),
                reads.isExact() && range.deletes() == 0,
                reads.rowGroups());
    }

    @Override
    public SourcePage getNextSourcePage()
    {
        return scope.in(delegate::getNextSourcePage);
    }

    @Override
    public long getCompletedBytes()
    {
        return delegate.getCompletedBytes();
    }

    @Override
    public OptionalLong getCompletedPositions()
    {
        return delegate.getCompletedPositions();
    }

    @Override
    public long getReadTimeNanos()
    {
        return delegate.getReadTimeNanos();
    }

    @Override
    public boolean isFinished()
    {
        return delegate.isFinished();
    }

    @SuppressWarnings("deprecation") // forwarded while the engine may ask for it
    @Override
    public long getMemoryUsage()
    {
        return delegate.getMemoryUsage();
    }

    @Override
    public CompletableFuture<?> isBlocked()
    {
        return delegate.isBlocked();
    }

    @Override
    public Metrics getMetrics()
    {
        return delegate.getMetrics();
    }

    @Override
    public void close()
            throws IOException
    {
        delegate.close();
    }
}
