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
import io.glaux.cli.query.QueryRun;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static java.util.stream.Collectors.joining;

/**
 * One query over a table of 2 GB at random limits: what storage served to it beyond the limit, in Glaux by its cutoff,
 * and in stock Trino by the session property that limits scans. A counter between storage and servers says it, of which
 * neither knows.
 */
final class CutoffCase
        implements BenchCase
{
    private static final String BUCKET = "bench";
    private static final String DATABASE = "cutoff";
    private static final String WORKGROUP = "cutoff";
    private static final String MEMORY = "3GB";
    private static final String PATH = "/%s/%s/lineitem/".formatted(BUCKET, DATABASE);
    private static final long SMALLEST_LIMIT = 10_000_000;
    private static final long TABLE_BYTES = 2_000_000_000;
    private static final int RUNS = 200;
    private static final int QUICK_RUNS = 12;
    private static final String TRINOS_LIMIT = "scan limit";

    private static final String QUERY = List.of(
            "orderkey",
            "partkey",
            "suppkey",
            "linenumber",
            "quantity",
            "extendedprice",
            "discount",
            "tax",
            "returnflag",
            "linestatus",
            "shipdate",
            "commitdate",
            "receiptdate",
            "shipinstruct",
            "shipmode",
            "comment").stream().map("max(l_%s)"::formatted).collect(joining(", ", "SELECT ", " FROM lineitem"));

    @Override
    public String name()
    {
        return "cutoff";
    }

    @Override
    public String description()
    {
        return "what a query reads beyond its limit: %s random limits over a table of 2 GB, beside Trino %s"
                .formatted(RUNS, TrinoPeer.VERSION);
    }

    @Override
    public BenchResult measure(BenchContext context)
            throws Exception
    {
        PeerArtifacts artifacts = new PeerArtifacts(context.home());
        TrinoPeer trino = TrinoPeer.prepare(context, artifacts, MEMORY.replace("GB", "g"));
        BenchStorage storage = context.started().add(BenchStorage.start(context, BUCKET));
        BenchCounter counter = context.started().add(BenchCounter.start(context, storage.endpoint()));
        BenchStorage counted = storage.through(counter.url());
        Instance glaux = BenchedGlaux.start(
                context, counted, BUCKET, Map.of("tpch.enabled", "true", "engine.memory", MEMORY));
        AwsClients clients = AwsClients.of(glaux);
        long bytes;
        try (AthenaSide athena = new AthenaSide(clients, DATABASE)) {
            bytes = load(context, clients, athena);
        }
        AthenaClient athena = context.started().add(clients.athena());
        athena.createWorkGroup(request -> request
                .name(WORKGROUP)
                .configuration(configuration -> configuration.resultConfiguration(
                        result -> result.outputLocation("s3://%s/results/".formatted(BUCKET)))));
        Driver driver = JdbcSide.driver(artifacts.fetch("io.trino:trino-jdbc:483:jar"));
        JdbcSide stock = trino.connect(context, clients, counted, driver, DATABASE);

        List<Limited> sides = List.of(
                new Limited("glaux", limit -> stopsGlaux(athena, limit)),
                new Limited(stock.name(), limit -> stopsTrino(stock, limit)));
        long seed = new Random().nextLong();
        context.say("a table of %,d bytes, seed %s".formatted(bytes, seed));
        return new CutoffReport(
                seed, bytes, measure(context, counter, sides, new Random(seed), bytes + bytes / 10));
    }

    private static List<CutoffReport.Run> measure(
            BenchContext context,
            BenchCounter counter,
            List<Limited> sides,
            Random random,
            long largest)
            throws Exception
    {
        List<CutoffReport.Run> measured = new ArrayList<>();
        int runs = context.quick() ? QUICK_RUNS : RUNS;
        long before = counter.served(PATH);
        for (int run = 0; run < runs; run++) {
            long limit = random.nextLong(SMALLEST_LIMIT, Math.max(largest, SMALLEST_LIMIT + 1));
            List<Limited> order = new ArrayList<>(sides);
            if (run % 2 == 1) {
                Collections.reverse(order);
            }
            for (Limited side : order) {
                boolean stopped = side.server().stops(limit);
                long after = counter.served(PATH);
                measured.add(new CutoffReport.Run(side.name(), limit, after - before, stopped));
                before = after;
            }
            if (run % 10 == 9) {
                context.say("  %s of %s".formatted(run + 1, runs));
            }
        }
        return measured;
    }

    /**
     * Uncompressed, so that fewer rows make the size.
     *
     * @return the bytes of the table
     */
    private static long load(BenchContext context, AwsClients clients, AthenaSide athena)
            throws InterruptedException
    {
        try (GlueClient glue = clients.glue()) {
            glue.createDatabase(request -> request.databaseInput(database -> database
                    .name(DATABASE)
                    .locationUri("s3://%s/%s/".formatted(BUCKET, DATABASE))));
        }
        String rows = "SELECT * FROM tpch.\"%s\".lineitem".formatted(context.quick() ? "sf0.1" : "sf1");
        context.say("loading lineitem");
        athena.execute("CREATE TABLE lineitem WITH (format = 'PARQUET', write_compression = 'NONE', "
                + "external_location = 's3://%s/%s/lineitem/') AS ".formatted(BUCKET, DATABASE) + rows);
        try (S3Client s3 = clients.s3()) {
            long bytes = size(s3);
            while (!context.quick() && bytes < TABLE_BYTES) {
                athena.execute("INSERT INTO lineitem " + rows);
                bytes = size(s3);
                context.say("  %,d bytes".formatted(bytes));
            }
            return bytes;
        }
    }

    private static long size(S3Client s3)
    {
        return s3.listObjectsV2Paginator(request -> request.bucket(BUCKET).prefix(DATABASE + "/lineitem/")).contents()
                .stream()
                .mapToLong(S3Object::size)
                .sum();
    }

    private static boolean stopsGlaux(AthenaClient athena, long limit)
            throws InterruptedException
    {
        athena.updateWorkGroup(request -> request
                .workGroup(WORKGROUP)
                .configurationUpdates(update -> update.bytesScannedCutoffPerQuery(limit)));
        QueryExecution query = new QueryRun(athena, _ -> {}).run(StartQueryExecutionRequest.builder()
                .queryString(QUERY)
                .workGroup(WORKGROUP)
                .queryExecutionContext(place -> place.catalog("awsdatacatalog").database(DATABASE))
                .build());
        if (query.status().state() == QueryExecutionState.FAILED) {
            throw new CommandFailure("a query of the benchmark failed: " + query.status().stateChangeReason());
        }
        return query.status().state() == QueryExecutionState.CANCELLED;
    }

    private static boolean stopsTrino(JdbcSide stock, long limit)
            throws SQLException
    {
        stock.execute("SET SESSION query_max_scan_physical_bytes = '%sB'".formatted(limit));
        try {
            stock.run(new BenchTask("cutoff", QUERY));
            return false;
        }
        catch (SQLException e) {
            if (String.valueOf(e.getMessage()).contains(TRINOS_LIMIT)) {
                return true;
            }
            throw e;
        }
    }

    private record Limited(String name, Server server) {}

    @FunctionalInterface
    private interface Server
    {
        /**
         * Runs the query with a limit.
         *
         * @return whether the limit stopped it
         */
        boolean stops(long limit)
                throws Exception;
    }
}
