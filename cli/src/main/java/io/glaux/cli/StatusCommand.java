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
package io.glaux.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Says whether a server runs, and where it listens.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:it runs and answers queries", "3:it does not run, or is still starting"})
final class StatusCommand
        implements Callable<Integer>
{
    @Spec
    private CommandSpec spec;

    @Mixin
    private InstanceOptions options;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call()
    {
        PrintWriter out = spec.commandLine().getOut();
        Instance instance = options.instance();
        Optional<InstanceState> running = instance.running();
        if (running.isEmpty()) {
            if (!json) {
                out.println("Glaux does not run on " + instance.data());
            }
            return CommandFailure.NOT_RUNNING;
        }
        InstanceState state = running.get();
        if (json) {
            out.println(toJson(state));
        }
        else {
            print(out, state);
        }
        return state.ready() ? 0 : CommandFailure.NOT_RUNNING;
    }

    private static void print(PrintWriter out, InstanceState state)
    {
        out.println(
                "Glaux %s runs as %s, process %s, since %s".formatted(
                        state.version(),
                        state.role(),
                        state.pid(),
                        state.startedAt()));
        if (!state.ready()) {
            out.println("It is starting: " + state.phase());
        }
        state.awsUrl().ifPresent(url -> out.println("AWS endpoint  " + url));
        state.httpsUrl().ifPresent(url -> out.println("Trino         " + url));
        state.catalogs()
                .forEach(catalog ->
                        out.println("catalog       %s (%s): %s".formatted(
                                catalog.name(), catalog.source(), catalog.health())));
        state.workers().forEach(worker -> out.println("worker        " + worker));
    }

    private static ObjectNode toJson(InstanceState state)
    {
        ObjectNode object = new ObjectMapper().createObjectNode();
        object.put("role", state.role());
        object.put("pid", state.pid());
        ObjectNode ports = object.putObject("ports");
        ports.put("aws", state.ports().aws().orElse(null));
        ports.put("https", state.ports().https().orElse(null));
        ports.put("flight", state.ports().flight().orElse(null));
        object.put("version", state.version());
        object.put("uptimeSeconds", Duration.between(state.startedAt(), Instant.now()).toSeconds());
        ArrayNode workers = object.putArray("workers");
        state.workers().forEach(workers::add);
        ArrayNode catalogs = object.putArray("catalogs");
        for (InstanceState.Catalog catalog : state.catalogs()) {
            catalogs.addObject()
                    .put("name", catalog.name())
                    .put("source", catalog.source())
                    .put("pid", catalog.pid().orElse(null))
                    .put("address", catalog.address().orElse(null))
                    .put("health", catalog.health());
        }
        return object;
    }
}
