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
import com.google.protobuf.Message;
import io.glaux.host.testing.HostClient;
import io.glaux.host.testing.RunningHost;
import io.glaux.host.testing.ScriptedSource;
import io.glaux.protocol.Actions;
import io.glaux.protocol.ErrorCode;
import io.glaux.protocol.v1.BeginWriteRequest;
import io.glaux.protocol.v1.ColumnReference;
import io.glaux.protocol.v1.Comparison;
import io.glaux.protocol.v1.ComparisonOperator;
import io.glaux.protocol.v1.Conjunct;
import io.glaux.protocol.v1.DescribeRequest;
import io.glaux.protocol.v1.EndWriteRequest;
import io.glaux.protocol.v1.ErrorDetail;
import io.glaux.protocol.v1.Expression;
import io.glaux.protocol.v1.HelloRequest;
import io.glaux.protocol.v1.LookupRequest;
import io.glaux.protocol.v1.Operands;
import io.glaux.protocol.v1.PlanRequest;
import io.glaux.protocol.v1.RateRequest;
import io.glaux.protocol.v1.ScanSpec;
import io.glaux.protocol.v1.SplitsRequest;
import io.glaux.protocol.v1.StatisticsRequest;
import io.glaux.protocol.v1.TableName;
import io.glaux.protocol.v1.TablesRequest;
import io.glaux.protocol.v1.UnitAmount;
import io.glaux.protocol.v1.Values;
import io.glaux.protocol.v1.Version;
import io.glaux.protocol.v1.WriteKind;
import io.glaux.protocol.v1.WriteRequest;
import io.glaux.source.ColumnTypes;
import org.apache.arrow.flight.AsyncPutListener;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Bytes of all sorts: each is answered, or refused with an error that is typed and not the host's own failure.
 */
@Timeout(120)
final class TestMalformedRequests
{
    private static final int ROUNDS = 150;

    @Test
    void testRandomBytes()
    {
        long seed = Long.getLong("glaux.test.seed", System.nanoTime());
        Random random = new Random(seed);
        try (RunningHost host = RunningHost.start(); HostClient client = host.client()) {
            Map<String, Message> requests = requests(client);
            for (Map.Entry<String, Message> request : requests.entrySet()) {
                for (int round = 0; round < ROUNDS; round++) {
                    byte[] bytes = spoilt(request.getValue().toByteArray(), random);
                    Throwable failure = catchThrowable(() -> client.action(request.getKey(), bytes));
                    assertTyped(failure, "seed %s, %s, round %s".formatted(seed, request.getKey(), round));
                }
            }
            assertThat(client.readAll(client.ticket("numbers", "id")).rows()).hasSize(100_000);
            host.awaitFree(Duration.ofSeconds(1));
        }
    }

    @Test
    void testRandomTicketsAndCommands()
    {
        long seed = Long.getLong("glaux.test.seed", System.nanoTime());
        Random random = new Random(seed);
        try (RunningHost host = RunningHost.start(); HostClient client = host.client()) {
            byte[] ticket = client.ticket("numbers", "id").toByteArray();
            byte[] lookup = LookupRequest.newBuilder()
                    .setContext(client.context())
                    .setScan(client.plan("numbers", "id").getScan())
                    .addKeyColumns("id")
                    .build()
                    .toByteArray();
            byte[] write = WriteRequest.newBuilder().setContext(client.context()).build().toByteArray();
            for (int round = 0; round < ROUNDS; round++) {
                String where = "seed %s, round %s".formatted(seed, round);
                byte[] spoiltTicket = spoilt(ticket, random);
                assertTyped(catchThrowable(() -> read(client, spoiltTicket)), where);
                byte[] spoiltLookup = spoilt(lookup, random);
                assertTyped(catchThrowable(() -> exchange(client, spoiltLookup)), where);
                byte[] spoiltWrite = spoilt(write, random);
                assertTyped(catchThrowable(() -> put(client, spoiltWrite)), where);
            }
            host.awaitFree(Duration.ofSeconds(1));
        }
    }

