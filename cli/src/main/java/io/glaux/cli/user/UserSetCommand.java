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
package io.glaux.cli.user;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

@Command(
        name = "set",
        mixinStandardHelpOptions = true,
        description = "Changes the groups, the tags or the default workgroup of a user; what is not given stays.")
final class UserSetCommand
        implements Callable<Integer>
{
    @Spec
    private CommandSpec spec;

    @Mixin
    private UserOptions options;

    @Mixin
    private UserSettingOptions settings;

    @Parameters(paramLabel = "NAME", description = "Name of the user.")
    private String name;

    @Override
    public Integer call()
    {
        Map<String, Object> members = new LinkedHashMap<>(settings.members());
        members.put("UserName", name);
        PrintWriter out = spec.commandLine().getOut();
        options.call("UpdateUser", members, out, _ -> out.println("user %s is changed".formatted(name)));
        return 0;
    }
}
