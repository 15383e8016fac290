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
package io.glaux.cli.user;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.glaux.cli.AwsClients;
import io.glaux.cli.InstanceOptions;
import io.glaux.cli.admin.AdminClient;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.PrintWriter;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What all subcommands of {@code user} have.
 */
final class UserOptions
{
    private static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Mixin
    private InstanceOptions instance;

    @Option(names = "--json", description = "Prints the server's answer as JSON.")
    private boolean json;

    /**
     * Calls the server and prints its answer, as JSON or by the given printer.
     */
    void call(String operation, Map<String, ?> members, PrintWriter out, Consumer<JsonNode> printer)
    {
        try (AdminClient admin = new AdminClient(AwsClients.of(instance.instance()))) {
            JsonNode answer = admin.call(operation, members);
            if (json) {
                out.println(MAPPER.writeValueAsString(answer));
            }
            else {
                printer.accept(answer);
            }
        }
        catch (JsonProcessingException e) {
            throw new IllegalStateException("A JSON tree can be written", e);
        }
    }
}