    @Test
    void testUnknownCalls()
    {
        try (RunningHost host = RunningHost.start(); HostClient client = host.client()) {
            assertCode(catchThrowable(() -> client.action("glaux.v2.hello", new byte[0])), ErrorCode.NOT_SUPPORTED);
            assertCode(
                    catchThrowable(() -> client.flight().getInfo(FlightDescriptor.path("a"), client.with())),
                    ErrorCode.NOT_SUPPORTED);
            assertCode(
                    catchThrowable(() -> client.flight().getSchema(FlightDescriptor.path("a"), client.with())),
                    ErrorCode.NOT_SUPPORTED);
            assertCode(
                    catchThrowable(() -> put(client, FlightDescriptor.path("a"))),
                    ErrorCode.INVALID_REQUEST);
        }
    }

    @Test
    void testMalformedExpressions()
    {
        try (RunningHost host = RunningHost.start(); HostClient client = host.client()) {
            List<Expression> expressions = List.of(
                    Expression.newBuilder().setColumn(ColumnReference.getDefaultInstance()).build(),
                    Expression.newBuilder().setLiteral(Values.getDefaultInstance()).build(),
                    Expression.newBuilder()
                            .setLiteral(Values.newBuilder().setArrow(ByteString.copyFromUtf8("ARROW1")))
                            .build(),
                    Expression.newBuilder().setAnd(Operands.getDefaultInstance()).build());
            for (Expression expression : expressions) {
                ScanSpec scan = ScanSpec.newBuilder()
                        .setTable(TableName.newBuilder().setTable("numbers"))
                        .addConjuncts(Conjunct.newBuilder().setExpression(expression))
                        .build();
                assertCode(catchThrowable(() -> client.plan(scan)), ErrorCode.INVALID_REQUEST);
            }
            assertCode(catchThrowable(() -> client.plan(ScanSpec.getDefaultInstance())), ErrorCode.INVALID_REQUEST);
        }
    }

    @Test
    void testExpressionsOfALaterVersion()
    {
        List<Expression> expressions = List.of(
                Expression.getDefaultInstance(),
                Expression.newBuilder().setComparison(Comparison.newBuilder().setOperatorValue(77)).build(),
                Expression.newBuilder().setNot(Expression.getDefaultInstance()).build());
        try (RunningHost host = RunningHost.start(); HostClient client = host.client()) {
            for (Expression expression : expressions) {
                ScanSpec scan = ScanSpec.newBuilder()
                        .setTable(TableName.newBuilder().setTable("numbers"))
                        .addConjuncts(Conjunct.newBuilder().setId(4).setExpression(expression))
                        .setLimit(5)
                        .build();
                assertThat(client.plan(scan).getConjunctsMap()).isEmpty();
                assertThat(host.probe().scan.get().conjuncts()).isEmpty();
                // its rows are counted after the conjunct
                assertThat(host.probe().scan.get().limit()).isEmpty();
            }
        }
    }

