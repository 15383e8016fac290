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

import io.airlift.slice.Slices;
import io.glaux.flight.TestingSessions;
import io.glaux.protocol.ArrowSchemas;
import io.glaux.protocol.v1.ColumnStatistics;
import io.glaux.protocol.v1.Feature;
import io.glaux.protocol.v1.PlanResponse;
import io.glaux.protocol.v1.StatisticsResponse;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.RelationColumnsMetadata;
import io.trino.spi.connector.RetryMode;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.statistics.TableStatistics;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TestFlightMetadata
        extends BaseMetadataTest
{
    // ------------------------------------------------------------------------------------------------ metadata

    @Test
    void testBrokenTableDoesNotBreakLists()
    {
        Iterator<RelationColumnsMetadata> columns =
                metadata.streamRelationColumns(SESSION, Optional.of("s"), UnaryOperator.identity());
        assertThat(columns).toIterable().extracting(RelationColumnsMetadata::name).containsExactly(TABLE);
        assertThat(metadata.listTables(SESSION, Optional.of("s"))).hasSize(2);
        assertThatThrownBy(() -> metadata.getTableHandle(
                SESSION, new SchemaTableName("s", "broken"), Optional.empty(), Optional.empty()))
                .hasMessage("The table is out of order");
        assertThat(metadata.getTableHandle(
                SESSION, new SchemaTableName("s", "none"), Optional.empty(), Optional.empty())).isNull();
    }

    @Test
    void testStatistics()
    {
        takingAll();
        source.statistics(StatisticsResponse.newBuilder()
                .setRows(100)
                .putColumns("A", ColumnStatistics.newBuilder()
                        .setNullsFraction(0.25)
                        .setDistinctValues(Double.NaN)
                        .setLow(3)
                        .setHigh(1)
                        .build())
                .build());
        TableStatistics statistics = metadata.getTableStatistics(SESSION, handle());
        assertThat(statistics.getRowCount().getValue()).isEqualTo(100);
        assertThat(statistics.getColumnStatistics().get(A).getNullsFraction().getValue()).isEqualTo(0.25);
        // what makes no sense is not believed
        assertThat(statistics.getColumnStatistics().get(A).getDistinctValuesCount().isUnknown()).isTrue();
        assertThat(statistics.getColumnStatistics().get(A).getRange()).isEmpty();
    }

    @Test
    void testLookUpsByKeyWhenTheSessionWantsThem()
    {
        takingAll();
        ConnectorSession session = TestingSessions.session(Map.of("lookup_joins", true));
        FlightTableHandle handle = filtered(equal(B, 2));
        Set<ColumnHandle> output = Set.of(A, B);
        assertThat(metadata.resolveIndex(SESSION, handle, Set.of(A), output, TupleDomain.all())).isEmpty();
        assertThat(metadata.resolveIndex(session, handle, Set.of(B), output, TupleDomain.all())).isEmpty();
        TupleDomain<ColumnHandle> unresolved = metadata
                .resolveIndex(session, handle, Set.of(A), output, equal(B, 2).intersect(equal(A, 7)))
                .orElseThrow()
                .getUnresolvedTupleDomain();
        assertThat(unresolved).isEqualTo(equal(A, 7));
    }

    @Test
    void testQuery()
    {
        source.plans(_ -> PlanResponse.newBuilder()
                .setSchema(ArrowSchemas.write(new Schema(List.of(bigint("X"), bigint("x")))))
                .build());
        FlightTableHandle handle = metadata.queryHandle(SESSION, "SELECT secret");
        assertThat(source.plans().getLast().getQuery()).isEqualTo("SELECT secret");
        assertThat(handle.columns()).hasSize(2).extracting(FlightColumnHandle::name).contains("x");
        assertThat(metadata.getColumnHandles(SESSION, handle)).hasSize(2);
        assertThat(metadata.getTableMetadata(SESSION, handle).getColumns()).hasSize(2);
        source.without(Feature.FEATURE_QUERY);
        assertThatThrownBy(() -> metadata.queryHandle(SESSION, "SELECT 1")).hasMessageContaining("own language");
    }

    // -------------------------------------------------------------------------------------------------- writes

    @Test
    void testInsert()
    {
        FlightInsertTableHandle insert = (FlightInsertTableHandle) metadata.beginInsert(
                SESSION, handle(), List.of(B, A), RetryMode.NO_RETRIES);
        assertThat(insert.write().columns()).containsExactly(B, A);
        assertThat(metadata.finishInsert(SESSION, insert, List.of(), List.of(Slices.EMPTY_SLICE), List.of())).isEmpty();
        metadata.rollBack();
        assertThat(source.calls()).endsWith("begin [WRITE_KIND_INSERT] [b, A]", "commit");
        assertThatThrownBy(() -> metadata.beginInsert(SESSION, handle(), List.of(A), RetryMode.RETRIES_ENABLED))
                .hasMessageContaining("retry_policy");
    }

    @Test
    void testFailedInsertSaysWhatItLeaves()
    {
        FlightInsertTableHandle insert = (FlightInsertTableHandle) metadata.beginInsert(
                SESSION, handle(), List.of(A), RetryMode.NO_RETRIES);
        source.failWith(Optional.of("The source is gone"));
        assertThatThrownBy(() -> metadata.finishInsert(SESSION, insert, List.of(), List.of(), List.of()))
                .hasMessage("The source is gone. Rows that were written stay");
    }

    @Test
    void testMergeBeginsAWriteForEachSetOfColumns()
    {
        FlightColumnHandle rowId = (FlightColumnHandle) metadata.getMergeRowIdColumnHandle(SESSION, handle());
        assertThat(rowId.rowId()).containsExactly(A);
        FlightMergeTableHandle merge = (FlightMergeTableHandle) metadata.beginMerge(
                SESSION, handle(), Map.of(0, List.of(B), 1, List.of()), RetryMode.NO_RETRIES);
        assertThat(merge.updates()).containsOnlyKeys(0);
        assertThat(merge.rows().orElseThrow().columns()).containsExactly(A, B, NAME);
        metadata.rollBack();
        assertThat(source.calls()).filteredOn("abort"::equals).hasSize(2);
    }

    @Test
    void testRowsThatCannotBeChanged()
    {
        source.without(Feature.FEATURE_UPDATE);
        assertThatThrownBy(() -> metadata.beginMerge(
                SESSION, handle(), Map.of(0, List.of(B)), RetryMode.NO_RETRIES)).hasMessageContaining("UPDATE");
        source.without(Feature.FEATURE_DELETE);
        assertThatThrownBy(() -> metadata.getMergeRowIdColumnHandle(SESSION, handle())).hasMessageContaining("DELETE");
    }
}
