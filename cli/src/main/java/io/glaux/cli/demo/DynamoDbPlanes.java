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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glaux.cli.AwsClients;
import io.glaux.cli.CommandFailure;
import io.glaux.cli.Instance;
import io.glaux.cli.InstanceOptions;
import io.glaux.cli.admin.AdminClient;
import io.glaux.cli.local.DynamoDbLocalClient;
import io.glaux.cli.local.DynamoDbLocalProcess;
import io.glaux.cli.query.QueryRun;
import io.glaux.cli.query.ResultReader;
import io.glaux.cli.query.ResultRows;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import static java.util.Objects.requireNonNull;

/**
 * The planes as items of DynamoDB Local, in a catalog of the demo's server. The tables lie in its data folder; the
 * process and the catalog are there as long as the demo is.
 */
final class DynamoDbPlanes
        implements AutoCloseable
{
    static final String CATALOG = "dynamodb";

    private static final String TABLE = "planes";
    private static final int ITEMS = 3322;
    private static final int BATCH = 25;
    private static final List<String> NUMBERS = List.of("year", "engines", "seats", "speed");
    private static final String DEFINITION =
            """
            {"TableName": "planes", "BillingMode": "PAY_PER_REQUEST",
             "AttributeDefinitions": [{"AttributeName": "tailnum", "AttributeType": "S"}],
             "KeySchema": [{"AttributeName": "tailnum", "KeyType": "HASH"}]}""";
    private static final JsonMapper MAPPER = new JsonMapper();

    private final AwsClients clients;
    private final Optional<DynamoDbLocalProcess> process;

    private DynamoDbPlanes(AwsClients clients, Optional<DynamoDbLocalProcess> process)
    {
        this.clients = requireNonNull(clients, "clients is null");
        this.process = requireNonNull(process, "process is null");
    }

    static boolean isPossible()
    {
        return DynamoDbLocalProcess.isThere(InstanceOptions.home());
    }

    /**
     * Starts DynamoDB Local, unless another demo runs one for the same server, puts the planes there, and adds the
     * catalog.
     *
     * @param progress is told before each step
     * @throws CommandFailure if a step fails
     */
    static DynamoDbPlanes start(Instance instance, AwsClients clients, Consumer<String> progress)
            throws InterruptedException
    {
        try (AdminClient admin = new AdminClient(clients)) {
            if (answers(admin)) {
                return new DynamoDbPlanes(clients, Optional.empty());
            }
            progress.accept("DynamoDB Local");
            DynamoDbLocalProcess process = DynamoDbLocalProcess.start(
                    InstanceOptions.home(),
                    "256m",
                    folder(instance.data().resolve("log")).resolve("dynamodb-local.log"),
                    Optional.of(instance.data().resolve("dynamodb")));
            DynamoDbPlanes planes = new DynamoDbPlanes(clients, Optional.of(process));
            boolean isReady = false;
            try (DynamoDbLocalClient local = new DynamoDbLocalClient(process.endpoint())) {
                if (!isLoaded(local)) {
                    progress.accept("planes, as items");
                    planes.load(local);
                }
                progress.accept("catalog " + CATALOG);
                remove(admin);
                add(admin, process.endpoint());
                isReady = true;
                return planes;
            }
            finally {
                if (!isReady) {
                    process.close();
                }
            }
        }
    }

    /**
     * Whether the catalog is there, and what it reads answers.
     */
    private static boolean answers(AdminClient admin)
            throws InterruptedException
    {
        for (JsonNode catalog : admin.call("ListCatalogs", Map.of()).path("Catalogs")) {
            String endpoint = catalog.path("Settings").path("endpoint").asText();
            if (catalog.path("Name").asText().equals(CATALOG) && !endpoint.isEmpty()) {
                try (DynamoDbLocalClient local = new DynamoDbLocalClient(URI.create(endpoint))) {
                    return isLoaded(local);
                }
                catch (CommandFailure e) {
                    // one of a demo that has ended
                    return false;
                }
            }
        }
        return false;
    }

    private static boolean isLoaded(DynamoDbLocalClient local)
            throws InterruptedException
    {
        for (JsonNode table : local.call("ListTables", "{}").path("TableNames")) {
            if (table.asText().equals(TABLE)) {
                JsonNode description = local.call("DescribeTable", "{\"TableName\": \"%s\"}".formatted(TABLE));
                if (description.path("Table").path("ItemCount").asInt() == ITEMS) {
                    return true;
                }
                local.call("DeleteTable", "{\"TableName\": \"%s\"}".formatted(TABLE));
            }
        }
        return false;
    }

    private void load(DynamoDbLocalClient local)
            throws InterruptedException
    {
        local.call("CreateTable", DEFINITION);
        try (AthenaClient athena = clients.athena()) {
            QueryExecution query = new QueryRun(athena, _ -> {}).run(StartQueryExecutionRequest.builder()
                    .queryString("SELECT * FROM %s.planes".formatted(NycFlights.DATABASE))
                    .build());
            if (query.status().state() != QueryExecutionState.SUCCEEDED) {
                throw new CommandFailure("the planes could not be read: " + query.status().stateChangeReason());
            }
            ResultRows result = new ResultReader(athena, clients::s3).read(query);
            List<String> names = result.columns().stream().map(column -> column.name()).toList();
            List<String[]> batch = new ArrayList<>();
            while (result.rows().hasNext()) {
                batch.add(result.rows().next());
                if (batch.size() == BATCH || !result.rows().hasNext()) {
                    put(local, names, batch);
                    batch.clear();
                }
            }
        }
    }

    private static void put(DynamoDbLocalClient local, List<String> names, List<String[]> rows)
            throws InterruptedException
    {
        ObjectNode request = MAPPER.createObjectNode();
        ArrayNode puts = request.putObject("RequestItems").putArray(TABLE);
        for (String[] row : rows) {
            ObjectNode item = puts.addObject().putObject("PutRequest").putObject("Item");
            for (int column = 0; column < row.length; column++) {
                // what is not known of a plane is no attribute of its item
                if (row[column] != null) {
                    String name = names.get(column);
                    item.putObject(name).put(NUMBERS.contains(name) ? "N" : "S", row[column]);
                }
            }
        }
        if (!local.call("BatchWriteItem", request.toString()).path("UnprocessedItems").isEmpty()) {
            throw new CommandFailure("DynamoDB Local did not take all planes");
        }
    }

    private static void add(AdminClient admin, URI endpoint)
    {
        admin.call("AddCatalog", Map.of(
                "Name", CATALOG,
                "Source", "dynamodb",
                "Description", "Planes of the demo, in DynamoDB Local",
                "Settings", Map.of("endpoint", endpoint.toString(), "region", "us-east-1", "access-key", "local"),
                "Secrets", Map.of("secret-key", "local")));
    }

    private static void remove(AdminClient admin)
    {
        for (JsonNode catalog : admin.call("ListCatalogs", Map.of()).path("Catalogs")) {
            if (catalog.path("Name").asText().equals(CATALOG)) {
                admin.call("RemoveCatalog", Map.of("Name", CATALOG));
            }
        }
    }

    private static Path folder(Path path)
    {
        try {
            return Files.createDirectories(path);
        }
        catch (IOException e) {
            throw new CommandFailure("the folder %s cannot be made: %s".formatted(path, e.getMessage()));
        }
    }

    /**
     * Removes the catalog and ends DynamoDB Local, if this demo started it.
     */
    @Override
    public void close()
            throws InterruptedException
    {
        if (process.isEmpty()) {
            return;
        }
        try (AdminClient admin = new AdminClient(clients)) {
            remove(admin);
        }
        finally {
            process.orElseThrow().close();
        }
    }
}
