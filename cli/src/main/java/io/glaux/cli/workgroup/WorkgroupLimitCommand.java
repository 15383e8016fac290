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
import io.glaux.cli.Amounts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;

@Command(
        name = "limit",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Limits the queries of a workgroup; limits that are not given stay.")
final class WorkgroupLimitCommand
        implements Callable<Integer>
{
    @Spec
    private CommandSpec spec;

    @Mixin
    private WorkgroupCalls calls;

    @Parameters(paramLabel = "NAME", description = "Name of the workgroup.")
    private String name;

    @Option(names = "--max-running", paramLabel = "N", description = "Queries that run at once; further ones wait.")
    private Integer maxRunning;

    @Option(names = "--max-queued", paramLabel = "N", description = "Queries that wait; further ones are refused.")
    private Integer maxQueued;

    @Option(names = "--max-run-time", paramLabel = "TIME", description = "How long a query runs: 90s, 30m, 2h.")
    private String maxRunTime;

    @Option(names = "--max-result-size",
            paramLabel = "BYTES",
            description = "Size of a query's result file: 500000000, 10GB or 10GiB.")
    private String maxResultSize;

    @Option(names = "--memory-share",
            paramLabel = "PERCENT",
            description = "Memory that one query holds, in percent of engine.memory: 25%%.")
    private String memoryShare;

    @Option(names = "--weight",
            paramLabel = "N",
            description = "Share of the places when workgroups compete for them (default: 1).")
    private Integer weight;

    @Option(names = "--clear", description = "Takes away the limits that are not given.")
    private boolean clear;

    @Override
    public Integer call()
    {
        Map<String, Object> members = new LinkedHashMap<>();
        put(members, "MaxRunning", maxRunning);
        put(members, "MaxQueued", maxQueued);
        put(members, "MaxRunSeconds", read(LimitText::seconds, maxRunTime));
        put(members, "MaxResultBytes", read(Amounts::readBytes, maxResultSize));
        put(members, "MemoryPercent", read(LimitText::percent, memoryShare));
        put(members, "Weight", weight);
        if (members.isEmpty() && !clear) {
            throw new ParameterException(spec.commandLine(), "give a limit, or --clear");
        }
        members.put("WorkGroup", name);
        members.put("Clear", clear);
        calls.admin("SetWorkGroupLimits", members);
        JsonNode limits = calls.admin("GetWorkGroupLimits", Map.of("WorkGroup", name));
        spec.commandLine().getOut().println(
                "limits of workgroup %s: %s".formatted(name, String.join(", ", LimitText.lines(limits))));
        return 0;
    }

    private static void put(Map<String, Object> members, String member, Object value)
    {
        if (value != null) {
            members.put(member, value);
        }
    }

    /**
     * Null for what is not given.
     */
    private Long read(ToLongFunction<String> reader, String text)
    {
        try {
            return text == null ? null : (Long) reader.applyAsLong(text);
        }
        catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
