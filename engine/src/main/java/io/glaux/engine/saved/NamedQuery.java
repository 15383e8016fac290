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
package io.glaux.engine.saved;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A query that somebody keeps under a name; names need not be unique, so an id stands for it.
 */
public record NamedQuery(
        String id,
        String workgroup,
        String name,
        Optional<String> description,
        String database,
        String sql)
{
    public NamedQuery
    {
        requireNonNull(id, "id is null");
        requireNonNull(workgroup, "workgroup is null");
        requireNonNull(name, "name is null");
        requireNonNull(description, "description is null");
        requireNonNull(database, "database is null");
        requireNonNull(sql, "sql is null");
    }
}