    private static Map<String, Message> requests(HostClient client)
    {
        Map<String, Message> requests = new HashMap<>();
        ByteString scan = client.plan("numbers", "id").getScan();
        Expression column = Expression.newBuilder().setColumn(ColumnReference.newBuilder().addPath("id")).build();
        Conjunct conjunct = Conjunct.newBuilder()
                .setExpression(Expression.newBuilder().setComparison(Comparison.newBuilder()
                        .setOperator(ComparisonOperator.COMPARISON_OPERATOR_EQUAL)
                        .setLeft(column)
                        .setRight(column)))
                .build();
        TableName table = TableName.newBuilder().setSchema("default").setTable("numbers").build();
        requests.put(Actions.HELLO, HelloRequest.newBuilder()
                .setVersion(Version.newBuilder().setMajor(1))
                .setEngine("engine")
                .build());
        requests.put(Actions.TABLES, TablesRequest.newBuilder().setContext(client.context()).setSchema("a").build());
        requests.put(Actions.SCHEMAS, TablesRequest.newBuilder().setContext(client.context()).build());
        requests.put(Actions.DESCRIBE, DescribeRequest.newBuilder()
                .setContext(client.context())
                .addTables(table)
                .build());
        requests.put(Actions.STATISTICS, StatisticsRequest.newBuilder()
                .setContext(client.context())
                .setScan(scan)
                .build());
        requests.put(Actions.PLAN, PlanRequest.newBuilder()
                .setContext(client.context())
                .setScan(ScanSpec.newBuilder().setTable(table).addConjuncts(conjunct))
                .build());
        requests.put(Actions.SPLITS, SplitsRequest.newBuilder()
                .setContext(client.context())
                .setScan(scan)
                .addDynamicFilter(conjunct)
                .build());
        requests.put(Actions.BEGIN_WRITE, BeginWriteRequest.newBuilder()
                .setContext(client.context())
                .setTable(table)
                .addColumns("id")
                .addKinds(WriteKind.WRITE_KIND_INSERT)
                .build());
        requests.put(Actions.END_WRITE, EndWriteRequest.newBuilder()
                .setContext(client.context())
                .setWrite(scan)
                .build());
        requests.put(Actions.RATE, RateRequest.newBuilder()
                .setContext(client.context())
                .setPerSecond(UnitAmount.newBuilder().setUnit(ScriptedSource.UNIT).setMillionths(1))
                .setValidMillis(1_000)
                .build());
        requests.put(Actions.HEALTH, client.context());
        return requests;
    }

    private static byte[] spoilt(byte[] request, Random random)
    {
        if (random.nextInt(3) == 0) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            return bytes;
        }
        byte[] bytes = request.clone();
        for (int i = random.nextInt(5); i >= 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)) : bytes;
    }

    private static void read(HostClient client, byte[] ticket)
            throws Exception
    {
        try (FlightStream stream = client.flight().getStream(new Ticket(ticket), client.with())) {
            while (stream.next()) {
                assertThat(stream.getRoot().getRowCount()).isNotNegative();
            }
        }
    }

    private static void exchange(HostClient client, byte[] command)
            throws Exception
    {
        FlightDescriptor descriptor = FlightDescriptor.command(command);
        try (FlightClient.ExchangeReaderWriter exchange = client.flight().doExchange(descriptor, client.with())) {
            exchange.getWriter().completed();
            while (exchange.getReader().next()) {
                assertThat(exchange.getReader().getRoot().getRowCount()).isNotNegative();
            }
        }
    }

    private static void put(HostClient client, byte[] command)
    {
        put(client, FlightDescriptor.command(command));
    }

    private static void put(HostClient client, FlightDescriptor descriptor)
    {
        Schema schema = new Schema(List.of(ColumnTypes.bigint("id")));
        try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, client.allocator())) {
            FlightClient.ClientStreamListener put =
                    client.flight().startPut(descriptor, root, new AsyncPutListener(), client.with());
            put.completed();
            put.getResult();
        }
    }

    /**
     * Bytes that happen to be a request are answered.
     */
    private static void assertTyped(Throwable failure, String where)
    {
        if (failure == null) {
            return;
        }
        assertThat(failure).as(where).isInstanceOf(FlightRuntimeException.class);
        ErrorDetail detail = HostClient.detail(failure);
        assertThat(ErrorCode.of(detail.getCode())).as(where).isPresent();
        assertThat(detail.getCode()).as("%s: %s", where, detail.getMessage()).isNotIn(Set.of(
                ErrorCode.HOST_FAILED.name(),
                ErrorCode.HOST_UNAVAILABLE.name(),
                ErrorCode.CANCELLED.name()));
    }

    private static void assertCode(Throwable failure, ErrorCode code)
    {
        assertThat(HostClient.detail(failure).getCode()).isEqualTo(code.name());
    }
}
