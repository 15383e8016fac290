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
import io.trino.spi.Page;
import io.trino.spi.block.Block;
import io.trino.spi.block.RowBlock;

import java.util.List;

/**
 * What the engine's pages have of what batches have.
 *
 * @param columns of the engine, each as the positions of columns of a batch
 */
record PageShape(List<Column> columns)
{
    PageShape
    {
        columns = List.copyOf(columns);
    }

    static PageShape of(List<FlightColumnHandle> wanted, List<FlightColumnHandle> read)
    {
        return new PageShape(wanted.stream()
                .map(column -> new Column(
                        column.read().map(part -> position(part, read)).toList(),
                        column.identifiesRow()))
                .toList());
    }

    private static int position(FlightColumnHandle column, List<FlightColumnHandle> read)
    {
        int position = read.indexOf(column);
        if (position < 0) {
            throw new IllegalArgumentException("The scan does not read the column %s".formatted(column));
        }
        return position;
    }

    Page apply(Page page)
    {
        Block[] blocks = new Block[columns.size()];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = columns.get(i).block(page);
        }
        return new Page(page.getPositionCount(), blocks);
    }

    /**
     * @param isRow whether it is a ROW of them, or the only one
     */
    record Column(List<Integer> positions, boolean isRow)
    {
        private Block block(Page page)
        {
            if (!isRow) {
                return page.getBlock(positions.getFirst());
            }
            Block[] fields = positions.stream().map(page::getBlock).toArray(Block[]::new);
            return RowBlock.fromFieldBlocks(page.getPositionCount(), fields);
        }
    }
}
