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
package io.glaux.engine.reuse;

import io.glaux.engine.catalog.Catalog;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.query.QueryContext;
import io.glaux.engine.query.ReadTable;
import software.amazon.awssdk.services.glue.model.GetPartitionsRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionsResponse;
import software.amazon.awssdk.services.glue.model.GetTableRequest;
import software.amazon.awssdk.services.glue.model.Table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * The states of tables as the catalog knows them.
 */
final class TableStates
{
    private static final String LAKE = "awsdatacatalog";
    private static final String DEFAULT_DATABASE = "default";

    /**
     * More partitions than a page of them are not compared: to read all would take longer than some queries.
     */
    private static final int PARTITIONS = 1000;

    private final Catalog catalog;

    TableStates(Catalog catalog)
    {
        this.catalog = requireNonNull(catalog, "catalog is null");
    }

    /**
     * @return empty when there is no table, or one whose state the catalog does not know
     */
    Optional<List<String>> states(Principal caller, QueryContext context, List<ReadTable> tables)
    {
        List<String> states = new ArrayList<>();
        for (ReadTable table : tables) {
            String tableCatalog = lowerCase(table.catalog().or(context::catalog).orElse(LAKE));
            if (!tableCatalog.equals(LAKE)) {
                return Optional.empty();
            }
            String database = lowerCase(table.database().or(context::database).orElse(DEFAULT_DATABASE));
            Optional<Table> found = find(caller, database, lowerCase(table.name()));
            if (found.isEmpty() && !table.isCertain()) {
                continue;
            }
            Optional<String> state = found.flatMap(known -> state(caller, known));
            if (state.isEmpty()) {
                return Optional.empty();
            }
            states.add(state.get());
        }
        return states.isEmpty() ? Optional.empty() : Optional.of(states);
    }

    private Optional<Table> find(Principal caller, String database, String name)
    {
        try {
            return Optional.of(catalog.tables()
                    .get(caller, GetTableRequest.builder().databaseName(database).name(name).build())
                    .table());
        }
        catch (GlauxException e) {
            if (e.code() == ErrorCode.NOT_FOUND || e.code() == ErrorCode.INVALID_INPUT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<String> state(Principal caller, Table table)
    {
        String name = "%s.%s".formatted(table.databaseName(), table.name());
        if ("ICEBERG".equalsIgnoreCase(table.parameters().get("table_type"))) {
            // a commit, and nothing else, makes another metadata file
            return Optional.ofNullable(table.parameters().get("metadata_location"))
                    .map(location -> "%s iceberg %s".formatted(name, location));
        }
        if (!isHive(table)) {
            return Optional.empty();
        }
        return Optional.of("%s hive %s %s %s".formatted(
                name,
                table.versionId(),
                table.updateTime(),
                table.hasPartitionKeys() ? partitions(caller, table) : ""));
    }

    /**
     * Other formats keep their state in files that the catalog does not know; the state of a view is that of others.
     */
    private static boolean isHive(Table table)
    {
        return !"VIRTUAL_VIEW".equalsIgnoreCase(table.tableType())
                && !table.parameters().containsKey("table_type")
                && !"delta".equalsIgnoreCase(table.parameters().get("spark.sql.sources.provider"))
                && table.storageDescriptor() != null
                && table.storageDescriptor().location() != null;
    }

    private String partitions(Principal caller, Table table)
    {
        GetPartitionsResponse page = catalog.partitions().list(caller, GetPartitionsRequest.builder()
                .databaseName(table.databaseName())
                .tableName(table.name())
                .maxResults(PARTITIONS)
                .build());
        return page.nextToken() == null ? page.partitions().toString() : "many";
    }

    private static String lowerCase(String name)
    {
        return name.toLowerCase(Locale.ENGLISH);
    }
}
