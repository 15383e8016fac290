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
import io.glaux.reference.evaluate.Aggregator;
import io.glaux.reference.evaluate.RowFunction;
import io.glaux.reference.evaluate.RowOrder;
import io.glaux.reference.evaluate.RowPath;
import io.glaux.reference.evaluate.TopRows;
import io.glaux.reference.fault.FaultPoint;
import io.glaux.reference.fault.Faults;
import io.glaux.source.OpaqueBytes;
import io.glaux.source.ReadContext;
import io.glaux.source.RowCursor;
import io.glaux.source.RowReader;
import io.glaux.source.RowWriter;
import io.glaux.source.TopN;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import static java.lang.Math.toIntExact;
import static java.util.Objects.requireNonNull;

/**
 * Reads what has to be known as a whole before its first row is: aggregations and top rows.
 */
final class ResultReader
        implements RowReader
{
    private final ReadContext context;
    private final TableVersion table;
    private final Split split;
    private final ScanSettings settings;
    private final Faults faults;
    private final ReadMeter meter;

    private Optional<List<List<Object>>> result = Optional.empty();
    private int sent;

    ResultReader(
            ReadContext context,
            TableVersion table,
            Split split,
            ScanSettings settings,
            Faults faults,
            ReadMeter meter,
            Optional<OpaqueBytes> cursor)
    {
        this.context = requireNonNull(context, "context is null");
        this.table = requireNonNull(table, "table is null");
        this.split = requireNonNull(split, "split is null");
        this.settings = requireNonNull(settings, "settings is null");
        this.faults = requireNonNull(faults, "faults is null");
        this.meter = requireNonNull(meter, "meter is null");
        this.sent = cursor.map(one -> toIntExact(ReadPosition.of(one, split).sent())).orElse(0);
    }

    @Override
    public boolean readPage(RowWriter rows)
            throws InterruptedException
    {
        if (result.isEmpty()) {
            result = Optional.of(compute());
        }
        List<List<Object>> all = result.get();
        int end = Math.min(all.size(), sent + settings.rowsOfPage());
        while (sent < end) {
            List<Object> row = all.get(sent);
            sent++;
            write(row, rows);
        }
        return end < all.size();
    }

    @Override
    public void close() {}

    private void write(List<Object> row, RowWriter rows)
            throws InterruptedException
    {
        if (row.isEmpty()) {
            rows.endRows(1);
            return;
        }
        for (int column = 0; column < row.size(); column++) {
            Object value = row.get(column);
            if (value != null) {
                rows.column(column).writeObject(value);
            }
        }
        ReadPosition behind = new ReadPosition(split.to(), sent);
        rows.endRow(settings.isResumable() ? () -> Optional.of(behind.bytes()) : RowCursor.NONE);
    }

    private List<List<Object>> compute()
            throws InterruptedException
    {
        Scan scan = split.scan();
        Schema schema = table.table().schema();
        List<List<Object>> rows;
        if (scan.aggregation().isPresent()) {
            Aggregator aggregator = new Aggregator(schema, scan.aggregation().get());
            readAll(aggregator::add);
            rows = aggregator.rows();
            if (scan.topN().isPresent()) {
                TopN topN = scan.topN().get();
                TopRows top = new TopRows(aggregator.order(topN.order()), topN.count());
                rows.forEach(top::add);
                rows = top.rows();
            }
        }
        else {
            TopN topN = scan.topN().orElseThrow();
            TopRows top = new TopRows(RowOrder.of(schema, topN.order()), topN.count());
            readAll(top::add);
            rows = projected(schema, scan, top.rows());
        }
        long limit = scan.limit().orElse(Long.MAX_VALUE);
        return rows.size() <= limit ? rows : rows.subList(0, toIntExact(limit));
    }

    private static List<List<Object>> projected(Schema schema, Scan scan, List<List<Object>> rows)
    {
        List<RowFunction> columns = scan.columns()
                .stream()
                .map(path -> RowPath.of(schema, path).function())
                .toList();
        List<List<Object>> projected = new ArrayList<>();
        for (List<Object> row : rows) {
            List<Object> values = new ArrayList<>();
            columns.forEach(column -> values.add(column.valueOf(row)));
            projected.add(Collections.unmodifiableList(values));
        }
        return projected;
    }

    private void readAll(Consumer<List<Object>> target)
            throws InterruptedException
    {
        RowConditions conditions = new RowConditions(table.table().schema(), split.scan());
        long next = split.from();
        while (next < split.to()) {
            faults.at(FaultPoint.READ, split.scan().table().toString(), next - split.from(), context::throttled);
            long end = Math.min(split.to(), next + settings.rowsOfPage());
            long bytes = 0;
            for (long position = next; position < end; position++) {
                List<Object> row = table.rows().row(position);
                bytes += RowSizes.of(row);
                if (conditions.keep(row, position)) {
                    target.accept(row);
                }
            }
            meter.read(context, end - next, bytes);
            next = end;
        }
    }
}
