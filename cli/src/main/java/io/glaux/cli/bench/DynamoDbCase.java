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

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.glaux.cli.AwsClients;
import io.glaux.cli.CommandFailure;
import io.glaux.cli.Instance;
import io.glaux.cli.local.DynamoDbLocalProcess;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.DataCatalogType;
import software.amazon.awssdk.services.glue.GlueClient;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Ten queries over a table of 1,000,000 items in DynamoDB Local: by Glaux, and by the handlers of AWS's own connector.
 * A counter before DynamoDB Local says what each consumed, of which neither knows.
 */
final class DynamoDbCase
        implements BenchCase
{
    private static final String BUCKET = "bench";
    private static final String DATABASE = "bench";
    private static final String CATALOG = "dynamodb";
    private static final String MEMORY = "3GB";
    private static final String LOCAL_MEMORY = "2g";
    private static final int ITEMS = 1_000_000;
    private static final int QUICK_ITEMS = 20_000;
    private static final int JOINED_KEYS = 20;
    private static final int ROUNDS = 3;
    /**
     * The table in the lake that is joined with.
     */
    private static final String KEYS = "keys";
    private static final int QUICK_ROUNDS = 1;
    /**
     * Tasks of which both sides tell the number of items.
     */
    private static final Set<String> COUNTED = Set.of("full-scan", "count");
    /**
     * Tasks for which a side may read the whole table, which takes minutes at full size: they are measured once then,
     * in the last round, when the others have warmed both sides up.
     */
    private static final Set<String> LONG = Set.of("full-scan", "two-columns", "count", "key-join");

    @Override
    public String name()
    {
        return "dynamodb";
    }

    @Override
    public String description()
    {
        return "ten queries over %,d items in DynamoDB Local (%,d with --quick): beside AWS's connector for Athena %s"
                .formatted(ITEMS, QUICK_ITEMS, AthenaDynamoDbSide.VERSION);
    }

    @Override
    public List<String> tasks()
    {
        return DynamoDbTask.all(KEYS).stream().map(DynamoDbTask::name).toList();
    }

    @Override
    public BenchResult measure(BenchContext context)
            throws Exception
    {
        Path jar = new PeerArtifacts(context.home()).fetch(
                "com.amazonaws:athena-dynamodb:%s:jar".formatted(AthenaDynamoDbSide.VERSION));
        BenchStorage storage = context.started().add(BenchStorage.start(context, BUCKET));
        Path log = context.work().resolve("dynamodb-local.log");
        URI local = context.started()
                .add(DynamoDbLocalProcess.start(context.home(), LOCAL_MEMORY, log, Optional.empty()))
                .endpoint();
        DynamoDbCounter counter = context.started().add(DynamoDbCounter.start(local));
        int items = context.quick() ? QUICK_ITEMS : ITEMS;
        context.say("writing %,d items".formatted(items));
        try (DynamoDbItems table = new DynamoDbItems(local)) {
            table.make(items);
        }
        Instance glaux = BenchedGlaux.start(context, storage, BUCKET, Map.of("engine.memory", MEMORY));
        AwsClients clients = AwsClients.of(glaux);
        AthenaSide athena = context.started().add(new AthenaSide(clients, DATABASE));
        prepare(clients, athena, counter.url());
        AthenaDynamoDbSide aws = context.started().add(
                AthenaDynamoDbSide.start(context, jar, counter.url(), storage, BUCKET));

        String table = "%s.default.\"%s\"".formatted(CATALOG, DynamoDbItems.TABLE);
        List<Side> sides = List.of(
                new Side("glaux", task -> athena.run(new BenchTask(task.name(), task.sql().formatted(table)))
                        .rows()
                        .getFirst()
                        .getFirst()),
                new Side("aws", task -> String.valueOf(aws.read(task.read()))));
        return new DynamoDbReport(items, measure(context, counter, sides, items));
    }

    private static List<DynamoDbReport.Run> measure(
            BenchContext context,
            DynamoDbCounter counter,
            List<Side> sides,
            int items)
            throws Exception
    {
        List<DynamoDbReport.Run> runs = new ArrayList<>();
        int rounds = context.quick() ? QUICK_ROUNDS : ROUNDS;
        for (int round = 0; round <= rounds; round++) {
            context.say(round == 0 ? "  warm-up" : "  round %s of %s".formatted(round, rounds));
            for (DynamoDbTask task : DynamoDbTask.all(KEYS)) {
                if (!context.only().isEmpty() && !context.only().contains(task.name())) {
                    continue;
                }
                if (LONG.contains(task.name()) && !context.quick()) {
                    if (round < rounds) {
                        continue;
                    }
                    context.say("    %s, once".formatted(task.name()));
                }
                for (Side side : round % 2 == 0 ? sides : sides.reversed()) {
                    DynamoDbReport.Run run = run(side, task, counter, items);
                    if (round > 0) {
                        runs.add(run);
                    }
                }
            }
        }
        return runs;
    }

    private static DynamoDbReport.Run run(Side side, DynamoDbTask task, DynamoDbCounter counter, int items)
            throws Exception
    {
        DynamoDbCounter.Count before = counter.count();
        long start = System.nanoTime();
        String answer = side.reader().read(task);
        long time = System.nanoTime() - start;
        if (COUNTED.contains(task.name()) && !answer.equals(String.valueOf(items))) {
            throw new CommandFailure("%s: %s has %s items of %s".formatted(task.name(), side.name(), answer, items));
        }
        return new DynamoDbReport.Run(task.name(), side.name(), time, counter.count().since(before));
    }

    /**
     * The catalog, and a table of keys in the lake to join with.
     */
    private static void prepare(AwsClients clients, AthenaSide athena, URI dynamoDb)
            throws IOException, InterruptedException
    {
        String properties = new JsonMapper().writeValueAsString(Map.of(
                "region", "us-east-1",
                "endpoint", dynamoDb.toString(),
                "access-key", "bench",
                "secret-key", "bench"));
        try (AthenaClient client = clients.athena(); GlueClient glue = clients.glue()) {
            client.createDataCatalog(request -> request
                    .name(CATALOG)
                    .type(DataCatalogType.FEDERATED)
                    .parameters(Map.of("connection-type", "DYNAMODB", "connection-properties", properties)));
            glue.createDatabase(request -> request.databaseInput(database -> database
                    .name(DATABASE)
                    .locationUri("s3://%s/%s/".formatted(BUCKET, DATABASE))));
        }
        List<String> keys = new ArrayList<>();
        for (int number = 0; number < JOINED_KEYS; number++) {
            keys.add("('%s')".formatted(DynamoDbItems.key(number * 5)));
        }
        athena.execute("CREATE TABLE %s AS SELECT pk FROM (VALUES %s) AS t (pk)".formatted(
                KEYS, String.join(", ", keys)));
    }

    private record Side(String name, Reader reader) {}

    @FunctionalInterface
    private interface Reader
    {
        /**
         * @return of Glaux the first value of the answer, of AWS's connector the number of rows
         */
        String read(DynamoDbTask task)
                throws Exception;
    }
}
