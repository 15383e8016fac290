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
package io.glaux.dynamodb.read;

import io.glaux.dynamodb.plan.ReadSettings;
import io.glaux.dynamodb.schema.TableColumn;
import io.glaux.dynamodb.schema.TableSchema;
import io.glaux.dynamodb.value.ColumnType;
import io.glaux.source.SourceTableName;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One table, of which nothing is asked of DynamoDB.
 */
record OneTable(TableSchema table)
        implements TableFinder
{
    static DynamoDbReads reads(MemoryDynamoDb client, TableSchema table, boolean isConsistent)
    {
        ReadSettings settings = new ReadSettings(
                isConsistent,
                true,
                OptionalLong.empty(),
                OptionalLong.empty(),
                Duration.ofMinutes(1));
        return new DynamoDbReads(client, settings, new OneTable(table));
    }

    @Override
    public TableSchema find(SourceTableName name)
    {
        return table;
    }

    @Override
    public List<TableColumn> infer(String name, List<Map<String, AttributeValue>> items)
    {
        Set<String> attributes = new HashSet<>();
        items.forEach(item -> attributes.addAll(item.keySet()));
        return attributes.stream().sorted()
                .map(attribute -> new TableColumn(
                        name,
                        attribute,
                        List.of(attribute),
                        new ColumnType.Json(),
                        TableColumn.Mismatch.ERROR))
                .toList();
    }
}
