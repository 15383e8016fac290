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
package io.glaux.engine.ddl.table;

import io.glaux.engine.ddl.lake.DdlFailures;
import io.glaux.engine.ddl.statement.ColumnDefinition;
import software.amazon.awssdk.services.glue.model.Column;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Columns of statements as the catalog has them.
 */
final class ColumnLists
{
    private ColumnLists() {}

    static Column of(ColumnDefinition definition)
    {
        return Column.builder()
                .name(definition.name())
                .type(definition.type())
                .comment(definition.comment().orElse(null))
                .build();
    }

    static List<Column> of(List<ColumnDefinition> definitions)
    {
        return definitions.stream().map(ColumnLists::of).toList();
    }

    /**
     * @param keys the partition keys, whose names no column may have
     */
    static void requireDistinct(List<Column> columns, List<Column> keys)
    {
        Set<String> names = new HashSet<>();
        for (Column column : columns) {
            if (!names.add(column.name())) {
                throw DdlFailures.semantic("[Error 10036]: Duplicate column name: " + column.name());
            }
        }
        for (Column key : keys) {
            if (!names.add(key.name())) {
                throw DdlFailures.semantic("[Error 10035]: Column repeated in partitioning columns");
            }
        }
    }
}
