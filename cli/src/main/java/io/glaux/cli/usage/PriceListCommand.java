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

import com.fasterxml.jackson.databind.JsonNode;
import io.glaux.cli.AwsClients;
import io.glaux.cli.InstanceOptions;
import io.glaux.cli.Terminal;
import io.glaux.cli.admin.AdminClient;
import io.glaux.cli.query.ResultRows;
import io.glaux.cli.query.TablePrinter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.athena.model.ColumnInfo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the prices of workgroups that have some of their own, and the default.")
final class PriceListCommand
        implements Callable<Integer>
{
    private static final List<ColumnInfo> COLUMNS = List.of(
            column("workgroup", "varchar"),
            column("usd_per_tb", "decimal"),
            column("minimum_bytes", "bigint"),
            column("rounding_bytes", "bigint"),
            column("unit_usd", "varchar"));

    @Spec
    private CommandSpec spec;

    @Mixin
    private InstanceOptions options;

    @Override
    public Integer call()
    {
        try (AdminClient admin = new AdminClient(AwsClients.of(options.instance()))) {
            JsonNode answer = admin.call("ListPrices", Map.of());
            List<String[]> rows = new ArrayList<>();
            rows.add(row("(default)", answer.path("Default")));
            answer.path("Prices").forEach(price -> rows.add(row(price.path("WorkGroup").asText(), price)));
            new TablePrinter(Terminal.width())
                    .print(new ResultRows(COLUMNS, rows.iterator(), false), spec.commandLine().getOut());
            return 0;
        }
    }

    private static String[] row(String name, JsonNode price)
    {
        return new String[] {
                name,
                price.path("UsdPerTb").asText(),
                price.path("MinimumBytes").asText(),
                price.path("RoundingBytes").asText(),
                price.path("UnitUsd").properties().stream()
                        .map(unit -> unit.getKey() + "=" + unit.getValue().asText())
                        .collect(Collectors.joining(" ")),
        };
    }

    private static ColumnInfo column(String name, String type)
    {
        return ColumnInfo.builder().name(name).type(type).build();
    }
}
