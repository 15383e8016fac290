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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

@Command(name = "remove", mixinStandardHelpOptions = true, description = "Deletes a workgroup.")
final class WorkgroupRemoveCommand
        implements Callable<Integer>
{
    @Spec
    private CommandSpec spec;

    @Mixin
    private WorkgroupCalls calls;

    @Parameters(paramLabel = "NAME", description = "Name of the workgroup.")
    private String name;

    @Option(names = "--recursive", description = "With its query history and its saved statements.")
    private boolean recursive;

    @Override
    public Integer call()
    {
        calls.athena(athena -> athena.deleteWorkGroup(request -> request
                .workGroup(name)
                .recursiveDeleteOption(recursive)));
        spec.commandLine().getOut().println("workgroup %s is removed".formatted(name));
        return 0;
    }
}
