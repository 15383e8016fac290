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
package io.glaux.host;

import com.google.protobuf.ByteString;
import io.glaux.host.testing.Eventually;
import io.glaux.host.testing.HostClient;
import io.glaux.host.testing.RunningHost;
import io.glaux.host.testing.ScriptedSource;
import io.glaux.metering.Units;
import io.glaux.protocol.Actions;
import io.glaux.protocol.ArrowSchemas;
import io.glaux.protocol.ArrowValues;
import io.glaux.protocol.v1.Aggregation;
import io.glaux.protocol.v1.ColumnReference;
import io.glaux.protocol.v1.ColumnStatistics;
import io.glaux.protocol.v1.Comparison;
import io.glaux.protocol.v1.ComparisonOperator;
import io.glaux.protocol.v1.Conjunct;
import io.glaux.protocol.v1.DescribeRequest;
import io.glaux.protocol.v1.DescribeResponse;
import io.glaux.protocol.v1.ErrorDetail;
import io.glaux.protocol.v1.Expression;
import io.glaux.protocol.v1.Feature;
import io.glaux.protocol.v1.HelloRequest;
import io.glaux.protocol.v1.HelloResponse;
import io.glaux.protocol.v1.In;
import io.glaux.protocol.v1.Like;
import io.glaux.protocol.v1.PlanResponse;
import io.glaux.protocol.v1.Projection;
import io.glaux.protocol.v1.Projections;
import io.glaux.protocol.v1.RateRequest;
import io.glaux.protocol.v1.RateResponse;
import io.glaux.protocol.v1.ReadTicket;
import io.glaux.protocol.v1.ScanSpec;
import io.glaux.protocol.v1.SchemasRequest;
import io.glaux.protocol.v1.SchemasResponse;
import io.glaux.protocol.v1.SortItem;
import io.glaux.protocol.v1.SplitsRequest;
import io.glaux.protocol.v1.SplitsResponse;
import io.glaux.protocol.v1.StatisticsRequest;
import io.glaux.protocol.v1.StatisticsResponse;
import io.glaux.protocol.v1.TableDescription;
import io.glaux.protocol.v1.TableName;
import io.glaux.protocol.v1.TablesRequest;
import io.glaux.protocol.v1.TablesResponse;
import io.glaux.protocol.v1.Taken;
import io.glaux.protocol.v1.TopN;
import io.glaux.protocol.v1.UnitAmount;
import io.glaux.protocol.v1.Version;
import io.glaux.source.ColumnPath;
import io.glaux.source.ColumnTypes;
import io.glaux.source.RateShare;
import io.glaux.source.ScanRequest;
import io.glaux.source.ScanTarget;
import io.glaux.source.SourceTableName;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.CallOptions;
import org.apache.arrow.flight.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

@Timeout(60)
final class TestActions
{
    @Test
    void testHello()
    {
        try (RunningHost host = RunningHost.start(); HostClient client = host.client()) {
            HelloResponse hello = hello(client, 1);
            assertThat(hello.getHostId()).isEqualTo(host.server().id());
            assertThat(hello.getVersion().getMajor()).isEqualTo(1);
            assertThat(hello.getLimits().getMaxBatchBytes()).isEqualTo(8 << 20);
            assertThat(hello.getLimits().getMaxStreams()).isEqualTo(16);
            assertThat(hello.getCatalogsList()).extracting(catalog -> catalog.getName())
                    .containsExactly("test", "other");
            assertThat(hello.getCatalogs(0).getFeaturesList())
                    .contains(Feature.FEATURE_FILTER, Feature.FEATURE_RATE_LIMIT)
                    .doesNotContain(Feature.FEATURE_AGGREGATION);
            assertThat(hello.getCatalogs(0).getUnitsList())
                    .containsExactly(ScriptedSource.UNIT, ScriptedSource.OTHER_UNIT);
            assertThat(detail(() -> hello(client, 2)).getCode()).isEqualTo("VERSION_NOT_SUPPORTED");
        }
    }

    private static HelloResponse hello(HostClient client, int major)
    {
        HelloRequest request = HelloRequest.newBuilder().setVersion(Version.newBuilder().setMajor(major)).build();
        return client.single(Actions.HELLO, request, HelloResponse.parser());
    }

    @Test
    void testNames()
    {
        try (RunningHost host = RunningHost.start(); HostClient client = host.client()) {
            SchemasRequest schemas = SchemasRequest.newBuilder().setContext(client.context()).build();
            assertThat(client.single(Actions.SCHEMAS, schemas, SchemasResponse.parser()).getSchemasList())
                    .containsExactly("default", "Other Schema");
            TablesRequest tables = TablesRequest.newBuilder().setContext(client.context()).setSchema("S").build();
            List<TablesResponse> pages = client.action(Actions.TABLES, tables, TablesResponse.parser());
            assertThat(pages).hasSizeGreaterThanOrEqualTo(5);
            assertThat(pages.stream().flatMap(page -> page.getTablesList().stream()))
                    .hasSize(5_000)
                    .allMatch(name -> name.getSchema().equals("S"));
        }
    }

