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
package io.glaux.conformance.checks;

import com.google.protobuf.ByteString;
import io.glaux.conformance.Check;
import io.glaux.conformance.HostClient;
import io.glaux.conformance.HostFailureException;
import io.glaux.conformance.TestedHost;
import io.glaux.conformance.data.KnownTable;
import io.glaux.protocol.Actions;
import io.glaux.protocol.ProtocolLimits;
import io.glaux.protocol.v1.CallContext;
import io.glaux.protocol.v1.ColumnReference;
import io.glaux.protocol.v1.Comparison;
import io.glaux.protocol.v1.Conjunct;
import io.glaux.protocol.v1.Expression;
import io.glaux.protocol.v1.Feature;
import io.glaux.protocol.v1.PlanRequest;
import io.glaux.protocol.v1.PlanResponse;
import io.glaux.protocol.v1.ReadTicket;
import io.glaux.protocol.v1.ScanSpec;
import io.glaux.protocol.v1.TableName;
import io.glaux.protocol.v1.Taken;
import io.glaux.protocol.v1.Values;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * F-CALL, F-CONTEXT, F-ERROR: what is wrong is refused with a reason, and does no harm.
 */
public final class RequestChecks
{
    private static final String INVALID = "INVALID_REQUEST";
    private static final List<String> READING = List.of(
            Actions.HELLO,
            Actions.SCHEMAS,
            Actions.TABLES,
            Actions.DESCRIBE,
            Actions.PLAN,
            Actions.SPLITS);
    private static final byte[] NOISE = {(byte) 0xFF, (byte) 0xFF, 1, 2, 3};
    private static final byte[] LYING_LENGTH = {0x0A, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 7, 1};

    private final TestedHost host;

    public RequestChecks(TestedHost host)
    {
        this.host = requireNonNull(host, "host is null");
    }

    public List<Check> all()
    {
        return new CheckList("requests")
                .add("an unknown action is refused", this::refusesUnknownActions, "F-CALL-1", "F-ERROR-1")
                .add("bytes that are no message are refused by each action", this::refusesNoise, "F-CALL-2", "F-SEC-7")
                .add("a message that is too large is refused", this::refusesLargeMessages, "F-CALL-2")
                .add("a message that is nested too deep is refused", this::refusesDeepMessages, "F-CALL-2", "F-EXPR-5")
                .add("a call says whose it is", this::refusesCallsOfNobody, "F-CONTEXT-2")
                .add(
                        "a catalog, table or column that is not there is named",
                        this::namesWhatIsMissing,
                        "F-CONTEXT-1",
                        "F-PLAN-9",
                        "F-ERROR-1")
                .add(
                        "an expression that makes no sense is refused or left",
                        this::survivesOddExpressions,
                        "F-EXPR-2",
                        "F-HELLO-5")
                .add("a ticket that is no message is refused", this::refusesNoiseAsTicket, "F-CALL-2", "F-SEC-2")
                .add("errors say what is wrong and whether to try again", this::tellsOfErrors, "F-ERROR-2", "F-ERROR-3")
                .all();
    }

    private void refusesUnknownActions()
    {
        with(client -> Stream.of("glaux.v1.no-such-action", "glaux.v2.hello", "hello", "")
                .forEach(type -> Failures.refused(
                        "the action '%s'".formatted(type),
                        () -> client.action(type, new byte[0]),
                        "NOT_SUPPORTED")));
    }

    private void refusesNoise()
    {
        with(client -> READING.forEach(type -> {
            Failures.refused(type + " of noise", () -> client.action(type, NOISE), INVALID);
            Failures.refused(
                    type + " of a length that lies",
                    () -> client.action(type, LYING_LENGTH),
                    INVALID);
        }));
    }

    private void refusesLargeMessages()
    {
        with(client -> {
            byte[] large = plan(client.context(), ScanSpec.newBuilder()
                    .setQuery("x".repeat(ProtocolLimits.MESSAGE_BYTES + 1))
                    .build()).toByteArray();
            Failures.refused("a request of 4 MiB and more", () -> client.action(Actions.PLAN, large), INVALID);
        });
    }

    private void refusesDeepMessages()
    {
        with(client -> {
            Expression nested = column("x");
            for (int depth = 0; depth < 2 * ProtocolLimits.MESSAGE_DEPTH; depth++) {
                nested = Expression.newBuilder().setNot(nested).build();
            }
            ScanSpec scan = withCondition(anyTable(), nested);
            Failures.refused(
                    "a nested request",
                    () -> client.action(Actions.PLAN, plan(client.context(), scan).toByteArray()),
                    INVALID);
        });
    }

    private void refusesCallsOfNobody()
    {
        with(client -> {
            CallContext context = client.context();
            ScanSpec scan = Scans.of(anyTable());
            for (CallContext wrong : List.of(
                    CallContext.getDefaultInstance(),
                    context.toBuilder().clearUser().build(),
                    context.toBuilder().clearQueryId().build())) {
                Failures.refused(
                        "a call of nobody",
                        () -> client.action(Actions.PLAN, plan(wrong, scan).toByteArray()),
                        INVALID,
                        "CATALOG_NOT_FOUND");
            }
        });
    }

