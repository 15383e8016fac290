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

import io.glaux.protocol.ArrowSchemas;
import io.glaux.protocol.v1.AggregateFunction;
import io.glaux.protocol.v1.Conjunct;
import io.glaux.protocol.v1.DescribeResponse;
import io.glaux.protocol.v1.HealthResponse;
import io.glaux.protocol.v1.HelloRequest;
import io.glaux.protocol.v1.HelloResponse;
import io.glaux.protocol.v1.Key;
import io.glaux.protocol.v1.PlanRequest;
import io.glaux.protocol.v1.PlanResponse;
import io.glaux.protocol.v1.ScanSpec;
import io.glaux.protocol.v1.SortItem;
import io.glaux.protocol.v1.SplitsRequest;
import io.glaux.protocol.v1.TableDescription;
import io.glaux.protocol.v1.TablesResponse;
import io.glaux.protocol.v1.Taken;
import io.glaux.protocol.v1.TopN;
import io.glaux.protocol.v1.Version;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * Lies in answers of actions.
 */
final class AnswerLies
{
    private AnswerLies() {}

    static Lie takesConjunctsAndDoesNothing()
    {
        return plan(ScanSpec.Builder::clearConjuncts, (request, plan) -> {
            request.getScan().getConjunctsList().forEach(one -> plan.putConjuncts(one.getId(), Taken.TAKEN_WHOLE));
            return plan;
        });
    }

    /**
     * It says that it leaves out only rows that do not satisfy the conjunct, and leaves out those that do.
     */
    static Lie takesTooMuchInPart()
    {
        return plan(
                scan -> {
                    for (int i = 0; i < scan.getConjunctsCount(); i++) {
                        scan.setConjuncts(i, negated(scan.getConjuncts(i)));
                    }
                    return scan.clearAggregation().clearTopN().clearLimit();
                },
                (_, plan) -> {
                    plan.getConjunctsMap().keySet().forEach(id -> plan.putConjuncts(id, Taken.TAKEN_IN_PART));
                    return plan;
                });
    }

    private static Conjunct negated(Conjunct conjunct)
    {
        Conjunct.Builder negated = conjunct.toBuilder();
        negated.getExpressionBuilder().setNot(conjunct.getExpression());
        return negated.build();
    }

    static Lie takesLimitsAndDoesNothing()
    {
        return plan(ScanSpec.Builder::clearLimit, (request, plan) -> request.getScan().hasLimit()
                ? plan.setLimit(Taken.TAKEN_WHOLE)
                : plan);
    }

    static Lie readsLessThanTheLimit()
    {
        return plan(
                scan -> scan.getLimit() > 1 ? scan.setLimit(scan.getLimit() / 2) : scan,
                (_, plan) -> plan);
    }

    static Lie takesALimitOverWhatItLeaves()
    {
        return plan(scan -> scan, (request, plan) -> request.getScan().hasLimit()
                ? plan.clearConjuncts()
                : plan);
    }

    static Lie takesALimitThatWasNotOffered()
    {
        return plan(scan -> scan, (_, plan) -> plan.setLimit(Taken.TAKEN_WHOLE));
    }

    static Lie sortsNullsWrong()
    {
        return plan(
                scan -> {
                    if (scan.hasTopN()) {
                        TopN.Builder topN = scan.getTopNBuilder();
                        for (SortItem.Builder item : topN.getOrderBuilderList()) {
                            item.setNullsFirst(!item.getNullsFirst());
                        }
                    }
                    return scan;
                },
                (_, plan) -> plan);
    }

    static Lie countsNulls()
    {
        return plan(
                scan -> {
                    if (scan.hasAggregation()) {
                        scan.getAggregationBuilder().getAggregatesBuilderList().stream()
                                .filter(call -> call.getFunction() == AggregateFunction.AGGREGATE_FUNCTION_COUNT)
                                .forEach(call -> call
                                        .setFunction(AggregateFunction.AGGREGATE_FUNCTION_COUNT_ALL)
                                        .setDistinct(false)
                                        .clearArgument());
                    }
                    return scan;
                },
                (_, plan) -> plan);
    }

    static Lie dropsRowsOfDynamicFilters()
    {
        return new Lie()
        {
            @Override
            public byte[] request(String type, byte[] request)
            {
                if (!type.equals("splits")) {
                    return request;
                }
                SplitsRequest.Builder splits = Lie.read(SplitsRequest.parser(), request).toBuilder();
                for (int i = 0; i < splits.getDynamicFilterCount(); i++) {
                    splits.setDynamicFilter(i, negated(splits.getDynamicFilter(i)));
                }
                return splits.build().toByteArray();
            }
        };
    }

