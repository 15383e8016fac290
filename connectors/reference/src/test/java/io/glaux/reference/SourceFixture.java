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

import io.glaux.source.Aggregation;
import io.glaux.source.ColumnPath;
import io.glaux.source.Conjunct;
import io.glaux.source.OpaqueBytes;
import io.glaux.source.RowReader;
import io.glaux.source.ScanPlan;
import io.glaux.source.ScanRequest;
import io.glaux.source.ScanTarget;
import io.glaux.source.Source;
import io.glaux.source.SourceSettings;
import io.glaux.source.SourceSplit;
import io.glaux.source.SourceTableName;
import io.glaux.source.SplitRequest;
import io.glaux.source.TableDescription;
import io.glaux.source.TableSelection;
import io.glaux.source.TopN;
import io.glaux.source.expression.Expression;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Asks a source as a host does.
 */
record SourceFixture(Source source)
{
    static SourceFixture of(Map<String, String> settings)
    {
        return new SourceFixture(new ReferenceSourceFactory().create(new SourceSettings("reference", settings)));
    }

    TableDescription describe(SourceTableName name)
    {
        List<TableDescription> found = new ArrayList<>();
        source.describe(RecordingContext.CALL, new TableSelection(List.of(name), Optional.empty()), found::add);
        return found.getFirst();
    }

    Schema schema(SourceTableName name)
    {
        return describe(name).schema();
    }

    static ScanRequest scan(SourceTableName name, List<ColumnPath> columns, List<Expression> conditions)
    {
        return scan(name, columns, conditions, Optional.empty(), Optional.empty(), OptionalLong.empty());
    }

    static ScanRequest scan(
            SourceTableName name,
            List<ColumnPath> columns,
            List<Expression> conditions,
            Optional<Aggregation> aggregation,
            Optional<TopN> topN,
            OptionalLong limit)
    {
        List<Conjunct> conjuncts = new ArrayList<>();
        for (Expression condition : conditions) {
            conjuncts.add(new Conjunct(conjuncts.size() + 1, condition));
        }
        return new ScanRequest(new ScanTarget.Table(name), columns, conjuncts, aggregation, topN, limit);
    }

    List<ColumnPath> allColumns(SourceTableName name)
    {
        return schema(name).getFields().stream().map(field -> ColumnPath.of(field.getName())).toList();
    }

    List<List<Object>> allRows(SourceTableName name)
            throws InterruptedException
    {
        return rows(source.plan(RecordingContext.CALL, scan(name, allColumns(name), List.of())));
    }

    List<SourceSplit> splits(ScanPlan plan, SplitRequest request)
    {
        List<SourceSplit> splits = new ArrayList<>();
        source.splits(RecordingContext.CALL, plan.scan(), request, splits::add);
        return splits;
    }

    List<List<Object>> rows(ScanPlan plan)
            throws InterruptedException
    {
        return rows(plan, List.of());
    }

    List<List<Object>> rows(ScanPlan plan, List<Conjunct> dynamicFilter)
            throws InterruptedException
    {
        List<List<Object>> rows = new ArrayList<>();
        for (SourceSplit split : splits(plan, new SplitRequest(dynamicFilter, Optional.empty()))) {
            rows.addAll(read(plan, split.split(), Optional.empty()).rows());
        }
        return rows;
    }

    CollectedRows read(ScanPlan plan, OpaqueBytes split, Optional<OpaqueBytes> cursor)
            throws InterruptedException
    {
        return read(new RecordingContext(plan.schema()), split, cursor);
    }

    CollectedRows read(RecordingContext context, OpaqueBytes split, Optional<OpaqueBytes> cursor)
            throws InterruptedException
    {
        CollectedRows rows = new CollectedRows(context.schema().getFields().size());
        try (RowReader reader = source.read(context, split, cursor)) {
            boolean isMore = true;
            while (isMore) {
                isMore = reader.readPage(rows);
            }
        }
        return rows;
    }
}
