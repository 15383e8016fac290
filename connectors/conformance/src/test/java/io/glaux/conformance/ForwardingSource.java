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
package io.glaux.conformance;

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
import io.glaux.source.Source;
import io.glaux.source.SourceSplit;
import io.glaux.source.SourceTableName;
import io.glaux.source.SourceWrite;
import io.glaux.source.SplitRequest;
import io.glaux.source.TableDescription;
import io.glaux.source.TableSelection;
import io.glaux.source.TableStatistics;
import io.glaux.source.WriteTarget;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import static java.util.Objects.requireNonNull;

/**
 * Does what another source does.
 */
abstract class ForwardingSource
        implements Source
{
    private final Source source;

    ForwardingSource(Source source)
    {
        this.source = requireNonNull(source, "source is null");
    }

    @Override
    public ScanPlan plan(Call call, ScanRequest scan)
    {
        return source.plan(call, scan);
    }

    @Override
    public TableStatistics statistics(Call call, OpaqueBytes scan)
    {
        return source.statistics(call, scan);
    }

    @Override
    public Set<Feature> features()
    {
        return source.features();
    }

    @Override
    public Set<String> units()
    {
        return source.units();
    }

    @Override
    public List<String> schemas(Call call)
    {
        return source.schemas(call);
    }

    @Override
    public void tables(Call call, Optional<String> schema, Consumer<SourceTableName> tables)
    {
        source.tables(call, schema, tables);
    }

    @Override
    public void describe(Call call, TableSelection selection, Consumer<TableDescription> tables)
    {
        source.describe(call, selection, tables);
    }

    @Override
    public void splits(Call call, OpaqueBytes scan, SplitRequest request, Consumer<SourceSplit> splits)
    {
        source.splits(call, scan, request, splits);
    }

    @Override
    public RowReader read(ReadContext context, OpaqueBytes split, Optional<OpaqueBytes> cursor)
    {
        return source.read(context, split, cursor);
    }

    @Override
    public KeyLookup lookup(ReadContext context, OpaqueBytes scan, LookupRequest request)
    {
        return source.lookup(context, scan, request);
    }

    @Override
    public SourceWrite write(Call call, WriteTarget target)
    {
        return source.write(call, target);
    }

    @Override
    public SourceWrite resumeWrite(Call call, WriteTarget target, OpaqueBytes state)
    {
        return source.resumeWrite(call, target, state);
    }

    @Override
    public void limitRate(Optional<RateShare> unitsPerSecond)
    {
        source.limitRate(unitsPerSecond);
    }

    @Override
    public void close()
    {
        source.close();
    }
}
