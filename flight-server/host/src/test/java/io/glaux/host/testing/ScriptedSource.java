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
package io.glaux.host.testing;

import io.glaux.metering.Units;
import io.glaux.source.Call;
import io.glaux.source.ColumnPath;
import io.glaux.source.ColumnTypes;
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
import io.glaux.source.Taken;
import io.glaux.source.WriteTarget;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;

import static java.util.Objects.requireNonNull;

/**
 * Tables of the same columns whose names say how their reads go: see {@link ScriptedReader}.
 */
public class ScriptedSource
        implements Source
{
    public static final String UNIT = "scripted-unit";
    public static final String OTHER_UNIT = "scripted-write-unit";
    public static final String SECRET = "secret-4711";
    static final List<Field> FIELDS = List.of(
            ColumnTypes.bigint("id"),
            ColumnTypes.text("name"),
            ColumnTypes.row("part", List.of(ColumnTypes.text("x"), ColumnTypes.bigint("y"))));

    private final Probe probe;

    public ScriptedSource(Probe probe)
    {
        this.probe = requireNonNull(probe, "probe is null");
    }

    @Override
    public Set<Feature> features()
    {
        return EnumSet.complementOf(EnumSet.of(Feature.AGGREGATION, Feature.UPDATE));
    }

    @Override
    public Set<String> units()
    {
        return Set.of(UNIT, OTHER_UNIT);
    }

    @Override
    public List<String> schemas(Call call)
    {
        probe.call.set(call);
        return List.of("default", "Other Schema");
    }

    @Override
    public void tables(Call call, Optional<String> schema, Consumer<SourceTableName> tables)
    {
        for (int i = 0; i < 5_000; i++) {
            tables.accept(new SourceTableName(schema.orElse("default"), "table-" + i));
        }
    }

    @Override
    public void describe(Call call, TableSelection selection, Consumer<TableDescription> tables)
    {
        for (SourceTableName name : selection.tables()) {
            switch (name.table()) {
                case "missing" -> {}
                case "broken" -> tables.accept(TableDescription.failed(
                        name,
                        SourceException.of(SourceErrorCode.NOT_SUPPORTED, "It cannot be described")));
                default -> tables.accept(new TableDescription(
                        name,
                        new Schema(FIELDS),
                        Optional.of("for tests"),
                        List.of(List.of("id")),
                        List.of("id"),
                        List.of("a note"),
                        Optional.empty()));
            }
        }
    }

    @Override
    public ScanPlan plan(Call call, ScanRequest scan)
    {
        probe.scan.set(scan);
        String table = scan.from() instanceof ScanTarget.Table(SourceTableName name) ? name.table() : "query";
        if (table.equals("throwing-plan")) {
            throw new IllegalStateException(SECRET);
        }
        boolean breaksContract = table.equals("greedy");
        return new ScanPlan(
                OpaqueBytes.of(table),
                new Schema(scan.columns().stream().map(ScriptedSource::field).toList()),
                Map.of(),
                Taken.NO,
                Taken.NO,
                breaksContract ? Taken.WHOLE : Taken.NO,
                OptionalDouble.of(1),
                OptionalDouble.of(Double.NaN),
                Units.of(UNIT, 2),
                "by the script");
    }

    private static Field field(ColumnPath path)
    {
        Field field = FIELDS.stream()
                .filter(candidate -> candidate.getName().equals(path.column()))
                .findFirst()
                .orElseThrow(() -> SourceException.of(
                        SourceErrorCode.COLUMN_NOT_FOUND,
                        "There is no column " + path.column()));
        return path.isNested()
                ? field.getChildren().stream()
                  .filter(child -> child.getName().equals(path.names().get(1)))
                  .findFirst()
                  .orElseThrow()
                : field;
    }

    @Override
    public void splits(Call call, OpaqueBytes scan, SplitRequest request, Consumer<SourceSplit> splits)
    {
        probe.split.set(request);
        int count = scan.text().equals("many-splits") ? 200_000 : 1;
        for (int i = 0; i < count; i++) {
            splits.accept(new SourceSplit(scan, 100, OptionalDouble.empty(), OptionalDouble.of(1_000)));
            probe.madeSplits.incrementAndGet();
        }
    }

    @Override
    public RowReader read(ReadContext context, OpaqueBytes split, Optional<OpaqueBytes> cursor)
    {
        return new ScriptedReader(probe, context, split.text(), cursor);
    }

    @Override
    public TableStatistics statistics(Call call, OpaqueBytes scan)
    {
        return new TableStatistics(
                OptionalDouble.of(7),
                Map.of("id", new TableStatistics.Column(
                        OptionalDouble.of(0),
                        OptionalDouble.of(7),
                        OptionalDouble.empty(),
                        OptionalDouble.of(-1),
                        OptionalDouble.of(Double.POSITIVE_INFINITY))));
    }

    @Override
    public KeyLookup lookup(ReadContext context, OpaqueBytes scan, LookupRequest request)
    {
        return new ScriptedLookup(probe, context, scan.text());
    }

    @Override
    public SourceWrite write(Call call, WriteTarget target)
    {
        return new ScriptedWrite(probe, "state-" + target.table().table());
    }

    @Override
    public SourceWrite resumeWrite(Call call, WriteTarget target, OpaqueBytes state)
    {
        return new ScriptedWrite(probe, state.text());
    }

    @Override
    public void limitRate(Optional<RateShare> unitsPerSecond)
    {
        probe.shares.add(unitsPerSecond);
    }

    @Override
    public void close()
    {
        probe.isClosed = true;
    }
}
