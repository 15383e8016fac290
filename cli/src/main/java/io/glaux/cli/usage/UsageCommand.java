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
import io.glaux.cli.CommandFailure;
import io.glaux.cli.InstanceOptions;
import io.glaux.cli.Terminal;
import io.glaux.cli.admin.AdminClient;
import io.glaux.cli.admin.UsageClient;
import io.glaux.cli.query.CsvPrinter;
import io.glaux.cli.query.JsonPrinter;
import io.glaux.cli.query.ResultPrinter;
import io.glaux.cli.query.ResultRows;
import io.glaux.cli.query.TablePrinter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.athena.model.ColumnInfo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

@Command(
        name = "usage",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Tells what queries used and what it cost, or whether the ledger is whole.",
        footer = {
                "",
                "Queries count once they are over. The table system.usage.queries has each of them.",
                "Exit codes: 0 done, 1 the ledger was tampered with, or the server refused it, 2 wrong usage, " +
                        "3 no server runs.",
        })
public final class UsageCommand
        implements Callable<Integer>
{
    private static final Set<String> GROUPINGS = Set.of("workgroup", "user", "table", "day");
    private static final String TAG = "tag:";

    @Spec
    private CommandSpec spec;

    @Mixin
    private InstanceOptions options;

    @Option(names = "--by",
            paramLabel = "WHAT",
            description = "workgroup (the default), user, table, day, or tag:KEY for the values of a tag.")
    private String grouping = "workgroup";

    @Option(names = "--since",
            paramLabel = "T",
            description = "Only what ended from then on: a day in UTC, or a time as 2026-11-01T08:00:00Z.")
    private String since;

    @Option(names = "--workgroup", paramLabel = "W", description = "Only queries of this workgroup.")
    private String workgroup;

    @Option(names = "--format", paramLabel = "FORMAT", description = "table (the default), csv or json.")
    private String formatName = "table";

    @Option(names = "--verify",
            description = "Looks for entries of the ledger that were changed, removed, inserted or moved.")
    private boolean verify;

    @Override
    public Integer call()
    {
        ResultPrinter printer = printer();
        String by = grouping.startsWith(TAG) ? grouping : grouping.toLowerCase(Locale.ROOT);
        if (by.equals(TAG) || !(by.startsWith(TAG) || GROUPINGS.contains(by))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--by is workgroup, user, table, day or tag:KEY, not '%s'".formatted(grouping));
        }
        try (AdminClient admin = new AdminClient(AwsClients.of(options.instance()))) {
            if (verify) {
                verify(admin);
                return 0;
            }
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("By", by);
            if (since != null) {
                members.put("Since", since);
            }
            if (workgroup != null) {
                members.put("WorkGroup", workgroup);
            }
            printer.print(rows(admin.call("ListUsage", members), by), spec.commandLine().getOut());
            return 0;
        }
    }

    private void verify(AdminClient admin)
    {
        JsonNode answer = admin.call("VerifyUsage", Map.of());
        if (answer.hasNonNull("Fault")) {
            throw new CommandFailure("the ledger was tampered with. %s".formatted(
                    answer.get("Fault").path("Message").asText()));
        }
        spec.commandLine().getOut().println("the ledger is whole: %s entries, the last has the hash %s".formatted(
                answer.path("Entries").asLong(),
                answer.path("LastHash").asText().isEmpty() ? "-" : answer.path("LastHash").asText()));
        spec.commandLine().getOut().flush();
    }

    private static ResultRows rows(JsonNode answer, String by)
    {
        boolean tables = by.equals("table");
        List<ColumnInfo> columns = tables
                ? List.of(
                column("source", "varchar"),
                column("table_name", "varchar"),
                column("queries", "bigint"),
                column("scanned_bytes", "bigint"),
                column("requests", "bigint"),
                column("units", "varchar"))
                : List.of(
                column(by, "varchar"),
                column("queries", "bigint"),
                column("scanned_bytes", "bigint"),
                column("billed_bytes", "bigint"),
                column("cost_usd", "decimal"));
        List<String[]> rows = new ArrayList<>();
        for (JsonNode usage : answer.path("Usage")) {
            rows.add(tables
                    ? new String[] {
                    usage.path("Source").asText(),
                    usage.path("Table").asText(),
                    usage.path("Queries").asText(),
                    usage.path("ScannedBytes").asText(),
                    usage.path("Requests").asText(),
                    UsageClient.units(usage.path("Units")),
            }
                    : new String[] {
                    // those without the tag
                    usage.path("Key").asText().isEmpty() ? null : usage.path("Key").asText(),
                    usage.path("Queries").asText(),
                    usage.path("ScannedBytes").asText(),
                    usage.path("BilledBytes").asText(),
                    BigDecimal.valueOf(usage.path("CostMicroUsd").asLong(), 6).toPlainString(),
            });
        }
        return new ResultRows(columns, rows.iterator(), false);
    }

    private static ColumnInfo column(String name, String type)
    {
        return ColumnInfo.builder().name(name).type(type).build();
    }

    private ResultPrinter printer()
    {
        return switch (formatName.toLowerCase(Locale.ROOT)) {
            case "table" -> new TablePrinter(Terminal.width());
            case "csv" -> new CsvPrinter();
            case "json" -> new JsonPrinter();
            default -> throw new ParameterException(
                    spec.commandLine(), "--format is table, csv or json, not '%s'".formatted(formatName));
        };
    }
}
