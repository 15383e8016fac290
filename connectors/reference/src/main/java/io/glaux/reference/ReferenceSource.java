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
package io.glaux.reference;

import io.glaux.reference.data.ReferenceTables;
import io.glaux.reference.data.Tables;
import io.glaux.reference.fault.FaultPoint;
import io.glaux.reference.fault.Faults;
import io.glaux.reference.scan.RateLimiter;
import io.glaux.reference.scan.ReadMeter;
import io.glaux.reference.scan.ScanPlanner;
import io.glaux.reference.scan.ScanReads;
import io.glaux.reference.write.OpenWrites;
import io.glaux.reference.write.TableWrite;
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
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import io.glaux.source.SourceSplit;
import io.glaux.source.SourceTableName;
import io.glaux.source.SourceWrite;
import io.glaux.source.SplitRequest;
import io.glaux.source.TableDescription;
import io.glaux.source.TableSelection;
import io.glaux.source.TableStatistics;
import io.glaux.source.WriteKind;
import io.glaux.source.WriteTarget;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The reference source: what it takes of a scan it does exactly, and it can be told to take less, or to fail.
 */
final class ReferenceSource
        implements Source
{
    private static final SourceTableName BROKEN = new SourceTableName("default", "broken");

    private final ReferenceSettings settings;
    private final Tables tables;
    private final Faults faults;
    private final RateLimiter limiter;
    private final ReadMeter meter;
    private final OpenWrites writes = new OpenWrites();
    private final ScanPlanner planner;
    private final ScanReads reads;

    ReferenceSource(ReferenceSettings settings)
    {
        this.settings = settings;
        this.tables = ReferenceTables.of(settings.sizes(), settings.definitions());
        this.faults = new Faults(settings.fault());
        this.limiter = new RateLimiter(settings.millionthsPerSecond(), System::nanoTime);
        this.meter = new ReadMeter(limiter);
        this.planner = new ScanPlanner(tables, settings.scan());
        this.reads = new ScanReads(tables, settings.scan(), faults, meter);
    }

    @Override
    public Set<Feature> features()
    {
        return settings.scan().features();
    }

    @Override
    public Set<String> units()
    {
        return Set.of(ReadMeter.UNIT);
    }

    @Override
    public List<String> schemas(Call call)
    {
        return List.copyOf(new TreeSet<>(names().stream().map(SourceTableName::schema).toList()));
    }

    @Override
    public void tables(Call call, Optional<String> schema, Consumer<SourceTableName> names)
    {
        names().stream()
                .filter(name -> schema.map(name.schema()::equals).orElse(true))
                .forEach(names);
    }

    @Override
    public void describe(Call call, TableSelection selection, Consumer<TableDescription> descriptions)
    {
        Collection<SourceTableName> wanted = selection.tables().isEmpty() ? names() : selection.tables();
        for (SourceTableName name : wanted) {
            if (selection.schema().map(name.schema()::equals).orElse(true)) {
                faults.at(FaultPoint.DESCRIBE, name.toString());
                describe(name).ifPresent(descriptions);
            }
        }
    }

    @Override
    public ScanPlan plan(Call call, ScanRequest scan)
    {
        if (scan.from() instanceof ScanTarget.Table(SourceTableName name)) {
            faults.at(FaultPoint.PLAN, name.toString());
        }
        else if (!features().contains(Feature.QUERY)) {
            throw SourceException.notSupported("queries of its own");
        }
        return planner.plan(scan);
    }

    @Override
    public void splits(Call call, OpaqueBytes scan, SplitRequest request, Consumer<SourceSplit> splits)
    {
        reads.splits(scan, request, splits);
    }

    @Override
    public RowReader read(ReadContext context, OpaqueBytes split, Optional<OpaqueBytes> cursor)
    {
        return reads.read(context, split, cursor);
    }

    @Override
    public TableStatistics statistics(Call call, OpaqueBytes scan)
    {
        return features().contains(Feature.STATISTICS) ? reads.statistics(scan) : TableStatistics.UNKNOWN;
    }

    @Override
    public KeyLookup lookup(ReadContext context, OpaqueBytes scan, LookupRequest request)
    {
        return reads.lookup(context, scan, request);
    }

    @Override
    public SourceWrite write(Call call, WriteTarget target)
    {
        for (WriteKind kind : target.kinds()) {
            if (!features().contains(feature(kind))) {
                throw SourceException.notSupported(kind.name());
            }
        }
        OpaqueBytes state = OpaqueBytes.of(UUID.randomUUID().toString());
        TableWrite write = new TableWrite(state, tables, target, faults, meter);
        writes.add(write);
        return write;
    }

    @Override
    public SourceWrite resumeWrite(Call call, WriteTarget target, OpaqueBytes state)
    {
        return writes.get(state);
    }

    @Override
    public void limitRate(Optional<RateShare> unitsPerSecond)
    {
        OptionalLong millionths = unitsPerSecond
                .map(share -> OptionalLong.of(share.perSecond().millionths().getOrDefault(ReadMeter.UNIT, 0L)))
                .orElse(OptionalLong.empty());
        limiter.limit(millionths, unitsPerSecond.map(RateShare::validity).orElse(Duration.ZERO));
    }

    @Override
    public void close() {}

    private List<SourceTableName> names()
    {
        List<SourceTableName> names = new ArrayList<>(tables.names());
        if (settings.hasBrokenTable()) {
            names.add(BROKEN);
        }
        return names;
    }

    private Optional<TableDescription> describe(SourceTableName name)
    {
        if (settings.hasBrokenTable() && name.equals(BROKEN)) {
            return Optional.of(TableDescription.failed(
                    name,
                    SourceException.of(
                            SourceErrorCode.SOURCE_FAILED,
                            "The table cannot be described, as was asked for")));
        }
        return tables.find(name).map(version -> version.table().description());
    }

    private static Feature feature(WriteKind kind)
    {
        return switch (kind) {
            case INSERT -> Feature.INSERT;
            case DELETE -> Feature.DELETE;
            case UPDATE -> Feature.UPDATE;
        };
    }
}
