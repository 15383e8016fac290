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
package io.glaux.cli.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import io.glaux.cli.AwsClients;
import io.glaux.cli.InstanceOptions;
import io.glaux.cli.admin.AdminClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the catalogs of other sources, their settings but for secrets, and how they are.")
final class CatalogListCommand
        implements Callable<Integer>
{
    @Spec
    private CommandSpec spec;

    @Mixin
    private InstanceOptions instance;

    @Option(names = "--json", description = "Prints the server's answer as JSON.")
    private boolean json;

    @Override
    public Integer call()
    {
        PrintWriter out = spec.commandLine().getOut();
        try (AdminClient admin = new AdminClient(AwsClients.of(instance.instance()))) {
            JsonNode answer = admin.call("ListCatalogs", Map.of());
            if (json) {
                out.println(answer.toPrettyString());
                return 0;
            }
            for (JsonNode catalog : answer.path("Catalogs")) {
                out.println(line(catalog));
            }
        }
        return 0;
    }

    static String line(JsonNode catalog)
    {
        StringBuilder settings = new StringBuilder();
        catalog.path("Settings").properties().forEach(setting -> settings
                .append("  ")
                .append(setting.getKey())
                .append('=')
                .append(setting.getValue().asText()));
        for (JsonNode secret : catalog.path("SecretKeys")) {
            settings.append("  ").append(secret.asText()).append("=(secret)");
        }
        String file = catalog.path("Origin").asText().equals("FILE") ? ", from a file" : "";
        return "%s  %s%s  %s%s".formatted(
                catalog.path("Name").asText(),
                catalog.path("Source").asText(),
                file,
                catalog.path("Health").asText(),
                settings);
    }
}
