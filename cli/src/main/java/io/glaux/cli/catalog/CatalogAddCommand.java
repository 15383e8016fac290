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

import io.glaux.cli.AwsClients;
import io.glaux.cli.InstanceOptions;
import io.glaux.cli.admin.AdminClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

import static java.util.Objects.requireNonNull;

@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = "Connects to a source and adds a catalog of it. When the source does not answer, nothing is "
                + "added.")
final class CatalogAddCommand
        implements Callable<Integer>
{
    @Spec
    private CommandSpec spec;

    @Mixin
    private InstanceOptions instance;

    @Parameters(paramLabel = "NAME", description = "Name of the catalog, as statements have it.")
    private String name;

    @Option(names = "--source",
            required = true,
            paramLabel = "KIND",
            description = "${COMPLETION-CANDIDATES}")
    private Kind source;

    @Option(names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting of the source; may be repeated. url is a JDBC URL, http(s):// of OpenSearch, or "
                    + "grpc:// or grpc+tls:// of a host; DynamoDB has region, endpoint, access-key.")
    private List<String> settings = List.of();

    @Option(names = "--secret",
            paramLabel = "KEY=@FILE|env:NAME",
            description = "A setting whose value is read here, once, from a file or an environment variable, and is "
                    + "kept encrypted; may be repeated.")
    private List<String> secrets = List.of();

    @Option(names = "--description", paramLabel = "TEXT", description = "What the catalog is for.")
    private String description;

    /**
     * In the spelling that people type.
     */
    enum Kind
    {
        dynamodb,
        mysql,
        postgresql,
        opensearch,
        flight,
    }

    @Override
    public Integer call()
    {
        Map<String, Object> members = new HashMap<>();
        members.put("Name", name);
        members.put("Source", source.name().toLowerCase(Locale.ENGLISH));
        if (description != null) {
            members.put("Description", description);
        }
        SecretValues values = new SecretValues(System::getenv);
        Map<String, String> hidden = new TreeMap<>();
        split("--secret", secrets).forEach(setting -> hidden.put(
                setting.key(), values.read(spec.commandLine(), setting.key(), setting.value())));
        Map<String, String> open = new TreeMap<>();
        split("--set", settings).forEach(setting -> open.put(setting.key(), setting.value()));
        members.put("Settings", open);
        members.put("Secrets", hidden);
        try (AdminClient admin = new AdminClient(AwsClients.of(instance.instance()))) {
            admin.call("AddCatalog", members);
        }
        spec.commandLine().getOut().println("catalog %s is added".formatted(name));
        return 0;
    }

    private List<Setting> split(String option, List<String> given)
    {
        List<Setting> split = new ArrayList<>();
        for (String setting : given) {
            int sign = setting.indexOf('=');
            if (sign <= 0) {
                // the text may be a secret that was meant for another place
                throw new ParameterException(spec.commandLine(), "%s wants KEY=VALUE".formatted(option));
            }
            String key = setting.substring(0, sign);
            if (split.stream().anyMatch(other -> other.key().equals(key))) {
                throw new ParameterException(
                        spec.commandLine(), "%s gives %s twice".formatted(option, key));
            }
            split.add(new Setting(key, setting.substring(sign + 1)));
        }
        return split;
    }

    private record Setting(String key, String value)
    {
        private Setting
        {
            requireNonNull(key, "key is null");
            requireNonNull(value, "value is null");
        }
    }
}
