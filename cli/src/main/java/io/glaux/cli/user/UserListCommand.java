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

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists users and the ids of their access keys.")
final class UserListCommand
        implements Callable<Integer>
{
    @Spec
    private CommandSpec spec;

    @Mixin
    private UserOptions options;

    @Override
    public Integer call()
    {
        PrintWriter out = spec.commandLine().getOut();
        options.call("ListUsers", Map.of(), out, answer -> print(answer.path("Users"), out));
        return 0;
    }

    private static void print(JsonNode users, PrintWriter out)
    {
        int width = StreamSupport.stream(users.spliterator(), false)
                .mapToInt(user -> user.path("UserName").asText().length())
                .max()
                .orElse(0);
        for (JsonNode user : users) {
            String name = user.path("UserName").asText();
            String keys = StreamSupport.stream(user.path("AccessKeyIds").spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(" "));
            String groups = StreamSupport.stream(user.path("Groups").spliterator(), false)
                    .map(group -> "  group:" + group.asText())
                    .collect(Collectors.joining());
            String workgroup = user.hasNonNull("WorkGroup") ? "  workgroup:" + user.path("WorkGroup").asText() : "";
            String tags = user.path("Tags").properties().stream()
                    .map(tag -> "  tag:%s=%s".formatted(tag.getKey(), tag.getValue().asText()))
                    .collect(Collectors.joining());
            out.println("%s%s  %-5s  %s  %s%s%s%s".formatted(
                    name,
                    " ".repeat(width - name.length()),
                    user.path("Admin").asBoolean() ? "admin" : "user",
                    Instant.ofEpochSecond(user.path("CreatedAt").asLong()),
                    keys,
                    groups,
                    workgroup,
                    tags).stripTrailing());
        }
    }
}
