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

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterators;
import com.google.common.collect.Range;
import com.google.inject.Inject;
import io.airlift.slice.Slices;
import io.glaux.engine.metering.ProcessScanMeter;
import io.glaux.engine.metering.UsageFilter;
import io.glaux.engine.metering.UsageRecord;
import io.glaux.metering.ReadKind;
import io.glaux.metering.ReadPermit;
import io.glaux.metering.ScanCount;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanReport;
import io.glaux.metering.Units;
import io.trino.spi.Page;
import io.trino.spi.PageBuilder;
import io.trino.spi.block.ArrayBlockBuilder;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.MapBlockBuilder;
import io.trino.spi.block.RowBlockBuilder;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.connector.SystemTable;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeOperators;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.BooleanType.BOOLEAN;
import static io.trino.spi.type.DecimalType.createDecimalType;
import static io.trino.spi.type.TimestampType.TIMESTAMP_MILLIS;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static java.util.Objects.requireNonNull;

/**
 * {@code system.usage.queries}: the ledger, a row for each query, those that run among them. The types are such that
 * UNLOAD and CTAS can write them; times are in UTC.
 */
final class UsageQueriesTable
        implements SystemTable
{
    static final String SCHEMA = "usage";
    /**
     * With six digits behind the point its long is a count of micro-USD.
     */
    static final Type USD = createDecimalType(18, 6);

    private static final String SOURCE = "system";
    private static final int MICROS_PER_MILLI = 1000;
    /**
     * With six digits behind the point, as the amounts of {@link Units} are kept.
     */
    private static final Type AMOUNT = createDecimalType(18, 6);

    private static final MapType UNITS = new MapType(VARCHAR, AMOUNT, new TypeOperators());
    private static final MapType TAGS = new MapType(VARCHAR, VARCHAR, new TypeOperators());
    private static final RowType SCAN = RowType.rowType(
            RowType.field("source", VARCHAR),
            RowType.field("table_name", VARCHAR),
            RowType.field("kind", VARCHAR),
            RowType.field("bytes", BIGINT),
            RowType.field("requests", BIGINT),
            RowType.field("units", UNITS));
    private static final int STARTED_AT = 5;
    private static final int ENDED_AT = 6;
    private static final List<ColumnMetadata> COLUMNS = List.of(
            new ColumnMetadata("query_id", VARCHAR),
            new ColumnMetadata("workgroup", VARCHAR),
            new ColumnMetadata("user_name", VARCHAR),
            new ColumnMetadata("statement_type", VARCHAR),
            new ColumnMetadata("substatement_type", VARCHAR),
            new ColumnMetadata("started_at", TIMESTAMP_MILLIS),
            new ColumnMetadata("ended_at", TIMESTAMP_MILLIS),
            new ColumnMetadata("outcome", VARCHAR),
            new ColumnMetadata("scanned_bytes", BIGINT),
            new ColumnMetadata("billed_bytes", BIGINT),
            new ColumnMetadata("cost_usd", USD),
            new ColumnMetadata("complete", BOOLEAN),
            new ColumnMetadata("scans", new ArrayType(SCAN)),
            new ColumnMetadata("query", VARCHAR),
            new ColumnMetadata("billed_units", UNITS),
            new ColumnMetadata("tags", TAGS));
    private static final List<Type> TYPES = COLUMNS.stream().map(ColumnMetadata::getType).toList();

    private final UsageSource usage;
    private final ProcessScanMeter meter;

    @Inject
    UsageQueriesTable(CoordinatorServices services, ProcessScanMeter meter)
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
        return new ConnectorTableMetadata(new SchemaTableName(SCHEMA, "queries"), COLUMNS);
    }

    @Override
    public ConnectorPageSource pageSource(
            ConnectorTransactionHandle transaction,
            ConnectorSession session,
            TupleDomain<Integer> constraint)
    {
        countRead(meter, session, "usage.queries");
        Map<Integer, Domain> domains = constraint.getDomains().orElseGet(Map::of);
        Optional<Domain> ended = Optional.ofNullable(domains.get(ENDED_AT)).filter(domain -> !domain.isNullAllowed());
        UsageFilter filter = new UsageFilter(
                usage.access().scope(session.getUser()),
                Optional.ofNullable(domains.get(STARTED_AT)).map(UsageQueriesTable::millis).orElse(Range.all()),
                ended.map(UsageQueriesTable::millis));
        return new UsagePages(Iterators.transform(usage.history().pages(filter), UsageQueriesTable::page));
    }

    /**
     * Notes in the query's record that it read a table of the server: no bytes, and nothing to pay.
     */
    static void countRead(ProcessScanMeter meter, ConnectorSession session, String table)
    {
        ScanKey key = new ScanKey(SOURCE, table, ReadKind.METADATA);
        try (ReadPermit permit = meter.acquire(session.getQueryId(), key, 0)) {
            permit.served(0);
        }
    }

    /**
     * The milliseconds that a domain of timestamps spans, or some more: Trino filters the rows again.
     */
    private static Range<Long> millis(Domain domain)
    {
        if (domain.getValues().isNone()) {
            return Range.closed(Long.MAX_VALUE, Long.MAX_VALUE);
        }
        io.trino.spi.predicate.Range span = domain.getValues().getRanges().getSpan();
        Range<Long> range = Range.all();
        if (span.getLowValue().isPresent()) {
            range = Range.atLeast(Math.floorDiv((long) span.getLowBoundedValue(), MICROS_PER_MILLI));
        }
        if (span.getHighValue().isPresent()) {
            range = range.intersection(
                    Range.atMost(Math.ceilDiv((long) span.getHighBoundedValue(), MICROS_PER_MILLI)));
        }
        return range;
    }

    private static Page page(List<UsageRecord> records)
    {
        PageBuilder page = new PageBuilder(records.size(), TYPES);
        for (UsageRecord query : records) {
            page.declarePosition();
            Row row = new Row(page);
            row.text(Optional.of(query.queryId()));
            row.text(Optional.of(query.workgroup()));
            row.text(Optional.of(query.user()));
            row.text(query.statementType());
            row.text(query.substatementType());
            row.number(Optional.of(micros(query.startedAt())));
            Optional<UsageRecord.End> end = query.end();
            row.number(end.map(UsageRecord.End::at).map(UsageQueriesTable::micros));
            row.text(end.map(UsageRecord.End::outcome));
            row.number(end.map(over -> over.scan().scannedBytes()));
            row.number(end.map(over -> over.bill().bytes()));
            row.number(end.map(UsageRecord.End::microUsd));
            row.flag(end.map(over -> over.scan().complete()));
            row.scans(end.map(UsageRecord.End::scan));
            row.text(query.query());
            row.units(end.map(over -> over.bill().units()));
            row.tags(query.tags());
        }
        return page.build();
    }

    private static long micros(Instant instant)
    {
        return instant.toEpochMilli() * MICROS_PER_MILLI;
    }

    /**
     * Writes the columns of a row from the first to the last.
     */
    private static final class Row
    {
        private final PageBuilder page;
        private int column;

        private Row(PageBuilder page)
        {
            this.page = page;
        }

        private void text(Optional<String> value)
        {
            BlockBuilder block = next();
            value.ifPresentOrElse(text -> VARCHAR.writeSlice(block, Slices.utf8Slice(text)), block::appendNull);
        }

        private void number(Optional<Long> value)
        {
            Type type = TYPES.get(column);
            BlockBuilder block = next();
            value.ifPresentOrElse(number -> type.writeLong(block, number), block::appendNull);
        }

        private void flag(Optional<Boolean> value)
        {
            BlockBuilder block = next();
            value.ifPresentOrElse(flag -> BOOLEAN.writeBoolean(block, flag), block::appendNull);
        }

        private void units(Optional<Units> value)
        {
            MapBlockBuilder block = (MapBlockBuilder) next();
            value.ifPresentOrElse(units -> write(block, units), block::appendNull);
        }

        private void tags(Map<String, String> tags)
        {
            MapBlockBuilder block = (MapBlockBuilder) next();
            block.buildEntry((keys, values) -> new TreeMap<>(tags).forEach((key, value) -> {
                VARCHAR.writeString(keys, key);
                VARCHAR.writeString(values, value);
            }));
        }

        private static void write(MapBlockBuilder block, Units units)
        {
            block.buildEntry((keys, values) -> units.millionths().forEach((name, amount) -> {
                VARCHAR.writeString(keys, name);
                AMOUNT.writeLong(values, amount);
            }));
        }

        private void scans(Optional<ScanReport> value)
        {
            ArrayBlockBuilder block = (ArrayBlockBuilder) next();
            value.ifPresentOrElse(
                    scan -> block.buildEntry(elements -> sorted(scan).forEach(key ->
                            write((RowBlockBuilder) elements, key, scan.counts().get(key)))),
                    block::appendNull);
        }

        private static List<ScanKey> sorted(ScanReport scan)
        {
            return ImmutableList.sortedCopyOf(
                    Comparator.comparing(ScanKey::source).thenComparing(ScanKey::table).thenComparing(ScanKey::kind),
                    scan.counts().keySet());
        }

        private static void write(RowBlockBuilder rows, ScanKey key, ScanCount count)
        {
            rows.buildEntry(fields -> {
                VARCHAR.writeString(fields.get(0), key.source());
                VARCHAR.writeString(fields.get(1), key.table());
                VARCHAR.writeString(fields.get(2), key.kind().name());
                BIGINT.writeLong(fields.get(3), count.bytes());
                BIGINT.writeLong(fields.get(4), count.requests());
                write((MapBlockBuilder) fields.get(5), count.units());
            });
        }

        private BlockBuilder next()
        {
            return page.getBlockBuilder(column++);
        }
    }
}
