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
import java.util.Optional;

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
     * The workgroup that a query of another door than Athena's runs in.
     *
     * @param requested the name that the client gave; empty for {@code primary}
     * @throws GlauxException with INVALID_INPUT if there is no such workgroup, or it is disabled
     */
    public Workgroup resolve(Optional<String> requested)
    {
        String name = requested.orElse(Workgroup.PRIMARY);
        Workgroup workgroup = find(name)
                .orElseThrow(() ->
                        new GlauxException(ErrorCode.INVALID_INPUT, "WorkGroup %s is not found.".formatted(name)));
        if (!workgroup.enabled()) {
            throw new GlauxException(ErrorCode.INVALID_INPUT, "WorkGroup %s is disabled.".formatted(name));
        }
        return workgroup;
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
