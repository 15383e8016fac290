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
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.athena.model.WorkGroupConfigurationUpdates;
import software.amazon.awssdk.services.athena.model.WorkGroupState;

import java.util.concurrent.Callable;

@Command(
        name = "set",
        mixinStandardHelpOptions = true,
        description = "Changes settings of a workgroup; those that are not given stay.")
final class WorkgroupSetCommand
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

    @Option(names = "--no-location", description = "Takes the location of results away.")
    private boolean noLocation;

    @Option(names = "--no-cutoff", description = "Takes the limit of bytes away.")
    private boolean noCutoff;

    @Option(names = "--enable", description = "Lets queries run.")
    private boolean enable;

    @Option(names = "--disable", description = "Lets no query run.")
    private boolean disable;

    @Override
    public Integer call()
    {
        if (enable && disable) {
            throw new ParameterException(spec.commandLine(), "--enable and --disable do not go together");
        }
        WorkGroupConfigurationUpdates.Builder updates = WorkGroupConfigurationUpdates.builder()
                .enforceWorkGroupConfiguration(options.enforce)
                .bytesScannedCutoffPerQuery(options.cutoff())
                .removeBytesScannedCutoffPerQuery(noCutoff ? true : null);
        if (options.location != null || noLocation) {
            updates.resultConfigurationUpdates(results -> results
                    .outputLocation(options.location)
                    .removeOutputLocation(noLocation ? true : null));
        }
        if (options.managed != null) {
            updates.managedQueryResultsConfigurationUpdates(managed -> managed.enabled(options.managed));
        }
        calls.athena(athena -> athena.updateWorkGroup(request -> request
                .workGroup(name)
                .description(options.description)
                .state(state())
                .configurationUpdates(updates.build())));
        spec.commandLine().getOut().println("workgroup %s is changed".formatted(name));
        return 0;
    }

    /**
     * Null to leave it as it is.
     */
    private WorkGroupState state()
    {
        if (enable) {
            return WorkGroupState.ENABLED;
        }
        return disable ? WorkGroupState.DISABLED : null;
    }
}
