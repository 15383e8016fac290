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
package io.glaux.engine.ddl.iceberg;

import io.glaux.engine.ddl.statement.TableName;
import io.glaux.engine.dialect.text.SqlText;
import io.glaux.engine.query.StatementRequest;

import java.util.Locale;

import static java.util.Objects.requireNonNull;

/**
 * Names of a statement as the engine's catalog of Iceberg tables has them.
 *
 * @param catalog the engine's catalog of Iceberg tables
 * @param database the database of names without one
 */
record IcebergNames(String catalog, String database)
{
    private static final String DEFAULT_DATABASE = "default";

    IcebergNames
    {
        requireNonNull(catalog, "catalog is null");
        requireNonNull(database, "database is null");
    }

    static IcebergNames of(String catalog, StatementRequest request)
    {
        return new IcebergNames(catalog, request.database().orElse(DEFAULT_DATABASE).toLowerCase(Locale.ENGLISH));
    }

    String database(TableName table)
    {
        return table.database().orElse(database);
    }

    String quoted(TableName table)
    {
        return SqlText.name(catalog, database(table), table.table());
    }

    /**
     * A name that is in another table's database unless it says which.
     */
    String quoted(TableName table, TableName other)
    {
        return SqlText.name(catalog, table.database().orElseGet(() -> database(other)), table.table());
    }

    /**
     * One of the tables that tell about a table.
     */
    String metadata(TableName table, String kind)
    {
        return SqlText.name(catalog, database(table), table.table() + "$" + kind);
    }

    String procedure(String name)
    {
        return SqlText.name(catalog, "system", name);
    }
}
