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
package io.glaux.cli.bench;

import io.glaux.cli.AwsClients;
import io.glaux.cli.CommandFailure;
import io.glaux.cli.Instance;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.ColumnStatistics;
import software.amazon.awssdk.services.glue.model.Table;

import java.sql.Driver;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * TPC-H at scale 1 with metering on and off, in turn. Two servers that do the same are not as fast as each other, by
 * chance of compilers and memory: so both are started anew several times, and the spread is over all rounds of all
 * starts.
 */
final class OverheadCase
        implements BenchCase
{
    private static final String METERED = "metered";
    private static final String UNMETERED = "unmetered";
    private static final String SCALE = "sf1";
    private static final String QUICK_SCALE = "sf0.1";
    private static final String MEMORY = "3GB";
    private static final int STARTS = 4;
    private static final int QUICK_STARTS = 2;
    private static final int ROUNDS = 4;
    private static final int QUICK_ROUNDS = 2;

    @Override
    public String name()
    {
        return "overhead";
    }

    @Override
    public String description()
    {
        return "what metering costs: TPC-H at scale 1 (0.1 with --quick), metering on beside off";
    }

    @Override
    public BenchResult measure(BenchContext context)
            throws Exception
    {
        Driver driver = JdbcSide.driver(new PeerArtifacts(context.home()).fetch("io.trino:trino-jdbc:483:jar"));
        BenchStorage storage = context.started().add(BenchStorage.start(context, TpchCase.BUCKET));
        String scale = context.quick() ? QUICK_SCALE : SCALE;
        int starts = context.quick() ? QUICK_STARTS : STARTS;
        // by servers that are then stopped: one that has written the tables would be warmer than the other
        BenchContext loading = context.part();
        try (StartedThings _ = loading.started()) {
            context.say("loading TPC-H");
            load(AwsClients.of(start(loading, storage, true)),
                    AwsClients.of(start(loading, storage, false)),
                    scale);
        }
        List<OverheadReport.Round> rounds = new ArrayList<>();
        for (int start = 1; start <= starts; start++) {
            BenchContext part = context.part();
            try (StartedThings _ = part.started()) {
                context.say("start %s of %s".formatted(start, starts));
                rounds.addAll(measure(part, driver, storage, start));
            }
        }
        return new OverheadReport(
                rounds,
                Map.of(
                        "scale", scale,
                        "format", "Parquet",
                        "starts", String.valueOf(starts),
                        "storage", "embedded S3 server in a process of its own",
                        "heap", MEMORY + " each"));
    }

    private static List<OverheadReport.Round> measure(
            BenchContext context,
            Driver driver,
            BenchStorage storage,
            int start)
            throws Exception
    {
        // in turns, for the server that starts first may be the faster one
        List<BenchSide> sides = new ArrayList<>();
        for (boolean metered : start % 2 == 1 ? List.of(true, false) : List.of(false, true)) {
            sides.add(context.started().add(BenchedGlaux.connect(
                    metered ? METERED : UNMETERED,
                    start(context, storage, metered),
                    driver,
                    TpchCase.DATABASE)));
        }
        requireSameStatistics(sides);
        BenchSetup setup = new BenchSetup(sides, TpchCase.tasks(context.home()), Map.of());
        int rounds = context.quick() ? QUICK_ROUNDS : ROUNDS;
        Measurements measurements = new BenchRun(setup, rounds, context).run();
        List<OverheadReport.Round> measured = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            measured.add(new OverheadReport.Round(
                    start,
                    round + 1,
                    millis(measurements, METERED, round),
                    millis(measurements, UNMETERED, round)));
        }
        return measured;
    }

    private static Instance start(BenchContext context, BenchStorage storage, boolean metered)
            throws InterruptedException
    {
        return BenchedGlaux.start(
                metered ? METERED : UNMETERED,
                context,
                storage,
                TpchCase.BUCKET,
                Map.of(
                        "tpch.enabled", "true",
                        "engine.memory", MEMORY,
                        "metering.enabled", String.valueOf(metered)));
    }

    /**
     * Both catalogs have the same tables over the same files, with the same statistics.
     */
    private static void load(AwsClients metered, AwsClients unmetered, String scale)
            throws InterruptedException
    {
        try (AthenaSide athena = new AthenaSide(metered, TpchCase.DATABASE)) {
            TpchCase.load(metered, athena, scale);
        }
        try (GlueClient from = metered.glue(); GlueClient to = unmetered.glue()) {
            String location = from.getDatabase(request -> request.name(TpchCase.DATABASE)).database().locationUri();
            to.createDatabase(request -> request.databaseInput(database -> database
                    .name(TpchCase.DATABASE)
                    .locationUri(location)));
            List<Table> tables = from.getTablesPaginator(request -> request.databaseName(TpchCase.DATABASE)).stream()
                    .flatMap(page -> page.tableList().stream())
                    .toList();
            for (Table table : tables) {
                to.createTable(request -> request.databaseName(TpchCase.DATABASE).tableInput(input -> input
                        .name(table.name())
                        .tableType(table.tableType())
                        .parameters(table.parameters())
                        .storageDescriptor(table.storageDescriptor())));
                copyStatistics(from, to, table);
            }
        }
    }

    /**
     * Without them the queries would have other plans.
     */
    private static void copyStatistics(GlueClient from, GlueClient to, Table table)
    {
        List<String> columns = table.storageDescriptor().columns().stream().map(Column::name).toList();
        List<ColumnStatistics> statistics = from.getColumnStatisticsForTable(request -> request
                .databaseName(TpchCase.DATABASE)
                .tableName(table.name())
                .columnNames(columns)).columnStatisticsList();
        to.updateColumnStatisticsForTable(request -> request
                .databaseName(TpchCase.DATABASE)
                .tableName(table.name())
                .columnStatisticsList(statistics));
    }

    /**
     * @throws CommandFailure if one side knows other statistics, and so may plan otherwise
     */
    private static void requireSameStatistics(List<BenchSide> sides)
            throws Exception
    {
        for (String table : TpchCase.TABLES) {
            BenchTask statistics = new BenchTask("statistics of " + table, "SHOW STATS FOR " + table);
            Set<BenchAnswer> answers = new HashSet<>();
            for (BenchSide side : sides) {
                answers.add(side.run(statistics));
            }
            if (answers.size() > 1) {
                throw new CommandFailure("The sides have different statistics of the table " + table);
            }
        }
    }

    private static double millis(Measurements measurements, String side, int round)
    {
        return measurements.tasks().stream()
                .mapToDouble(task -> measurements.series(task, side).nanos().get(round) / 1e6)
                .sum();
    }
}
