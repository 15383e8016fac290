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
package io.glaux.conformance.oracle;

import io.glaux.conformance.data.KnownTable;
import io.glaux.protocol.ArrowSchemas;
import io.glaux.protocol.ProtocolLimits;
import io.glaux.protocol.v1.AggregateCall;
import io.glaux.protocol.v1.AggregateFunction;
import io.glaux.protocol.v1.Aggregation;
import io.glaux.protocol.v1.Conjunct;
import io.glaux.protocol.v1.Feature;
import io.glaux.protocol.v1.Projection;
import io.glaux.protocol.v1.ScanSpec;
import io.glaux.protocol.v1.SortItem;
import io.glaux.protocol.v1.TopN;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/**
 * Random scans of a table, of what a host has features for. Every column is in the scan, so that an engine can do what
 * the host leaves.
 */
public final class GeneratedScans
{
    private static final int MOST_CONJUNCTS = 4;
    private static final int DEEPEST = 3;
    private static final int LARGEST = ProtocolLimits.OPAQUE_BYTES / 2;
    private static final ArrowType BIGINT = new ArrowType.Int(Long.SIZE, true);

    private final Random random;
    private final KnownTable table;
    private final Set<Feature> features;
    private final GeneratedConditions conditions;

    public GeneratedScans(Random random, KnownTable table, Set<Feature> features, BufferAllocator allocator)
    {
        this.random = requireNonNull(random, "random is null");
        this.table = requireNonNull(table, "table is null");
        this.features = Set.copyOf(features);
        this.conditions = new GeneratedConditions(random, table, allocator);
    }

    public ScanSpec make()
    {
        ScanSpec scan = makeAny();
        // with large values there may be more than a message holds
        return scan.getSerializedSize() <= LARGEST ? scan : scan.toBuilder().clearConjuncts().build();
    }

    private ScanSpec makeAny()
    {
        ScanSpec.Builder scan = ScanSpec.newBuilder().setTable(table.name());
        table.columns().forEach(column -> scan.addColumns(path(column)));
        if (features.contains(Feature.FEATURE_FILTER)) {
            scan.addAllConjuncts(conjuncts());
        }
        int shape = random.nextInt(5);
        List<Field> result = table.schema().getFields();
        if (shape == 0 && features.contains(Feature.FEATURE_AGGREGATION)) {
            Aggregation aggregation = aggregation();
            scan.setAggregation(aggregation);
            result = Oracle.aggregated(table.schema(), aggregation).getFields();
        }
        List<Field> ordered = result.stream().filter(SqlValues::isOrdered).toList();
        boolean hasTopN = shape == 1 || (shape == 0 && random.nextInt(3) == 0);
        if (hasTopN && !ordered.isEmpty() && features.contains(Feature.FEATURE_TOP_N)) {
            scan.setTopN(topN(ordered));
        }
        boolean isLimited = shape == 2 || (scan.hasAggregation() && !scan.hasTopN() && random.nextInt(3) == 0);
        if (isLimited && features.contains(Feature.FEATURE_LIMIT)) {
            scan.setLimit(1 + random.nextInt(30));
        }
        return scan.build();
    }

    /**
     * Some conditions, for instance of a dynamic filter.
     */
    public List<Conjunct> conjuncts()
    {
        List<Conjunct> conjuncts = new ArrayList<>();
        for (int id = random.nextInt(MOST_CONJUNCTS); id > 0; id--) {
            conjuncts.add(Conjunct.newBuilder()
                    .setId(id)
                    .setExpression(conditions.make(random.nextInt(DEEPEST)))
                    .build());
        }
        return conjuncts;
    }

    private TopN topN(List<Field> ordered)
    {
        TopN.Builder topN = TopN.newBuilder().setCount(1 + random.nextInt(20));
        for (int i = 0; i <= random.nextInt(2); i++) {
            topN.addOrder(SortItem.newBuilder()
                    .setColumn(path(ordered.get(random.nextInt(ordered.size())).getName()))
                    .setAscending(random.nextBoolean())
                    .setNullsFirst(random.nextBoolean()));
        }
        return topN.build();
    }

    private Aggregation aggregation()
    {
        Aggregation.Builder aggregation = Aggregation.newBuilder();
        List<Field> fields = table.schema().getFields();
        List<Field> comparable = fields.stream().filter(SqlValues::isOrdered).toList();
        if (random.nextInt(3) > 0) {
            aggregation.addGroupBy(path(comparable.get(random.nextInt(comparable.size())).getName()));
        }
        for (int i = 0; i <= random.nextInt(3); i++) {
            aggregation.addAggregates(aggregate("aggregate" + i, comparable.get(random.nextInt(comparable.size()))));
        }
        return aggregation.build();
    }

    private AggregateCall aggregate(String name, Field argument)
    {
        AggregateCall.Builder call = AggregateCall.newBuilder().setName(name);
        Field result = Field.nullable(name, BIGINT);
        boolean isSmallInteger = argument.getType() instanceof ArrowType.Int type && type.getBitWidth() < Long.SIZE;
        switch (random.nextInt(isSmallInteger ? 6 : 4)) {
            case 0 -> call.setFunction(AggregateFunction.AGGREGATE_FUNCTION_COUNT_ALL);
            case 1 -> call.setFunction(AggregateFunction.AGGREGATE_FUNCTION_COUNT)
                    .setArgument(path(argument.getName()))
                    .setDistinct(random.nextBoolean());
            case 4 -> call.setFunction(AggregateFunction.AGGREGATE_FUNCTION_SUM).setArgument(path(argument.getName()));
            case 5 -> {
                call.setFunction(AggregateFunction.AGGREGATE_FUNCTION_AVG).setArgument(path(argument.getName()));
                result = Field.nullable(name, new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE));
            }
            default -> {
                call.setFunction(random.nextBoolean()
                                ? AggregateFunction.AGGREGATE_FUNCTION_MIN
                                : AggregateFunction.AGGREGATE_FUNCTION_MAX)
                        .setArgument(path(argument.getName()));
                result = new Field(
                        name,
                        new FieldType(true, argument.getType(), null, argument.getMetadata()),
                        argument.getChildren());
            }
        }
        return call.setType(ArrowSchemas.writeField(result)).build();
    }

    private static Projection path(String column)
    {
        return Projection.newBuilder().addPath(column).build();
    }
}
