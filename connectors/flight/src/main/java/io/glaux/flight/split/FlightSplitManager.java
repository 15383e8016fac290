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
package io.glaux.flight.split;

import io.glaux.flight.FlightSessionProperties;
import io.glaux.flight.metadata.FederatedSource;
import io.glaux.flight.metadata.FlightColumnHandle;
import io.glaux.flight.metadata.FlightMetadata;
import io.glaux.flight.metadata.FlightTableHandle;
import io.glaux.flight.metadata.ScanAgreement;
import io.glaux.flight.pushdown.DomainTranslation;
import io.glaux.protocol.v1.Feature;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorSplitManager;
import io.trino.spi.connector.ConnectorSplitSource;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.Constraint;
import io.trino.spi.connector.FixedSplitSource;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;

import static java.util.Objects.requireNonNull;

/**
 * Has the host make splits of a scan.
 */
public final class FlightSplitManager
        implements ConnectorSplitManager
{
    private final FederatedSource source;
    private final Function<ConnectorTransactionHandle, FlightMetadata> metadata;
    private final DomainTranslation domains;
    private final Executor executor;

    public FlightSplitManager(
            FederatedSource source,
            Function<ConnectorTransactionHandle, FlightMetadata> metadata,
            DomainTranslation domains,
            Executor executor)
    {
        this.source = requireNonNull(source, "source is null");
        this.metadata = requireNonNull(metadata, "metadata is null");
        this.domains = requireNonNull(domains, "domains is null");
        this.executor = requireNonNull(executor, "executor is null");
    }

    @Override
    public ConnectorSplitSource getSplits(
            ConnectorTransactionHandle transaction,
            ConnectorSession session,
            ConnectorTableHandle table,
            Set<ColumnHandle> dynamicFilterColumns,
            Constraint constraint)
    {
        FlightTableHandle handle = (FlightTableHandle) table;
        if (handle.constraint().isNone()) {
            return new FixedSplitSource(List.of());
        }
        FlightTableHandle settled = metadata.apply(transaction).settle(session, handle);
        ScanAgreement agreement = settled.agreement().orElseThrow();
        boolean isFiltered = FlightSessionProperties.isDynamicFilterPushdown(session)
                && source.features().contains(Feature.FEATURE_DYNAMIC_FILTER);
        Set<FlightColumnHandle> columns = isFiltered
                ? DynamicFilters.columns(handle, dynamicFilterColumns)
                : Set.of();
        return new FlightSplitSource(
                conjuncts -> source.splits(session, agreement.scan().bytes(), conjuncts),
                new DynamicFilters(domains, FlightSessionProperties.domainCompactionThreshold(session), columns),
                FlightSessionProperties.dynamicFilteringWait(session),
                executor);
    }
}
