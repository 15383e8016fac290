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
import io.glaux.reference.evaluate.Identity;
import io.glaux.reference.evaluate.RowFunction;
import io.glaux.reference.evaluate.RowPath;
import io.glaux.reference.evaluate.ValueType;
import io.glaux.reference.fault.FaultPoint;
import io.glaux.reference.fault.Faults;
import io.glaux.source.ColumnPath;
import io.glaux.source.KeyLookup;
import io.glaux.source.LookupRequest;
import io.glaux.source.LookupWriter;
import io.glaux.source.ReadContext;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Finds rows by keys, with an index that is made for it. What is read is a row for each key and for each row found.
 */
final class ScanLookup
        implements KeyLookup
{
    private final ReadContext context;
    private final TableVersion table;
    private final LookupRequest request;
    private final Faults faults;
    private final ReadMeter meter;
    private final RowConditions conditions;
    private final List<RowPath> keys;
    private final List<ValueType> keyTypes;
    private final List<RowFunction> columns;

    private Optional<Map<List<Object>, List<List<Object>>>> index = Optional.empty();

    ScanLookup(
            ReadContext context,
            TableVersion table,
            Scan scan,
            LookupRequest request,
            Faults faults,
            ReadMeter meter)
    {
        this.context = requireNonNull(context, "context is null");
        this.table = requireNonNull(table, "table is null");
        this.request = requireNonNull(request, "request is null");
        this.faults = requireNonNull(faults, "faults is null");
        this.meter = requireNonNull(meter, "meter is null");
        this.conditions = new RowConditions(table.table().schema(), scan);
        this.keys = request.keys()
                .stream()
                .map(name -> RowPath.of(table.table().schema(), ColumnPath.of(name)))
                .toList();
        this.keyTypes = keys.stream().map(path -> ValueType.of(path.field())).toList();
        this.columns = request.columns()
                .stream()
                .map(path -> RowPath.of(table.table().schema(), path).function())
                .toList();
    }

    @Override
    public void lookUp(List<List<Object>> wanted, LookupWriter rows)
            throws InterruptedException
    {
        faults.at(FaultPoint.LOOKUP, table.table().name().toString(), wanted.size(), context::throttled);
        for (int number = 0; number < wanted.size(); number++) {
            List<List<Object>> found = find(wanted.get(number));
            meter.read(context, 1 + found.size(), found.stream().mapToLong(RowSizes::of).sum());
            for (List<Object> row : found) {
                for (int column = 0; column < columns.size(); column++) {
                    Object value = columns.get(column).valueOf(row);
                    if (value != null) {
                        rows.column(column).writeObject(value);
                    }
                }
                rows.endRow(number);
            }
        }
    }

    @Override
    public void close() {}

    private List<List<Object>> find(List<Object> key)
    {
        Optional<List<Object>> identity = identity(key);
        if (identity.isEmpty()) {
            return List.of();
        }
        if (table.rows().isGenerated() && request.keys().equals(table.table().key())) {
            return findByPosition((Long) key.getFirst());
        }
        if (index.isEmpty()) {
            index = Optional.of(makeIndex());
        }
        return index.get().getOrDefault(identity.get(), List.of());
    }

    /**
     * In generated tables the key is the number of the row.
     */
    private List<List<Object>> findByPosition(long position)
    {
        if (position < 0 || position >= table.rows().count()) {
            return List.of();
        }
        List<Object> row = table.rows().row(position);
        return conditions.keep(row, position) ? List.of(row) : List.of();
    }

    private Map<List<Object>, List<List<Object>>> makeIndex()
    {
        Map<List<Object>, List<List<Object>>> made = new HashMap<>();
        for (long position = 0; position < table.rows().count(); position++) {
            List<Object> row = table.rows().row(position);
            if (conditions.keep(row, position)) {
                List<Object> key = new ArrayList<>();
                keys.forEach(path -> key.add(path.function().valueOf(row)));
                identity(key).ifPresent(identity -> made.computeIfAbsent(identity, _ -> new ArrayList<>()).add(row));
            }
        }
        return made;
    }

    /**
     * Empty for a key that no row is equal to.
     */
    private Optional<List<Object>> identity(List<Object> key)
    {
        List<Object> identity = new ArrayList<>();
        for (int part = 0; part < keyTypes.size(); part++) {
            if (!Identity.isEqualToItself(keyTypes.get(part), key.get(part))) {
                return Optional.empty();
            }
            identity.add(Identity.of(keyTypes.get(part), key.get(part)));
        }
        return Optional.of(identity);
    }
}
