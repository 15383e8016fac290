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
import io.glaux.engine.metering.Bill;
import io.glaux.engine.metering.PriceBook;
import io.glaux.engine.query.ResultColumn;
import io.glaux.metering.Units;
import io.trino.spi.Page;
import io.trino.spi.PageBuilder;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.OptionalLong;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.VarcharType.VARCHAR;

/**
 * The answer of a dry run: a row for each scan, and one for all of them with the price.
 */
final class ForecastRows
{
    static final String EXACT = "exact";
    static final String AT_MOST = "at most";
    static final String UNKNOWN = "unknown";
    static final String TOTAL = "total";

    static final List<ResultColumn> COLUMNS = ImmutableList.of(
            new ResultColumn("table", VARCHAR),
            new ResultColumn("columns", VARCHAR),
            new ResultColumn("partitions", BIGINT),
            new ResultColumn("files", BIGINT),
            new ResultColumn("splits", BIGINT),
            new ResultColumn("row_groups", BIGINT),
            new ResultColumn("bytes", BIGINT),
            new ResultColumn("bound", VARCHAR),
            new ResultColumn("billed_bytes", BIGINT),
            new ResultColumn("micro_usd", BIGINT));

    private ForecastRows() {}

    static Page page(List<ScanForecast> scans, PriceBook price)
    {
        PageBuilder page = new PageBuilder(COLUMNS.stream().map(ResultColumn::type).toList());
        for (ScanForecast scan : scans) {
            Row row = new Row(page);
            row.text(scan.table());
            row.text(String.join(", ", scan.columns()));
            row.number(OptionalLong.of(scan.partitions()));
            row.number(OptionalLong.of(scan.files()));
            row.number(OptionalLong.of(scan.splits()));
            row.number(scan.rowGroups());
            row.number(scan.bytes());
            row.text(bound(scan));
            row.number(OptionalLong.empty());
            row.number(OptionalLong.empty());
        }
        addTotal(new Row(page), scans, price);
        return page.build();
    }

    private static void addTotal(Row row, List<ScanForecast> scans, PriceBook price)
    {
        boolean isKnown = scans.stream().allMatch(scan -> scan.bytes().isPresent());
        long bytes = scans.stream().mapToLong(scan -> scan.bytes().orElse(0)).sum();
        long billed = price.billedBytes(bytes);
        row.text(TOTAL);
        row.text("");
        row.number(OptionalLong.of(scans.stream().mapToLong(ScanForecast::partitions).sum()));
        row.number(OptionalLong.of(scans.stream().mapToLong(ScanForecast::files).sum()));
        row.number(OptionalLong.of(scans.stream().mapToLong(ScanForecast::splits).sum()));
        row.number(OptionalLong.of(scans.stream().mapToLong(scan -> scan.rowGroups().orElse(0)).sum()));
        row.number(isKnown ? OptionalLong.of(bytes) : OptionalLong.empty());
        row.text(!isKnown ? UNKNOWN : scans.stream().allMatch(ScanForecast::isExact) ? EXACT : AT_MOST);
        row.number(isKnown ? OptionalLong.of(billed) : OptionalLong.empty());
        row.number(isKnown ? OptionalLong.of(price.microUsd(new Bill(billed, Units.NONE))) : OptionalLong.empty());
    }

    private static String bound(ScanForecast scan)
    {
        if (scan.bytes().isEmpty()) {
            return UNKNOWN;
        }
        return scan.isExact() ? EXACT : AT_MOST;
    }

    private static final class Row
    {
        private final PageBuilder page;
        private int channel;

        private Row(PageBuilder page)
        {
            this.page = page;
            page.declarePosition();
        }

        private void text(String value)
        {
            VARCHAR.writeString(next(), value);
        }

        private void number(OptionalLong value)
        {
            BlockBuilder builder = next();
            if (value.isPresent()) {
                BIGINT.writeLong(builder, value.getAsLong());
            }
            else {
                builder.appendNull();
            }
        }

        private BlockBuilder next()
        {
            Type type = COLUMNS.get(channel).type();
            BlockBuilder builder = page.getBlockBuilder(channel);
            channel++;
            if (!type.equals(VARCHAR) && !type.equals(BIGINT)) {
                throw new IllegalStateException("Unexpected type " + type);
            }
            return builder;
        }
    }
}
