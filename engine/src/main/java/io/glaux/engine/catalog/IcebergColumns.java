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
package io.glaux.engine.catalog;

import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The mark of columns that are in an Iceberg table's current schema. Tables that Athena or Iceberg's own library writes
 * have it, since they list former columns too, and awswrangler sees only columns that have it. Trino does not write it,
 * and lists only current columns.
 */
final class IcebergColumns
{
    private static final String CURRENT = "iceberg.field.current";

    private IcebergColumns() {}

    /**
     * The table with the mark on each column, if it is an Iceberg table in which no column has it.
     */
    static Table marked(Table table)
    {
        List<Column> columns = Optional.ofNullable(table.storageDescriptor())
                .map(StorageDescriptor::columns)
                .orElseGet(List::of);
        boolean isIceberg = "iceberg".equalsIgnoreCase(table.parameters().get("table_type"));
        if (!isIceberg || columns.stream().anyMatch(column -> column.parameters().containsKey(CURRENT))) {
            return table;
        }
        return table.toBuilder()
                .storageDescriptor(table.storageDescriptor().toBuilder()
                        .columns(columns.stream().map(IcebergColumns::marked).toList())
                        .build())
                .build();
    }

    private static Column marked(Column column)
    {
        Map<String, String> parameters = new LinkedHashMap<>(column.parameters());
        parameters.put(CURRENT, "true");
        return column.toBuilder().parameters(parameters).build();
    }
}
