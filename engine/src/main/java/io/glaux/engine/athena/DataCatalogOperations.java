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
package io.glaux.engine.athena;

import io.glaux.engine.aws.AwsException;
import io.glaux.engine.catalog.Catalog;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.workgroup.Permission;
import software.amazon.awssdk.services.athena.model.Column;
import software.amazon.awssdk.services.athena.model.DataCatalog;
import software.amazon.awssdk.services.athena.model.DataCatalogSummary;
import software.amazon.awssdk.services.athena.model.DataCatalogType;
import software.amazon.awssdk.services.athena.model.Database;
import software.amazon.awssdk.services.athena.model.GetDataCatalogRequest;
import software.amazon.awssdk.services.athena.model.GetDataCatalogResponse;
import software.amazon.awssdk.services.athena.model.GetDatabaseRequest;
import software.amazon.awssdk.services.athena.model.GetDatabaseResponse;
import software.amazon.awssdk.services.athena.model.GetTableMetadataRequest;
import software.amazon.awssdk.services.athena.model.GetTableMetadataResponse;
import software.amazon.awssdk.services.athena.model.ListDataCatalogsRequest;
import software.amazon.awssdk.services.athena.model.ListDataCatalogsResponse;
import software.amazon.awssdk.services.athena.model.ListDatabasesRequest;
import software.amazon.awssdk.services.athena.model.ListDatabasesResponse;
import software.amazon.awssdk.services.athena.model.ListTableMetadataRequest;
import software.amazon.awssdk.services.athena.model.ListTableMetadataResponse;
import software.amazon.awssdk.services.athena.model.TableMetadata;
import software.amazon.awssdk.services.glue.model.GetDatabasesResponse;
import software.amazon.awssdk.services.glue.model.GetTablesResponse;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

/**
 * The data catalogs and what is in them: the lake's, and those of other sources.
 */
final class DataCatalogOperations
{
    static final String LAKE = "AwsDataCatalog";
    private static final int PAGE = 50;
    private static final int TOKEN_LIMIT = 1024;
    private static final int CATALOG_LIMIT = 256;
    private static final int NAME_LIMIT = 128;

    private final Catalog catalog;
    private final FederatedCatalogOperations others;
    private final FederatedMetadata otherMetadata;
    private final WorkgroupOperations workgroups;

    DataCatalogOperations(
            Catalog catalog,
            FederatedCatalogOperations others,
            FederatedMetadata otherMetadata,
            WorkgroupOperations workgroups)
    {
        this.catalog = requireNonNull(catalog, "catalog is null");
        this.others = requireNonNull(others, "others is null");
        this.otherMetadata = requireNonNull(otherMetadata, "otherMetadata is null");
        this.workgroups = requireNonNull(workgroups, "workgroups is null");
    }

    static boolean isLake(String name)
    {
        return name.equalsIgnoreCase(LAKE);
    }

    ListDataCatalogsResponse listCatalogs(Principal caller, ListDataCatalogsRequest request)
    {
        new RequestChecks()
                .length("nextToken", request.nextToken(), 1, TOKEN_LIMIT)
                .range("maxResults", request.maxResults(), 2, PAGE)
                .verify();
        checkWorkgroup(caller, request.workGroup());
        String after = NameToken.read(request.nextToken());
        int size = requireNonNullElse(request.maxResults(), PAGE);
        List<DataCatalogSummary> found = new ArrayList<>();
        if (after.isEmpty()) {
            found.add(DataCatalogSummary.builder().catalogName(LAKE).type(DataCatalogType.GLUE).build());
        }
        // the lake is the first, whatever the others are called
        String lastKey = isLake(after) ? "" : after.toLowerCase(Locale.ENGLISH);
        others.after(lastKey, size + 1).forEach(other -> found.add(FederatedCatalogOperations.summary(other)));
        List<DataCatalogSummary> page = found.subList(0, Math.min(size, found.size()));
        return ListDataCatalogsResponse.builder()
                .dataCatalogsSummary(page)
                .nextToken(found.size() > size ? NameToken.write(page.getLast().catalogName()) : null)
                .build();
    }

