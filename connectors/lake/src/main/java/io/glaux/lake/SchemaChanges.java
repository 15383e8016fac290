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
package io.glaux.lake;

import com.google.inject.Inject;
import io.trino.plugin.iceberg.TypeConverter;
import io.trino.plugin.iceberg.catalog.TrinoCatalogFactory;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.type.TypeManager;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import static io.trino.plugin.iceberg.IcebergErrorCode.ICEBERG_COMMIT_ERROR;
import static io.trino.spi.StandardErrorCode.COLUMN_ALREADY_EXISTS;
import static io.trino.spi.StandardErrorCode.COLUMN_NOT_FOUND;
import static io.trino.spi.StandardErrorCode.NOT_SUPPORTED;
import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

/**
 * Changes of an Iceberg table's columns and properties that Trino has no statement for, each in one commit.
 */
final class SchemaChanges
{
    private final TrinoCatalogFactory catalogs;
    private final TypeManager types;

    @Inject
    SchemaChanges(TrinoCatalogFactory catalogs, TypeManager types)
    {
        this.catalogs = requireNonNull(catalogs, "catalogs is null");
        this.types = requireNonNull(types, "types is null");
    }

    /**
     * @param columnTypes as in Trino's SQL
     * @param comments empty for none
     */
    void addColumns(
            ConnectorSession session,
            SchemaTableName name,
            List<String> columnNames,
            List<String> columnTypes,
            List<String> comments)
    {
        Table table = load(session, name);
        UpdateSchema update = table.updateSchema();
        AtomicInteger nextFieldId = new AtomicInteger(table.schema().highestFieldId() + columnNames.size() + 1);
        for (int i = 0; i < columnNames.size(); i++) {
            String column = columnNames.get(i);
            if (field(table.schema(), column).isPresent() || columnNames.indexOf(column) != i) {
                throw alreadyExists(column);
            }
            String comment = comments.get(i).isEmpty() ? null : comments.get(i);
            update.addColumn(null, column, icebergType(columnTypes.get(i), nextFieldId), comment);
        }
        commit(update::commit);
    }

    /**
     * @param changes {@code name}, {@code type} as in Trino's SQL, {@code comment}, {@code first} or {@code after};
     *         what is absent stays
     */
    void changeColumn(ConnectorSession session, SchemaTableName name, String column, Map<String, String> changes)
    {
        Table table = load(session, name);
        Schema schema = table.schema();
        NestedField field = required(schema, column);
        UpdateSchema update = table.updateSchema();
        Optional.ofNullable(changes.get("type")).ifPresent(type -> changeType(update, field, type));
        Optional.ofNullable(changes.get("comment")).ifPresent(comment -> update.updateColumnDoc(field.name(), comment));
        Optional.ofNullable(changes.get("name"))
                .filter(newName -> !newName.equalsIgnoreCase(field.name()))
                .ifPresent(newName -> {
                    if (field(schema, newName).isPresent()) {
                        throw alreadyExists(newName);
                    }
                    update.renameColumn(field.name(), newName);
                });
        if (changes.containsKey("first")) {
            update.moveFirst(field.name());
        }
        Optional.ofNullable(changes.get("after")).ifPresent(other -> {
            NestedField before = required(schema, other);
            if (before.fieldId() == field.fieldId()) {
                throw new TrinoException(NOT_SUPPORTED, "Column %s cannot come after itself".formatted(column));
            }
            update.moveAfter(field.name(), before.name());
        });
        commit(update::commit);
    }

    void unsetProperties(ConnectorSession session, SchemaTableName name, List<String> properties)
    {
        UpdateProperties update = load(session, name).updateProperties();
        properties.forEach(update::remove);
        commit(update::commit);
    }

    private Table load(ConnectorSession session, SchemaTableName name)
    {
        return catalogs.create(session.getIdentity()).loadTable(session, name);
    }

    private void changeType(UpdateSchema update, NestedField field, String type)
    {
        Type wanted = icebergType(type, new AtomicInteger(1));
        // the identifiers of nested fields are not part of what a statement says
        if (TypeConverter.toTrinoType(wanted, types).equals(TypeConverter.toTrinoType(field.type(), types))) {
            return;
        }
        if (!field.type().isPrimitiveType() || !wanted.isPrimitiveType()) {
            throw noPromotion(field, wanted);
        }
        try {
            update.updateColumn(field.name(), wanted.asPrimitiveType());
        }
        catch (IllegalArgumentException _) {
            throw noPromotion(field, wanted);
        }
    }

    private Type icebergType(String type, AtomicInteger nextFieldId)
    {
        return TypeConverter.toIcebergTypeForNewColumn(types.fromSqlType(type), nextFieldId);
    }

    private static NestedField required(Schema schema, String column)
    {
        return field(schema, column).orElseThrow(() ->
                new TrinoException(COLUMN_NOT_FOUND, "Column '%s' does not exist".formatted(column)));
    }

    /**
     * A column of the table, not a field in one.
     */
    private static Optional<NestedField> field(Schema schema, String column)
    {
        return Optional.ofNullable(schema.asStruct().caseInsensitiveField(column));
    }

    private static TrinoException alreadyExists(String column)
    {
        return new TrinoException(COLUMN_ALREADY_EXISTS, "Column '%s' already exists".formatted(column));
    }

    private static TrinoException noPromotion(NestedField field, Type wanted)
    {
        return new TrinoException(NOT_SUPPORTED, ("Cannot change column type: %s: %s -> %s. Iceberg widens int to "
        + "bigint, float to double, and the precision of a decimal").formatted(
                field.name(), field.type(), wanted));
    }

    private static void commit(Runnable commit)
    {
        try {
            commit.run();
        }
        catch (TrinoException e) {
            throw e;
        }
        catch (RuntimeException e) {
            throw new TrinoException(
                    ICEBERG_COMMIT_ERROR,
                    "The table was not changed: " + requireNonNullElse(e.getMessage(), e.toString()),
                    e);
        }
    }
}
