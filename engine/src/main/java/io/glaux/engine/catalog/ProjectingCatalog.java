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
package io.glaux.engine.catalog;

import io.glaux.engine.catalog.projection.TableProjection;
import io.glaux.engine.identity.Principal;
import software.amazon.awssdk.services.glue.model.GetTableRequest;
import software.amazon.awssdk.services.glue.model.Table;

import java.time.Clock;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A catalog whose tables with {@code projection.enabled} have the partitions that their parameters make; those that
 * are registered for such a table are not seen here. All else is the catalog behind.
 */
public final class ProjectingCatalog
        implements Catalog
{
    private final Catalog registered;
    private final ProjectingTables tables;
    private final ProjectingPartitions partitions;
    private final ProjectingStatistics statistics;

    /**
     * @param engine the name of the user by which the SQL engine of this instance asks: it is told what it must not
     *         write, where other clients are told what does not exist, and not shown what it cannot read
     * @param clock for ranges that are relative to the time of a query
     */
    public ProjectingCatalog(Catalog registered, String engine, Clock clock)
    {
        this.registered = requireNonNull(registered, "registered is null");
        requireNonNull(engine, "engine is null");
        this.tables = new ProjectingTables(registered.tables(), engine);
        this.partitions = new ProjectingPartitions(registered, engine, clock);
        this.statistics = new ProjectingStatistics(registered, engine);
    }

    /**
     * The catalog without projection: SHOW PARTITIONS lists what is registered.
     */
    public Catalog registered()
    {
        return registered;
    }

    @Override
    public Databases databases()
    {
        return registered.databases();
    }

    @Override
    public Tables tables()
    {
        return tables;
    }

    @Override
    public Partitions partitions()
    {
        return partitions;
    }

    @Override
    public Statistics statistics()
    {
        return statistics;
    }

    @Override
    public Resources resources()
    {
        return registered.resources();
    }

    /**
     * A table, if its partitions are projected.
     */
    static Optional<Table> projected(
            Tables tables,
            Principal caller,
            String catalogId,
            String database,
            String name)
    {
        GetTableRequest request = GetTableRequest.builder()
                .catalogId(catalogId)
                .databaseName(database)
                .name(name)
                .build();
        return Optional.of(tables.get(caller, request).table()).filter(TableProjection::isEnabled);
    }
}
