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
package io.glaux.source.batch;

import io.glaux.source.LookupWriter;
import io.glaux.source.RowCursor;
import io.glaux.source.ValueWriter;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes batches of the rows of a look-up. Their last column says which key a row belongs to. Used by one thread.
 */
public final class BatchLookupWriter
        implements LookupWriter, AutoCloseable
{
    /**
     * Name of the column that has the position of a row's key among those that were asked for.
     */
    public static final String KEY = "glaux.key";

    private final BatchWriter rows;
    private final ValueWriter key;
    private int[] keys = {};

    /**
     * @param context has the schema of the rows without the key
     */
    public BatchLookupWriter(BufferAllocator allocator, BatchLimits limits, MeteredContext context, BatchSink sink)
    {
        Schema schema = withKey(context.schema());
        this.rows = new BatchWriter(schema, allocator, limits, context, sink);
        this.key = rows.column(schema.getFields().size() - 1);
    }

    public static Schema withKey(Schema schema)
    {
        List<Field> fields = new ArrayList<>(schema.getFields());
        fields.add(new Field(KEY, FieldType.notNullable(new ArrowType.Int(Integer.SIZE, true)), List.of()));
        return new Schema(fields, schema.getCustomMetadata());
    }

    /**
     * @param positions that rows of the keys are sent with from now on, by the positions that the source knows
     */
    public void begin(int[] positions)
    {
        keys = positions.clone();
    }

    @Override
    public ValueWriter column(int position)
    {
        return rows.column(position);
    }

    @Override
    public void endRow(int position)
            throws InterruptedException
    {
        if (position < 0 || position >= keys.length) {
            throw new IllegalArgumentException("There is no key %s among %s".formatted(position, keys.length));
        }
        key.writeLong(keys[position]);
        rows.endRow(RowCursor.NONE);
    }

    /**
     * Sends the last batch of the keys.
     */
    public void finish()
            throws InterruptedException
    {
        rows.finish();
    }

    @Override
    public void close()
    {
        rows.close();
    }
}
