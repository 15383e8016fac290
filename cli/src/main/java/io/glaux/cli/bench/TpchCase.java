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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * TPC-H at scale 0.1, the 22 queries over the same Parquet files: Glaux by its Athena API and by Trino's protocol,
 * beside stock Trino.
 */
final class TpchCase
        implements ComparisonCase
{
    private static final String SCALE = "sf0.1";
    static final String BUCKET = "bench";
    static final String DATABASE = "tpch";
    private static final String MEMORY = "3GB";
    private static final String QUERIES = "testing/src/main/resources/io/glaux/testing/tpch";
    static final List<String> TABLES =
            List.of("nation", "region", "supplier", "customer", "part", "partsupp", "orders", "lineitem");

    @Override
    public String name()
    {
        return "tpch";
    }

    @Override
    public String description()
    {
        return "TPC-H at scale 0.1, 22 queries over Parquet in S3: Athena API and Trino protocol, beside Trino "
                + TrinoPeer.VERSION;
    }

    @Override
    public BenchSetup open(BenchContext context)
            throws Exception
    {
        PeerArtifacts artifacts = new PeerArtifacts(context.home());
        TrinoPeer trino = TrinoPeer.prepare(context, artifacts, MEMORY.replace("GB", "g"));
        Driver driver = JdbcSide.driver(artifacts.fetch("io.trino:trino-jdbc:483:jar"));

        BenchStorage storage = BenchStorage.start(context, BUCKET);
        context.started().add(storage);
        Instance glaux = BenchedGlaux.start(
                context, storage, BUCKET, Map.of("tpch.enabled", "true", "engine.memory", MEMORY));
        AwsClients clients = AwsClients.of(glaux);
        AthenaSide athena = new AthenaSide(clients, DATABASE);
        context.started().add(athena);
        context.say("loading TPC-H at scale 0.1");
        load(clients, athena, SCALE);

        JdbcSide stock = trino.connect(context, clients, storage, driver, DATABASE);
        JdbcSide jdbc = BenchedGlaux.connect("glaux-jdbc", glaux, driver, DATABASE);
        context.started().add(jdbc);
        return new BenchSetup(
                List.of(athena, jdbc, stock),
                tasks(context.home()),
                Map.of(
                        "scale", SCALE,
                        "format", "Parquet",
                        "storage", "embedded S3 server in a process of its own",
                        "heap", MEMORY + " each",
                        "trino", TrinoPeer.VERSION,
                        "jdbc", "483"));
    }

    /**
     * Makes the tables of a scale in the database {@link #DATABASE}, in Parquet.
     */
    static void load(AwsClients clients, AthenaSide athena, String scale)
            throws InterruptedException
    {
        try (GlueClient glue = clients.glue()) {
            glue.createDatabase(request -> request.databaseInput(database -> database
                    .name(DATABASE)
                    .locationUri("s3://%s/%s/".formatted(BUCKET, DATABASE))));
        }
        for (String table : TABLES) {
            athena.execute(
                    "CREATE TABLE %s WITH (format = 'PARQUET') AS SELECT * FROM tpch.\"%s\".%s".formatted(
                            table,
                            scale,
                            table));
        }
    }

    /**
     * The 22 queries.
     */
    static List<BenchTask> tasks(Path home)
            throws IOException
    {
        List<BenchTask> tasks = new ArrayList<>();
        for (int i = 1; i <= 22; i++) {
            String name = "q%02d".formatted(i);
            tasks.add(new BenchTask(name, Files.readString(home.resolve(QUERIES).resolve(name + ".sql"))));
        }
        return tasks;
    }
}