    @Test
    void testDescriptions()
    {
        try (RunningHost host = RunningHost.start(); HostClient client = host.client()) {
            DescribeRequest.Builder request = DescribeRequest.newBuilder().setContext(client.context());
            for (String table : List.of("a", "missing", "broken", "b")) {
                request.addTables(TableName.newBuilder().setSchema("s").setTable(table));
            }
            List<TableDescription> tables =
                    client.single(Actions.DESCRIBE, request.build(), DescribeResponse.parser()).getTablesList();
            assertThat(tables).extracting(table -> table.getName().getTable()).containsExactly("a", "broken", "b");
            TableDescription first = tables.getFirst();
            assertThat(ArrowSchemas.read(first.getSchema(), "schema").getFields())
                    .extracting(field -> field.getName())
                    .containsExactly("id", "name", "part");
            assertThat(first.getComment()).isEqualTo("for tests");
            assertThat(first.getKeys(0).getColumnsList()).containsExactly("id");
            assertThat(first.getRowIdList()).containsExactly("id");
            assertThat(first.getNotesList()).containsExactly("a note");
            assertThat(tables.get(1).getError().getCode()).isEqualTo("NOT_SUPPORTED");
        }
    }

    @Test
    void testScanAsTheSourceSeesIt()
    {
        try (RunningHost host = RunningHost.start(); HostClient client = host.client()) {
            ScanSpec scan = ScanSpec.newBuilder()
                    .setTable(TableName.newBuilder().setSchema("s").setTable("numbers"))
                    .addColumns(projection("id"))
                    .addColumns(projection("part", "y"))
                    .addConjuncts(Conjunct.newBuilder().setId(3).setExpression(in(client)))
                    .addConjuncts(Conjunct.newBuilder().setId(9).setExpression(like()))
                    .setTopN(TopN.newBuilder()
                            .setCount(5)
                            .addOrder(SortItem.newBuilder().setColumn(projection("name")).setNullsFirst(true)))
                    .setLimit(77)
                    .build();
            PlanResponse plan = client.plan(scan);
            ScanRequest seen = host.probe().scan.get();
            assertThat(seen.from()).isEqualTo(new ScanTarget.Table(new SourceTableName("s", "numbers")));
            assertThat(seen.columns()).containsExactly(ColumnPath.of("id"), ColumnPath.of("part", "y"));
            assertThat(seen.conjuncts()).extracting(conjunct -> conjunct.id()).containsExactly(3, 9);
            assertThat(seen.conjuncts().getFirst().expression())
                    .isInstanceOfSatisfying(io.glaux.source.expression.Expression.In.class, in -> {
                        assertThat(in.values()).containsExactly(1L, 2L);
                        assertThat(in.operand()).isEqualTo(
                                new io.glaux.source.expression.Expression.Column(ColumnPath.of("id")));
                    });
            assertThat(seen.conjuncts().getLast().expression())
                    .isInstanceOfSatisfying(io.glaux.source.expression.Expression.Like.class, like -> {
                        assertThat(like.pattern()).isEqualTo("a%");
                        assertThat(like.escape()).isEqualTo(OptionalInt.of('\\'));
                    });
            assertThat(seen.topN()).hasValueSatisfying(topN -> {
                assertThat(topN.count()).isEqualTo(5);
                assertThat(topN.order().getFirst().isAscending()).isFalse();
                assertThat(topN.order().getFirst().isNullsFirst()).isTrue();
            });
            assertThat(seen.limit()).hasValue(77);
            assertThat(plan.getAggregation()).isEqualTo(Taken.TAKEN_NO);
            assertThat(plan.getEstimatedRows()).isEqualTo(1);
            assertThat(plan.hasEstimatedBytes()).isFalse();
            assertThat(plan.getEstimatedUnits(0).getMillionths()).isEqualTo(2_000_000);
            assertThat(plan.getAccessPath()).isEqualTo("by the script");
        }
    }

