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

import java.util.ArrayList;
import java.util.Collections;
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
     * @throws SourceException if the table has no such columns, or no key for what is to be done
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
        boolean needsKey = target.kinds().stream().anyMatch(kind -> kind != WriteKind.INSERT);
        if (needsKey && table.key().isEmpty()) {
            throw SourceException.notSupported("changing rows of a table without a key");
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

    /**
     * Rows by their key, or by their number where there is none.
     */
    private List<List<Object>> applied(List<List<Object>> rows)
    {
        Map<Object, List<Object>> byKey = new LinkedHashMap<>();
        for (List<Object> row : rows) {
            byKey.put(keyOfRow(row, (long) byKey.size()), row);
        }
        long number = byKey.size();
        for (Change change : changes) {
            switch (change.kind()) {
                case INSERT -> insert(byKey, change.values(), number);
                case DELETE -> byKey.remove(keyOf(change.values()));
                case UPDATE -> byKey.computeIfPresent(
                        keyOf(change.values()), (_, row) -> changed(row, change.values()));
            }
            number++;
        }
        return new ArrayList<>(byKey.values());
    }

    private void insert(Map<Object, List<Object>> byKey, List<Object> values, long number)
    {
        List<Object> row = new ArrayList<>(Collections.nCopies(table.schema().getFields().size(), null));
        for (int index = 0; index < target.columns().size(); index++) {
            row.set(table.position(target.columns().get(index)), values.get(index));
        }
        if (byKey.putIfAbsent(keyOfRow(row, number), Collections.unmodifiableList(row)) != null) {
            throw SourceException.of(
                    SourceErrorCode.DUPLICATE_KEY,
                    "Table %s has a row with this %s already".formatted(table.name(), table.key()));
        }
    }

    private List<Object> changed(List<Object> row, List<Object> values)
    {
        List<Object> changed = new ArrayList<>(row);
        for (int index = 0; index < target.columns().size(); index++) {
            changed.set(table.position(target.columns().get(index)), values.get(table.key().size() + index));
        }
        return Collections.unmodifiableList(changed);
    }

    private Object keyOfRow(List<Object> row, long number)
    {
        if (table.key().isEmpty()) {
            return number;
        }
        List<Object> values = new ArrayList<>();
        table.key().forEach(column -> values.add(row.get(table.position(column))));
        return keyOf(values);
    }

    /**
     * @param values the key's first
     */
    private List<Object> keyOf(List<Object> values)
    {
        List<Object> key = new ArrayList<>();
        for (int part = 0; part < table.key().size(); part++) {
            int position = table.position(table.key().get(part));
            key.add(Identity.of(ValueType.of(table.schema().getFields().get(position)), values.get(part)));
        }
        return key;
    }

    private record Change(WriteKind kind, List<Object> values) {}
}
