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
package io.glaux.reference.write;

import io.glaux.reference.data.ReferenceTable;
import io.glaux.reference.data.Tables;
import io.glaux.reference.evaluate.Identity;
import io.glaux.reference.evaluate.ValueType;
import io.glaux.reference.fault.FaultPoint;
import io.glaux.reference.fault.Faults;
import io.glaux.reference.scan.ReadMeter;
import io.glaux.source.OpaqueBytes;
import io.glaux.source.ReadContext;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import io.glaux.source.SourceWrite;
import io.glaux.source.WriteKind;
import io.glaux.source.WriteTarget;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A write that is seen by others when it ends well, all of it at once, and never otherwise. Thread-safe.
 */
public final class TableWrite
        implements SourceWrite
{
    private final OpaqueBytes state;
    private final Tables tables;
    private final ReferenceTable table;
    private final WriteTarget target;
    private final Faults faults;
    private final ReadMeter meter;
    private final List<Change> changes = new ArrayList<>();

    /**
     * @throws SourceException if the table has no such columns, or is not one to be written to
     */
    public TableWrite(OpaqueBytes state, Tables tables, WriteTarget target, Faults faults, ReadMeter meter)
    {
        this.state = requireNonNull(state, "state is null");
        this.tables = requireNonNull(tables, "tables is null");
        this.target = requireNonNull(target, "target is null");
        this.faults = requireNonNull(faults, "faults is null");
        this.meter = requireNonNull(meter, "meter is null");
        this.table = tables.get(target.table()).table();
        if (tables.get(target.table()).rows().isGenerated()) {
            throw SourceException.notSupported("writing to generated tables");
        }
        for (String column : target.columns()) {
            if (table.schema().getFields().stream().noneMatch(field -> field.getName().equals(column))) {
                throw SourceException.of(
                        SourceErrorCode.COLUMN_NOT_FOUND,
                        "Table %s has no column %s".formatted(table.name(), column));
            }
        }
    }

    @Override
    public OpaqueBytes state()
    {
        return state;
    }

    @Override
    public String onFailure()
    {
        return "";
    }

    @Override
    public void write(WriteKind kind, List<List<Object>> rows, ReadContext context)
            throws InterruptedException
    {
        faults.at(FaultPoint.WRITE, table.name().toString(), rows.size(), context::throttled);
        meter.read(context, rows.size(), 0);
        synchronized (changes) {
            rows.forEach(row -> changes.add(new Change(kind, Collections.unmodifiableList(new ArrayList<>(row)))));
        }
    }

    @Override
    public Optional<String> end(boolean commit)
    {
        faults.at(FaultPoint.END, table.name().toString());
        synchronized (changes) {
            if (commit && !changes.isEmpty()) {
                tables.commit(table.name(), this::applied);
            }
            changes.clear();
        }
        return Optional.empty();
    }

    @Override
    public void close() {}

    private List<List<Object>> applied(List<List<Object>> rows)
    {
        Map<Object, Deque<List<Object>>> byId = new LinkedHashMap<>();
        rows.forEach(row -> add(byId, row));
        for (Change change : changes) {
            switch (change.kind()) {
                case INSERT -> add(byId, inserted(change.values()));
                case DELETE -> take(byId, change.values());
                case UPDATE -> take(byId, change.values()).ifPresent(row -> add(byId, changed(row, change.values())));
            }
        }
        if (!table.key().isEmpty() && byId.values().stream().anyMatch(same -> same.size() > 1)) {
            throw SourceException.of(
                    SourceErrorCode.DUPLICATE_KEY,
                    "Table %s has a row with this %s already".formatted(table.name(), table.key()));
        }
        return byId.values().stream().flatMap(Collection::stream).toList();
    }

    private void add(Map<Object, Deque<List<Object>>> byId, List<Object> row)
    {
        List<Object> values = table.rowId().stream().map(column -> row.get(table.position(column))).toList();
        byId.computeIfAbsent(idOf(values), _ -> new ArrayDeque<>()).add(row);
    }

    private Optional<List<Object>> take(Map<Object, Deque<List<Object>>> byId, List<Object> values)
    {
        Object id = idOf(values);
        Optional<List<Object>> row = Optional.ofNullable(byId.get(id)).map(Deque::removeFirst);
        if (row.isPresent() && byId.get(id).isEmpty()) {
            byId.remove(id);
        }
        return row;
    }

    private List<Object> inserted(List<Object> values)
    {
        List<Object> row = new ArrayList<>(Collections.nCopies(table.schema().getFields().size(), null));
        for (int index = 0; index < target.columns().size(); index++) {
            row.set(table.position(target.columns().get(index)), values.get(index));
        }
        return Collections.unmodifiableList(row);
    }

    private List<Object> changed(List<Object> row, List<Object> values)
    {
        List<Object> changed = new ArrayList<>(row);
        for (int index = 0; index < target.columns().size(); index++) {
            changed.set(table.position(target.columns().get(index)), values.get(table.rowId().size() + index));
        }
        return Collections.unmodifiableList(changed);
    }

    /**
     * @param values those of the row id first
     */
    private List<Object> idOf(List<Object> values)
    {
        List<Object> id = new ArrayList<>();
        for (int part = 0; part < table.rowId().size(); part++) {
            int position = table.position(table.rowId().get(part));
            id.add(Identity.of(ValueType.of(table.schema().getFields().get(position)), values.get(part)));
        }
        return id;
    }

    private record Change(WriteKind kind, List<Object> values) {}
}