    @Test
    void testWhatASourceCannotIsNotOffered()
    {
        try (RunningHost host = RunningHost.start(); HostClient client = host.client()) {
            ScanSpec scan = ScanSpec.newBuilder()
                    .setTable(TableName.newBuilder().setSchema("s").setTable("numbers"))
                    .addColumns(projection("id"))
                    .setAggregation(Aggregation.newBuilder().addGroupBy(projection("id")))
                    .setLimit(77)
                    .build();
            assertThat(client.plan(scan).getAggregation()).isEqualTo(Taken.TAKEN_NO);
            ScanRequest seen = host.probe().scan.get();
            assertThat(seen.aggregation()).isEmpty();
            // it is of the groups
            assertThat(seen.limit()).isEmpty();
        }
    }

    private static Expression in(HostClient client)
    {
        return Expression.newBuilder()
                .setIn(In.newBuilder()
                        .setValue(column("id"))
                        .setValues(ArrowValues.write(ColumnTypes.bigint("v"), List.of(1L, 2L), client.allocator())))
                .build();
    }

    private static Expression like()
    {
        return Expression.newBuilder()
                .setLike(Like.newBuilder().setValue(column("name")).setPattern("a%").setEscape("\\"))
                .build();
    }

    private static Expression column(String name)
    {
        return Expression.newBuilder().setColumn(ColumnReference.newBuilder().addPath(name)).build();
    }

    private static Projection projection(String... path)
    {
        return Projection.newBuilder().addAllPath(List.of(path)).build();
    }

    @Test
    void testPlanThatBreaksTheContract()
    {
        try (RunningHost host = RunningHost.start(); HostClient client = host.client()) {
            ErrorDetail detail = detail(() -> client.plan("greedy", "id"));
            assertThat(detail.getCode()).isEqualTo("HOST_FAILED");
            assertThat(detail.getMessage()).isEqualTo(
                    "The source takes a limit where it may not: report it to its author");
            assertThat(detail(() -> client.plan("throwing-plan", "id")).getMessage())
                    .doesNotContain(ScriptedSource.SECRET);
            assertThat(detail(() -> client.plan("numbers", "absent")).getCode()).isEqualTo("COLUMN_NOT_FOUND");
        }
    }

    @Test
    void testFewerColumnsThanPlanned()
    {
        try (RunningHost host = RunningHost.start(); HostClient client = host.client()) {
            ByteString scan = client.plan("numbers", "id", "part", "name").getScan();
            SplitsRequest request = splits(client, scan)
                    .setColumns(Projections.newBuilder()
                            .addColumns(projection("part", "y"))
                            .addColumns(projection("id")))
                    .addDynamicFilter(Conjunct.newBuilder().setId(1).setExpression(
                            Expression.newBuilder().setComparison(Comparison.newBuilder()
                                    .setOperator(ComparisonOperator.COMPARISON_OPERATOR_LESS)
                                    .setLeft(column("id"))
                                    .setRight(column("id")))))
                    .build();
            SplitsResponse response = client.single(Actions.SPLITS, request, SplitsResponse.parser());
            assertThat(host.probe().split.get().dynamicFilter()).hasSize(1);
            assertThat(host.probe().split.get().columns()).hasValue(
                    List.of(ColumnPath.of("part", "y"), ColumnPath.of("id")));
            assertThat(response.getSplits(0).getWeight()).isEqualTo(100);
            assertThat(response.getSplits(0).getEstimatedBytes()).isEqualTo(1_000);
            assertThat(response.getSplits(0).hasEstimatedRows()).isFalse();
            ReadTicket ticket = ReadTicket.newBuilder()
                    .setContext(client.context())
                    .setSplit(response.getSplits(0).getTicket())
                    .build();
            assertThat(client.readAll(ticket).rows().get(5)).containsExactly(5L, 5L);

            SplitsRequest absent = splits(client, scan)
                    .setColumns(Projections.newBuilder().addColumns(projection("part", "z")))
                    .build();
            assertThat(detail(() -> client.action(Actions.SPLITS, absent.toByteArray())).getCode())
                    .isEqualTo("COLUMN_NOT_FOUND");
        }
    }

    private static SplitsRequest.Builder splits(HostClient client, ByteString scan)
    {
        return SplitsRequest.newBuilder().setContext(client.context()).setScan(scan);
    }

    @Test
    void testManySplitsAreMadeAsTheyAreTaken()
    {
        try (RunningHost host = RunningHost.start(); HostClient client = host.client()) {
            ByteString scan = client.plan("many-splits", "id").getScan();
            byte[] request = splits(client, scan).build().toByteArray();
            Iterator<Result> results =
                    client.flight().doAction(new Action(Actions.SPLITS, request), client.with());
            assertThat(results.hasNext()).isTrue();
            AtomicInteger before = new AtomicInteger(-1);
            AtomicInteger same = new AtomicInteger();
            Eventually.within(Duration.ofSeconds(30), "the source waits", () -> {
                int made = host.probe().madeSplits.get();
                return (before.getAndSet(made) == made ? same.incrementAndGet() : same.getAndSet(0)) > 100;
            });
            assertThat(host.probe().madeSplits.get()).isLessThan(100_000);
            AtomicInteger taken = new AtomicInteger();
            results.forEachRemaining(_ -> taken.incrementAndGet());
            assertThat(host.probe().madeSplits).hasValue(200_000);
            assertThat(taken.get()).isGreaterThan(100);
        }
    }

