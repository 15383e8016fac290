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

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.store.Store;
import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * The prepared statements in the store. Their names are told apart by case.
 */
public final class PreparedStatements
{
    /**
     * How many a workgroup may have, as in Athena.
     */
    public static final int WORKGROUP_LIMIT = 1000;

    private final Store store;
    private final Clock clock;

    public PreparedStatements(Store store, Clock clock)
    {
        this.store = requireNonNull(store, "store is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * @throws GlauxException with ALREADY_EXISTS if the workgroup has a statement of that name, with INVALID_INPUT if
     *         it has as many as it may
     */
    public void create(String workgroup, String name, String sql, Optional<String> description)
    {
        Instant now = clock.instant();
        int _ = store.inTransaction(transaction -> {
            if (find(transaction, workgroup, name).isPresent()) {
                throw new GlauxException(
                        ErrorCode.ALREADY_EXISTS,
                        "Prepared statement %s already exists in workgroup %s".formatted(name, workgroup));
            }
            if (count(transaction, workgroup) >= WORKGROUP_LIMIT) {
                throw new GlauxException(
                        ErrorCode.INVALID_INPUT,
                        "Workgroup %s has %s prepared statements, and cannot have more. Delete one first".formatted(
                                workgroup,
                                WORKGROUP_LIMIT));
            }
            return insert(transaction, new PreparedStatement(workgroup, name, sql, description, now));
        });
    }

    public Optional<PreparedStatement> find(String workgroup, String name)
    {
        return store.jdbi().withHandle(handle -> find(handle, workgroup, name));
    }

    /**
     * The statements among {@code names} that there are, in any order.
     */
    public List<PreparedStatement> findAll(String workgroup, List<String> names)
    {
        if (names.isEmpty()) {
            return List.of();
        }
        return store.jdbi().withHandle(handle -> handle
                .createQuery("SELECT * FROM prepared_statements WHERE workgroup = :workgroup AND name IN (<names>)")
                .bind("workgroup", workgroup)
                .bindList("names", names)
                .map((row, _) -> read(row))
                .list());
    }

    /**
     * Statements of a workgroup in the order of their names.
     *
     * @param after the last name of the page before; empty for the first page
     */
    public List<PreparedStatement> list(String workgroup, String after, int limit)
    {
        return store.jdbi().withHandle(handle -> handle
                .createQuery(
                        """
                        SELECT * FROM prepared_statements WHERE workgroup = :workgroup AND name > :after
                        ORDER BY name LIMIT :limit
                        """)
                .bind("workgroup", workgroup)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> read(row))
                .list());
    }

    /**
     * @param description empty to keep the one that is there
     * @return false if there is no such statement
     */
    public boolean update(String workgroup, String name, String sql, Optional<String> description)
    {
        Instant now = clock.instant();
        return store.inTransaction(transaction -> transaction
                .createUpdate(
                        """
                        UPDATE prepared_statements SET query = :query, modified_at = :modified,
                            description = COALESCE(:description, description)
                        WHERE workgroup = :workgroup AND name = :name
                        """)
                .bind("workgroup", workgroup)
                .bind("name", name)
                .bind("query", sql)
                .bind("description", description.orElse(null))
                .bind("modified", now.toEpochMilli())
                .execute()) == 1;
    }

    /**
     * @return false if there is no such statement
     */
    public boolean delete(String workgroup, String name)
    {
        return store.inTransaction(transaction -> transaction
                .createUpdate("DELETE FROM prepared_statements WHERE workgroup = :workgroup AND name = :name")
                .bind("workgroup", workgroup)
                .bind("name", name)
                .execute()) == 1;
    }

    private static Optional<PreparedStatement> find(Handle handle, String workgroup, String name)
    {
        return handle
                .createQuery("SELECT * FROM prepared_statements WHERE workgroup = :workgroup AND name = :name")
                .bind("workgroup", workgroup)
                .bind("name", name)
                .map((row, _) -> read(row))
                .findOne();
    }

    private static int count(Handle transaction, String workgroup)
    {
        return transaction.createQuery("SELECT COUNT(*) FROM prepared_statements WHERE workgroup = :workgroup")
                .bind("workgroup", workgroup)
                .mapTo(Integer.class)
                .one();
    }

    private static int insert(Handle transaction, PreparedStatement statement)
    {
        return transaction.createUpdate(
                        """
                        INSERT INTO prepared_statements (workgroup, name, query, description, modified_at)
                        VALUES (:workgroup, :name, :query, :description, :modified)
                        """)
                .bind("workgroup", statement.workgroup())
                .bind("name", statement.name())
                .bind("query", statement.sql())
                .bind("description", statement.description().orElse(null))
                .bind("modified", statement.modifiedAt().toEpochMilli())
                .execute();
    }

    private static PreparedStatement read(ResultSet row)
            throws SQLException
    {
        return new PreparedStatement(
                row.getString("workgroup"),
                row.getString("name"),
                row.getString("query"),
                Optional.ofNullable(row.getString("description")),
                Instant.ofEpochMilli(row.getLong("modified_at")));
    }
}
