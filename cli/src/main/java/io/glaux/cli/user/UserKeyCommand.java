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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;

@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        description = "Makes another access key for a user and prints its secret, which cannot be seen again; or " +
                "removes a key.")
final class UserKeyCommand
        implements Callable<Integer>
{
    @Spec
    private CommandSpec spec;

    @Mixin
    private UserOptions options;

    @Parameters(paramLabel = "NAME", description = "Name of the user.")
    private String name;

    @Option(names = "--remove", paramLabel = "KEY", description = "Removes the access key of this id.")
    private String removed;

    @Override
    public Integer call()
    {
        PrintWriter out = spec.commandLine().getOut();
        if (removed != null) {
            options.call(
                    "DeleteAccessKey",
                    Map.of("UserName", name, "AccessKeyId", removed),
                    out,
                    _ -> out.println("access key %s of %s is removed".formatted(removed, name)));
            return 0;
        }
        options.call("CreateAccessKey", Map.of("UserName", name), out, answer -> {
            out.println("access key id      " + answer.path("AccessKeyId").asText());
            out.println("secret access key  " + answer.path("SecretAccessKey").asText());
        });
        return 0;
    }
}
