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
package io.glaux.engine.query;

import io.glaux.engine.identity.Principal;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A query that came in by another door than Athena's, for instance Trino's own protocol, as the history keeps it.
 *
 * @param sql the statement as it was sent
 * @param workgroup the workgroup that pays
 * @param catalog catalog of unqualified names, when the client set one
 * @param database schema of unqualified names, when the client set one
 * @param source the client as it names itself, for instance {@code trino-cli}
 */
public record JournaledQuery(
        Principal principal,
        String sql,
        StatementKind kind,
        String workgroup,
        Optional<String> catalog,
        Optional<String> database,
        Optional<String> source)
{
    public JournaledQuery
    {
        requireNonNull(principal, "principal is null");
        requireNonNull(sql, "sql is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(workgroup, "workgroup is null");
        requireNonNull(catalog, "catalog is null");
        requireNonNull(database, "database is null");
        requireNonNull(source, "source is null");
    }
}
