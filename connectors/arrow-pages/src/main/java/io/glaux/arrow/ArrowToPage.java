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

import io.trino.spi.Page;
import io.trino.spi.block.Block;
import io.trino.spi.type.Type;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes pages of the batches of one stream. Each buffer of a column is copied at once, since the layouts are the same:
 * bits of validity, values of a fixed size, offsets and their data. Used by one thread.
 */
public final class ArrowToPage
{
    private final List<ColumnConverter> columns;

    /**
     * @param types of the columns, in the order of the schema
     * @throws UnsupportedArrowTypeException if a column cannot be of its type
     */
    public ArrowToPage(Schema schema, List<Type> types)
    {
        List<Field> fields = schema.getFields();
        if (fields.size() != types.size()) {
            throw new UnsupportedArrowTypeException(
                    "There are %s columns, and %s are expected".formatted(fields.size(), types.size()));
        }
        List<ColumnConverter> converters = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            converters.add(ColumnConverters.of(fields.get(i), types.get(i)));
        }
        this.columns = List.copyOf(converters);
    }

    /**
     * A page of its own memory.
     *
     * @throws InvalidBatchException if the batch is wrong
     */
    public Page page(ArrowBatch batch)
    {
        if (batch.columnCount() != columns.size()) {
            throw new InvalidBatchException(
                    "A batch has %s columns, and %s are expected".formatted(batch.columnCount(), columns.size()));
        }
        Block[] blocks = new Block[columns.size()];
        for (int i = 0; i < blocks.length; i++) {
            ArrowColumn column = batch.column(i);
            if (column.length() != batch.rows()) {
                throw column.invalid("has %s values, and its batch %s rows".formatted(column.length(), batch.rows()));
            }
            blocks[i] = columns.get(i).convert(column, Validity.ALL);
        }
        return new Page(batch.rows(), blocks);
    }
}
