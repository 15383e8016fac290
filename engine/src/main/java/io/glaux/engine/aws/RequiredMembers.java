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
package io.glaux.engine.aws;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNullElse;

/**
 * The members that AWS's service model requires. The SDK's model classes do not tell for JSON services, so the
 * requirements are resources, {@code required-SERVICE.json}, taken from the service models that AWS publishes with
 * botocore (1.44.8). They leave out the average length in the statistics of a column: Trino has none for a column
 * without values, and Glue takes that.
 *
 * @param inputs operation to the structure of its input
 * @param structures what each structure requires; structures under which nothing is required are left out
 */
record RequiredMembers(
        @JsonProperty("inputs") Map<String, String> inputs,
        @JsonProperty("structures") Map<String, Structure> structures)
{
    private static final String LIST = "[]";
    private static final String MAP = "{}";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * @param required names of members
     * @param members structures in which something is required: {@code Name}, {@code []Name} in a list, {@code {}Name}
     *         in a map
     */
    record Structure(
            @JsonProperty("required") List<String> required,
            @JsonProperty("members") Map<String, String> members)
    {
        Structure
        {
            required = requireNonNullElse(required, List.of());
            members = requireNonNullElse(members, Map.of());
        }
    }

    /**
     * The requirements of a service, none when there is no resource for it.
     */
    static RequiredMembers of(String service)
    {
        try (InputStream in = RequiredMembers.class.getResourceAsStream("required-%s.json".formatted(service))) {
            return in == null ? new RequiredMembers(Map.of(), Map.of()) : MAPPER.readValue(in, RequiredMembers.class);
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @throws GlauxException that names every missing member, in the words of AWS's own validation
     */
    void check(String operation, JsonNode request)
    {
        String input = inputs.get(operation);
        if (input == null) {
            return;
        }
        List<String> missing = new ArrayList<>();
        collect(input, request, "", missing);
        if (!missing.isEmpty()) {
            List<String> sentences = missing.stream()
                    .map("Value null at '%s' failed to satisfy constraint: Member must not be null"::formatted)
                    .toList();
            throw new GlauxException(ErrorCode.INVALID_INPUT, "%s validation error%s detected: %s".formatted(
                    missing.size(),
                    missing.size() == 1 ? "" : "s",
                    String.join("; ", sentences)));
        }
    }

    private void collect(String shape, JsonNode value, String path, List<String> missing)
    {
        if (shape.startsWith(LIST)) {
            for (int index = 0; index < value.size(); index++) {
                collect(shape.substring(LIST.length()),
                        value.get(index),
                        "%s%s.member.".formatted(path, index + 1),
                        missing);
            }
            return;
        }
        if (shape.startsWith(MAP)) {
            value.properties().forEach(entry ->
                    collect(shape.substring(MAP.length()),
                            entry.getValue(),
                            "%s%s.member.".formatted(path, entry.getKey()),
                            missing));
            return;
        }
        Structure structure = structures.get(shape);
        for (String member : structure.required()) {
            if (!value.hasNonNull(member)) {
                missing.add(path + lowerCamel(member));
            }
        }
        structure.members().forEach((member, inner) -> {
            if (value.hasNonNull(member)) {
                collect(inner, value.get(member), path + lowerCamel(member) + ".", missing);
            }
        });
    }

    private static String lowerCamel(String member)
    {
        return Character.toLowerCase(member.charAt(0)) + member.substring(1);
    }
}
