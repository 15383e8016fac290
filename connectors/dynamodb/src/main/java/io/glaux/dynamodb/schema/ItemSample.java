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
package io.glaux.dynamodb.schema;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a sample of items tells of their attributes. Not thread-safe.
 */
final class ItemSample
{
    private final Map<String, InferredType> types = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    void add(Map<String, AttributeValue> item)
    {
        item.forEach((name, value) -> {
            types.merge(name, InferredType.of(value), InferredType::merge);
            counts.merge(name, 1, Integer::sum);
        });
    }

    ItemSample copy()
    {
        ItemSample copy = new ItemSample();
        copy.types.putAll(types);
        copy.counts.putAll(counts);
        return copy;
    }

    InferredType type(String attribute)
    {
        return types.getOrDefault(attribute, InferredType.NOTHING);
    }

    /**
     * The attributes of most items first; those of as many by name.
     */
    List<String> attributes()
    {
        Comparator<String> byCount = Comparator.comparing(counts::get, Collections.reverseOrder());
        return types.keySet().stream().sorted(byCount.thenComparing(Comparator.naturalOrder())).toList();
    }
}
