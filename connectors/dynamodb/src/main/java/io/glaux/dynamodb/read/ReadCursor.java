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
package io.glaux.dynamodb.read;

import io.glaux.dynamodb.plan.PlanReader;
import io.glaux.dynamodb.plan.PlanWriter;
import io.glaux.dynamodb.plan.Scalar;
import io.glaux.source.OpaqueBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The last row that was received.
 *
 * @param step the query or the key within the split
 * @param key of its item, with that of the index: reading goes on behind it; empty when items are read by key
 * @param rows that were received of the split
 * @param rowsOfHash that were received of its hash value
 */
record ReadCursor(int step, Map<String, AttributeValue> key, long rows, long rowsOfHash)
{
    static final ReadCursor START = new ReadCursor(0, Map.of(), 0, 0);

    /**
     * @param names of the attributes that its place is made of
     */
    static ReadCursor of(
            int step,
            Map<String, AttributeValue> item,
            Collection<String> names,
            long rows,
            long rowsOfHash)
    {
        Map<String, AttributeValue> key = new LinkedHashMap<>();
        names.forEach(name -> key.put(name, item.get(name)));
        return new ReadCursor(step, key, rows, rowsOfHash);
    }

    OpaqueBytes encode()
    {
        PlanWriter out = new PlanWriter();
        out.number(step).number(rows).number(rowsOfHash).all(key.entrySet(), entry -> out
                .text(entry.getKey())
                .scalar(Scalar.of(entry.getValue()).orElseThrow()));
        return out.bytes();
    }

    static ReadCursor decode(OpaqueBytes bytes)
    {
        return PlanReader.read(bytes, in -> {
            int step = in.integer();
            long rows = in.number();
            long rowsOfHash = in.number();
            Map<String, AttributeValue> key = new LinkedHashMap<>();
            in.all(() -> key.put(in.text(), in.scalar().attribute()));
            return new ReadCursor(step, key, rows, rowsOfHash);
        });
    }
}
