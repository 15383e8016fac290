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

import com.google.common.base.Ticker;
import com.google.protobuf.ByteString;
import io.glaux.arrow.ArrowTypes;
import io.glaux.flight.FlightConfig;
import io.glaux.flight.TestingSessions;
import io.glaux.flight.pushdown.DomainTranslation;
import io.glaux.flight.pushdown.LiteralValues;
import io.glaux.flight.pushdown.Pushdown;
import io.glaux.protocol.ArrowSchemas;
import io.glaux.protocol.v1.Conjunct;
import io.glaux.protocol.v1.Key;
import io.glaux.protocol.v1.PlanResponse;
import io.glaux.protocol.v1.TableDescription;
import io.glaux.protocol.v1.TableName;
import io.glaux.protocol.v1.Taken;
import io.trino.spi.connector.AggregateFunction;
import io.trino.spi.connector.AggregationApplicationResult;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.Constraint;
import io.trino.spi.connector.ConstraintApplicationResult;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.connector.SortItem;
import io.trino.spi.connector.SortOrder;
import io.trino.spi.connector.TopNApplicationResult;
import io.trino.spi.expression.Call;
import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.expression.Constant;
import io.trino.spi.expression.FunctionName;
import io.trino.spi.expression.Variable;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.type.RowType;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import static io.glaux.protocol.v1.Taken.TAKEN_WHOLE;
import static io.trino.spi.expression.StandardFunctions.EQUAL_OPERATOR_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.LESS_THAN_OPERATOR_FUNCTION_NAME;
import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.BooleanType.BOOLEAN;
import static io.trino.spi.type.RowType.field;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static io.trino.type.InternalTypeManager.TESTING_TYPE_MANAGER;

/**
 * A table with two numbers and a row, of a source that answers as it is told.
 */
abstract class BaseMetadataTest
{
    static final SchemaTableName TABLE = new SchemaTableName("s", "t");
    static final RowType ROW = RowType.from(List.of(field("First", VARCHAR), field("last", VARCHAR)));
    static final FlightColumnHandle A = FlightColumnHandle.column("a", "A", BIGINT);
    static final FlightColumnHandle B = FlightColumnHandle.column("b", "b", BIGINT);
    static final FlightColumnHandle NAME = FlightColumnHandle.column("name", "name", ROW);
    static final Map<String, ColumnHandle> ASSIGNMENTS = Map.of("a", A, "b", B, "name", NAME);
    static final Variable VARIABLE_A = new Variable("a", BIGINT);
    static final Variable VARIABLE_B = new Variable("b", BIGINT);
    static final Variable VARIABLE_NAME = new Variable("name", ROW);
    static final ConnectorSession SESSION = TestingSessions.session();
    static final Call LESS = new Call(
            BOOLEAN,
            LESS_THAN_OPERATOR_FUNCTION_NAME,
            List.of(VARIABLE_A, VARIABLE_B));
    static final Call EQUAL = new Call(BOOLEAN, EQUAL_OPERATOR_FUNCTION_NAME, List.of(VARIABLE_A, VARIABLE_B));
    static final Call UNKNOWN = new Call(BOOLEAN, new FunctionName("is_odd"), List.of(VARIABLE_A));

    final RootAllocator allocator = new RootAllocator(16 << 20);
    final ScriptedSource source = new ScriptedSource()
            .table(TableDescription.newBuilder()
                    .setName(TableName.newBuilder().setSchema("s").setTable("t"))
                    .setSchema(ArrowSchemas.write(new Schema(List.of(bigint("A"), bigint("b"), row()))))
                    .addRowId("A")
                    .addKeys(Key.newBuilder().addColumns("A"))
                    .build())
            .broken("s", "broken", "The table is out of order");
    final FlightMetadata metadata = metadata();

    FlightMetadata metadata()
    {
        TypeMapping types = new ArrowTypeMapping(new ArrowTypes(TESTING_TYPE_MANAGER));
        LiteralValues literals = new LiteralValues(types, allocator);
        FlightConfig.MetadataCaching caching =
                new FlightConfig.MetadataCaching(Duration.ofMinutes(1), Duration.ofMinutes(1), 100);
        return new FlightMetadata(
                source,
                new TableDirectory(source, types, caching, Ticker.systemTicker()),
                types,
                new Pushdown(source, types, literals, new DomainTranslation(literals, 1_000)));
    }

    static Field bigint(String name)
    {
        return Field.nullable(name, new ArrowType.Int(64, true));
    }

    static Field row()
    {
        return new Field(
                "name",
                FieldType.nullable(ArrowType.Struct.INSTANCE),
                List.of(
                        Field.nullable("First", ArrowType.Utf8.INSTANCE),
                        Field.nullable("last", ArrowType.Utf8.INSTANCE)));
    }

    @AfterEach
    void allocatorIsEmpty()
    {
        allocator.close();
    }

    FlightTableHandle handle()
    {
        return (FlightTableHandle) metadata.getTableHandle(SESSION, TABLE, Optional.empty(), Optional.empty());
    }

    /**
     * A source that takes conditions as told by the path of the column that they are on, and else as told by the last.
     */
    void taking(Function<Conjunct, Taken> conjuncts, UnaryOperator<PlanResponse.Builder> more)
    {
        source.plans(scan -> {
            PlanResponse.Builder plan = PlanResponse.newBuilder()
                    .setScan(ByteString.copyFromUtf8("scan " + scan.hashCode()))
                    .setAccessPath("by test");
            scan.getConjunctsList().forEach(conjunct -> plan.putConjuncts(conjunct.getId(), conjuncts.apply(conjunct)));
            return more.apply(plan).build();
        });
    }

    void takingAll()
    {
        taking(_ -> TAKEN_WHOLE, plan -> plan
                .setLimit(TAKEN_WHOLE)
                .setTopN(TAKEN_WHOLE)
                .setAggregation(TAKEN_WHOLE));
    }

    static boolean isOn(Conjunct conjunct, String column)
    {
        return conjunct.getExpression().getComparison().getLeft().getColumn().getPathList().equals(List.of(column));
    }

    static TupleDomain<ColumnHandle> equal(FlightColumnHandle column, long value)
    {
        return TupleDomain.withColumnDomains(Map.of(column, Domain.singleValue(BIGINT, value)));
    }

    Optional<ConstraintApplicationResult<ConnectorTableHandle>> filter(
            ConnectorTableHandle handle,
            TupleDomain<ColumnHandle> summary,
            ConnectorExpression expression)
    {
        return metadata.applyFilter(SESSION, handle, new Constraint(summary, expression, ASSIGNMENTS));
    }

    FlightTableHandle filtered(TupleDomain<ColumnHandle> summary)
    {
        return (FlightTableHandle) filter(handle(), summary, Constant.TRUE).orElseThrow().getHandle();
    }

    Optional<TopNApplicationResult<ConnectorTableHandle>> topN(ConnectorTableHandle handle, long count)
    {
        List<SortItem> order = List.of(new SortItem("a", SortOrder.DESC_NULLS_FIRST));
        return metadata.applyTopN(SESSION, handle, count, order, ASSIGNMENTS);
    }

    static AggregateFunction aggregate(String name, Variable... arguments)
    {
        return new AggregateFunction(name, BIGINT, List.of(arguments), List.of(), false, Optional.empty());
    }

    Optional<AggregationApplicationResult<ConnectorTableHandle>> count(ConnectorTableHandle handle)
    {
        return metadata.applyAggregation(
                SESSION, handle, List.of(aggregate("count")), ASSIGNMENTS, List.of(List.of()));
    }
}
