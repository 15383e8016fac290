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

import io.glaux.engine.catalog.NamePattern;
import io.glaux.engine.catalogs.CatalogBrowser;
import io.glaux.engine.catalogs.CatalogBrowser.BrowsedColumn;
import io.glaux.engine.catalogs.FederatedCatalog;
import software.amazon.awssdk.services.athena.model.Column;
import software.amazon.awssdk.services.athena.model.Database;
import software.amazon.awssdk.services.athena.model.GetDatabaseResponse;
import software.amazon.awssdk.services.athena.model.GetTableMetadataResponse;
import software.amazon.awssdk.services.athena.model.ListDatabasesResponse;
import software.amazon.awssdk.services.athena.model.ListTableMetadataRequest;
import software.amazon.awssdk.services.athena.model.ListTableMetadataResponse;
import software.amazon.awssdk.services.athena.model.TableMetadata;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;

import static java.util.Locale.ENGLISH;
import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

/**
 * Databases and tables of catalogs of other sources than the lake, as the engine sees them. Types of columns are the
 * engine's.
 */
final class FederatedMetadata
{
    private static final int PAGE = 50;

    private final CatalogBrowser browser;

    FederatedMetadata(CatalogBrowser browser)
    {
        this.browser = requireNonNull(browser, "browser is null");
    }

    ListDatabasesResponse listDatabases(FederatedCatalog catalog, String nextToken, Integer maxResults)
    {
        String after = NameToken.read(nextToken);
        int size = requireNonNullElse(maxResults, PAGE);
        List<String> found = browser.schemas(catalog.key()).stream()
                .filter(schema -> schema.compareTo(after) > 0)
                .limit(size + 1L)
                .toList();
        List<String> page = found.subList(0, Math.min(size, found.size()));
        return ListDatabasesResponse.builder()
                .databaseList(page.stream().map(FederatedMetadata::database).toList())
                .nextToken(found.size() > size ? NameToken.write(page.getLast()) : null)
                .build();
    }

    GetDatabaseResponse getDatabase(FederatedCatalog catalog, String name)
    {
        return GetDatabaseResponse.builder().database(database(requireSchema(catalog, name))).build();
    }

    ListTableMetadataResponse listTables(FederatedCatalog catalog, ListTableMetadataRequest request)
    {
        String after = NameToken.read(request.nextToken());
        int size = requireNonNullElse(request.maxResults(), PAGE);
        Predicate<String> pattern = NamePattern.of(request.expression());
        String schema = requireSchema(catalog, request.databaseName());
        SequencedMap<String, List<BrowsedColumn>> tables = browser.tables(catalog.key(), schema, Optional.empty());
        List<String> found = tables.keySet().stream()
                .filter(table -> table.compareTo(after) > 0)
                .filter(pattern)
                .limit(size + 1L)
                .toList();
        List<String> page = found.subList(0, Math.min(size, found.size()));
        return ListTableMetadataResponse.builder()
                .tableMetadataList(page.stream().map(name -> table(name, tables.get(name))).toList())
                .nextToken(found.size() > size ? NameToken.write(page.getLast()) : null)
                .build();
    }

    GetTableMetadataResponse getTable(FederatedCatalog catalog, String databaseName, String tableName)
    {
        String schema = databaseName.toLowerCase(ENGLISH);
        String name = tableName.toLowerCase(ENGLISH);
        List<BrowsedColumn> columns = browser.tables(catalog.key(), schema, Optional.of(name)).get(name);
        if (columns == null) {
            throw AthenaErrors.metadata("Table %s.%s.%s was not found".formatted(catalog.name(), schema, name));
        }
        return GetTableMetadataResponse.builder().tableMetadata(table(name, columns)).build();
    }

    private String requireSchema(FederatedCatalog catalog, String name)
    {
        String schema = name.toLowerCase(ENGLISH);
        if (!browser.schemas(catalog.key()).contains(schema)) {
            throw AthenaErrors.metadata("Database %s.%s was not found".formatted(catalog.name(), schema));
        }
        return schema;
    }

    private static Database database(String name)
    {
        return Database.builder().name(name).build();
    }

    private static TableMetadata table(String name, List<BrowsedColumn> columns)
    {
        return TableMetadata.builder()
                .name(name)
                .columns(columns.stream()
                        .map(column -> Column.builder()
                                .name(column.name())
                                .type(column.type())
                                .comment(column.comment().orElse(null))
                                .build())
                        .toList())
                .build();
    }
}
