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
package io.glaux.cli.workgroup;

import com.fasterxml.jackson.databind.JsonNode;
import io.glaux.cli.Amounts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.athena.model.ManagedQueryResultsConfiguration;
import software.amazon.awssdk.services.athena.model.WorkGroup;
import software.amazon.awssdk.services.athena.model.WorkGroupConfiguration;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows the settings of a workgroup and who may use it.")
final class WorkgroupShowCommand
        implements Callable<Integer>
{
    @Spec
    private CommandSpec spec;

    @Mixin
    private WorkgroupCalls calls;

    @Parameters(paramLabel = "NAME", description = "Name of the workgroup.")
    private String name;

    @Override
    public Integer call()
    {
        WorkGroup group = calls.athena(athena -> athena.getWorkGroup(request -> request.workGroup(name))).workGroup();
        JsonNode limits = calls.admin("GetWorkGroupLimits", Map.of("WorkGroup", name));
        JsonNode grants = calls.admin("ListWorkGroupGrants", Map.of("WorkGroup", name));
        PrintWriter out = spec.commandLine().getOut();
        WorkGroupConfiguration configuration = group.configuration();
        line(out, "workgroup", group.name());
        line(out, "state", group.stateAsString().toLowerCase(Locale.ROOT));
        line(out, "description", group.description());
        line(out, "results", results(configuration));
        line(out, "enforced", configuration.enforceWorkGroupConfiguration() ? "yes" : "no");
        Long cutoff = configuration.bytesScannedCutoffPerQuery();
        line(out, "cutoff", cutoff == null ? "none" : "%s (%s bytes)".formatted(Amounts.bytes(cutoff), cutoff));
        line(out, "limits", String.join(", ", LimitText.lines(limits)));
        line(out, "engine", configuration.engineVersion().selectedEngineVersion());
        line(out, "used by", grants.path("Restricted").asBoolean() ? "those with a grant" : "everyone");
        for (JsonNode grant : grants.path("Grants")) {
            boolean isUser = grant.has("UserName");
            line(out,
                    grant.path("Permission").asText().toLowerCase(Locale.ROOT),
                    (isUser ? "user " : "group ") + grant.path(isUser ? "UserName" : "GroupName").asText());
        }
        return 0;
    }

    private static String results(WorkGroupConfiguration configuration)
    {
        ManagedQueryResultsConfiguration managed = configuration.managedQueryResultsConfiguration();
        if (managed != null && Boolean.TRUE.equals(managed.enabled())) {
            return "managed";
        }
        String location = configuration.resultConfiguration().outputLocation();
        return location == null ? "where the client says" : location;
    }

    private static void line(PrintWriter out, String title, String value)
    {
        if (value != null) {
            out.println("%-12s %s".formatted(title, value));
        }
    }
}
