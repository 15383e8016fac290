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
package io.glaux.dynamodb.schema;

import io.glaux.dynamodb.DynamoDbCalls;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import io.glaux.source.SourceTableName;
import software.amazon.awssdk.services.glue.GlueAsyncClient;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.GetDatabasesRequest;
import software.amazon.awssdk.services.glue.model.GetDatabasesResponse;
import software.amazon.awssdk.services.glue.model.GetTablesRequest;
import software.amazon.awssdk.services.glue.model.GetTablesResponse;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import static java.util.Objects.requireNonNull;

/**
 * Tables that are declared in a Glue catalog as Athena's connector for DynamoDB takes them
 * (docs.aws.amazon.com/athena/latest/ug/connectors-dynamodb.html): in the database {@code default}, or one with
 * {@code dynamo-db-flag} in its location, and with {@code dynamodb} as classification or in their location.
 */
final class GlueDeclarations
{
    private static final System.Logger LOG = System.getLogger(GlueDeclarations.class.getName());

    private static final String DATABASE_FLAG = "dynamo-db-flag";
    private static final String TABLE_FLAG = "dynamodb";
    private static final String CLASSIFICATION = "classification";
    private static final String SOURCE_TABLE = "sourceTable";
    private static final String ARN_OF_TABLE = ":table/";

    private final GlueAsyncClient client;
    private final DynamoDbCalls calls;
    private final Optional<String> catalogId;
    private final boolean isOptional;

    /**
     * @param isOptional where the catalog may not be read, there are no declarations
     */
    GlueDeclarations(GlueAsyncClient client, DynamoDbCalls calls, Optional<String> catalogId, boolean isOptional)
    {
        this.client = requireNonNull(client, "client is null");
        this.calls = requireNonNull(calls, "calls is null");
        this.catalogId = requireNonNull(catalogId, "catalogId is null");
        this.isOptional = isOptional;
    }

    /**
     * Names of databases, without {@code default}.
     */
    List<String> schemas()
    {
        List<String> schemas = new ArrayList<>();
        String token = null;
        do {
            GetDatabasesRequest request = GetDatabasesRequest.builder()
                    .catalogId(catalogId.orElse(null))
                    .nextToken(token)
                    .build();
            Optional<GetDatabasesResponse> page = read("The Glue catalog", () -> client.getDatabases(request));
            page.ifPresent(answer -> answer.databaseList().stream()
                    .filter(GlueDeclarations::isFlagged)
                    .map(Database::name)
                    .filter(name -> !name.equals(TableSchemas.DEFAULT_SCHEMA))
                    .forEach(schemas::add));
            token = page.map(GetDatabasesResponse::nextToken).orElse(null);
        }
        while (token != null);
        return schemas;
    }

    private static boolean isFlagged(Database database)
    {
        return database.locationUri() != null && database.locationUri().contains(DATABASE_FLAG);
    }

    /**
     * The tables that a database declares; none if there is no such database.
     */
    List<Declaration> tables(String schema)
    {
        List<Declaration> tables = new ArrayList<>();
        String token = null;
        do {
            GetTablesRequest request = GetTablesRequest.builder()
                    .catalogId(catalogId.orElse(null))
                    .databaseName(schema)
                    .nextToken(token)
                    .build();
            Optional<GetTablesResponse> page =
                    read("The Glue database " + schema, () -> client.getTables(request));
            page.ifPresent(answer -> answer.tableList().stream()
                    .filter(GlueDeclarations::isOfDynamoDb)
                    .map(table -> declaration(schema, table))
                    .forEach(tables::add));
            token = page.map(GetTablesResponse::nextToken).orElse(null);
        }
        while (token != null);
        return tables;
    }

    private <T> Optional<T> read(String where, Supplier<CompletableFuture<T>> request)
    {
        try {
            return Optional.of(calls.call(where, request));
        }
        catch (SourceException e) {
            if (e.code() == SourceErrorCode.SCHEMA_NOT_FOUND) {
                return Optional.empty();
            }
            if (isOptional && (e.code() == SourceErrorCode.PERMISSION_DENIED
                    || e.code() == SourceErrorCode.AUTHENTICATION_FAILED)) {
                LOG.log(Level.WARNING, "No tables are declared: {0}", e.getMessage());
                return Optional.empty();
            }
            throw e;
        }
    }

    private static boolean isOfDynamoDb(Table table)
    {
        StorageDescriptor storage = table.storageDescriptor();
        return storage != null && (TABLE_FLAG.equals(table.parameters().get(CLASSIFICATION))
                || TABLE_FLAG.equals(storage.parameters().get(CLASSIFICATION))
                || (storage.location() != null && storage.location().contains(TABLE_FLAG)));
    }

    private static Declaration declaration(String schema, Table table)
    {
        Map<String, String> properties = new HashMap<>(table.storageDescriptor().parameters());
        properties.putAll(table.parameters());
        return new Declaration(
                new SourceTableName(schema, table.name()),
                Optional.ofNullable(properties.get(SOURCE_TABLE)).or(() -> tableOf(table.storageDescriptor())),
                Optional.ofNullable(table.description()),
                table.storageDescriptor().columns().stream()
                        .map(column -> new Declaration.DeclaredColumn(column.name(), column.type()))
                        .toList(),
                properties);
    }

    /**
     * Crawlers write the ARN of the table.
     */
    private static Optional<String> tableOf(StorageDescriptor storage)
    {
        String location = storage.location() == null ? "" : storage.location();
        int position = location.indexOf(ARN_OF_TABLE);
        return position < 0 ? Optional.empty() : Optional.of(location.substring(position + ARN_OF_TABLE.length()));
    }
}
