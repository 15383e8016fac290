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

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.airlift.json.JsonMapperProvider;
import io.glaux.flight.split.FlightSplit;
import io.glaux.protocol.v1.AggregateFunction;
import io.glaux.protocol.v1.Expression;
import io.glaux.protocol.v1.WriteKind;
import io.trino.block.BlockJsonSerde;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockEncodingSerde;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.type.RowType;
import io.trino.spi.type.Type;
import io.trino.type.TypeDeserializer;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

import static io.airlift.slice.Slices.utf8Slice;
import static io.trino.metadata.InternalBlockEncodingSerde.TESTING_BLOCK_ENCODING_SERDE;
import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.RowType.field;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static io.trino.type.InternalTypeManager.TESTING_TYPE_MANAGER;
import static org.assertj.core.api.Assertions.assertThat;

class TestHandles
{
    private static final FlightColumnHandle ID = FlightColumnHandle.column("id", "Id", BIGINT);
    private static final FlightColumnHandle NAME = FlightColumnHandle.field(
            "name#0",
            List.of("Name", "First"),
            VARCHAR);
    private static final SchemaTableName TABLE = new SchemaTableName("s", "t");

    private final JsonMapper mapper = mapper();

    private static JsonMapper mapper()
    {
        BlockEncodingSerde blocks = TESTING_BLOCK_ENCODING_SERDE;
        return new JsonMapperProvider()
                .withJsonDeserializers(Map.of(
                        Type.class, new TypeDeserializer(TESTING_TYPE_MANAGER),
                        Block.class, new BlockJsonSerde.Deserializer(blocks)))
                .withJsonSerializers(Map.of(Block.class, new BlockJsonSerde.Serializer(blocks)))
                .get();
    }

    private <T> T roundTrip(T value, Class<T> type)
            throws JsonProcessingException
    {
        return mapper.readValue(mapper.writeValueAsString(value), type);
    }

    private static FlightTableHandle full()
    {
        FlightColumnHandle sum = FlightColumnHandle.column("$aggregate_0", "$aggregate_0", BIGINT);
        return FlightTableHandle.of(FlightRelation.table(TABLE, new SourceTable("S", "T")), List.of(ID, NAME))
                .withFilter(
                        TupleDomain.withColumnDomains(Map.of(
                                ID, Domain.multipleValues(BIGINT, List.of(1L, 2L), true),
                                NAME, Domain.singleValue(VARCHAR, utf8Slice("secret")))),
                        Set.of(ID),
                        List.of(PushedExpression.of(Expression.newBuilder()
                                .setNot(Expression.getDefaultInstance())
                                .build(), true)))
                .withAggregation(new PushedAggregation(List.of(ID), List.of(new PushedAggregate(
                        AggregateFunction.AGGREGATE_FUNCTION_SUM, Optional.of(ID), true, sum))))
                .withTopN(new PushedTopN(List.of(new PushedSortItem(sum, false, true)), 10))
                .withLimit(new PushedLimit(5, false))
                .withAgreement(new ScanAgreement(
                        Opaque.of(new byte[] {1, -1}),
                        OptionalDouble.of(12.5),
                        OptionalDouble.empty(),
                        Map.of("read-unit", new BigDecimal("0.5")),
                        "Query by id"));
    }

    @Test
    void testTableHandle()
            throws JsonProcessingException
    {
        FlightTableHandle handle = full();
        FlightTableHandle copy = roundTrip(handle, FlightTableHandle.class);
        assertThat(copy).isEqualTo(handle).hasSameHashCodeAs(handle);
        // which is not a part of the handle's identity
        assertThat(copy.agreement()).isEqualTo(handle.agreement());
    }

    @Test
    void testPlainAndQueryHandles()
            throws JsonProcessingException
    {
        FlightTableHandle plain = FlightTableHandle.of(
                FlightRelation.table(TABLE, new SourceTable("S", "T")),
                List.of(ID));
        FlightTableHandle none = plain.withFilter(TupleDomain.none(), Set.of(), List.of());
        FlightTableHandle query = FlightTableHandle.of(FlightRelation.query("SELECT 'secret'"), List.of(ID));
        assertThat(roundTrip(plain, FlightTableHandle.class)).isEqualTo(plain);
        assertThat(roundTrip(none, FlightTableHandle.class)).isEqualTo(none);
        assertThat(roundTrip(query, FlightTableHandle.class)).isEqualTo(query);
        assertThat(query.toString()).doesNotContain("secret");
    }

    @Test
    void testExplainShowsHowAndHowMuchWithoutValues()
    {
        assertThat(full().toString())
                .isEqualTo("S.T constraint=[id, name#0] conditions=1 groups=[id] aggregates=[AGGREGATE_FUNCTION_SUM]"
                        + " top=10 by [$aggregate_0] limit=5 by [Query by id, about 0.5 read-unit]");
    }

    @Test
    void testColumnHandles()
            throws JsonProcessingException
    {
        FlightColumnHandle rowId = FlightColumnHandle.rowId(
                List.of(ID),
                RowType.from(List.of(field("id", BIGINT))));
        assertThat(roundTrip(ID, FlightColumnHandle.class)).isEqualTo(ID);
        assertThat(roundTrip(NAME, FlightColumnHandle.class)).isEqualTo(NAME);
        assertThat(roundTrip(rowId, FlightColumnHandle.class)).isEqualTo(rowId);
        FlightTableHandle handle = FlightTableHandle.of(FlightRelation.query("q"), List.of(NAME, rowId, ID));
        assertThat(handle.batchColumns()).containsExactly(NAME, ID);
    }

    @Test
    void testOtherHandles()
            throws JsonProcessingException
    {
        FlightWriteHandle write = new FlightWriteHandle(
                new SourceTable("S", "T"),
                Opaque.of(new byte[] {7}),
                Set.of(WriteKind.WRITE_KIND_INSERT, WriteKind.WRITE_KIND_DELETE),
                List.of(ID),
                "Rows stay");
        FlightInsertTableHandle insert = new FlightInsertTableHandle(write);
        FlightMergeTableHandle merge = new FlightMergeTableHandle(
                full(), List.of(ID, NAME), ID, Optional.of(write), Map.of(0, write));
        FlightIndexHandle index = new FlightIndexHandle(full());
        FlightTransactionHandle transaction = FlightTransactionHandle.create();
        QueryFunctionHandle query = new QueryFunctionHandle(full());
        assertThat(roundTrip(insert, FlightInsertTableHandle.class)).isEqualTo(insert);
        assertThat(roundTrip(merge, FlightMergeTableHandle.class)).isEqualTo(merge);
        assertThat(roundTrip(index, FlightIndexHandle.class)).isEqualTo(index);
        assertThat(roundTrip(transaction, FlightTransactionHandle.class)).isEqualTo(transaction);
        assertThat(roundTrip(query, QueryFunctionHandle.class)).isEqualTo(query);
    }

    @Test
    void testSplit()
            throws JsonProcessingException
    {
        FlightSplit split = new FlightSplit(Opaque.of(new byte[] {1, 2, 3}), 250, List.of("grpc://a:1"));
        assertThat(roundTrip(split, FlightSplit.class)).isEqualTo(split);
        assertThat(split.getSplitWeight().getRawValue()).isEqualTo(100);
        assertThat(new FlightSplit(split.ticket(), 0, List.of()).getSplitWeight().getRawValue()).isEqualTo(1);
        assertThat(split.getRetainedSizeInBytes()).isPositive();
        assertThat(split.toString()).doesNotContain("[1, 2, 3]");
    }
}
