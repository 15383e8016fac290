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
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.s3.S3Client;

import java.sql.Driver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * MSCK REPAIR TABLE over 100,000 new folders, beside the procedure of stock Trino that does the same, over the same
 * storage and catalog.
 */
final class RepairCase
        implements ComparisonCase
{
    static final String DATABASE = "repair";

    private static final String BUCKET = "bench";
    private static final String LOCATION = "s3://%s/%s/".formatted(BUCKET, DATABASE);
    private static final String REPAIR = "MSCK REPAIR TABLE %s";
    private static final String MEMORY = "2GB";
    private static final int PARTITIONS = 100_000;
    private static final int PARTITIONS_OF_A_LOOK = 2_400;
    private static final int HOURS = 24;
    private static final int WRITERS = 4;

    @Override
    public String name()
    {
        return "repair";
    }

    @Override
    public String description()
    {
        return "MSCK REPAIR TABLE with %,d new partitions in S3 (%,d with --quick): beside Trino %s"
                .formatted(PARTITIONS, PARTITIONS_OF_A_LOOK, TrinoPeer.VERSION);
    }

    @Override
    public BenchSetup open(BenchContext context)
            throws Exception
    {
        PeerArtifacts artifacts = new PeerArtifacts(context.home());
        TrinoPeer trino = TrinoPeer.prepare(context, artifacts, MEMORY.replace("GB", "g"));
        BenchStorage storage = BenchStorage.start(context, BUCKET);
        context.started().add(storage);
        Instance instance = BenchedGlaux.start(context, storage, BUCKET, Map.of("engine.memory", MEMORY));
        AwsClients clients = AwsClients.of(instance);
        AthenaSide athena = new AthenaSide(clients, DATABASE);
        context.started().add(athena);
        Driver driver = JdbcSide.driver(artifacts.fetch("io.trino:trino-jdbc:483:jar"));
        JdbcSide stock = trino.connect(context, clients, storage, driver, DATABASE);

        int partitions = context.quick() ? PARTITIONS_OF_A_LOOK : PARTITIONS;
        context.say("writing %,d objects".formatted(partitions * Layout.values().length));
        try (S3Client s3 = clients.s3()) {
            fill(s3, partitions);
        }
        GlueClient glue = clients.glue();
        context.started().add(glue);
        glue.createDatabase(request -> request.databaseInput(database -> database
                .name(DATABASE)
                .locationUri(LOCATION)));
        List<RepairSide> sides = List.of(
                new RepairSide("glaux", glue, "glaux_%s", partitions, table ->
                        athena.execute(REPAIR.formatted(table))),
                new RepairSide(stock.name(), glue, "trino_%s", partitions, table ->
                        stock.execute("CALL system.sync_partition_metadata('%s', '%s', 'ADD')"
                                .formatted(DATABASE, table))));
        for (Layout layout : Layout.values()) {
            sides.forEach(side -> createTable(glue, side.table().formatted(layout.task()), layout));
        }
        return new BenchSetup(
                List.copyOf(sides),
                Arrays.stream(Layout.values()).map(layout -> new BenchTask(layout.task(), REPAIR)).toList(),
                Map.of(
                        "tasks", "nested: day=../hour=..; flat: id=..",
                        "partitions", String.valueOf(partitions),
                        "storage", "embedded S3 server in a process of its own",
                        "catalog", "the Glue endpoint of Glaux, for both",
                        "heap", MEMORY + " each",
                        "trino", TrinoPeer.VERSION));
    }

    private static void fill(S3Client s3, int partitions)
            throws Exception
    {
        try (ExecutorService executor = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<?>> puts = new ArrayList<>();
            for (Layout layout : Layout.values()) {
                for (int index = 0; index < partitions; index++) {
                    String key = "%s/%s/%s/file".formatted(DATABASE, layout.task(), layout.folder(index));
                    puts.add(executor.submit(() ->
                            s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString("row"))));
                }
            }
            for (Future<?> put : puts) {
                put.get();
            }
        }
    }

    static void createTable(GlueClient glue, String name, Layout layout)
    {
        TableInput table = TableInput.builder()
                .name(name)
                .tableType("EXTERNAL_TABLE")
                .parameters(Map.of("EXTERNAL", "TRUE"))
                .partitionKeys(layout.keys().stream()
                        .map(key -> Column.builder().name(key).type("int").build())
                        .toList())
                .storageDescriptor(descriptor -> descriptor
                        .columns(Column.builder().name("line").type("string").build())
                        .location(LOCATION + layout.task())
                        .inputFormat("org.apache.hadoop.mapred.TextInputFormat")
                        .outputFormat("org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat")
                        .serdeInfo(serde -> serde
                                .serializationLibrary("org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe")))
                .build();
        glue.createTable(request -> request.databaseName(DATABASE).tableInput(table));
    }

    /**
     * How the folders of a table lie.
     */
    enum Layout
    {
        NESTED,
        FLAT;

        List<String> keys()
        {
            return switch (this) {
                case NESTED -> List.of("day", "hour");
                case FLAT -> List.of("id");
            };
        }

        String folder(int index)
        {
            return switch (this) {
                case NESTED -> "day=%s/hour=%s".formatted(index / HOURS, index % HOURS);
                case FLAT -> "id=" + index;
            };
        }

        /**
         * The layout that a task is about.
         */
        static Layout of(BenchTask task)
        {
            return valueOf(task.name().toUpperCase(Locale.ENGLISH));
        }

        String task()
        {
            return name().toLowerCase(Locale.ENGLISH);
        }
    }
}
