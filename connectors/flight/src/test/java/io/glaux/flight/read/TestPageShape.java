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
package io.glaux.flight.read;

import io.glaux.flight.metadata.FlightColumnHandle;
import io.glaux.flight.testing.TestingRows;
import io.trino.spi.Page;
import io.trino.spi.block.RowBlock;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.VarcharType;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestPageShape
{
    private static final FlightColumnHandle ID = FlightColumnHandle.column("id", "id", BigintType.BIGINT);
    private static final FlightColumnHandle NAME = FlightColumnHandle.column("name", "name", VarcharType.VARCHAR);

    @Test
    void testOtherOrderAndFewerColumns()
    {
        Page page = TestingRows.page(0, 3);
        assertThat(PageShape.of(List.of(NAME, ID), List.of(ID, NAME)).apply(page).getBlock(1))
                .isSameAs(page.getBlock(0));
        Page none = PageShape.of(List.of(), List.of(ID, NAME)).apply(page);
        assertThat(none.getChannelCount()).isZero();
        assertThat(none.getPositionCount()).isEqualTo(3);
    }

    @Test
    void testIdsOfRows()
    {
        FlightColumnHandle rowId = FlightColumnHandle.rowId(
                List.of(NAME, ID),
                RowType.anonymousRow(VarcharType.VARCHAR, BigintType.BIGINT));
        Page page = TestingRows.page(0, 3);
        Page shaped = PageShape.of(List.of(rowId, ID), List.of(ID, NAME)).apply(page);
        RowBlock rows = (RowBlock) shaped.getBlock(0);
        assertThat(rows.getFieldBlock(0)).isSameAs(page.getBlock(1));
        assertThat(rows.getFieldBlock(1)).isSameAs(page.getBlock(0));
        assertThat(shaped.getBlock(1)).isSameAs(page.getBlock(0));
    }

    @Test
    void testColumnsThatAreNotRead()
    {
        assertThatThrownBy(() -> PageShape.of(List.of(NAME), List.of(ID)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The scan does not read the column name:varchar");
    }
}
