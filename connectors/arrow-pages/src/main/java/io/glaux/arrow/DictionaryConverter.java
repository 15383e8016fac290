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

import io.trino.spi.block.Block;
import io.trino.spi.block.DictionaryBlock;
import io.trino.spi.block.DictionaryId;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A column of positions in a dictionary. The dictionary becomes a block once, and not for each batch. Its
 * {@link DictionaryId} belongs to this column alone: blocks with the same id are taken to have the same positions.
 */
final class DictionaryConverter
        implements ColumnConverter
{
    private final ArrowType.Int positionType;
    private final ColumnConverter values;
    private Optional<Converted> current = Optional.empty();

    DictionaryConverter(ArrowType.Int positionType, ColumnConverter values)
    {
        this.positionType = requireNonNull(positionType, "positionType is null");
        this.values = requireNonNull(values, "values is null");
    }

    @Override
    public Block convert(ArrowColumn column, Validity rows)
    {
        FieldVector vector = column.dictionary()
                .orElseThrow(() -> column.invalid("has no dictionary"));
        Content content = Content.of(vector);
        Converted dictionary = current
                .filter(converted -> converted.content().equals(content))
                .orElseGet(() -> convert(vector, content));
        current = Optional.of(dictionary);
        return block(column, FixedWidthConverters.validity(column, rows), dictionary);
    }

    private Converted convert(FieldVector vector, Content content)
    {
        ArrowColumn column = ArrowColumn.of(vector, new DictionaryProvider.MapDictionaryProvider());
        Block block = values.convert(column, Validity.ALL).copyWithAppendedNull();
        return new Converted(content, block, DictionaryId.randomDictionaryId());
    }

    private Block block(ArrowColumn column, Validity validity, Converted dictionary)
    {
        int size = dictionary.block().getPositionCount() - 1;
        int[] positions = positions(column);
        for (int i = 0; i < positions.length; i++) {
            if (!validity.isValid(i)) {
                positions[i] = size;
            }
            else if (positions[i] < 0 || positions[i] >= size) {
                throw column.invalid("has a position outside of its dictionary");
            }
        }
        return DictionaryBlock.createProjectedDictionaryBlock(
                positions.length,
                dictionary.block(),
                positions,
                dictionary.id());
    }

    private int[] positions(ArrowColumn column)
    {
        int[] positions = new int[column.length()];
        switch (positionType.getBitWidth()) {
            case 8 -> {
                byte[] narrow = column.bytes();
                for (int i = 0; i < positions.length; i++) {
                    positions[i] = narrow[i];
                }
            }
            case 16 -> {
                short[] narrow = column.shorts();
                for (int i = 0; i < positions.length; i++) {
                    positions[i] = narrow[i];
                }
            }
            case 32 -> {
                return column.ints();
            }
            default -> {
                long[] wide = column.longs(1);
                for (int i = 0; i < positions.length; i++) {
                    positions[i] = wide[i] == (int) wide[i] ? (int) wide[i] : -1;
                }
            }
        }
        return positions;
    }

    /**
     * @param block the values, and behind them a null
     */
    private record Converted(Content content, Block block, DictionaryId id) {}

    /**
     * What a vector holds, by its memory. What a stream loads into the vector later is in other memory, and those that
     * are remembered here are not given to others, since they are kept alive.
     */
    private record Content(List<Object> memory, List<Long> places)
    {
        private static Content of(FieldVector vector)
        {
            List<Object> memory = new ArrayList<>();
            List<Long> places = new ArrayList<>();
            places.add((long) vector.getValueCount());
            for (ArrowBuf buffer : vector.getBuffers(false)) {
                memory.add(buffer.getReferenceManager());
                places.add(buffer.memoryAddress());
                places.add(buffer.readableBytes());
            }
            return new Content(memory, places);
        }
    }
}
