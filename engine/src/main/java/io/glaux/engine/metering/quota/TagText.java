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
package io.glaux.engine.metering.quota;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tags of a query as the ledger keeps them: a JSON object, always the same for the same tags.
 */
public final class TagText
{
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private TagText() {}

    public static String write(Map<String, String> tags)
    {
        ObjectNode json = MAPPER.createObjectNode();
        new TreeMap<>(tags).forEach(json::put);
        return json.toString();
    }

    public static SortedMap<String, String> read(String text)
    {
        SortedMap<String, String> tags = new TreeMap<>();
        try {
            MAPPER.readTree(text).properties().forEach(tag -> tags.put(tag.getKey(), tag.getValue().textValue()));
        }
        catch (JsonProcessingException e) {
            throw new IllegalStateException("The ledger holds tags that are not its own", e);
        }
        return tags;
    }
}
