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
package io.glaux.flight.metadata;

import io.glaux.protocol.v1.Feature;
import io.glaux.protocol.v1.StatisticsResponse;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.statistics.ColumnStatistics;
import io.trino.spi.statistics.DoubleRange;
import io.trino.spi.statistics.Estimate;
import io.trino.spi.statistics.TableStatistics;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

import static java.lang.System.Logger.Level.DEBUG;
import static java.util.Objects.requireNonNull;

/**
 * What the source knows of the rows of a scan.
 */
final class SourceStatistics
{
    private static final System.Logger LOGGER = System.getLogger(SourceStatistics.class.getName());

    private final FederatedSource source;

    SourceStatistics(FederatedSource source)
    {
        this.source = requireNonNull(source, "source is null");
    }

    /**
     * @param handle that the source has agreed to
     */
    TableStatistics read(ConnectorSession session, FlightTableHandle handle)
    {
        ScanAgreement agreement = handle.agreement().orElseThrow();
        StatisticsResponse response = ask(session, agreement);
        TableStatistics.Builder statistics = TableStatistics.builder();
        OptionalDouble rows = response.hasRows() ? OptionalDouble.of(response.getRows()) : agreement.rows();
        rows.ifPresent(number -> statistics.setRowCount(estimate(number)));
        if (handle.aggregation().isEmpty()) {
            columns(handle, response).forEach(statistics::setColumnStatistics);
        }
        return statistics.build();
    }

    private StatisticsResponse ask(ConnectorSession session, ScanAgreement agreement)
    {
        if (!source.features().contains(Feature.FEATURE_STATISTICS)) {
            return StatisticsResponse.getDefaultInstance();
        }
        try {
            return source.statistics(session, agreement.scan().bytes());
        }
        catch (TrinoException e) {
            // they make a plan better, and are no reason to fail a query
            LOGGER.log(DEBUG, "No statistics for query {0}: {1}", session.getQueryId(), e.getMessage());
            return StatisticsResponse.getDefaultInstance();
        }
    }

    private static Map<ColumnHandle, ColumnStatistics> columns(FlightTableHandle handle, StatisticsResponse response)
    {
        Map<ColumnHandle, ColumnStatistics> columns = new HashMap<>();
        for (FlightColumnHandle column : handle.columns()) {
            if (column.path().size() == 1 && response.containsColumns(column.path().getFirst())) {
                columns.put(column, column(response.getColumnsOrThrow(column.path().getFirst())));
            }
        }
        return columns;
    }

    private static ColumnStatistics column(io.glaux.protocol.v1.ColumnStatistics known)
    {
        ColumnStatistics.Builder statistics = ColumnStatistics.builder();
        if (known.hasNullsFraction()) {
            statistics.setNullsFraction(fraction(known.getNullsFraction()));
        }
        if (known.hasDistinctValues()) {
            statistics.setDistinctValuesCount(estimate(known.getDistinctValues()));
        }
        if (known.hasDataSize()) {
            statistics.setDataSize(estimate(known.getDataSize()));
        }
        if (known.hasLow() && known.hasHigh() && known.getLow() <= known.getHigh()) {
            statistics.setRange(new DoubleRange(known.getLow(), known.getHigh()));
        }
        return statistics.build();
    }

    private static Estimate fraction(double value)
    {
        return value >= 0 && value <= 1 ? Estimate.of(value) : Estimate.unknown();
    }

    /**
     * A host may say anything.
     */
    private static Estimate estimate(double value)
    {
        return value >= 0 && Double.isFinite(value) ? Estimate.of(value) : Estimate.unknown();
    }
}
