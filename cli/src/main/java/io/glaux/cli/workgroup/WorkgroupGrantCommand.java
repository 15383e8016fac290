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

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

@Command(
        name = "grant",
        mixinStandardHelpOptions = true,
        description = "Lets a user or a group see, use or manage a workgroup, which is then closed to all without a " +
                "grant.")
final class WorkgroupGrantCommand
        implements Callable<Integer>
{
    @Spec
    private CommandSpec spec;

    @Mixin
    private WorkgroupCalls calls;

    @Parameters(paramLabel = "NAME", description = "Name of the workgroup.")
    private String name;

    @ArgGroup(multiplicity = "1")
    private GranteeOptions grantee;

    @Option(names = "--permission",
            paramLabel = "see|use|manage",
            description = "What they may do; each includes those before it (default: use).")
    private Level level = Level.use;

    @Override
    public Integer call()
    {
        Map<String, Object> members = new LinkedHashMap<>(grantee.members());
        members.put("WorkGroup", name);
        members.put("Permission", level.member());
        calls.admin("GrantWorkGroup", members);
        spec.commandLine().getOut().println("%s may %s workgroup %s".formatted(grantee, level, name));
        return 0;
    }
}
