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
package io.glaux.host.convert;

import io.glaux.protocol.ArrowSchemas;
import io.glaux.protocol.v1.AggregateCall;
import io.glaux.protocol.v1.AggregateFunction;
import io.glaux.protocol.v1.Projection;
import io.glaux.protocol.v1.ScanSpec;
import io.glaux.protocol.v1.TableName;
import io.glaux.source.Aggregation;
import io.glaux.source.ColumnPath;
import io.glaux.source.Conjunct;
import io.glaux.source.Feature;
import io.glaux.source.ScanRequest;
import io.glaux.source.ScanTarget;
import io.glaux.source.SourceException;
import io.glaux.source.SourceTableName;
import io.glaux.source.TopN;
import org.apache.arrow.vector.types.pojo.Field;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/**
 * Reads scans. What the source cannot do at all is left out, as if it had not been offered: the engine then does it.
 * What comes after it in the order of evaluation is left out with it, since the source would do it too early.
 */
public final class ScanReader
{
    private final ExpressionReader expressions;

    public ScanReader(ExpressionReader expressions)
    {
        this.expressions = requireNonNull(expressions, "expressions is null");
    }

    /**
     * @throws io.glaux.protocol.ProtocolException if it is not well formed
     * @throws SourceException if the source cannot do what cannot be left out
     */
    public ScanRequest scan(ScanSpec scan, Set<Feature> features)
    {
        List<Conjunct> conjuncts = expressions.conjuncts(scan.getConjunctsList());
        Optional<Aggregation> aggregation = scan.hasAggregation()
                ? Optional.of(aggregation(scan.getAggregation()))
                : Optional.empty();
        Optional<TopN> topN = scan.hasTopN() ? Optional.of(topN(scan.getTopN())) : Optional.empty();
        OptionalLong limit = scan.hasLimit() ? OptionalLong.of(count(scan.getLimit())) : OptionalLong.empty();
        boolean filters = features.contains(Feature.FILTER);
        boolean aggregates = (filters || scan.getConjunctsCount() == 0)
                && conjuncts.size() == scan.getConjunctsCount();
        boolean sorts = aggregates && (features.contains(Feature.AGGREGATION) || aggregation.isEmpty());
        boolean limits = sorts && (features.contains(Feature.TOP_N) || topN.isEmpty());
        return new ScanRequest(
                target(scan, features),
                columns(scan.getColumnsList(), features),
                filters ? conjuncts : List.of(),
                aggregates && features.contains(Feature.AGGREGATION) ? aggregation : Optional.empty(),
                sorts && features.contains(Feature.TOP_N) ? topN : Optional.empty(),
                limits && features.contains(Feature.LIMIT) ? limit : OptionalLong.empty());
    }

    /**
     * @throws SourceException if one is within a column, and the source reads whole columns
     */
    public static List<ColumnPath> columns(List<Projection> columns, Set<Feature> features)
    {
        List<ColumnPath> paths = columns.stream().map(ScanReader::path).toList();
        if (paths.stream().anyMatch(ColumnPath::isNested) && !features.contains(Feature.NESTED_PROJECTION)) {
            throw SourceException.notSupported("reading fields within columns");
        }
        return paths;
    }

    public static SourceTableName tableName(TableName name)
    {
        return new SourceTableName(name.getSchema(), name.getTable());
    }

    private static ScanTarget target(ScanSpec scan, Set<Feature> features)
    {
        return switch (scan.getFromCase()) {
            case TABLE -> new ScanTarget.Table(tableName(scan.getTable()));
            case QUERY -> query(scan.getQuery(), features);
            case FROM_NOT_SET -> throw Malformed.request("A scan is neither of a table nor of a query");
        };
    }

    private static ScanTarget query(String text, Set<Feature> features)
    {
        if (!features.contains(Feature.QUERY)) {
            throw SourceException.notSupported("texts in a language of its own");
        }
        return new ScanTarget.Query(text);
    }

    private static Aggregation aggregation(io.glaux.protocol.v1.Aggregation aggregation)
    {
        return new Aggregation(
                aggregation.getGroupByList().stream().map(ScanReader::path).toList(),
                aggregation.getAggregatesList().stream().map(ScanReader::aggregate).toList());
    }

    private static Aggregation.Aggregate aggregate(AggregateCall call)
    {
        Aggregation.Function function = function(call.getFunction());
        if (call.hasArgument() == (function == Aggregation.Function.COUNT_ALL)) {
            throw Malformed.request("Every aggregate but the count of all rows has an argument");
        }
        Field type = ArrowSchemas.readField(call.getType(), "The type of an aggregate");
        Field result = new Field(call.getName(), type.getFieldType(), type.getChildren());
        Optional<ColumnPath> argument = call.hasArgument() ? Optional.of(path(call.getArgument())) : Optional.empty();
        return new Aggregation.Aggregate(function, argument, call.getDistinct(), result);
    }

    private static Aggregation.Function function(AggregateFunction function)
    {
        return switch (function) {
            case AGGREGATE_FUNCTION_COUNT_ALL -> Aggregation.Function.COUNT_ALL;
            case AGGREGATE_FUNCTION_COUNT -> Aggregation.Function.COUNT;
            case AGGREGATE_FUNCTION_MIN -> Aggregation.Function.MIN;
            case AGGREGATE_FUNCTION_MAX -> Aggregation.Function.MAX;
            case AGGREGATE_FUNCTION_SUM -> Aggregation.Function.SUM;
            case AGGREGATE_FUNCTION_AVG -> Aggregation.Function.AVG;
            case AGGREGATE_FUNCTION_UNSPECIFIED, UNRECOGNIZED -> throw Malformed.unknownKind("An aggregate");
        };
    }

    private static TopN topN(io.glaux.protocol.v1.TopN topN)
    {
        if (topN.getOrderCount() == 0) {
            throw Malformed.request("The first rows are asked for in no order");
        }
        List<TopN.SortItem> order = topN.getOrderList().stream()
                .map(item -> new TopN.SortItem(path(item.getColumn()), item.getAscending(), item.getNullsFirst()))
                .toList();
        return new TopN(order, count(topN.getCount()));
    }

    private static ColumnPath path(Projection projection)
    {
        return ExpressionReader.path(projection.getPathList());
    }

    /**
     * uint64 on the wire: what is negative here is beyond what Java has.
     */
    private static long count(long rows)
    {
        return rows < 0 ? Long.MAX_VALUE : rows;
    }
}