    @Test
    void testActionThatNobodyWaitsFor()
    {
        try (RunningHost host = RunningHost.start(); HostClient client = host.client()) {
            ByteString scan = client.plan("many-splits", "id").getScan();
            Action action = new Action(Actions.SPLITS, splits(client, scan).build().toByteArray());
            Iterator<Result> results = client.flight().doAction(
                    action,
                    client.with(CallOptions.timeout(200, TimeUnit.MILLISECONDS)));
            assertThat(results.hasNext()).isTrue();
            // it is not read any further
            Eventually.within(
                    Duration.ofSeconds(5),
                    "the action ends",
                    () -> Thread.getAllStackTraces().keySet().stream()
                            .noneMatch(thread -> thread.getName().equals(Actions.SPLITS)));
            assertThat(host.probe().madeSplits.get()).isLessThan(200_000);
        }
    }

    @Test
    void testStatistics()
    {
        try (RunningHost host = RunningHost.start(); HostClient client = host.client()) {
            StatisticsRequest request = StatisticsRequest.newBuilder()
                    .setContext(client.context())
                    .setScan(client.plan("numbers", "id").getScan())
                    .build();
            StatisticsResponse response = client.single(Actions.STATISTICS, request, StatisticsResponse.parser());
            assertThat(response.getRows()).isEqualTo(7);
            ColumnStatistics id = response.getColumnsOrThrow("id");
            assertThat(id.getLow()).isEqualTo(-1);
            assertThat(id.hasHigh()).isFalse();
            assertThat(id.hasDataSize()).isFalse();
            assertThat(id.hasNullsFraction()).isTrue();
        }
    }

    @Test
    void testRate()
    {
        try (RunningHost host = RunningHost.start(); HostClient client = host.client()) {
            assertThat(rate(client, 5_000)).isZero();
            assertThat(client.readAll(client.ticket("numbers", "id")).rows()).hasSize(100_000);
            assertThat(rate(client, 30)).isEqualTo(100_000_000);
            assertThat(rate(client, 30)).isZero();
            Optional<RateShare> share = host.probe().shares.getFirst();
            assertThat(share).contains(new RateShare(Units.of(ScriptedSource.UNIT, 10), Duration.ofSeconds(5)));
            Eventually.within(
                    Duration.ofSeconds(5),
                    "the settings hold again",
                    () -> host.probe().shares.getLast().isEmpty());
        }
    }

    @Test
    void testRatesOfSeveralUnits()
    {
        try (RunningHost host = RunningHost.start(); HostClient client = host.client()) {
            assertThat(rate(client, ScriptedSource.UNIT, 60_000)).isZero();
            assertThat(rate(client, ScriptedSource.OTHER_UNIT, 60_000)).isZero();
            assertThat(host.probe().shares.getLast().map(RateShare::perSecond)).contains(
                    Units.of(ScriptedSource.UNIT, 10).plus(Units.of(ScriptedSource.OTHER_UNIT, 10)));
            ErrorDetail refused = detail(() -> rate(client, "unit-of-nobody", 60_000));
            assertThat(refused.getCode()).isEqualTo("INVALID_SETTINGS");
            assertThat(refused.getMessage())
                    .contains("has no unit unit-of-nobody: it has scripted-unit, scripted-write-unit");
            assertThat(rate(client, ScriptedSource.OTHER_UNIT, 30)).isZero();
            Eventually.within(
                    Duration.ofSeconds(5),
                    "the share of the other unit is left",
                    () -> host.probe().shares.getLast().map(RateShare::perSecond)
                            .equals(Optional.of(Units.of(ScriptedSource.UNIT, 10))));
        }
    }

    private static long rate(HostClient client, int millis)
    {
        return rate(client, ScriptedSource.UNIT, millis);
    }

    private static long rate(HostClient client, String unit, int millis)
    {
        RateRequest request = RateRequest.newBuilder()
                .setContext(client.context())
                .setPerSecond(UnitAmount.newBuilder().setUnit(unit).setMillionths(10_000_000))
                .setValidMillis(millis)
                .build();
        return client.single(Actions.RATE, request, RateResponse.parser()).getUsed().getMillionths();
    }

    private static ErrorDetail detail(Runnable call)
    {
        return HostClient.detail(catchThrowable(call::run));
    }
}
