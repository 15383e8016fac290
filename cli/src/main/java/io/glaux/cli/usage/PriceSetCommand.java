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
package io.glaux.cli.usage;

import io.glaux.cli.AwsClients;
import io.glaux.cli.InstanceOptions;
import io.glaux.cli.admin.AdminClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

@Command(
        name = "set",
        mixinStandardHelpOptions = true,
        description = "Sets a workgroup's prices, all of them: what is not given has its default. They apply to the "
                + "queries that end from now on.")
final class PriceSetCommand
        implements Callable<Integer>
{
    @Mixin
    private InstanceOptions options;

    @Parameters(paramLabel = "WORKGROUP", description = "Name of the workgroup.")
    private String workgroup;

    @Option(names = "--usd-per-tb", paramLabel = "USD", description = "Price of 10^12 billed bytes (default: 5).")
    private String usdPerTb;

    @Option(names = "--minimum-bytes",
            paramLabel = "N",
            description = "Billed at least for a query that is not free (default: 10000000).")
    private Long minimumBytes;

    @Option(names = "--rounding-bytes",
            paramLabel = "N",
            description = "Billed bytes are the next multiple of this (default: 1000000).")
    private Long roundingBytes;

    @Option(names = "--unit",
            paramLabel = "NAME=USD",
            description = "Price of one unit of a source that charges by units of its own; may be repeated.")
    private Map<String, String> units = new LinkedHashMap<>();

    @Override
    public Integer call()
    {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("WorkGroup", workgroup);
        put(members, "UsdPerTb", usdPerTb);
        put(members, "MinimumBytes", minimumBytes);
        put(members, "RoundingBytes", roundingBytes);
        members.put("UnitUsd", units);
        try (AdminClient admin = new AdminClient(AwsClients.of(options.instance()))) {
            admin.call("SetPrice", members);
            return 0;
        }
    }

    private static void put(Map<String, Object> members, String name, Object value)
    {
        if (value != null) {
            members.put(name, value);
        }
    }
}
