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
import io.glaux.dynamodb.value.ColumnType;
import io.glaux.dynamodb.value.DateFormat;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import static java.util.Objects.requireNonNull;

/**
 * Makes the columns of a table from a sample of its items.
 */
final class InferredColumns
{
    /**
     * A table with more attributes has those of most items as columns.
     */
    static final int MOST_COLUMNS = 1000;

    private final String table;
    private final SchemaSettings settings;
    private final List<String> notes;

    /**
     * @param notes takes why columns are not what one would expect
     */
    InferredColumns(String table, SchemaSettings settings, List<String> notes)
    {
        this.table = requireNonNull(table, "table is null");
        this.settings = requireNonNull(settings, "settings is null");
        this.notes = requireNonNull(notes, "notes is null");
    }

    /**
     * Keys first, the others by name.
     *
     * @param keys of the table: columns, whatever the sample has
     * @param defined types of the attributes of which DynamoDB knows them: those of keys and of keys of indexes
     */
    List<TableColumn> columns(ItemSample sample, List<String> keys, Map<String, AttributeType> defined)
    {
        List<String> attributes = sample.attributes();
        Set<String> others = new TreeSet<>(defined.keySet());
        settings.typed(table).stream()
                .filter(name -> Stream.concat(attributes.stream(), defined.keySet().stream())
                        .noneMatch(name::equalsIgnoreCase))
                .forEach(others::add);
        for (String attribute : attributes) {
            if (others.size() >= MOST_COLUMNS) {
                notes.add(("%s attributes are no columns: a table has at most %s. "
                + "Set type.%s.NAME of the catalog for those that you need").formatted(
                        attributes.size() - others.size(), MOST_COLUMNS, table));
                break;
            }
            others.add(attribute);
        }
        Set<String> ordered = new LinkedHashSet<>(keys);
        ordered.addAll(others);
        List<TableColumn> columns = new ArrayList<>();
        for (String attribute : ordered) {
            ColumnType type = type(attribute, sample.type(attribute), defined.get(attribute));
            columns.add(new TableColumn(
                    table, attribute, List.of(attribute), type, settings.mismatch(table, attribute)));
        }
        return columns;
    }

    private ColumnType type(String attribute, InferredType inferred, AttributeType defined)
    {
        return settings.type(table, attribute)
                .map(text -> DeclaredType.parse(text, DateFormat.iso(ZoneOffset.UTC), UnaryOperator.identity()))
                .map(type -> DeclaredType.ofKey(type, defined))
                .orElseGet(() -> {
                    InferredType known = defined == null ? inferred : InferredType.merge(inferred, least(defined));
                    return new TypeChoice(settings.number(table, attribute)).choose(attribute, known, notes);
                });
    }

    /**
     * The least that is known of a key without any item.
     */
    private static InferredType least(AttributeType defined)
    {
        return defined == AttributeType.N
                ? new InferredType.Numeric(0, 0, true)
                : new InferredType.Scalar(defined);
    }
}
