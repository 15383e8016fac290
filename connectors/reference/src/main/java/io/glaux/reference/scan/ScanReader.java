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
import io.glaux.reference.evaluate.RowFunction;
import io.glaux.reference.evaluate.RowPath;
import io.glaux.reference.fault.FaultPoint;
import io.glaux.reference.fault.Faults;
import io.glaux.source.OpaqueBytes;
import io.glaux.source.ReadContext;
import io.glaux.source.RowCursor;
import io.glaux.source.RowReader;
import io.glaux.source.RowWriter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Reads a split row by row: no more than a page of it is in memory.
 */
final class ScanReader
        implements RowReader
{
    static final long BYTES_OF_PAGE = 1024 * 1024;

    private final ReadContext context;
    private final TableVersion table;
    private final Split split;
    private final ScanSettings settings;
    private final Faults faults;
    private final ReadMeter meter;
    private final RowConditions conditions;
    private final List<RowFunction> columns;

    private ReadPosition position;

    ScanReader(
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
        this.conditions = new RowConditions(table.table().schema(), split.scan());
        this.columns = split.scan()
                .columns()
                .stream()
                .map(path -> RowPath.of(table.table().schema(), path).function())
                .toList();
        this.position = cursor.map(one -> ReadPosition.of(one, split)).orElse(new ReadPosition(split.from(), 0));
    }

    @Override
    public boolean readPage(RowWriter rows)
            throws InterruptedException
    {
        faults.at(
                FaultPoint.READ,
                split.scan().table().toString(),
                position.next() - split.from(),
                context::throttled);
        List<Kept> page = new ArrayList<>();
        long next = position.next();
        long first = next;
        long bytes = 0;
        while (next < split.to() && next - first < settings.rowsOfPage() && bytes < BYTES_OF_PAGE && !isFull(page)) {
            List<Object> row = table.rows().row(next);
            bytes += RowSizes.of(row);
            if (conditions.keep(row, next)) {
                page.add(new Kept(row, new ReadPosition(next + 1, position.sent() + page.size() + 1)));
            }
            next++;
        }
        meter.read(context, next - first, bytes);
        write(page, rows);
        position = new ReadPosition(next, position.sent() + page.size());
        return next < split.to() && !isFull(List.of());
    }

    @Override
    public void close() {}

    private boolean isFull(List<Kept> page)
    {
        return position.sent() + page.size() >= split.scan().limit().orElse(Long.MAX_VALUE);
    }

    private void write(List<Kept> page, RowWriter rows)
            throws InterruptedException
    {
        if (columns.isEmpty()) {
            rows.endRows(page.size());
            return;
        }
        for (Kept kept : page) {
            for (int column = 0; column < columns.size(); column++) {
                Object value = columns.get(column).valueOf(kept.row());
                if (value != null) {
                    rows.column(column).writeObject(value);
                }
            }
            rows.endRow(settings.isResumable() ? () -> Optional.of(kept.behind().bytes()) : RowCursor.NONE);
        }
    }

    private record Kept(List<Object> row, ReadPosition behind) {}
}
