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

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * The name of a table as the statement has it, in lower case.
 *
 * @param catalog empty where the statement leaves it to the query's context
 * @param database empty where the statement leaves it to the query's context
 */
public record TableName(Optional<String> catalog, Optional<String> database, String table)
{
    public TableName
    {
        requireNonNull(catalog, "catalog is null");
        requireNonNull(database, "database is null");
        requireNonNull(table, "table is null");
    }
}
