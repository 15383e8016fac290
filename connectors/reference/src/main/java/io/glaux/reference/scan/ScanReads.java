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
package io.glaux.reference.scan;

import io.glaux.reference.data.TableVersion;
import io.glaux.reference.data.Tables;
import io.glaux.reference.evaluate.ExpressionCompiler;
import io.glaux.reference.evaluate.Fallible;
import io.glaux.reference.evaluate.UnsupportedExpressionException;
import io.glaux.reference.fault.FaultPoint;
import io.glaux.reference.fault.Faults;
import io.glaux.source.Conjunct;
import io.glaux.source.Feature;
import io.glaux.source.KeyLookup;
import io.glaux.source.LookupRequest;
import io.glaux.source.OpaqueBytes;
import io.glaux.source.ReadContext;
import io.glaux.source.RowReader;
import io.glaux.source.SourceException;
import io.glaux.source.SourceSplit;
import io.glaux.source.SplitRequest;
import io.glaux.source.TableStatistics;
import io.glaux.source.expression.Expression;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

import static java.lang.Math.toIntExact;
import static java.util.Objects.requireNonNull;

/**
 * Reads scans that were planned. Thread-safe.
 */
public final class ScanReads
{
    private static final int USUAL_WEIGHT = 100;

    private final Tables tables;
    private final ScanSettings settings;
    private final Faults faults;
    private final ReadMeter meter;

    public ScanReads(Tables tables, ScanSettings settings, Faults faults, ReadMeter meter)
    {
        this.tables = requireNonNull(tables, "tables is null");
        this.settings = requireNonNull(settings, "settings is null");
        this.faults = requireNonNull(faults, "faults is null");
        this.meter = requireNonNull(meter, "meter is null");
    }

    public void splits(OpaqueBytes bytes, SplitRequest request, Consumer<SourceSplit> splits)
    {
        Scan planned = ScanFormat.scan(bytes);
        faults.at(FaultPoint.SPLITS, planned.table().toString());
        TableVersion table = table(planned);
        Scan narrowed = request.columns().map(planned::withColumns).orElse(planned);
        Scan scan = narrowed.withMore(dynamicConditions(table.table().schema(), planned, request.dynamicFilter()));
        long count = table.rows().count();
        long step = scan.isSplit() ? settings.rowsOfSplit() : Math.max(1, count);
        for (long from = 0; from == 0 || from < count; from += step) {
            long to = Math.min(count, from + step);
            splits.accept(new SourceSplit(
                    ScanFormat.bytes(new Split(scan, from, to)),
                    weight(to - from),
                    OptionalDouble.of((double) (to - from)),
                    OptionalDouble.empty()));
        }
    }

    public RowReader read(ReadContext context, OpaqueBytes bytes, Optional<OpaqueBytes> cursor)
    {
        Split split = ScanFormat.split(bytes);
        faults.at(FaultPoint.OPEN, split.scan().table().toString());
        TableVersion table = table(split.scan());
        return split.scan().aggregation().isPresent() || split.scan().topN().isPresent()
                ? new ResultReader(context, table, split, settings, faults, meter, cursor)
                : new ScanReader(context, table, split, settings, faults, meter, cursor);
    }

    /**
     * @throws SourceException if the scan is more than rows that satisfy conditions
     */
    public KeyLookup lookup(ReadContext context, OpaqueBytes bytes, LookupRequest request)
    {
        Scan scan = ScanFormat.scan(bytes);
        boolean isPlain = scan.aggregation().isEmpty() && scan.topN().isEmpty() && scan.limit().isEmpty();
        if (!settings.features().contains(Feature.LOOKUP) || !isPlain) {
            throw SourceException.notSupported("looking up keys in such a scan");
        }
        return new ScanLookup(context, table(scan), scan, request, faults, meter);
    }

    public TableStatistics statistics(OpaqueBytes bytes)
    {
        Scan scan = ScanFormat.scan(bytes);
        TableVersion table = table(scan);
        if (table.rows().isGenerated() || scan.aggregation().isPresent()) {
            return TableStatistics.UNKNOWN;
        }
        return StatisticsMaker.of(table, new RowConditions(table.table().schema(), scan), scan.limit());
    }

    private TableVersion table(Scan scan)
    {
        return scan.of(tables.get(scan.table(), scan.version()));
    }

    /**
     * Once rows are aggregated, or only the first of them are wanted, it is too late for more conditions.
     */
    private List<Expression> dynamicConditions(Schema schema, Scan scan, List<Conjunct> dynamicFilter)
    {
        boolean isTooLate = scan.aggregation().isPresent() || scan.topN().isPresent() || scan.limit().isPresent();
        if (isTooLate || !settings.features().contains(Feature.DYNAMIC_FILTER)) {
            return List.of();
        }
        return dynamicFilter.stream()
                .map(Conjunct::expression)
                .filter(expression -> isKnown(schema, expression))
                .toList();
    }

    private static boolean isKnown(Schema schema, Expression expression)
    {
        try {
            requireNonNull(new ExpressionCompiler(schema).condition(expression), "condition is null");
            return !Fallible.canFail(schema, expression);
        }
        catch (UnsupportedExpressionException _) {
            return false;
        }
    }

    private int weight(long rows)
    {
        return toIntExact(Math.clamp(rows * USUAL_WEIGHT / settings.rowsOfSplit(), 1, USUAL_WEIGHT));
    }
}
