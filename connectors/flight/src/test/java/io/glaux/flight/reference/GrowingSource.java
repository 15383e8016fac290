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
package io.glaux.flight.reference;

import io.glaux.reference.ReferenceSourceFactory;
import io.glaux.source.Call;
import io.glaux.source.Feature;
import io.glaux.source.KeyLookup;
import io.glaux.source.LookupRequest;
import io.glaux.source.OpaqueBytes;
import io.glaux.source.RateShare;
import io.glaux.source.ReadContext;
import io.glaux.source.RowReader;
import io.glaux.source.ScanPlan;
import io.glaux.source.ScanRequest;
import io.glaux.source.ScanTarget;
import io.glaux.source.Source;
import io.glaux.source.SourceSettings;
import io.glaux.source.SourceSplit;
import io.glaux.source.SourceTableName;
import io.glaux.source.SourceWrite;
import io.glaux.source.SplitRequest;
import io.glaux.source.TableDescription;
import io.glaux.source.TableSelection;
import io.glaux.source.TableStatistics;
import io.glaux.source.WriteKind;
import io.glaux.source.WriteTarget;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The reference source, to which tests add tables: each is a reference source of its own, and what is opaque to the
 * engine has its number in front.
 */
public final class GrowingSource
        implements Source
{
    /**
     * What is opaque in the reference source never begins so.
     */
    private static final byte ADDED = (byte) 0xFF;
    private static final int TAG_BYTES = 1 + Integer.BYTES;

    private final List<Source> sources = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> added = new ConcurrentSkipListMap<>();

    public GrowingSource(Map<String, String> settings)
    {
        sources.add(new ReferenceSourceFactory().create(new SourceSettings("reference", settings)));
    }

    /**
     * @param table in the definition, as {@code schema.table}
     */
    public void add(String table, String definition)
    {
        Map<String, String> settings = Map.of("tables", definition, "random.tables", "0");
        sources.add(new ReferenceSourceFactory().create(new SourceSettings("added", settings)));
        if (added.putIfAbsent(table, sources.size() - 1) != null) {
            throw new IllegalArgumentException("There is a table %s already".formatted(table));
        }
    }

    /**
     * @return whether it was one of those that were added
     */
    public boolean remove(String table)
    {
        return added.remove(table) != null;
    }

    private int index(SourceTableName name)
    {
        return added.getOrDefault(name.toString(), 0);
    }

    private static OpaqueBytes tag(int index, OpaqueBytes bytes)
    {
        if (index == 0) {
            // as a host that has the reference source alone would
            return bytes;
        }
        byte[] content = bytes.bytes();
        return OpaqueBytes.of(ByteBuffer.allocate(TAG_BYTES + content.length)
                .put(ADDED)
                .putInt(index)
                .put(content)
                .array());
    }

    private static int index(OpaqueBytes tagged)
    {
        ByteBuffer bytes = ByteBuffer.wrap(tagged.bytes());
        return bytes.get() == ADDED ? bytes.getInt() : 0;
    }

    private static OpaqueBytes content(OpaqueBytes tagged)
    {
        byte[] bytes = tagged.bytes();
        return bytes[0] == ADDED ? OpaqueBytes.of(Arrays.copyOfRange(bytes, TAG_BYTES, bytes.length)) : tagged;
    }

    @Override
    public Set<Feature> features()
    {
        return sources.getFirst().features();
    }

    @Override
    public Set<String> units()
    {
        return sources.getFirst().units();
    }

    @Override
    public List<String> schemas(Call call)
    {
        return sources.getFirst().schemas(call);
    }

    @Override
    public void tables(Call call, Optional<String> schema, Consumer<SourceTableName> tables)
    {
        sources.getFirst().tables(call, schema, tables);
        added.keySet().stream()
                .map(GrowingSource::name)
                .filter(name -> schema.map(name.schema()::equals).orElse(true))
                .forEach(tables);
    }

    private static SourceTableName name(String table)
    {
        int dot = table.indexOf('.');
        return new SourceTableName(table.substring(0, dot), table.substring(dot + 1));
    }

    @Override
    public void describe(Call call, TableSelection selection, Consumer<TableDescription> tables)
    {
        List<SourceTableName> own = new ArrayList<>();
        List<SourceTableName> others = new ArrayList<>();
        selection.tables().forEach(name -> (index(name) == 0 ? own : others).add(name));
        if (selection.tables().isEmpty()) {
            added.keySet().stream().map(GrowingSource::name).forEach(others::add);
        }
        if (selection.tables().isEmpty() || !own.isEmpty()) {
            sources.getFirst().describe(call, new TableSelection(own, selection.schema()), tables);
        }
        others.stream()
                .filter(name -> selection.schema().map(name.schema()::equals).orElse(true))
                .forEach(name -> sources.get(index(name)).describe(
                        call,
                        new TableSelection(List.of(name), Optional.empty()),
                        tables));
    }

    @Override
    public ScanPlan plan(Call call, ScanRequest scan)
    {
        int index = switch (scan.from()) {
            case ScanTarget.Table(SourceTableName name) -> index(name);
            case ScanTarget.Query _ -> 0;
        };
        ScanPlan plan = sources.get(index).plan(call, scan);
        return new ScanPlan(
                tag(index, plan.scan()),
                plan.schema(),
                plan.conjuncts(),
                plan.aggregation(),
                plan.topN(),
                plan.limit(),
                plan.estimatedRows(),
                plan.estimatedBytes(),
                plan.estimatedUnits(),
                plan.accessPath());
    }

    @Override
    public void splits(Call call, OpaqueBytes scan, SplitRequest request, Consumer<SourceSplit> splits)
    {
        int index = index(scan);
        sources.get(index).splits(call, content(scan), request, split -> splits.accept(new SourceSplit(
                tag(index, split.split()),
                split.weight(),
                split.estimatedRows(),
                split.estimatedBytes())));
    }

    @Override
    public RowReader read(ReadContext context, OpaqueBytes split, Optional<OpaqueBytes> cursor)
    {
        return sources.get(index(split)).read(context, content(split), cursor);
    }

    @Override
    public TableStatistics statistics(Call call, OpaqueBytes scan)
    {
        return sources.get(index(scan)).statistics(call, content(scan));
    }

    @Override
    public KeyLookup lookup(ReadContext context, OpaqueBytes scan, LookupRequest request)
    {
        return sources.get(index(scan)).lookup(context, content(scan), request);
    }

    @Override
    public SourceWrite write(Call call, WriteTarget target)
    {
        int index = index(target.table());
        return new TaggedWrite(index, sources.get(index).write(call, target));
    }

    @Override
    public SourceWrite resumeWrite(Call call, WriteTarget target, OpaqueBytes state)
    {
        return new TaggedWrite(index(state), sources.get(index(state)).resumeWrite(call, target, content(state)));
    }

    @Override
    public void limitRate(Optional<RateShare> unitsPerSecond)
    {
        sources.forEach(source -> source.limitRate(unitsPerSecond));
    }

    @Override
    public void close()
    {
        sources.forEach(Source::close);
    }

    private record TaggedWrite(int index, SourceWrite write)
            implements SourceWrite
    {
        @Override
        public OpaqueBytes state()
        {
            return tag(index, write.state());
        }

        @Override
        public String onFailure()
        {
            return write.onFailure();
        }

        @Override
        public void write(WriteKind kind, List<List<Object>> rows, ReadContext context)
                throws InterruptedException
        {
            write.write(kind, rows, context);
        }

        @Override
        public Optional<String> end(boolean commit)
                throws InterruptedException
        {
            return write.end(commit);
        }

        @Override
        public void close()
        {
            write.close();
        }
    }
}