    static Lie tellsLiterals()
    {
        return plan(scan -> scan, (request, plan) -> plan.setAccessPath("scan of " + request.getScan()));
    }

    static Lie reordersColumns()
    {
        return plan(scan -> scan, (_, plan) -> {
            List<Field> fields =
                    ArrowSchemas.read(plan.getSchema(), "The schema of a plan").getFields();
            return plan.setSchema(ArrowSchemas.write(
                    new Schema(fields.reversed())));
        });
    }

    private static Lie plan(
            UnaryOperator<ScanSpec.Builder> asked,
            BiFunction<PlanRequest, PlanResponse.Builder, PlanResponse.Builder> answered)
    {
        return new Lie()
        {
            @Override
            public byte[] request(String type, byte[] request)
            {
                if (!type.equals("plan")) {
                    return request;
                }
                PlanRequest.Builder plan = Lie.read(PlanRequest.parser(), request).toBuilder();
                return plan.setScan(asked.apply(plan.getScan().toBuilder())).build().toByteArray();
            }

            @Override
            public List<byte[]> answers(String type, byte[] request, List<byte[]> answers)
            {
                if (!type.equals("plan")) {
                    return answers;
                }
                PlanResponse.Builder plan = Lie.read(PlanResponse.parser(), answers.getFirst()).toBuilder();
                PlanRequest asked = Lie.read(PlanRequest.parser(), request);
                return List.of(answered.apply(asked, plan).build().toByteArray());
            }
        };
    }

    static Lie speaksEveryVersion()
    {
        return new Lie()
        {
            @Override
            public byte[] request(String type, byte[] request)
            {
                return type.equals("hello")
                        ? HelloRequest.newBuilder().setVersion(Version.newBuilder().setMajor(1)).build().toByteArray()
                        : request;
            }
        };
    }

    static Lie promisesSmallBatches()
    {
        return answers("hello", answer -> {
            HelloResponse.Builder hello = Lie.read(HelloResponse.parser(), answer).toBuilder();
            hello.getLimitsBuilder().setMaxBatchBytes(100);
            return hello.build().toByteArray();
        });
    }

    static Lie foldsNames()
    {
        return answers("tables", answer -> {
            TablesResponse.Builder tables = Lie.read(TablesResponse.parser(), answer).toBuilder();
            tables.getTablesBuilderList().forEach(name -> name.setTable(name.getTable().toLowerCase(Locale.ENGLISH)));
            return tables.build().toByteArray();
        });
    }

    static Lie makesKeysUp()
    {
        return describe(table -> table.addKeys(Key.newBuilder()
                .addColumns(ArrowSchemas.read(table.getSchema(), "The schema of a table").getFields().getLast()
                        .getName())));
    }

    static Lie describesOtherTypes()
    {
        return describe(table -> {
            List<Field> fields =
                    ArrowSchemas.read(table.getSchema(), "The schema of a table").getFields().stream()
                            .map(field -> Field.nullable(
                                    field.getName(),
                                    ArrowType.Utf8.INSTANCE))
                            .toList();
            return table.setSchema(ArrowSchemas.write(new Schema(fields)));
        });
    }

    private static Lie describe(UnaryOperator<TableDescription.Builder> change)
    {
        return answers("describe", answer -> {
            DescribeResponse.Builder described = Lie.read(DescribeResponse.parser(), answer).toBuilder();
            for (int i = 0; i < described.getTablesCount(); i++) {
                described.setTables(i, change.apply(described.getTables(i).toBuilder()));
            }
            return described.build().toByteArray();
        });
    }

    /**
     * It says that it drains, and takes new reads.
     */
    static Lie drainsInNameAlone()
    {
        return new Lie()
        {
            @Override
            public boolean passesOn(String type)
            {
                return !type.equals("drain");
            }

            @Override
            public List<byte[]> answers(String type, byte[] request, List<byte[]> answers)
            {
                return type.equals("health")
                        ? List.of(HealthResponse.newBuilder().setReady(true).setDraining(true).build().toByteArray())
                        : answers;
            }
        };
    }

    static Lie countsBatchesBackwards()
    {
        return answers("health", answer -> {
            HealthResponse health = Lie.read(HealthResponse.parser(), answer);
            return health.toBuilder()
                    .setBatchesMade(1_000_000_000 - health.getBatchesMade())
                    .build()
                    .toByteArray();
        });
    }

    private static Lie answers(String of, UnaryOperator<byte[]> change)
    {
        return new Lie()
        {
            @Override
            public List<byte[]> answers(String type, byte[] request, List<byte[]> answers)
            {
                return type.equals(of) ? answers.stream().map(change).toList() : answers;
            }
        };
    }
}