    GetDataCatalogResponse getCatalog(Principal caller, GetDataCatalogRequest request)
    {
        new RequestChecks().length("name", request.name(), 1, CATALOG_LIMIT).verify();
        checkWorkgroup(caller, request.workGroup());
        if (!isLake(request.name())) {
            return GetDataCatalogResponse.builder()
                    .dataCatalog(others.describe(caller, others.require(request.name())))
                    .build();
        }
        return GetDataCatalogResponse.builder()
                .dataCatalog(DataCatalog.builder()
                        .name(LAKE)
                        .type(DataCatalogType.GLUE)
                        .parameters(Map.of("catalog-id", caller.account()))
                        .build())
                .build();
    }

    ListDatabasesResponse listDatabases(Principal caller, ListDatabasesRequest request)
    {
        new RequestChecks()
                .length("catalogName", request.catalogName(), 1, CATALOG_LIMIT)
                .length("nextToken", request.nextToken(), 1, TOKEN_LIMIT)
                .range("maxResults", request.maxResults(), 1, PAGE)
                .verify();
        checkWorkgroup(caller, request.workGroup());
        if (!isLake(request.catalogName())) {
            return otherMetadata.listDatabases(
                    others.require(request.catalogName()),
                    request.nextToken(),
                    request.maxResults());
        }
        GetDatabasesResponse found = asking(() -> catalog.databases().list(
                caller,
                software.amazon.awssdk.services.glue.model.GetDatabasesRequest.builder()
                        .nextToken(request.nextToken())
                        .maxResults(requireNonNullElse(request.maxResults(), PAGE))
                        .build()));
        return ListDatabasesResponse.builder()
                .databaseList(found.databaseList().stream().map(DataCatalogOperations::database).toList())
                .nextToken(found.nextToken())
                .build();
    }

    GetDatabaseResponse getDatabase(Principal caller, GetDatabaseRequest request)
    {
        new RequestChecks()
                .length("catalogName", request.catalogName(), 1, CATALOG_LIMIT)
                .length("databaseName", request.databaseName(), 1, NAME_LIMIT)
                .verify();
        checkWorkgroup(caller, request.workGroup());
        if (!isLake(request.catalogName())) {
            return otherMetadata.getDatabase(others.require(request.catalogName()), request.databaseName());
        }
        return GetDatabaseResponse.builder()
                .database(database(asking(() -> catalog.databases().get(
                        caller,
                        software.amazon.awssdk.services.glue.model.GetDatabaseRequest.builder()
                                .name(request.databaseName())
                                .build())).database()))
                .build();
    }

    ListTableMetadataResponse listTables(Principal caller, ListTableMetadataRequest request)
    {
        new RequestChecks()
                .length("catalogName", request.catalogName(), 1, CATALOG_LIMIT)
                .length("databaseName", request.databaseName(), 1, NAME_LIMIT)
                .length("expression", request.expression(), 0, 256)
                .length("nextToken", request.nextToken(), 1, TOKEN_LIMIT)
                .range("maxResults", request.maxResults(), 1, PAGE)
                .verify();
        checkWorkgroup(caller, request.workGroup());
        if (!isLake(request.catalogName())) {
            return otherMetadata.listTables(others.require(request.catalogName()), request);
        }
        GetTablesResponse found = asking(() -> catalog.tables().list(
                caller,
                software.amazon.awssdk.services.glue.model.GetTablesRequest.builder()
                        .databaseName(request.databaseName())
                        .expression(request.expression() == null || request.expression().isEmpty() ? null
                                : request.expression())
                        .nextToken(request.nextToken())
                        .maxResults(requireNonNullElse(request.maxResults(), PAGE))
                        .build()));
        return ListTableMetadataResponse.builder()
                .tableMetadataList(found.tableList().stream().map(DataCatalogOperations::table).toList())
                .nextToken(found.nextToken())
                .build();
    }

