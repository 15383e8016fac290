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
        name = "revoke",
        mixinStandardHelpOptions = true,
        description = "Takes a grant away; or all, and lets everyone use the workgroup again.")
final class WorkgroupRevokeCommand
        implements Callable<Integer>
{
    @Spec
    private CommandSpec spec;

    @Mixin
    private WorkgroupCalls calls;

    @Parameters(paramLabel = "NAME", description = "Name of the workgroup.")
    private String name;

    @ArgGroup(multiplicity = "1")
    private Revoked revoked;

    /**
     * A grantee, or everything.
     */
    static final class Revoked
    {
        @ArgGroup(multiplicity = "1")
        private GranteeOptions grantee;

        @Option(names = "--all", description = "All grants: the workgroup is everyone's to use.")
        private boolean all;
    }

    @Override
    public Integer call()
    {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("WorkGroup", name);
        if (revoked.all) {
            members.put("All", true);
        }
        else {
            members.putAll(revoked.grantee.members());
        }
        calls.admin("RevokeWorkGroup", members);
        spec.commandLine().getOut().println(
                revoked.all
                        ? "workgroup %s is everyone's to use".formatted(name)
                        : "%s has no grant on workgroup %s any more".formatted(revoked.grantee, name));
        return 0;
    }
}
