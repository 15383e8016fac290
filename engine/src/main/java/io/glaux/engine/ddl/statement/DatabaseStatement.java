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
package io.glaux.engine.ddl.statement;

import com.google.common.collect.ImmutableMap;
import io.glaux.engine.query.StatementKind;

import java.util.Map;
import java.util.Optional;

import static io.glaux.engine.ddl.statement.StatementKinds.ddl;
import static java.util.Objects.requireNonNull;

/**
 * Statements about databases.
 */
public sealed interface DatabaseStatement
        extends DdlStatement
{
    DatabaseName name();

    /**
     * CREATE DATABASE and CREATE SCHEMA.
     *
     * @param properties of WITH DBPROPERTIES, in the order of the statement
     */
    record CreateDatabase(
            DatabaseName name,
            boolean ifNotExists,
            Optional<String> comment,
            Optional<String> location,
            Map<String, String> properties)
            implements DatabaseStatement
    {
        public CreateDatabase
        {
            requireNonNull(name, "name is null");
            requireNonNull(comment, "comment is null");
            requireNonNull(location, "location is null");
            properties = ImmutableMap.copyOf(properties);
        }

        @Override
        public StatementKind kind()
        {
            return ddl("CREATE_DATABASE");
        }
    }

    /**
     * ALTER DATABASE name SET DBPROPERTIES.
     *
     * @param properties in the order of the statement
     */
    record SetDatabaseProperties(DatabaseName name, Map<String, String> properties)
            implements DatabaseStatement
    {
        public SetDatabaseProperties
        {
            requireNonNull(name, "name is null");
            properties = ImmutableMap.copyOf(properties);
        }

        @Override
        public StatementKind kind()
        {
            return ddl("ALTER_DATABASE_PROPERTIES");
        }
    }

    /**
     * DROP DATABASE and DROP SCHEMA.
     *
     * @param cascade whether tables go with it; RESTRICT and saying nothing are false
     */
    record DropDatabase(DatabaseName name, boolean ifExists, boolean cascade)
            implements DatabaseStatement
    {
        public DropDatabase
        {
            requireNonNull(name, "name is null");
        }

        @Override
        public StatementKind kind()
        {
            return ddl("DROP_DATABASE");
        }
    }
}
