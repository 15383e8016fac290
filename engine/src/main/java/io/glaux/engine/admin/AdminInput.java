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
package io.glaux.engine.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

import static java.util.Objects.requireNonNull;

/**
 * The members of a request. One of a wrong type is the client's mistake and is told by its name; unknown ones are
 * passed over, as AWS does.
 */
record AdminInput(ObjectNode members)
{
    AdminInput
    {
        requireNonNull(members, "members is null");
    }

    String text(String name)
    {
        return optionalText(name).orElseThrow(() -> AdminService.invalid("%s is required".formatted(name)));
    }

    Optional<String> optionalText(String name)
    {
        JsonNode value = members.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw AdminService.invalid("%s is a string".formatted(name));
        }
        return Optional.of(value.textValue());
    }

    /**
     * Empty when the member is not there.
     */
    Optional<List<String>> optionalTexts(String name)
    {
        JsonNode values = members.get(name);
        if (values == null || values.isNull()) {
            return Optional.empty();
        }
        if (!values.isArray() || !values.valueStream().allMatch(JsonNode::isTextual)) {
            throw AdminService.invalid("%s is a list of strings".formatted(name));
        }
        return Optional.of(values.valueStream().map(JsonNode::textValue).toList());
    }

    OptionalLong optionalNumber(String name)
    {
        JsonNode value = members.get(name);
        if (value == null || value.isNull()) {
            return OptionalLong.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw AdminService.invalid("%s is a whole number".formatted(name));
        }
        return OptionalLong.of(value.longValue());
    }

    /**
     * A member that maps names to strings; empty when it is not there.
     */
    SortedMap<String, String> texts(String name)
    {
        return optionalNamedTexts(name).orElseGet(TreeMap::new);
    }

    Optional<SortedMap<String, String>> optionalNamedTexts(String name)
    {
        JsonNode value = members.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isObject()) {
            throw AdminService.invalid("%s is an object".formatted(name));
        }
        SortedMap<String, String> texts = new TreeMap<>();
        value.properties().forEach(entry -> {
            if (!entry.getValue().isTextual()) {
                throw AdminService.invalid("%s has strings for values".formatted(name));
            }
            texts.put(entry.getKey(), entry.getValue().textValue());
        });
        return Optional.of(texts);
    }

    boolean flag(String name)
    {
        JsonNode value = members.get(name);
        if (value == null || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw AdminService.invalid("%s is true or false".formatted(name));
        }
        return value.booleanValue();
    }
}
