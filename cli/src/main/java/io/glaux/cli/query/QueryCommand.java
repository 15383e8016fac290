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
package io.glaux.cli.query;

import io.glaux.cli.Amounts;
import io.glaux.cli.AwsClients;
import io.glaux.cli.CommandFailure;
import io.glaux.cli.InstanceOptions;
import io.glaux.cli.Terminal;
import io.glaux.cli.admin.QueryUsage;
import io.glaux.cli.admin.UsageClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.AthenaException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionContext;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;

import static java.nio.charset.StandardCharsets.UTF_8;

@Command(
        name = "query",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Runs SQL through the Athena API: rows on standard output, progress and cost on standard error.",
        footer = {
                "",
                "Several statements are separated by semicolons; the first that fails ends the run. Ctrl-C cancels " +
                        "the query.",
                "Exit codes: 0 all succeeded, 1 a query failed, 2 wrong usage, 3 no server runs, 130 cancelled.",
        })
public final class QueryCommand
        implements Callable<Integer>
{
    private static final int USUAL_WIDTH = 80;

    @Spec
    private CommandSpec spec;

    @Mixin
    private InstanceOptions options;

    @Parameters(
            arity = "0..1",
            paramLabel = "SQL",
            description = "The statements (without SQL and -f: standard input).")
    private String sql;

    @Option(names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Reads the statements from a file; - is standard input.")
    private String file;

    @Option(names = "--workgroup", paramLabel = "W", description = "Workgroup (default: the user's, primary).")
    private String workgroup;

    @Option(names = "--format", paramLabel = "FORMAT", description = "table (the default), csv or json.")
    private String formatName = "table";

    @Option(names = "--catalog",
            paramLabel = "NAME",
            description = "Catalog of names without one (default: awsdatacatalog).")
    private String catalog;

    @Option(names = "--database", paramLabel = "NAME", description = "Database of names without one.")
    private String database;

    @Option(names = "--dry-run", description = "Tells what the statements would read and cost, and runs none.")
    private boolean dryRun;

    @Option(names = "--max-bytes-billed",
            paramLabel = "BYTES",
            description = "Refuses a query, before it reads a row, that would be billed for more: 10GB or 10GiB.")
    private String maxBytesBilled;

    @Option(names = {"-q", "--quiet"}, description = "Prints nothing on standard error but failures.")
    private boolean quiet;

    @Override
    public Integer call()
            throws InterruptedException
    {
        ResultPrinter printer = printer();
        OptionalLong limit = maxBytesBilled();
        List<String> statements = StatementSplitter.split(script());
        if (statements.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "there is no statement to run");
        }
        AwsClients clients = AwsClients.of(options.instance());
        ProgressLine progress = new ProgressLine(
                spec.commandLine().getErr(),
                !quiet && Terminal.watchesErrors(),
                Terminal.width().orElse(USUAL_WIDTH));
        try (AthenaClient athena = clients.athena();
                UsageClient usages = new UsageClient(clients)) {
            QueryRun run = new QueryRun(athena, progress);
            Thread cancellation = new Thread(() -> cancel(run, progress), "cancel");
            Runtime.getRuntime().addShutdownHook(cancellation);
            for (String statement : statements) {
                QueryExecution query = runOne(statement, limit, run, progress);
                long rows = printer.print(
                        new ResultReader(athena, clients::s3).read(query),
                        spec.commandLine().getOut());
                if (!quiet) {
                    printUsage(query, rows, usages.usage(query.queryExecutionId()));
                }
            }
            Runtime.getRuntime().removeShutdownHook(cancellation);
            return 0;
        }
        catch (AthenaException e) {
            progress.clear();
            throw new CommandFailure(e.awsErrorDetails() == null ? e.getMessage() : e.awsErrorDetails().errorMessage());
        }
        catch (SdkClientException e) {
            progress.clear();
            throw new CommandFailure(
                    "the server at %s does not answer: %s".formatted(clients.endpoint(), e.getMessage()));
        }
    }

    private QueryExecution runOne(String statement, OptionalLong limit, QueryRun run, ProgressLine progress)
            throws InterruptedException
    {
        QueryExecution query = run.run(StartQueryExecutionRequest.builder()
                .overrideConfiguration(override -> {
                    limit.ifPresent(bytes -> override.putHeader("X-Glaux-Max-Bytes-Billed", Long.toString(bytes)));
                    override.putHeader("X-Glaux-Dry-Run", Boolean.toString(dryRun));
                })
                .queryString(statement)
                .workGroup(workgroup)
                .queryExecutionContext(catalog == null && database == null
                        ? null
                        : QueryExecutionContext.builder().catalog(catalog).database(database).build())
                .build());
        progress.clear();
        if (query.status().state() != QueryExecutionState.SUCCEEDED) {
            String reason = query.status().stateChangeReason();
            throw new CommandFailure("the query %s: %s (query %s)".formatted(
                    query.status().state() == QueryExecutionState.FAILED ? "failed" : "was cancelled",
                    reason == null ? "no reason is recorded" : reason,
                    query.queryExecutionId()));
        }
        return query;
    }

    private OptionalLong maxBytesBilled()
    {
        try {
            return maxBytesBilled == null ? OptionalLong.empty() : OptionalLong.of(Amounts.readBytes(maxBytesBilled));
        }
        catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--max-bytes-billed: " + e.getMessage(), e);
        }
    }

    private void printUsage(QueryExecution query, long rows, QueryUsage usage)
    {
        PrintWriter err = spec.commandLine().getErr();
        // of a query that succeeded, the reason holds its warnings
        String warnings = query.status().stateChangeReason();
        if (warnings != null) {
            warnings.lines().forEach(warning -> err.println("warning: " + warning));
        }
        err.println("%s %s, %s scanned, %s billed, %s, %s (query %s)".formatted(
                Amounts.count(rows),
                rows == 1 ? "row" : "rows",
                Amounts.bytes(usage.scannedBytes()),
                Amounts.bytes(usage.billedBytes()),
                Amounts.dollars(usage.dollars()),
                Amounts.seconds(query.statistics().totalExecutionTimeInMillis()),
                query.queryExecutionId()));
        err.flush();
    }

    private ResultPrinter printer()
    {
        return switch (formatName.toLowerCase(Locale.ROOT)) {
            case "table" -> new TablePrinter(Terminal.width());
            case "csv" -> new CsvPrinter();
            case "json" -> new JsonPrinter();
            case "arrow", "parquet" -> throw new ParameterException(
                    spec.commandLine(), "--format %s is not built yet: use table, csv or json".formatted(formatName));
            default -> throw new ParameterException(
                    spec.commandLine(), "--format is table, csv or json, not '%s'".formatted(formatName));
        };
    }

    private void cancel(QueryRun run, ProgressLine progress)
    {
        run.cancel().ifPresent(id -> {
            progress.clear();
            PrintWriter err = spec.commandLine().getErr();
            err.println("glaux: cancelled (query %s)".formatted(id));
            err.flush();
        });
    }

    private String script()
    {
        if (sql != null && file != null) {
            throw new ParameterException(spec.commandLine(), "SQL and -f exclude each other");
        }
        if (sql != null) {
            return sql;
        }
        try {
            if (file != null && !file.equals("-")) {
                return Files.readString(Path.of(file));
            }
            if (file == null && Terminal.hasKeyboard()) {
                throw new ParameterException(
                        spec.commandLine(),
                        "there is no statement to run: give SQL, -f FILE or standard input");
            }
            return new String(System.in.readAllBytes(), UTF_8);
        }
        catch (NoSuchFileException e) {
            throw new ParameterException(spec.commandLine(), "there is no file %s".formatted(file), e);
        }
        catch (CharacterCodingException e) {
            throw new ParameterException(spec.commandLine(), "%s is not UTF-8 text".formatted(file), e);
        }
        catch (IOException e) {
            throw new CommandFailure(
                    "cannot read %s: %s".formatted(file == null ? "standard input" : file, e.getMessage()));
        }
    }
}
