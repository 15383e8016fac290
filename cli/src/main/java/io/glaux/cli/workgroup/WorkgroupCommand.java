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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "workgroup",
        mixinStandardHelpOptions = true,
        description = "Manages workgroups: their settings, and who may use them.",
        subcommands = {
                WorkgroupCreateCommand.class,
                WorkgroupListCommand.class,
                WorkgroupShowCommand.class,
                WorkgroupSetCommand.class,
                WorkgroupLimitCommand.class,
                WorkgroupQueueCommand.class,
                WorkgroupRemoveCommand.class,
                WorkgroupGrantCommand.class,
                WorkgroupRevokeCommand.class,
        },
        footer = {"", "Exit codes: 0 done, 1 the server refused it, 2 wrong usage, 3 no server runs."})
public final class WorkgroupCommand
        implements Runnable
{
    @Spec
    private CommandSpec spec;

    @Override
    public void run()
    {
        throw new ParameterException(
                spec.commandLine(),
                "one of create, list, show, set, limit, queue, remove, grant and revoke is missing");
    }
}
