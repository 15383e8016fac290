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
import java.util.regex.Pattern;

/**
 * What the server and a host say to each other on the standard streams of the host: one line of JSON each.
 */
final class HostMessages
{
    /**
     * What a host is asked now and then, once it listens.
     */
    static final String QUESTION = "alive?";
    /**
     * What it says then.
     */
    static final String SIGN_OF_LIFE = "{\"alive\":true}";

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int HIGHEST_PORT = 65_535;
    /**
     * Settings with this prefix say where the secrets of AWS Secrets Manager are, and are no settings of the source.
     */
    private static final String SECRETS = "secrets.";
    /**
     * A host resolves references in every text. What came by the API must not make it read files or its environment; a
     * reference to AWS Secrets Manager may stand.
     */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(?!SECRET:)");

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
    static String input(HostLaunch launch, HostSpec spec, HostCredentials credentials, int port)
    {
        ObjectNode input = MAPPER.createObjectNode();
        input.put("address", launch.bindAddress())
                .put("port", port)
                .put("tls.folder", plain(credentials.tlsFolder().toString()))
                .put("token", credentials.token())
                .put("tickets.key", credentials.ticketsKey())
                .put("memory.bytes", launch.directBytes())
                .put("drain.seconds", launch.drainWithin().toSeconds());
        ObjectNode settings = MAPPER.createObjectNode();
        spec.settings().forEach((key, value) ->
                (key.startsWith(SECRETS) ? input : settings).put(key, plain(value)));
        input.putArray("catalogs").addObject()
                .put("name", spec.name())
                .put("source", spec.source())
                .set("settings", settings);
        return input.toString();
    }

    /**
     * What a line of a host's standard output says; empty for one that is meant for the log.
     */
    static Optional<Answer> read(String line)
    {
        JsonNode answer;
        try {
            answer = MAPPER.readTree(line);
        }
        catch (JsonProcessingException _) {
            return Optional.empty();
        }
        if (answer == null || !answer.path("ready").isBoolean()) {
            return Optional.empty();
        }
        if (!answer.path("ready").booleanValue()) {
            return Optional.of(
                    new Answer.Failed(answer.path("message").asText("its process does not say why it failed")));
        }
        int port = answer.path("port").asInt();
        return Optional.of(port > 0 && port <= HIGHEST_PORT
                ? new Answer.Ready(port)
                : new Answer.Failed("its process does not say at which port it listens"));
    }

    private static String plain(String text)
    {
        return REFERENCE.matcher(text).replaceAll("\\$\\${");
    }
}
