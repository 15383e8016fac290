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
package io.glaux.engine.dialect.write;

import io.glaux.engine.catalog.Catalog;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.identity.Principal;
import software.amazon.awssdk.services.glue.model.GetPartitionRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionsRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionsResponse;
import software.amazon.awssdk.services.glue.model.GetTableRequest;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.Table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Questions to the catalog about tables that are written to.
 */
public final class LakeTables
{
    private LakeTables() {}

    public static Optional<Table> findTable(Catalog catalog, Principal caller, String database, String name)
    {
        try {
            return Optional.of(catalog.tables()
                    .get(caller, GetTableRequest.builder().databaseName(database).name(name).build())
                    .table());
        }
        catch (GlauxException e) {
            if (e.code() == ErrorCode.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    public static boolean isIceberg(Table table)
    {
        return "ICEBERG".equalsIgnoreCase(table.parameters().get("table_type"));
    }

    static Optional<Partition> findPartition(Catalog catalog, Principal caller, Table table, List<String> values)
    {
        try {
            return Optional.of(catalog.partitions()
                    .get(
                            caller,
                            GetPartitionRequest.builder()
                                    .databaseName(table.databaseName())
                                    .tableName(table.name())
                                    .partitionValues(values)
                                    .build())
                    .partition());
        }
        catch (GlauxException e) {
            if (e.code() == ErrorCode.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    static List<Partition> all(Catalog catalog, Principal caller, String database, String name)
    {
        List<Partition> partitions = new ArrayList<>();
        GetPartitionsRequest request = GetPartitionsRequest.builder().databaseName(database).tableName(name).build();
        while (true) {
            GetPartitionsResponse page = catalog.partitions().list(caller, request);
            partitions.addAll(page.partitions());
            if (page.nextToken() == null || page.nextToken().isEmpty()) {
                return partitions;
            }
            request = request.toBuilder().nextToken(page.nextToken()).build();
        }
    }
}
