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
package io.glaux.engine.hosts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Optional;

/**
 * What the server and a host say to each other on the standard streams of the host: one line of JSON each.
 */
final class HostMessages
{
    private static final JsonMapper MAPPER = new JsonMapper();

    private HostMessages() {}

    /**
     * What a host says first.
     */
    sealed interface Answer
    {
        record Ready(int port)
                implements Answer {}

        record Failed(String message)
                implements Answer {}
    }

    /**
     * The line that a host gets, without its end.
     *
     * @param port 0 for any that is free
     */
    static String input(HostSpec spec, HostCredentials credentials, String address, int port)
    {
        ObjectNode input = MAPPER.createObjectNode();
        input.put("address", address).put("port", port).put("token", credentials.token());
        input.putObject("tls")
                .put("certificate", credentials.certificate())
                .put("key", credentials.key())
                .put("clientAuthority", credentials.clientAuthority());
        ObjectNode catalog = input.putArray("catalogs").addObject().put("name", spec.name())
                .put("source", spec.source());
        ObjectNode settings = catalog.putObject("settings");
        spec.settings().forEach(settings::put);
        return input.toString();
    }

    /**
     * What a line of a host's output says; empty for one that is meant for the log.
     */
    static Optional<Answer> read(String line)
    {
        if (!line.startsWith("{")) {
            return Optional.empty();
        }
        JsonNode answer;
        try {
            answer = MAPPER.readTree(line);
        }
        catch (JsonProcessingException _) {
            return Optional.empty();
        }
        if (answer.path("port").canConvertToInt()) {
            return Optional.of(new Answer.Ready(answer.path("port").asInt()));
        }
        JsonNode error = answer.path("error");
        String message = error.isTextual() ? error.textValue() : error.path("message").asText("");
        return message.isEmpty() ? Optional.empty() : Optional.of(new Answer.Failed(message));
    }
}
