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
package io.glaux.reference.data;

import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import io.glaux.source.SourceTableName;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;

/**
 * All tables, with their last versions: a scan reads the version that it was planned for, whatever is committed beside
 * it. Thread-safe.
 */
public final class Tables
{
    private static final int KEPT_VERSIONS = 16;

    private final Map<SourceTableName, Deque<TableVersion>> versions = new ConcurrentSkipListMap<>(
            Comparator.comparing(SourceTableName::schema).thenComparing(SourceTableName::table));

    public void add(ReferenceTable table, TableRows rows)
    {
        Deque<TableVersion> first = new ArrayDeque<>(List.of(new TableVersion(table, 0, rows)));
        if (versions.putIfAbsent(table.name(), first) != null) {
            throw SourceException.of(
                    SourceErrorCode.INVALID_SETTINGS,
                    "There are two tables %s: give one of them another name".formatted(table.name()));
        }
    }

    public Collection<SourceTableName> names()
    {
        return List.copyOf(versions.keySet());
    }

    public Optional<TableVersion> find(SourceTableName name)
    {
        return Optional.ofNullable(versions.get(name)).map(Tables::latest);
    }

    /**
     * @throws SourceException if there is none
     */
    public TableVersion get(SourceTableName name)
    {
        return find(name).orElseThrow(() -> SourceException.of(
                SourceErrorCode.TABLE_NOT_FOUND,
                "There is no table %s".formatted(name)));
    }

    /**
     * @throws SourceException if there is none, or if it was written to so often that the version is gone
     */
    public TableVersion get(SourceTableName name, long version)
    {
        Deque<TableVersion> kept = versions.get(name);
        if (kept == null) {
            return get(name);
        }
        synchronized (kept) {
            return kept.stream()
                    .filter(one -> one.version() == version)
                    .findFirst()
                    .orElseThrow(() -> SourceException.of(
                            SourceErrorCode.SOURCE_FAILED,
                            "Table %s has been written to while it was read: run the query again".formatted(name)));
        }
    }

    /**
     * Makes the next version of a table.
     *
     * @param change of all rows
     */
    public void commit(SourceTableName name, UnaryOperator<List<List<Object>>> change)
    {
        Deque<TableVersion> kept = versions.get(get(name).table().name());
        synchronized (kept) {
            TableVersion last = kept.getLast();
            kept.addLast(last.next(StoredRows.of(change.apply(stored(last.rows())))));
            if (kept.size() > KEPT_VERSIONS) {
                kept.removeFirst();
            }
        }
    }

    private static TableVersion latest(Deque<TableVersion> kept)
    {
        synchronized (kept) {
            return kept.getLast();
        }
    }

    private static List<List<Object>> stored(TableRows rows)
    {
        List<List<Object>> stored = new ArrayList<>();
        for (long position = 0; position < rows.count(); position++) {
            stored.add(rows.row(position));
        }
        return stored;
    }
}
