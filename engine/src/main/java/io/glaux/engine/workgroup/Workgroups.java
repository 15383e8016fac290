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
package io.glaux.engine.workgroup;

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.json.ModelJson;
import io.glaux.engine.store.Store;
import org.jdbi.v3.core.Handle;
import software.amazon.awssdk.services.athena.model.WorkGroupConfiguration;
import software.amazon.awssdk.services.athena.model.WorkGroupState;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import static java.util.Objects.requireNonNull;

/**
 * The workgroups in the store.
 */
public final class Workgroups
{
    private final Store store;
    private final Clock clock;

    public Workgroups(Store store, Clock clock)
    {
        this.store = requireNonNull(store, "store is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * Makes the workgroup {@code primary} when there is none yet, as the first start does; one that is there stays as
     * it is.
     *
     * @param outputLocation where results go when a client does not say; not enforced
     */
    public void ensurePrimary(Optional<String> outputLocation)
    {
        WorkGroupConfiguration.Builder configuration = WorkGroupConfiguration.builder();
        outputLocation.ifPresent(
                location -> configuration.resultConfiguration(results -> results.outputLocation(location)));
        store.inTransaction(transaction -> {
            if (find(transaction, Workgroup.PRIMARY).isPresent()) {
                return false;
            }
            insert(transaction, new Workgroup(
                    Workgroup.PRIMARY,
                    WorkGroupState.ENABLED,
                    Optional.empty(),
                    configuration.build(),
                    clock.instant()));
            return true;
        });
    }

    public Optional<Workgroup> find(String name)
    {
        return store.jdbi().withHandle(handle -> find(handle, name));
    }

    /**
     * Makes a workgroup with its tags.
     *
     * @throws GlauxException with ALREADY_EXISTS if there is one of that name, with INVALID_INPUT for too many tags
     */
    public void create(
            String name,
            Optional<String> description,
            WorkGroupConfiguration configuration,
            Map<String, String> tags)
    {
        Instant now = clock.instant();
        store.inTransaction(transaction -> {
            if (find(transaction, name).isPresent()) {
                throw new GlauxException(ErrorCode.ALREADY_EXISTS, "WorkGroup is already created");
            }
            insert(transaction, new Workgroup(name, WorkGroupState.ENABLED, description, configuration, now));
            ResourceTags.add(transaction, ResourceTags.ofWorkgroup(name), tags);
            return null;
        });
    }

    /**
     * Changes the settings of a workgroup in one step; its name and the time of its making stay.
     *
     * @param change from the settings that it has to those that it gets; may be called more than once, and may refuse
     * @return false if there is no such workgroup
     */
    public boolean update(String name, UnaryOperator<Workgroup> change)
    {
        return store.inTransaction(transaction -> {
            Optional<Workgroup> found = find(transaction, name);
            found.map(change).ifPresent(changed -> transaction
                    .createUpdate(
                            """
                            UPDATE workgroups
                            SET state = :state, description = :description, configuration = :configuration
                            WHERE name = :name
                            """)
                    .bind("name", name)
                    .bind("state", changed.state().toString())
                    .bind("description", changed.description().orElse(null))
                    .bind("configuration", ModelJson.writeString(changed.configuration()))
                    .execute());
            return found.isPresent();
        });
    }

    /**
     * Deletes a workgroup with its grants and tags and, if that is asked for, its saved statements and query history.
     *
     * @param recursive false to refuse to delete a workgroup that has any of them
     * @return false if there is no such workgroup
     * @throws GlauxException with INVALID_INPUT if the workgroup is {@code primary}, or not empty
     */
    public boolean delete(String name, boolean recursive)
    {
        return store.inTransaction(transaction -> {
            if (find(transaction, name).isEmpty()) {
                return false;
            }
            if (name.equals(Workgroup.PRIMARY)) {
                throw new GlauxException(ErrorCode.INVALID_INPUT, "primary workGroup could not be deleted");
            }
            if (!recursive && !isEmpty(transaction, name)) {
                throw new GlauxException(ErrorCode.INVALID_INPUT, "WorkGroup %s is not empty".formatted(name));
            }
            // the rows stay, as the ledger refers to them; their tokens may be used again
            transaction.createUpdate(
                            "UPDATE queries SET hidden = TRUE, request_token = NULL WHERE workgroup = :name")
                    .bind("name", name)
                    .execute();
            ResourceTags.removeAll(transaction, ResourceTags.ofWorkgroup(name));
            // takes saved statements and grants with it
            transaction.createUpdate("DELETE FROM workgroups WHERE name = :name").bind("name", name).execute();
            return true;
        });
    }

    /**
     * Workgroups in the order of their names.
     *
     * @param after the last name of the page before; empty for the first page
     */
    public List<Workgroup> list(String after, int limit)
    {
        return store.jdbi().withHandle(handle -> handle
                .createQuery("SELECT * FROM workgroups WHERE name > :after ORDER BY name LIMIT :limit")
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> read(row))
                .list());
    }

    /**
     * The same without those that the user may not see.
     */
    List<Workgroup> listFor(String user, String after, int limit)
    {
        return store.jdbi().withHandle(handle -> handle
                .createQuery(
                        """
                        SELECT * FROM workgroups
                        WHERE name > :after AND (NOT restricted OR name IN (
                            SELECT workgroup FROM workgroup_grants
                            WHERE (grantee_kind = 'USER' AND grantee = :user)
                                OR (grantee_kind = 'GROUP'
                                    AND grantee IN (SELECT group_name FROM user_groups WHERE user_name = :user))))
                        ORDER BY name LIMIT :limit
                        """)
                .bind("user", user)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> read(row))
                .list());
    }

    private static boolean isEmpty(Handle transaction, String name)
    {
        return transaction.createQuery(
                        """
                        SELECT (SELECT COUNT(*) FROM named_queries WHERE workgroup = :name)
                            + (SELECT COUNT(*) FROM prepared_statements WHERE workgroup = :name)
                            + (SELECT COUNT(*) FROM queries WHERE workgroup = :name AND NOT hidden)
                        """)
                .bind("name", name)
                .mapTo(Long.class)
                .one() == 0;
    }

    private static Optional<Workgroup> find(Handle handle, String name)
    {
        return handle.createQuery("SELECT * FROM workgroups WHERE name = :name")
                .bind("name", name)
                .map((row, _) -> read(row))
                .findOne();
    }

    private static void insert(Handle transaction, Workgroup workgroup)
    {
        transaction.createUpdate(
                        """
                        INSERT INTO workgroups (name, state, description, configuration, created_at)
                        VALUES (:name, :state, :description, :configuration, :created)
                        """)
                .bind("name", workgroup.name())
                .bind("state", workgroup.state().toString())
                .bind("description", workgroup.description().orElse(null))
                .bind("configuration", ModelJson.writeString(workgroup.configuration()))
                .bind("created", workgroup.createdAt().toEpochMilli())
                .execute();
    }

    private static Workgroup read(ResultSet row)
            throws SQLException
    {
        return new Workgroup(
                row.getString("name"),
                WorkGroupState.fromValue(row.getString("state")),
                Optional.ofNullable(row.getString("description")),
                ModelJson.readString(row.getString("configuration"), WorkGroupConfiguration.builder()),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }
}