    private void namesWhatIsMissing()
    {
        with(client -> {
            CallContext other = client.context().toBuilder().setCatalog("no such catalog").build();
            Failures.refused(
                    "a catalog that is not there",
                    () -> client.action(Actions.PLAN, plan(other, Scans.of(anyTable())).toByteArray()),
                    "CATALOG_NOT_FOUND");
            TableName missing = TableName.newBuilder().setSchema("default").setTable("no such table").build();
            Failures.refused(
                    "a table that is not there",
                    () -> client.plan(Scans.of(missing, List.of("id"))),
                    "TABLE_NOT_FOUND");
            Failures.refused(
                    "a column that is not there",
                    () -> client.plan(Scans.of(anyTable().name(), List.of("no such column"))),
                    "COLUMN_NOT_FOUND");
        });
    }

    /**
     * They are refused as malformed, or left to the engine: never taken, and never a failure of the host.
     */
    private void survivesOddExpressions()
    {
        with(client -> {
            client.require(Feature.FEATURE_FILTER);
            for (Expression odd : oddExpressions(anyTable().columns().getFirst())) {
                try {
                    PlanResponse plan = client.plan(withCondition(anyTable(), odd));
                    assertThat(plan.getConjunctsOrDefault(1, Taken.TAKEN_NO)).as("%s", odd).isEqualTo(Taken.TAKEN_NO);
                }
                catch (HostFailureException e) {
                    assertThat(e.code()).as("%s: %s", odd, e.getMessage()).isIn(INVALID, "COLUMN_NOT_FOUND");
                }
            }
        });
    }

    private static List<Expression> oddExpressions(String name)
    {
        Expression column = column(name);
        Expression noise = literal(ByteString.copyFrom(NOISE));
        List<Expression> odd = new ArrayList<>(List.of(
                Expression.getDefaultInstance(),
                column,
                noise,
                literal(ByteString.EMPTY),
                Expression.newBuilder().setColumn(ColumnReference.getDefaultInstance()).build(),
                Expression.newBuilder().setNot(Expression.getDefaultInstance()).build()));
        for (int operator : List.of(0, 1, 7, 99)) {
            odd.add(Expression.newBuilder()
                    .setComparison(comparison(operator).setLeft(column).setRight(noise))
                    .build());
        }
        odd.add(Expression.newBuilder().setComparison(comparison(1).setLeft(column)).build());
        return odd;
    }

    private static Comparison.Builder comparison(int operator)
    {
        // also numbers of operators that this version does not have
        return Comparison.newBuilder().setOperatorValue(operator);
    }

    private void refusesNoiseAsTicket()
    {
        with(client -> {
            ReadTicket noise = ReadTicket.newBuilder()
                    .setContext(client.context())
                    .setSplit(ByteString.copyFrom(NOISE))
                    .build();
            Failures.refused("a ticket of noise", () -> client.read(noise), "TICKET_INVALID", INVALID);
            ReadTicket none = noise.toBuilder().clearSplit().build();
            Failures.refused("no ticket", () -> client.read(none), "TICKET_INVALID", INVALID);
        });
    }

    /**
     * A name that is as long as it may be does not make a message that is too long.
     */
    private void tellsOfErrors()
    {
        with(client -> {
            TableName missing = TableName.newBuilder()
                    .setSchema("default")
                    .setTable("no such table ".repeat(1000))
                    .build();
            Failures.refused(
                    "a table with a long name",
                    () -> client.plan(Scans.of(missing, List.of("id"))),
                    "TABLE_NOT_FOUND");
            Failures.refused(
                    "a column with a long name",
                    () -> client.plan(Scans.of(anyTable().name(), List.of("no such column ".repeat(1000)))),
                    "COLUMN_NOT_FOUND");
        });
    }

    /**
     * Behind whatever was refused, the host still plans.
     */
    private void with(ClientBody body)
    {
        try (HostClient client = new HostClient(host.endpoint())) {
            body.run(client);
            assertThat(client.plan(Scans.of(anyTable())).getScan()).as("a plan after that").isNotEmpty();
            assertThat(client.health().getReady()).isTrue();
        }
    }

    private KnownTable anyTable()
    {
        return host.tables().getFirst();
    }

    private static PlanRequest plan(CallContext context, ScanSpec scan)
    {
        return PlanRequest.newBuilder().setContext(context).setScan(scan).build();
    }

    private static ScanSpec withCondition(KnownTable table, Expression condition)
    {
        return Scans.of(table).toBuilder()
                .addConjuncts(Conjunct.newBuilder().setId(1).setExpression(condition))
                .build();
    }

    private static Expression column(String name)
    {
        return Expression.newBuilder().setColumn(ColumnReference.newBuilder().addPath(name)).build();
    }

    private static Expression literal(ByteString bytes)
    {
        return Expression.newBuilder().setLiteral(Values.newBuilder().setArrow(bytes)).build();
    }

    @FunctionalInterface
    private interface ClientBody
    {
        void run(HostClient client);
    }
}
