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
package io.glaux.cli.demo;

import io.glaux.cli.Amounts;
import io.glaux.cli.AwsClients;
import io.glaux.cli.CommandFailure;
import io.glaux.cli.admin.QueryUsage;
import io.glaux.cli.admin.UsageClient;
import io.glaux.cli.query.QueryRun;
import io.glaux.cli.query.ResultReader;
import io.glaux.cli.query.ResultRows;
import io.glaux.cli.query.TablePrinter;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

import java.io.PrintWriter;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Spliterators;
import java.util.stream.StreamSupport;

import static java.util.Objects.requireNonNull;

/**
 * Runs the questions of the demo and shows what each cost.
 */
final class DemoQueries
{
    private static final int SHOWN_ROWS = 10;

    private final AwsClients clients;
    private final PrintWriter out;

    DemoQueries(AwsClients clients, PrintWriter out)
    {
        this.clients = requireNonNull(clients, "clients is null");
        this.out = requireNonNull(out, "out is null");
    }

    /**
     * @param isFederated whether planes are in DynamoDB, too
     */
    void run(boolean isFederated)
            throws InterruptedException
    {
        Map<String, String> questions = new LinkedHashMap<>(NycFlights.QUESTIONS);
        if (isFederated) {
            questions.putAll(NycFlights.FEDERATED_QUESTIONS);
        }
        try (AthenaClient athena = clients.athena(); UsageClient usages = new UsageClient(clients)) {
            for (Map.Entry<String, String> question : questions.entrySet()) {
                out.println();
                out.println(question.getKey());
                out.println();
                question.getValue().lines().forEach(line -> out.println("    " + line));
                out.println();
                out.flush();
                run(question.getValue(), athena, usages);
            }
        }
    }

    private void run(String sql, AthenaClient athena, UsageClient usages)
            throws InterruptedException
    {
        QueryExecution query = new QueryRun(athena, _ -> {})
                .run(StartQueryExecutionRequest.builder().queryString(sql).build());
        if (query.status().state() != QueryExecutionState.SUCCEEDED) {
            throw new CommandFailure("a query of the demo failed: %s (query %s)".formatted(
                    query.status().stateChangeReason(), query.queryExecutionId()));
        }
        ResultRows result = new ResultReader(athena, clients::s3).read(query);
        new TablePrinter(OptionalInt.empty()).print(new ResultRows(result.columns(), first(result.rows()), false), out);
        out.println();
        printUsage(usages.usage(query.queryExecutionId()));
        out.flush();
    }

    private void printUsage(QueryUsage usage)
    {
        List<QueryUsage.Source> sources = usage.sources();
        int width = sources.stream().mapToInt(source -> source.source().length()).max().orElse(0);
        int nameWidth = Math.max("source".length(), width);
        out.println("%s  %12s  %8s  %5s".formatted(padded("source", nameWidth), "bytes", "requests", "units"));
        for (QueryUsage.Source source : sources) {
            out.println(
                    "%s  %12d  %8d  %5s".formatted(
                            padded(source.source(), nameWidth),
                            source.bytes(),
                            source.requests(),
                            source.units()));
        }
        out.println("scanned %d bytes, billed %d bytes, %s".formatted(
                usage.scannedBytes(), usage.billedBytes(), Amounts.dollars(usage.dollars())));
    }

    private static String padded(String text, int width)
    {
        return text + " ".repeat(width - text.length());
    }

    private static Iterator<String[]> first(Iterator<String[]> rows)
    {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false).limit(SHOWN_ROWS).iterator();
    }
}
