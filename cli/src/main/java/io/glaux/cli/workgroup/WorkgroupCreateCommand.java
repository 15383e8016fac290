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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.athena.model.WorkGroupConfiguration;

import java.util.concurrent.Callable;

@Command(name = "create", mixinStandardHelpOptions = true, description = "Makes a workgroup.")
final class WorkgroupCreateCommand
        implements Callable<Integer>
{
    @Spec
    private CommandSpec spec;

    @Mixin
    private WorkgroupCalls calls;

    @Mixin
    private WorkgroupOptions options;

    @Parameters(paramLabel = "NAME", description = "Name of the workgroup.")
    private String name;

    @Override
    public Integer call()
    {
        WorkGroupConfiguration.Builder configuration = WorkGroupConfiguration.builder()
                .enforceWorkGroupConfiguration(options.enforce)
                .bytesScannedCutoffPerQuery(options.cutoff());
        if (options.location != null) {
            configuration.resultConfiguration(results -> results.outputLocation(options.location));
        }
        if (options.managed != null) {
            configuration.managedQueryResultsConfiguration(managed -> managed.enabled(options.managed));
        }
        calls.athena(athena -> athena.createWorkGroup(request -> request
                .name(name)
                .description(options.description)
                .configuration(configuration.build())));
        spec.commandLine().getOut().println("workgroup %s is made".formatted(name));
        return 0;
    }
}
