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
import io.glaux.cli.Instance;
import software.amazon.awssdk.services.glue.GlueClient;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import static java.util.stream.Collectors.joining;

/**
 * The planning of a query that names 24 partitions, for projected tables with 10 to 10^9 possible ones: beside the same
 * query over a table that has 24 partitions in the catalog.
 */
final class ProjectionCase
        implements ComparisonCase
{
    private static final String BUCKET = "bench";
    private static final String DATABASE = "projection";
    private static final String LOCATION = "s3://%s/%s/".formatted(BUCKET, DATABASE);
    private static final String MEMORY = "2GB";
    private static final int NAMED = 24;

    /**
     * Possible partitions, by the names of tasks.
     */
    private static final Map<String, Long> SIZES = sizes();

    @Override
    public String name()
    {
        return "projection";
    }

    @Override
    public String description()
    {
        return "Planning of a query that names 24 partitions, of projected tables with 10 to 10^9 possible ones: "
                + "beside a table with 24 registered ones";
    }

    @Override
    public BenchSetup open(BenchContext context)
            throws Exception
    {
        BenchStorage storage = BenchStorage.start(context, BUCKET);
        context.started().add(storage);
        Instance glaux = BenchedGlaux.start(context, storage, BUCKET, Map.of("engine.memory", MEMORY));
        AwsClients clients = AwsClients.of(glaux);
        AthenaSide athena = new AthenaSide(clients, DATABASE);
        context.started().add(athena);
        context.say("making the tables");
        create(clients, athena);
        List<BenchTask> tasks = SIZES.keySet().stream()
                .map(size -> new BenchTask(size, "SELECT * FROM %%s WHERE n BETWEEN 1 AND %s".formatted(NAMED)))
                .toList();
        return new BenchSetup(
                List.of(
                        new PlanningSide("projected", athena, "projected_%s"),
                        new PlanningSide("registered", athena, "registered")),
                tasks,
                Map.of(
                        "query", "EXPLAIN SELECT * FROM table WHERE n BETWEEN 1 AND 24, through the Athena API",
                        "tasks", "10^e possible partitions of the projected table; the registered one has 24",
                        "storage", "embedded S3 server in a process of its own",
                        "heap", MEMORY));
    }

    private static Map<String, Long> sizes()
    {
        Map<String, Long> sizes = new LinkedHashMap<>();
        for (int exponent = 1; exponent <= 9; exponent += 2) {
            sizes.put("1e" + exponent, (long) Math.pow(10, exponent));
        }
        return sizes;
    }

    private static void create(AwsClients clients, AthenaSide athena)
            throws InterruptedException
    {
        try (GlueClient glue = clients.glue()) {
            glue.createDatabase(request -> request.databaseInput(database -> database
                    .name(DATABASE)
                    .locationUri(LOCATION)));
        }
        List<String> statements = new ArrayList<>();
        String table = "CREATE EXTERNAL TABLE %s (id int) PARTITIONED BY (n bigint) STORED AS PARQUET LOCATION '%s'";
        SIZES.forEach((name, size) -> statements.add(table.formatted("projected_" + name, LOCATION + name + "/")
                + (" TBLPROPERTIES ('projection.enabled' = 'true', 'projection.n.type' = 'integer', "
                + "'projection.n.range' = '1,%s')").formatted(size)));
        statements.add(table.formatted("registered", LOCATION + "registered/"));
        statements.add("ALTER TABLE registered ADD " + IntStream.rangeClosed(1, NAMED)
                .mapToObj("PARTITION (n = %s)"::formatted)
                .collect(joining(" ")));
        for (String statement : statements) {
            athena.execute(statement);
        }
    }
}
