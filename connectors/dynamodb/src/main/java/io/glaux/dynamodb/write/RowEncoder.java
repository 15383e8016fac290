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
package io.glaux.dynamodb.write;

import io.glaux.dynamodb.schema.TableColumn;
import io.glaux.dynamodb.schema.TableSchema;
import io.glaux.dynamodb.value.ValueEncoder;
import io.glaux.dynamodb.value.ValueMismatchException;
import io.glaux.source.ColumnPath;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import io.glaux.source.WriteKind;
import io.glaux.source.WriteTarget;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import static java.util.Objects.requireNonNull;

/**
 * Makes keys and items of rows.
 */
final class RowEncoder
{
    private final TableSchema table;
    private final List<TableColumn> key;
    private final List<TableColumn> columns;

    /**
     * @throws SourceException if the table cannot be written so
     */
    RowEncoder(TableSchema table, WriteTarget target)
    {
        this.table = requireNonNull(table, "table is null");
        this.columns = target.columns().stream().map(name -> table.column(ColumnPath.of(name))).toList();
        this.key = table.key().names().stream().map(this::keyColumn).toList();
        if (target.kinds().contains(WriteKind.INSERT)) {
            key.stream().filter(column -> !columns.contains(column)).findFirst().ifPresent(column -> {
                throw SourceException.of(
                        SourceErrorCode.INVALID_VALUE,
                        "Table %s: rows need a value of column %s, which is part of the key".formatted(
                                table.name(), column.name()));
            });
        }
        else if (target.kinds().contains(WriteKind.UPDATE)) {
            columns.stream().filter(key::contains).findFirst().ifPresent(column -> {
                throw SourceException.notSupported(
                        "updating column %s of table %s, which is part of the key: insert the row anew".formatted(
                                column.name(), table.name()));
            });
        }
    }

    private TableColumn keyColumn(String attribute)
    {
        return table.ofAttribute(attribute).orElseThrow(() -> SourceException.notSupported(
                "writing to table %s, since attribute %s of its key is no column".formatted(
                        table.name(), attribute)));
    }

    /**
     * An item with the attributes of a row that are not null. That is how DynamoDB has no value; its own null takes
     * room and can be no key of an index.
     */
    Map<String, AttributeValue> item(List<Object> row)
    {
        Map<String, AttributeValue> item = new HashMap<>();
        changes(row).forEach((attribute, value) -> value.ifPresent(present -> item.put(attribute, present)));
        for (TableColumn column : key) {
            if (!item.containsKey(column.attribute())) {
                throw nullKey(column);
            }
        }
        return item;
    }

    /**
     * The key of a row that begins with it.
     */
    Map<String, AttributeValue> key(List<Object> row)
    {
        Map<String, AttributeValue> values = new HashMap<>();
        for (int position = 0; position < key.size(); position++) {
            TableColumn column = key.get(position);
            Object value = row.get(position);
            if (value == null) {
                throw nullKey(column);
            }
            values.put(column.attribute(), encode(value, column));
        }
        return values;
    }

    Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item)
    {
        Map<String, AttributeValue> values = new HashMap<>();
        table.key().names().forEach(attribute -> values.put(attribute, item.get(attribute)));
        return values;
    }

    /**
     * New values of attributes; none where there is to be none.
     *
     * @param row values of the columns that are written
     */
    Map<String, Optional<AttributeValue>> changes(List<Object> row)
    {
        Map<String, Optional<AttributeValue>> changes = new LinkedHashMap<>();
        for (int position = 0; position < columns.size(); position++) {
            TableColumn column = columns.get(position);
            changes.put(
                    column.attribute(),
                    Stream.ofNullable(row.get(position)).map(value -> encode(value, column)).findFirst());
        }
        return changes;
    }

    int keySize()
    {
        return key.size();
    }

    private AttributeValue encode(Object value, TableColumn column)
    {
        try {
            return ValueEncoder.encode(value, column.type());
        }
        catch (ValueMismatchException e) {
            throw SourceException.of(
                    SourceErrorCode.INVALID_VALUE,
                    "Table %s, column %s: it cannot have %s".formatted(table.name(), column.name(), e.getMessage()),
                    e);
        }
    }

    private SourceException nullKey(TableColumn column)
    {
        return SourceException.of(
                SourceErrorCode.INVALID_VALUE,
                "Table %s, column %s: it cannot be NULL, since it is part of the key".formatted(
                        table.name(), column.name()));
    }
}
