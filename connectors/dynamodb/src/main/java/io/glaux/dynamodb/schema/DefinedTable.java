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

import io.glaux.dynamodb.value.AttributeType;
import io.glaux.source.SourceTableName;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/**
 * What DynamoDB itself says of a table.
 */
record DefinedTable(TableDescription description)
{
    DefinedTable
    {
        requireNonNull(description, "description is null");
    }

    /**
     * Types of the attributes of keys and of keys of indexes.
     */
    Map<String, AttributeType> types()
    {
        Map<String, AttributeType> types = new HashMap<>();
        for (AttributeDefinition attribute : description.attributeDefinitions()) {
            types.put(attribute.attributeName(), AttributeType.valueOf(attribute.attributeTypeAsString()));
        }
        return types;
    }

    KeySchema key()
    {
        return key(description.keySchema()).orElseThrow();
    }

    TableSchema schema(SourceTableName name, List<TableColumn> columns, List<String> notes)
    {
        return new TableSchema(
                name,
                description.tableName(),
                key(),
                indexes(notes),
                columns,
                count(description.itemCount()),
                count(description.tableSizeBytes()),
                readUnitsPerSecond(),
                notes);
    }

    /**
     * Tables that are billed by request say 0 units; those that were never anything else say no billing mode.
     */
    private OptionalLong readUnitsPerSecond()
    {
        ProvisionedThroughputDescription provisioned = description.provisionedThroughput();
        boolean isByRequest = description.billingModeSummary() != null
                && description.billingModeSummary().billingMode() == BillingMode.PAY_PER_REQUEST;
        return isByRequest || provisioned == null || count(provisioned.readCapacityUnits()) == 0
                ? OptionalLong.empty()
                : OptionalLong.of(provisioned.readCapacityUnits());
    }

    private List<TableIndex> indexes(List<String> notes)
    {
        List<TableIndex> indexes = new ArrayList<>();
        for (GlobalSecondaryIndexDescription index : description.globalSecondaryIndexes()) {
            boolean isActive = index.indexStatus() == IndexStatus.ACTIVE || index.indexStatus() == IndexStatus.UPDATING;
            boolean isWhole = isActive && !Boolean.TRUE.equals(index.backfilling());
            key(index.keySchema()).ifPresentOrElse(
                    key -> indexes.add(new TableIndex(
                            index.indexName(),
                            true,
                            key,
                            projection(index.projection()),
                            Set.copyOf(index.projection().nonKeyAttributes()),
                            isWhole,
                            count(index.itemCount()),
                            count(index.indexSizeBytes()))),
                    () -> notes.add("Index %s is not used: its key has several attributes of one kind".formatted(
                            index.indexName())));
        }
        for (LocalSecondaryIndexDescription index : description.localSecondaryIndexes()) {
            indexes.add(new TableIndex(
                    index.indexName(),
                    false,
                    key(index.keySchema()).orElseThrow(),
                    projection(index.projection()),
                    Set.copyOf(index.projection().nonKeyAttributes()),
                    true,
                    count(index.itemCount()),
                    count(index.indexSizeBytes())));
        }
        return indexes;
    }

    private static TableIndex.Projection projection(Projection projection)
    {
        return switch (projection.projectionType()) {
            case ALL -> TableIndex.Projection.ALL;
            case INCLUDE -> TableIndex.Projection.INCLUDE;
            // what a later version may add has at least the keys
            case KEYS_ONLY, UNKNOWN_TO_SDK_VERSION -> TableIndex.Projection.KEYS_ONLY;
        };
    }

    /**
     * None for an index of several hash or sort attributes, which DynamoDB has since 2025.
     */
    private Optional<KeySchema> key(List<KeySchemaElement> elements)
    {
        Map<String, AttributeType> types = types();
        List<KeyAttribute> hash = attributes(elements, KeyType.HASH, types);
        List<KeyAttribute> sort = attributes(elements, KeyType.RANGE, types);
        return hash.size() == 1 && sort.size() <= 1
                ? Optional.of(new KeySchema(hash.getFirst(), sort.stream().findFirst()))
                : Optional.empty();
    }

    private static List<KeyAttribute> attributes(
            List<KeySchemaElement> elements,
            KeyType keyType,
            Map<String, AttributeType> types)
    {
        return elements.stream()
                .filter(element -> element.keyType() == keyType)
                .map(element -> new KeyAttribute(element.attributeName(), types.get(element.attributeName())))
                .toList();
    }

    private static long count(Long number)
    {
        return number == null ? 0 : number;
    }
}
