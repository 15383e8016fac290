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

import io.airlift.slice.Slice;
import io.trino.spi.Page;
import io.trino.spi.PageBuilder;
import io.trino.spi.connector.RecordCursor;
import io.trino.spi.connector.RecordSet;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeUtils;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The keys of a look-up, each once, in pages. A key with a null is in none, since no row is equal to it.
 */
final class KeyBatches
{
    private KeyBatches() {}

    /**
     * @param most keys of a page
     */
    static List<Page> of(RecordSet keys, int most)
    {
        List<Type> types = keys.getColumnTypes();
        List<Page> pages = new ArrayList<>();
        PageBuilder builder = new PageBuilder(types);
        Set<List<Object>> seen = new HashSet<>();
        try (RecordCursor cursor = keys.cursor()) {
            while (cursor.advanceNextPosition()) {
                List<Object> key = key(cursor, types);
                if (key.size() == types.size() && seen.add(key)) {
                    add(builder, types, key);
                    if (builder.getPositionCount() >= most) {
                        pages.add(builder.build());
                        builder.reset();
                    }
                }
            }
        }
        if (!builder.isEmpty()) {
            pages.add(builder.build());
        }
        return pages;
    }

    /**
     * @return too short: there is a null
     */
    private static List<Object> key(RecordCursor cursor, List<Type> types)
    {
        List<Object> key = new ArrayList<>();
        for (int i = 0; i < types.size() && !cursor.isNull(i); i++) {
            Class<?> javaType = types.get(i).getJavaType();
            if (javaType == boolean.class) {
                key.add(cursor.getBoolean(i));
            }
            else if (javaType == long.class) {
                key.add(cursor.getLong(i));
            }
            else if (javaType == double.class) {
                key.add(cursor.getDouble(i));
            }
            else if (javaType == Slice.class) {
                key.add(cursor.getSlice(i));
            }
            else {
                key.add(cursor.getObject(i));
            }
        }
        return key;
    }

    private static void add(PageBuilder builder, List<Type> types, List<Object> key)
    {
        builder.declarePosition();
        for (int i = 0; i < types.size(); i++) {
            TypeUtils.writeNativeValue(types.get(i), builder.getBlockBuilder(i), key.get(i));
        }
    }
}