    GetTableMetadataResponse getTable(Principal caller, GetTableMetadataRequest request)
    {
        new RequestChecks()
                .length("catalogName", request.catalogName(), 1, CATALOG_LIMIT)
                .length("databaseName", request.databaseName(), 1, NAME_LIMIT)
                .length("tableName", request.tableName(), 1, NAME_LIMIT)
                .verify();
        checkWorkgroup(caller, request.workGroup());
        if (!isLake(request.catalogName())) {
            return otherMetadata.getTable(
                    others.require(request.catalogName()),
                    request.databaseName(),
                    request.tableName());
        }
        return GetTableMetadataResponse.builder()
                .tableMetadata(table(asking(() -> catalog.tables().get(
                        caller,
                        software.amazon.awssdk.services.glue.model.GetTableRequest.builder()
                                .databaseName(request.databaseName())
                                .name(request.tableName())
                                .build())).table()))
                .build();
    }

    private void checkWorkgroup(Principal caller, String name)
    {
        new RequestChecks().pattern("workGroup", name, WorkgroupOperations.NAME).verify();
        if (name != null) {
            workgroups.require(caller, name, Permission.SEE, "GetDataCatalog");
        }
    }

    /**
     * What the catalog does not find is a MetadataException in the words of the service behind Athena.
     */
    private static <T> T asking(Supplier<T> question)
    {
        try {
            return question.get();
        }
        catch (GlauxException e) {
            throw e.code() == ErrorCode.NOT_FOUND ? notFound(e) : e;
        }
    }

    private static AwsException notFound(GlauxException e)
    {
        return AthenaErrors.metadata(
                ("%s (Service: AmazonDataCatalog; Status Code: 400; Error Code: EntityNotFoundException; Request ID: " +
                        "%s; Proxy: null)").formatted(e.getMessage(), UUID.randomUUID()));
    }

    private static Database database(software.amazon.awssdk.services.glue.model.Database database)
    {
        return Database.builder()
                .name(database.name())
                .description(database.description())
                .parameters(database.hasParameters() ? database.parameters() : null)
                .build();
    }

    private static TableMetadata table(Table table)
    {
        return TableMetadata.builder()
                .name(table.name())
                .createTime(table.createTime())
                .lastAccessTime(table.lastAccessTime())
                .tableType(table.tableType())
                .columns(columns(table.storageDescriptor() == null ? List.of() : table.storageDescriptor().columns()))
                .partitionKeys(columns(table.partitionKeys()))
                .parameters(parameters(table))
                .build();
    }

    private static List<Column> columns(List<software.amazon.awssdk.services.glue.model.Column> columns)
    {
        return columns.stream()
                .map(column -> Column.builder().name(column.name()).type(column.type()).comment(column.comment())
                        .build())
                .toList();
    }

    /**
     * Athena tells where and how a table is kept among its parameters.
     */
    private static Map<String, String> parameters(Table table)
    {
        Map<String, String> parameters = new TreeMap<>(table.parameters());
        StorageDescriptor storage = table.storageDescriptor();
        if (storage != null) {
            put(parameters, "location", storage.location());
            put(parameters, "inputformat", storage.inputFormat());
            put(parameters, "outputformat", storage.outputFormat());
            if (storage.serdeInfo() != null) {
                put(parameters, "serde.serialization.lib", storage.serdeInfo().serializationLibrary());
                storage.serdeInfo().parameters().forEach((key, value) -> put(parameters, "serde.param." + key, value));
            }
        }
        return parameters;
    }

    private static void put(Map<String, String> parameters, String key, String value)
    {
        if (value != null) {
            parameters.putIfAbsent(key, value);
        }
    }
}
