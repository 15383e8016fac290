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

import io.glaux.cli.CommandFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import static java.nio.charset.StandardCharsets.UTF_8;

@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = "Adds a user with an access key and prints the secrets, which cannot be seen again.")
final class UserAddCommand
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

    @Option(names = "--admin",
            description = "The user may do everything: manage users, workgroups, quotas and prices, and see all usage.")
    private boolean admin;

    @Option(names = "--password-stdin",
            description = "Reads the password from a line of standard input (default: a random one).")
    private boolean passwordFromInput;

    @Override
    public Integer call()
    {
        Map<String, Object> members = new LinkedHashMap<>(settings.members());
        members.put("UserName", name);
        members.put("Admin", admin);
        if (passwordFromInput) {
            members.put("Password", readPassword());
        }
        PrintWriter out = spec.commandLine().getOut();
        options.call("AddUser", members, out, answer -> {
            out.println("user               " + answer.path("UserName").asText());
            if (answer.hasNonNull("Password")) {
                out.println("password           " + answer.path("Password").asText());
            }
            out.println("access key id      " + answer.path("AccessKeyId").asText());
            out.println("secret access key  " + answer.path("SecretAccessKey").asText());
        });
        return 0;
    }

    private static String readPassword()
    {
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, UTF_8)).readLine();
            if (line == null || line.isEmpty()) {
                throw new CommandFailure("standard input has no password");
            }
            return line;
        }
        catch (IOException e) {
            throw new CommandFailure("standard input cannot be read: " + e.getMessage());
        }
    }
}
