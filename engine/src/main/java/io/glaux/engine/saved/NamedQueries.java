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

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.store.Store;
import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * The named queries in the store.
 */
public final class NamedQueries
{
    private final Store store;

    public NamedQueries(Store store)
    {
        this.store = requireNonNull(store, "store is null");
    }

    /**
     * Keeps a query. A repeated token gives the id of the first one, as long as that is kept.
     *
     * @param account in which the token is unique
     * @throws GlauxException with IDEMPOTENT_PARAMETER_MISMATCH when the token came with another query before
     */
    public String create(
            String account,
            String token,
            String workgroup,
            String name,
            Optional<String> description,
            String database,
            String sql)
    {
        NamedQuery query =
                new NamedQuery(UUID.randomUUID().toString(), workgroup, name, description, database, sql);
        String digest = digest(query);
        return store.inTransaction(transaction -> {
            Optional<Earlier> earlier = findByToken(transaction, account, token);
            if (earlier.isEmpty()) {
                insert(transaction, account, token, digest, query);
                return query.id();
            }
            if (!earlier.get().digest().equals(digest)) {
                throw new GlauxException(
                        ErrorCode.IDEMPOTENT_PARAMETER_MISMATCH, "Idempotent parameters do not match");
            }
            return earlier.get().id();
        });
    }

    public Optional<NamedQuery> find(String id)
    {
        return findAll(List.of(id)).stream().findFirst();
    }

    /**
     * The queries among {@code ids} that there are, in any order.
     */
    public List<NamedQuery> findAll(List<String> ids)
    {
        if (ids.isEmpty()) {
            return List.of();
        }
        return store.jdbi().withHandle(handle -> handle
                .createQuery("SELECT * FROM named_queries WHERE id IN (<ids>)")
                .bindList("ids", ids)
                .map((row, _) -> read(row))
                .list());
    }

    /**
     * Ids of a workgroup's queries in their own order.
     *
     * @param after the last id of the page before; empty for the first page
     */
    public List<String> list(String workgroup, String after, int limit)
    {
        return store.jdbi().withHandle(handle -> handle
                .createQuery(
                        """
                        SELECT id FROM named_queries WHERE workgroup = :workgroup AND id > :after
                        ORDER BY id LIMIT :limit
                        """)
                .bind("workgroup", workgroup)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(String.class)
                .list());
    }

    /**
     * @param description empty to keep the one that is there
     * @return false if there is no such query
     */
    public boolean update(String id, String name, Optional<String> description, String sql)
    {
        return store.inTransaction(transaction -> transaction
                .createUpdate(
                        """
                        UPDATE named_queries SET name = :name, query = :query,
                            description = COALESCE(:description, description)
                        WHERE id = :id
                        """)
                .bind("id", id)
                .bind("name", name)
                .bind("description", description.orElse(null))
                .bind("query", sql)
                .execute()) == 1;
    }

    /**
     * Nothing happens if there is no such query.
     */
    public void delete(String id)
    {
        store.inTransaction(transaction -> transaction
                .createUpdate("DELETE FROM named_queries WHERE id = :id")
                .bind("id", id)
                .execute());
    }

    private record Earlier(String id, String digest) {}

    private static Optional<Earlier> findByToken(Handle transaction, String account, String token)
    {
        return transaction
                .createQuery(
                        """
                        SELECT id, request_digest FROM named_queries
                        WHERE account = :account AND request_token = :token
                        """)
                .bind("account", account)
                .bind("token", token)
                .map((row, _) -> new Earlier(row.getString("id"), row.getString("request_digest")))
                .findOne();
    }

    private static void insert(Handle transaction, String account, String token, String digest, NamedQuery query)
    {
        transaction.createUpdate(
                        """
                        INSERT INTO named_queries (
                            id, account, request_token, request_digest, workgroup, name, description, database_name,
                            query)
                        VALUES (:id, :account, :token, :digest, :workgroup, :name, :description, :database, :query)
                        """)
                .bind("id", query.id())
                .bind("account", account)
                .bind("token", token)
                .bind("digest", digest)
                .bind("workgroup", query.workgroup())
                .bind("name", query.name())
                .bind("description", query.description().orElse(null))
                .bind("database", query.database())
                .bind("query", query.sql())
                .execute();
    }

    private static String digest(NamedQuery query)
    {
        Hasher hasher = Hashing.sha256().newHasher();
        List<String> members = List.of(
                query.workgroup(), query.name(), query.description().orElse(""), query.database(), query.sql());
        for (String member : members) {
            hasher.putInt(member.length()).putString(member, UTF_8);
        }
        return hasher.hash().toString();
    }

    private static NamedQuery read(ResultSet row)
            throws SQLException
    {
        return new NamedQuery(
                row.getString("id"),
                row.getString("workgroup"),
                row.getString("name"),
                Optional.ofNullable(row.getString("description")),
                row.getString("database_name"),
                row.getString("query"));
    }
}
