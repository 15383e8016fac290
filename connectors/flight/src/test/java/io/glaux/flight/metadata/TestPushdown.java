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
package io.glaux.flight.metadata;

import io.glaux.flight.TestingSessions;
import io.glaux.protocol.v1.Feature;
import io.glaux.protocol.v1.PlanResponse;
import io.glaux.protocol.v1.ScanSpec;
import io.glaux.protocol.v1.Taken;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.AggregateFunction;
import io.trino.spi.connector.AggregationApplicationResult;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.Constraint;
import io.trino.spi.connector.ConstraintApplicationResult;
import io.trino.spi.connector.LimitApplicationResult;
import io.trino.spi.connector.ProjectionApplicationResult;
import io.trino.spi.connector.SortItem;
import io.trino.spi.connector.SortOrder;
import io.trino.spi.connector.TopNApplicationResult;
import io.trino.spi.expression.Call;
import io.trino.spi.expression.Constant;
import io.trino.spi.expression.FieldDereference;
import io.trino.spi.expression.Variable;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.Range;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.predicate.ValueSet;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import static io.glaux.protocol.v1.Taken.TAKEN_IN_PART;
import static io.glaux.protocol.v1.Taken.TAKEN_NO;
import static io.glaux.protocol.v1.Taken.TAKEN_WHOLE;
import static io.trino.spi.expression.StandardFunctions.AND_FUNCTION_NAME;
import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.BooleanType.BOOLEAN;
import static io.trino.spi.type.DoubleType.DOUBLE;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TestPushdown
        extends BaseMetadataTest
{
    // ------------------------------------------------------------------------------------------------- filters

    @Test
    void testEachConditionRemainsAsFarAsTheSourceLeavesIt()
    {
        taking(conjunct -> isOn(conjunct, "A") ? TAKEN_WHOLE : TAKEN_IN_PART, UnaryOperator.identity());
        TupleDomain<ColumnHandle> both = equal(A, 1).intersect(equal(B, 2));

        ConstraintApplicationResult<ConnectorTableHandle> result = filter(handle(), both, Constant.TRUE).orElseThrow();

        assertThat(result.getRemainingFilter()).isEqualTo(equal(B, 2));
        FlightTableHandle handle = (FlightTableHandle) result.getHandle();
        assertThat(handle.enforced()).containsExactly(A);
        assertThat(handle.constraint().getDomains().orElseThrow()).containsOnlyKeys(A, B);
        assertThat(metadata.getTableProperties(SESSION, handle).getPredicate()).isEqualTo(equal(A, 1));
        assertThat(handle.toString()).contains("by [by test]");
    }

    @Test
    void testWhatIsNotTakenIsNotInTheScan()
    {
        taking(conjunct -> isOn(conjunct, "A") ? TAKEN_WHOLE : TAKEN_NO, UnaryOperator.identity());
        FlightTableHandle handle = filtered(equal(A, 1).intersect(equal(B, 2)));
        assertThat(handle.constraint().getDomains().orElseThrow()).containsOnlyKeys(A);
    }

    @Test
    void testSameConditionAgainChangesNothing()
    {
        for (Taken taken : List.of(TAKEN_WHOLE, TAKEN_IN_PART, TAKEN_NO)) {
            taking(_ -> taken, UnaryOperator.identity());
            ConnectorTableHandle handle = handle();
            Optional<ConstraintApplicationResult<ConnectorTableHandle>> first =
                    filter(handle, equal(A, taken.getNumber()), LESS);
            if (taken == TAKEN_NO) {
                assertThat(first).isEmpty();
                continue;
            }
            handle = first.orElseThrow().getHandle();
            assertThat(filter(handle, equal(A, taken.getNumber()), LESS)).isEmpty();
            assertThat(filter(
                    handle,
                    first.get().getRemainingFilter(),
                    first.get().getRemainingExpression().orElseThrow()))
                    .isEmpty();
        }
    }

    @Test
    void testExpressionsRemainAsFarAsTheSourceLeavesThem()
    {
        taking(conjunct -> switch (conjunct.getExpression().getComparison().getOperator()) {
            case COMPARISON_OPERATOR_LESS -> TAKEN_WHOLE;
            default -> TAKEN_IN_PART;
        }, UnaryOperator.identity());
        Call all = new Call(BOOLEAN, AND_FUNCTION_NAME, List.of(LESS, EQUAL, UNKNOWN));

        ConstraintApplicationResult<ConnectorTableHandle> result =
                filter(handle(), TupleDomain.all(), all).orElseThrow();

        assertThat(result.getRemainingExpression().orElseThrow())
                .isEqualTo(new Call(BOOLEAN, AND_FUNCTION_NAME, List.of(EQUAL, UNKNOWN)));
        assertThat(((FlightTableHandle) result.getHandle()).expressions())
                .extracting(PushedExpression::whole)
                .containsExactly(true, false);
        assertThat(filter(result.getHandle(), TupleDomain.all(), result.getRemainingExpression().orElseThrow()))
                .isEmpty();
    }

    @Test
    void testDomainThatWasWidenedForTheWireRemains()
    {
        takingAll();
        ConnectorSession session = TestingSessions.session(Map.of("domain_compaction_threshold", 1));
        Domain ranges = Domain.create(
                ValueSet.ofRanges(
                        Range.lessThan(BIGINT, 0L),
                        Range.greaterThan(BIGINT, 10L)),
                true);
        TupleDomain<ColumnHandle> summary = TupleDomain.withColumnDomains(Map.of(
                A, ranges.intersect(Domain.create(ValueSet.ofRanges(
                        Range.range(BIGINT, -100L, true, 100L, true)), false))));

        ConstraintApplicationResult<ConnectorTableHandle> result = metadata
                .applyFilter(session, handle(), new Constraint(summary, Constant.TRUE, ASSIGNMENTS))
                .orElseThrow();

        assertThat(result.getRemainingFilter()).isEqualTo(summary);
        FlightTableHandle handle = (FlightTableHandle) result.getHandle();
        assertThat(handle.enforced()).isEmpty();
        assertThat(metadata.applyLimit(session, handle, 5)).isEmpty();
        assertThat(metadata.applyFilter(session, handle, new Constraint(summary, Constant.TRUE, ASSIGNMENTS)))
                .isEmpty();
    }

    @Test
    void testContradictionIsNoRows()
    {
        takingAll();
        FlightTableHandle one = filtered(equal(A, 1));
        ConstraintApplicationResult<ConnectorTableHandle> result =
                filter(one, equal(A, 2), Constant.TRUE).orElseThrow();
        assertThat(metadata.getTableProperties(SESSION, result.getHandle()).getPredicate().isNone()).isTrue();
        assertThat(filter(result.getHandle(), equal(A, 2), Constant.TRUE)).isEmpty();
    }

    @Test
    void testConditionIsNotTakenBackByAnother()
    {
        // with a condition on b it does not do that on a any more
        source.plans(scan -> {
            PlanResponse.Builder plan = PlanResponse.newBuilder();
            boolean isOnB = scan.getConjunctsList().stream().anyMatch(conjunct -> isOn(conjunct, "b"));
            scan.getConjunctsList().forEach(conjunct -> plan.putConjuncts(
                    conjunct.getId(),
                    isOnB && isOn(conjunct, "A") ? TAKEN_NO : TAKEN_WHOLE));
            return plan.build();
        });
        FlightTableHandle handle = filtered(equal(A, 1));

        // as the engine asks after a projection, which has it forget what is enforced
        assertThat(filter(handle, equal(B, 2), Constant.TRUE)).isEmpty();

        // and as it asks else
        assertThat(filter(handle, equal(A, 1).intersect(equal(B, 2)), Constant.TRUE)).isEmpty();
    }

    @Test
    void testSourceThatTakesOneOrTheOtherDoesNotHaveTheEngineAskWithoutEnd()
    {
        // whichever is offered last
        source.plans(scan -> {
            int last = scan.getConjunctsCount() - 1;
            return PlanResponse.newBuilder().putConjuncts(last, TAKEN_IN_PART).build();
        });
        Call both = new Call(BOOLEAN, AND_FUNCTION_NAME, List.of(LESS, EQUAL));
        ConnectorTableHandle handle = handle();
        int changes = 0;
        Optional<ConstraintApplicationResult<ConnectorTableHandle>> result = filter(handle, TupleDomain.all(), both);
        while (result.isPresent() && changes < 10) {
            changes++;
            handle = result.get().getHandle();
            result = filter(handle, TupleDomain.all(), result.get().getRemainingExpression().orElseThrow());
        }
        assertThat(changes).isEqualTo(1);
        assertThat(((FlightTableHandle) handle).expressions()).hasSize(1);
    }

    @Test
    void testNaNIsAboveAllWhenNullsComeLast()
    {
        takingAll();
        FlightColumnHandle real = FlightColumnHandle.column("real", "real", DOUBLE);
        for (SortOrder order : SortOrder.values()) {
            assertThat(metadata.applyTopN(
                    SESSION, handle(), 5, List.of(new SortItem("real", order)), Map.of("real", real)).isPresent())
                    .isEqualTo(!order.isNullsFirst());
        }
    }

    @Test
    void testSwitchedOff()
    {
        takingAll();
        Constraint constraint = new Constraint(equal(A, 1), LESS, ASSIGNMENTS);
        ConnectorSession none = TestingSessions.session(Map.of("filter_pushdown", false));
        assertThat(metadata.applyFilter(none, handle(), constraint)).isEmpty();

        ConnectorSession simple = TestingSessions.session(Map.of("complex_expression_pushdown", false));
        ConstraintApplicationResult<ConnectorTableHandle> result =
                metadata.applyFilter(simple, handle(), constraint).orElseThrow();
        assertThat(result.getRemainingExpression()).contains(LESS);
        assertThat(result.getRemainingFilter().isAll()).isTrue();
    }

    @Test
    void testWhatTheSourceCannotIsNotOffered()
    {
        source.without(Feature.FEATURE_FILTER)
                .without(Feature.FEATURE_LIMIT)
                .without(Feature.FEATURE_TOP_N)
                .without(Feature.FEATURE_AGGREGATION);
        assertThat(filter(handle(), equal(A, 1), LESS)).isEmpty();
        assertThat(metadata.applyLimit(SESSION, handle(), 1)).isEmpty();
        assertThat(topN(handle(), 1)).isEmpty();
        assertThat(count(handle())).isEmpty();
        assertThat(source.plans()).isEmpty();
    }

    // ------------------------------------------------------------------------------------- limits, orders, groups

    @Test
    void testLimit()
    {
        takingAll();
        LimitApplicationResult<ConnectorTableHandle> whole = metadata.applyLimit(SESSION, handle(), 5).orElseThrow();
        assertThat(whole.isLimitGuaranteed()).isTrue();
        assertThat(metadata.applyLimit(SESSION, whole.getHandle(), 5)).isEmpty();
        assertThat(metadata.applyLimit(SESSION, whole.getHandle(), 9)).isEmpty();
        assertThat(metadata.applyLimit(SESSION, whole.getHandle(), 2)).isPresent();
        assertThat(filter(whole.getHandle(), equal(A, 1), Constant.TRUE)).isEmpty();
        assertThat(topN(whole.getHandle(), 3)).isEmpty();
        assertThat(count(whole.getHandle())).isEmpty();
    }

    @Test
    void testLimitInPartStaysWithTheEngine()
    {
        taking(_ -> TAKEN_WHOLE, plan -> plan.setLimit(TAKEN_IN_PART));
        LimitApplicationResult<ConnectorTableHandle> part = metadata.applyLimit(SESSION, handle(), 5).orElseThrow();
        assertThat(part.isLimitGuaranteed()).isFalse();
        assertThat(metadata.applyLimit(SESSION, part.getHandle(), 5)).isEmpty();
    }

    @Test
    void testNoLimitWhileAConditionIsLeft()
    {
        taking(_ -> TAKEN_IN_PART, plan -> plan.setLimit(TAKEN_WHOLE).setTopN(TAKEN_WHOLE).setAggregation(TAKEN_WHOLE));
        FlightTableHandle part = filtered(equal(A, 1));
        int plans = source.plans().size();
        assertThat(metadata.applyLimit(SESSION, part, 5)).isEmpty();
        assertThat(topN(part, 5)).isEmpty();
        assertThat(count(part)).isEmpty();
        assertThat(source.plans()).hasSize(plans);
    }

    @Test
    void testLimitThatTakesAConditionBackIsNotAgreedTo()
    {
        source.plans(scan -> {
            PlanResponse.Builder plan = PlanResponse.newBuilder().setLimit(TAKEN_WHOLE);
            scan.getConjunctsList().forEach(conjunct ->
                    plan.putConjuncts(conjunct.getId(), scan.hasLimit() ? TAKEN_IN_PART : TAKEN_WHOLE));
            return plan.build();
        });
        assertThat(metadata.applyLimit(SESSION, filtered(equal(A, 1)), 5)).isEmpty();
    }

    @Test
    void testTopN()
    {
        takingAll();
        TopNApplicationResult<ConnectorTableHandle> whole = topN(handle(), 5).orElseThrow();
        // the rows come, but not in their order
        assertThat(whole.isTopNGuaranteed()).isFalse();
        ScanSpec scan = source.plans().getLast();
        assertThat(scan.getTopN().getCount()).isEqualTo(5);
        assertThat(scan.getTopN().getOrder(0).getColumn().getPathList()).containsExactly("A");
        assertThat(scan.getTopN().getOrder(0).getAscending()).isFalse();
        assertThat(scan.getTopN().getOrder(0).getNullsFirst()).isTrue();
        assertThat(topN(whole.getHandle(), 5)).isEmpty();
        assertThat(metadata.applyLimit(SESSION, whole.getHandle(), 3)).isEmpty();

        List<SortItem> byRow = List.of(new SortItem("name", SortOrder.ASC_NULLS_LAST));
        assertThat(metadata.applyTopN(SESSION, handle(), 5, byRow, ASSIGNMENTS)).isEmpty();
    }

    @Test
    void testAggregation()
    {
        takingAll();
        AggregationApplicationResult<ConnectorTableHandle> result = metadata.applyAggregation(
                SESSION,
                filtered(equal(A, 1)),
                List.of(aggregate("sum", VARIABLE_A), aggregate("count")),
                ASSIGNMENTS,
                List.of(List.of(B))).orElseThrow();

        FlightTableHandle handle = (FlightTableHandle) result.getHandle();
        assertThat(handle.columns()).extracting(FlightColumnHandle::name)
                .containsExactly("b", "$aggregate_0", "$aggregate_1");
        ScanSpec scan = source.plans().getLast();
        assertThat(scan.getAggregation().getGroupBy(0).getPathList()).containsExactly("b");
        assertThat(scan.getAggregation().getAggregates(0).getArgument().getPathList()).containsExactly("A");
        assertThat(scan.getColumnsList()).extracting(column -> column.getPath(0)).containsExactly("b", "A");
        assertThat(count(handle)).isEmpty();
        assertThat(filter(handle, equal(B, 1), Constant.TRUE)).isEmpty();
        assertThat(metadata.applyProjection(SESSION, handle, List.of(VARIABLE_B), Map.of("b", B))).isEmpty();
        assertThat(metadata.applyLimit(SESSION, handle, 3)).isPresent();
    }

    @Test
    void testAggregatesThatAreLeftToTheEngine()
    {
        takingAll();
        AggregateFunction filtered = new AggregateFunction(
                "count", BIGINT, List.of(), List.of(), false, Optional.of(new Variable("a", BOOLEAN)));
        for (AggregateFunction function : List.of(filtered, aggregate("approx_distinct", VARIABLE_A))) {
            assertThat(metadata.applyAggregation(
                    SESSION, handle(), List.of(function), ASSIGNMENTS, List.of(List.of()))).isEmpty();
        }
        assertThat(metadata.applyAggregation(
                SESSION, handle(), List.of(aggregate("count")), ASSIGNMENTS, List.of(List.of(NAME)))).isEmpty();
    }

    // --------------------------------------------------------------------------------------------- projections

    @Test
    void testFieldsAreReadByThemselves()
    {
        takingAll();
        FieldDereference first = new FieldDereference(VARCHAR, VARIABLE_NAME, 0);
        ProjectionApplicationResult<ConnectorTableHandle> result = metadata.applyProjection(
                SESSION,
                handle(),
                List.of(VARIABLE_A, first),
                Map.of("a", A, "name", NAME)).orElseThrow();

        FlightTableHandle handle = (FlightTableHandle) result.getHandle();
        assertThat(handle.batchColumns()).extracting(FlightColumnHandle::path)
                .containsExactly(List.of("A"), List.of("name", "First"));
        assertThat(result.getProjections()).allMatch(Variable.class::isInstance);
        Map<String, ColumnHandle> assignments = Map.of(
                result.getAssignments().get(0).getVariable(), result.getAssignments().get(0).getColumn(),
                result.getAssignments().get(1).getVariable(), result.getAssignments().get(1).getColumn());
        assertThat(metadata.applyProjection(SESSION, handle, result.getProjections(), assignments)).isEmpty();
    }

    @Test
    void testFieldOfAColumnThatIsReadAnyway()
    {
        takingAll();
        FieldDereference first = new FieldDereference(VARCHAR, VARIABLE_NAME, 0);
        ProjectionApplicationResult<ConnectorTableHandle> result = metadata.applyProjection(
                SESSION, handle(), List.of(VARIABLE_NAME, first), Map.of("name", NAME)).orElseThrow();
        assertThat(((FlightTableHandle) result.getHandle()).columns()).containsExactly(NAME);
        assertThat(result.getProjections()).containsExactly(VARIABLE_NAME, first);
    }

    @Test
    void testFieldsStayWhereTheyAreWhenSwitchedOff()
    {
        takingAll();
        ConnectorSession session = TestingSessions.session(Map.of("projection_pushdown", false));
        FieldDereference first = new FieldDereference(VARCHAR, VARIABLE_NAME, 0);
        ProjectionApplicationResult<ConnectorTableHandle> result = metadata.applyProjection(
                session, handle(), List.of(first), Map.of("name", NAME)).orElseThrow();
        assertThat(((FlightTableHandle) result.getHandle()).columns()).containsExactly(NAME);
    }

    @Test
    void testProjectionThatTakesAConditionBackIsNotAgreedTo()
    {
        source.plans(scan -> {
            PlanResponse.Builder plan = PlanResponse.newBuilder();
            scan.getConjunctsList().forEach(conjunct ->
                    plan.putConjuncts(conjunct.getId(), scan.getColumnsCount() == 1 ? TAKEN_IN_PART : TAKEN_WHOLE));
            return plan.build();
        });
        FlightTableHandle handle = filtered(equal(A, 1));
        assertThat(metadata.applyProjection(SESSION, handle, List.of(VARIABLE_B), Map.of("b", B))).isEmpty();
        assertThat(metadata.settle(SESSION, handle).agreement()).isPresent();
    }

    @Test
    void testScanThatCannotBeSettled()
    {
        takingAll();
        FlightTableHandle handle = filtered(equal(A, 1));
        FlightTableHandle unsettled = handle.withFilter(handle.constraint(), handle.enforced(), handle.expressions());
        taking(_ -> TAKEN_NO, UnaryOperator.identity());
        FlightMetadata next = metadata();
        assertThatThrownBy(() -> next.settle(SESSION, unsettled))
                .isInstanceOf(TrinoException.class)
                .hasMessageContaining("does not do any more");
    }
}
