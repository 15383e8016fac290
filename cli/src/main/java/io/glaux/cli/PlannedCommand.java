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

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.concurrent.Callable;

/**
 * A command that the documentation names and this version does not have: it is refused by its name, not as a typing
 * error.
 */
@Command(mixinStandardHelpOptions = true, description = "Not in this version.")
final class PlannedCommand
        implements Callable<Integer>
{
    private static final List<String> NAMES = List.of("function");

    @Spec
    private CommandSpec spec;

    static void addTo(CommandLine commandLine)
    {
        for (String name : NAMES) {
            CommandLine planned = new CommandLine(new PlannedCommand());
            planned.getCommandSpec().addPositional(PositionalParamSpec.builder()
                    .arity("0..*")
                    .hidden(true)
                    .type(List.class)
                    .auxiliaryTypes(String.class)
                    .build());
            planned.setUnmatchedOptionsArePositionalParams(true);
            commandLine.addSubcommand(name, planned);
        }
    }

    @Override
    public Integer call()
    {
        throw new ParameterException(
                spec.commandLine().getParent(),
                "'%s' is not built yet: this version of Glaux does not have it".formatted(spec.name()));
    }
}
