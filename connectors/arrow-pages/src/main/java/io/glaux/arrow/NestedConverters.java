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
package io.glaux.arrow;

import io.trino.spi.block.ArrayBlock;
import io.trino.spi.block.Block;
import io.trino.spi.block.MapBlock;
import io.trino.spi.block.RowBlock;
import io.trino.spi.type.MapType;

import java.util.List;

/**
 * Columns of columns.
 */
final class NestedConverters
{
    private NestedConverters() {}

    static ColumnConverter arrays(boolean isLarge, ColumnConverter elements)
    {
        return (column, rows) -> {
            ArrowColumn child = column.child(0);
            return array(column, rows, child, column.offsets(isLarge, child.length()), elements);
        };
    }

    static ColumnConverter fixedSizeArrays(int size, ColumnConverter elements)
    {
        return (column, rows) -> {
            ArrowColumn child = column.child(0);
            int[] starts = new int[column.length() + 1];
            if ((long) column.length() * size > child.length()) {
                throw column.invalid("has values outside of its data");
            }
            for (int i = 1; i < starts.length; i++) {
                starts[i] = i * size;
            }
            return array(column, rows, child, new Offsets(starts, 0), elements);
        };
    }

    private static Block array(
            ArrowColumn column,
            Validity rows,
            ArrowColumn child,
            Offsets offsets,
            ColumnConverter elements)
    {
        Validity validity = FixedWidthConverters.validity(column, rows);
        Block values = within(elements.convert(child, Validity.ALL), offsets);
        if (offsets.hasLengthOfNull(validity)) {
            values = only(values, offsets.positionsWithin(validity));
            offsets = offsets.withoutNulls(validity);
        }
        return ArrayBlock.fromElementBlock(column.length(), validity.words(), offsets.values(), values);
    }

    static ColumnConverter maps(MapType type, ColumnConverter keys, ColumnConverter values)
    {
        return (column, rows) -> {
            ArrowColumn entries = column.child(0);
            Offsets offsets = column.offsets(false, entries.length());
            Validity validity = FixedWidthConverters.validity(column, rows);
            if (!entries.validity().isAll()) {
                throw column.invalid("has an entry that is null");
            }
            Block keyBlock = within(keys.convert(part(entries, 0), Validity.ALL), offsets);
            Block valueBlock = within(values.convert(part(entries, 1), Validity.ALL), offsets);
            if (offsets.hasLengthOfNull(validity)) {
                int[] positions = offsets.positionsWithin(validity);
                keyBlock = only(keyBlock, positions);
                valueBlock = only(valueBlock, positions);
                offsets = offsets.withoutNulls(validity);
            }
            if (keyBlock.hasNull()) {
                throw column.invalid("has a key that is null");
            }
            return MapBlock.fromKeyValueBlock(
                    validity.words(),
                    offsets.values(),
                    column.length(),
                    keyBlock,
                    valueBlock,
                    type);
        };
    }

    /**
     * What offsets that count from the first value speak of.
     */
    private static Block within(Block values, Offsets offsets)
    {
        int start = (int) offsets.start();
        return start == 0 && offsets.total() == values.getPositionCount()
                ? values
                : values.getRegion(start, offsets.total());
    }

    private static Block only(Block values, int[] positions)
    {
        return values.copyPositions(positions, 0, positions.length);
    }

    static ColumnConverter rows(List<ColumnConverter> fields)
    {
        return (column, rows) -> {
            Validity validity = FixedWidthConverters.validity(column, rows);
            Block[] blocks = new Block[fields.size()];
            for (int i = 0; i < blocks.length; i++) {
                blocks[i] = fields.get(i).convert(part(column, i), validity);
            }
            return RowBlock.fromNotNullSuppressedFieldBlocks(column.length(), validity.words(), blocks);
        };
    }

    private static ArrowColumn part(ArrowColumn column, int index)
    {
        ArrowColumn part = column.child(index);
        if (part.length() != column.length()) {
            throw column.invalid("has rows whose fields are not of one length");
        }
        return part;
    }
}
