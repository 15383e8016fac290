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

import com.fasterxml.jackson.databind.JsonNode;
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
        name = "queue",
        mixinStandardHelpOptions = true,
        description = "Lists the queries that wait, with their positions and what they wait for.")
final class WorkgroupQueueCommand
        implements Callable<Integer>
{
    @Spec
    private CommandSpec spec;

    @Mixin
    private WorkgroupCalls calls;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Only those of this workgroup.")
    private String name;

    @Option(names = "--json", description = "Prints the server's answer as JSON.")
    private boolean json;

    @Override
    public Integer call()
    {
        JsonNode answer = calls.admin("ListWaitingQueries", name == null ? Map.of() : Map.of("WorkGroup", name));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(answer.toPrettyString());
            return 0;
        }
        for (JsonNode query : answer.path("Queries")) {
            out.println("%s  %s  %s".formatted(
                    query.path("QueryExecutionId").asText(),
                    query.path("UserName").asText(),
                    query.path("Explanation").asText()));
        }
        return 0;
    }
}
