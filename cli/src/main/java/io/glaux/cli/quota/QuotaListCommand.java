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
package io.glaux.cli.quota;

import com.fasterxml.jackson.databind.JsonNode;
import io.glaux.cli.AwsClients;
import io.glaux.cli.InstanceOptions;
import io.glaux.cli.admin.AdminClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists quotas and what is used of them.")
final class QuotaListCommand
        implements Callable<Integer>
{
    @Spec
    private CommandSpec spec;

    @Mixin
    private InstanceOptions instance;

    @Parameters(arity = "0..1", paramLabel = "WORKGROUP", description = "Only those of this workgroup.")
    private String workgroup;

    @Option(names = "--json", description = "Prints the server's answer as JSON.")
    private boolean json;

    @Override
    public Integer call()
    {
        PrintWriter out = spec.commandLine().getOut();
        try (AdminClient admin = new AdminClient(AwsClients.of(instance.instance()))) {
            JsonNode answer = admin.call("ListQuotas", workgroup == null ? Map.of() : Map.of("WorkGroup", workgroup));
            if (json) {
                out.println(answer.toPrettyString());
                return 0;
            }
            for (JsonNode quota : answer.path("Quotas")) {
                out.println(line(quota));
            }
        }
        return 0;
    }

    private static String line(JsonNode quota)
    {
        String measure = quota.path("Measure").asText();
        StringBuilder scope = new StringBuilder(
                quota.hasNonNull("WorkGroup") ? quota.path("WorkGroup").asText() : "(every workgroup)");
        if (quota.hasNonNull("UserName")) {
            scope.append(" user ").append(quota.path("UserName").asText());
        }
        if (quota.hasNonNull("TagKey")) {
            scope.append(" tag %s=%s".formatted(quota.path("TagKey").asText(), quota.path("TagValue").asText()));
        }
        String zone = quota.hasNonNull("Zone") ? " in " + quota.path("Zone").asText() : ", rolling";
        String warning = quota.hasNonNull("WarnPercent") ? ", warns at %s%%".formatted(
                quota.path("WarnPercent").asInt()) : "";
        return "%s  %s of %s per %s%s  %s%s".formatted(
                scope,
                QuotaLimit.text(measure, quota.path("Used").asLong()),
                QuotaLimit.text(measure, quota.path("Limit").asLong()),
                quota.path("Per").asText(),
                zone,
                quota.path("Action").asText().toLowerCase(Locale.ENGLISH),
                warning);
    }
}
