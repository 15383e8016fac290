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

import com.google.common.collect.ImmutableList;
import com.google.inject.Inject;
import io.trino.spi.classloader.ThreadContextClassLoader;
import io.trino.spi.connector.ConnectorAccessControl;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.procedure.Procedure;
import io.trino.spi.procedure.Procedure.Argument;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.TypeManager;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import static io.trino.plugin.base.util.Procedures.checkProcedureArgument;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static java.util.Objects.requireNonNull;

/**
 * Procedures of the catalog of Iceberg tables that Athena's ALTER TABLE is made of: {@code system.add_columns},
 * {@code system.change_column} and {@code system.unset_properties}.
 */
public final class IcebergProcedures
{
    private static final MethodHandle ADD_COLUMNS = handle(
            "addColumns",
            ConnectorSession.class,
            ConnectorAccessControl.class,
            String.class,
            String.class,
            List.class,
            List.class,
            List.class);
    private static final MethodHandle CHANGE_COLUMN = handle(
            "changeColumn",
            ConnectorSession.class,
            ConnectorAccessControl.class,
            String.class,
            String.class,
            String.class,
            Map.class);
    private static final MethodHandle UNSET_PROPERTIES = handle(
            "unsetProperties",
            ConnectorSession.class,
            ConnectorAccessControl.class,
            String.class,
            String.class,
            List.class);
    private static final String SCHEMA = "system";
    private static final Argument SCHEMA_NAME = new Argument("SCHEMA_NAME", VARCHAR);
    private static final Argument TABLE_NAME = new Argument("TABLE_NAME", VARCHAR);

    private final SchemaChanges changes;
    private final TypeManager types;

    @Inject
    IcebergProcedures(SchemaChanges changes, TypeManager types)
    {
        this.changes = requireNonNull(changes, "changes is null");
        this.types = requireNonNull(types, "types is null");
    }

    Procedure addColumns()
    {
        return new Procedure(
                SCHEMA,
                "add_columns",
                ImmutableList.of(
                        SCHEMA_NAME,
                        TABLE_NAME,
                        new Argument("COLUMN_NAMES", new ArrayType(VARCHAR)),
                        new Argument("COLUMN_TYPES", new ArrayType(VARCHAR)),
                        new Argument("COLUMN_COMMENTS", new ArrayType(VARCHAR))),
                ADD_COLUMNS.bindTo(this));
    }

    Procedure changeColumn()
    {
        return new Procedure(
                SCHEMA,
                "change_column",
                ImmutableList.of(
                        SCHEMA_NAME,
                        TABLE_NAME,
                        new Argument("COLUMN_NAME", VARCHAR),
                        new Argument("CHANGES", new MapType(VARCHAR, VARCHAR, types.getTypeOperators()))),
                CHANGE_COLUMN.bindTo(this));
    }

    Procedure unsetProperties()
    {
        return new Procedure(
                SCHEMA,
                "unset_properties",
                ImmutableList.of(
                        SCHEMA_NAME,
                        TABLE_NAME,
                        new Argument("PROPERTY_NAMES", new ArrayType(VARCHAR))),
                UNSET_PROPERTIES.bindTo(this));
    }

    /**
     * Called by Trino.
     */
    public void addColumns(
            ConnectorSession session,
            ConnectorAccessControl accessControl,
            String schema,
            String table,
            List<String> columns,
            List<String> columnTypes,
            List<String> comments)
    {
        checkProcedureArgument(
                columns != null && columnTypes != null && comments != null && columns.size() == columnTypes.size()
                        && columns.size() == comments.size(),
                "column_names, column_types and column_comments must have equally many elements");
        SchemaTableName name = name(schema, table);
        accessControl.checkCanAddColumn(null, name);
        inPlugin(() -> changes.addColumns(session, name, lowerCase(columns), columnTypes, comments));
    }

    /**
     * Called by Trino.
     */
    public void changeColumn(
            ConnectorSession session,
            ConnectorAccessControl accessControl,
            String schema,
            String table,
            String column,
            Map<String, String> columnChanges)
    {
        checkProcedureArgument(column != null && columnChanges != null, "column_name and changes cannot be null");
        SchemaTableName name = name(schema, table);
        accessControl.checkCanAlterColumn(null, name);
        accessControl.checkCanRenameColumn(null, name);
        accessControl.checkCanSetColumnComment(null, name);
        inPlugin(() -> changes.changeColumn(session, name, column, columnChanges));
    }

    /**
     * Called by Trino.
     */
    public void unsetProperties(
            ConnectorSession session,
            ConnectorAccessControl accessControl,
            String schema,
            String table,
            List<String> properties)
    {
        checkProcedureArgument(properties != null, "property_names cannot be null");
        SchemaTableName name = name(schema, table);
        accessControl.checkCanSetTableProperties(null, name, Map.of());
        properties.forEach(property -> checkProcedureArgument(
                LakeProperties.ICEBERG_PROPERTIES_TO_UNSET.contains(property),
                "property_names cannot have %s: this property is not for users",
                property));
        inPlugin(() -> changes.unsetProperties(session, name, properties));
    }

    private static SchemaTableName name(String schema, String table)
    {
        checkProcedureArgument(schema != null && table != null, "schema_name and table_name cannot be null");
        return new SchemaTableName(schema, table);
    }

    private static List<String> lowerCase(List<String> names)
    {
        return names.stream().map(name -> name.toLowerCase(Locale.ENGLISH)).toList();
    }

    private static void inPlugin(Runnable work)
    {
        try (ThreadContextClassLoader _ = new ThreadContextClassLoader(IcebergProcedures.class.getClassLoader())) {
            work.run();
        }
    }

    private static MethodHandle handle(String name, Class<?>... parameters)
    {
        try {
            return MethodHandles.lookup().unreflect(IcebergProcedures.class.getMethod(name, parameters));
        }
        catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Not a method of this class: " + name, e);
        }
    }
}
