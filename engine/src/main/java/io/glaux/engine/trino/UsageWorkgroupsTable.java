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

import com.google.common.collect.Iterators;
import com.google.common.collect.Lists;
import com.google.common.collect.Range;
import com.google.inject.Inject;
import io.glaux.engine.metering.ProcessScanMeter;
import io.glaux.engine.metering.UsageHistory.Grouping;
import io.glaux.engine.metering.UsageTotal;
import io.trino.spi.Page;
import io.trino.spi.PageBuilder;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.connector.SystemTable;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.type.Type;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.DateType.DATE;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static java.util.Objects.requireNonNull;

/**
 * {@code system.usage.workgroups}: what the queries used that ended on a day in UTC, for each workgroup.
 */
final class UsageWorkgroupsTable
        implements SystemTable
{
    private static final int PAGE = 1000;
    private static final List<ColumnMetadata> COLUMNS = List.of(
            new ColumnMetadata("workgroup", VARCHAR),
            new ColumnMetadata("day", DATE),
            new ColumnMetadata("queries", BIGINT),
            new ColumnMetadata("scanned_bytes", BIGINT),
            new ColumnMetadata("billed_bytes", BIGINT),
            new ColumnMetadata("cost_usd", UsageQueriesTable.USD));
    private static final List<Type> TYPES = COLUMNS.stream().map(ColumnMetadata::getType).toList();

    private final UsageSource usage;
    private final ProcessScanMeter meter;

    @Inject
    UsageWorkgroupsTable(CoordinatorServices services, ProcessScanMeter meter)
    {
        this.usage = services.usage();
        this.meter = requireNonNull(meter, "meter is null");
    }

    @Override
    public Distribution getDistribution()
    {
        return Distribution.SINGLE_COORDINATOR;
    }

    @Override
    public ConnectorTableMetadata getTableMetadata()
    {
        return new ConnectorTableMetadata(new SchemaTableName(UsageQueriesTable.SCHEMA, "workgroups"), COLUMNS);
    }

    @Override
    public ConnectorPageSource pageSource(
            ConnectorTransactionHandle transaction,
            ConnectorSession session,
            TupleDomain<Integer> constraint)
    {
        UsageQueriesTable.countRead(meter, session, "usage.workgroups");
        List<UsageTotal> totals = usage.history().totals(
                usage.access().scope(session.getUser()),
                Range.all(),
                Optional.empty(),
                List.of(Grouping.WORKGROUP, Grouping.DAY));
        return new UsagePages(Iterators.transform(
                Lists.partition(totals, PAGE).iterator(),
                UsageWorkgroupsTable::page));
    }

    private static Page page(List<UsageTotal> totals)
    {
        PageBuilder page = new PageBuilder(totals.size(), TYPES);
        for (UsageTotal total : totals) {
            page.declarePosition();
            VARCHAR.writeString(page.getBlockBuilder(0), total.keys().get(0));
            DATE.writeLong(page.getBlockBuilder(1), LocalDate.parse(total.keys().get(1)).toEpochDay());
            BIGINT.writeLong(page.getBlockBuilder(2), total.queries());
            BIGINT.writeLong(page.getBlockBuilder(3), total.scannedBytes());
            BIGINT.writeLong(page.getBlockBuilder(4), total.billedBytes());
            UsageQueriesTable.USD.writeLong(page.getBlockBuilder(5), total.microUsd());
        }
        return page.build();
    }
}
