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

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.athena.model.WorkGroupSummary;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists workgroups.")
final class WorkgroupListCommand
        implements Callable<Integer>
{
    @Spec
    private CommandSpec spec;

    @Mixin
    private WorkgroupCalls calls;

    @Override
    public Integer call()
    {
        List<WorkGroupSummary> groups = calls.athena(athena -> athena.listWorkGroupsPaginator(_ -> {}).stream()
                .flatMap(page -> page.workGroups().stream())
                .toList());
        int width = groups.stream().mapToInt(group -> group.name().length()).max().orElse(0);
        for (WorkGroupSummary group : groups) {
            spec.commandLine().getOut().println("%s%s  %-8s  %s".formatted(
                    group.name(),
                    " ".repeat(width - group.name().length()),
                    group.stateAsString().toLowerCase(Locale.ROOT),
                    group.description() == null ? "" : group.description()).stripTrailing());
        }
        return 0;
    }
}
