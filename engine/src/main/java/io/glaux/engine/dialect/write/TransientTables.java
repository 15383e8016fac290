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
package io.glaux.engine.dialect.write;

import io.glaux.engine.catalog.Catalog;
import io.glaux.engine.catalog.Databases;
import io.glaux.engine.catalog.Partitions;
import io.glaux.engine.catalog.Resources;
import io.glaux.engine.catalog.Statistics;
import io.glaux.engine.catalog.Tables;
import io.glaux.engine.identity.Principal;
import software.amazon.awssdk.services.glue.model.TableInput;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import static java.util.Objects.requireNonNull;

/**
 * A catalog, and in it, for the engine only, a database whose tables live in memory. The engine writes files as a
 * table, so UNLOAD needs one while it runs; nobody else sees it, and nothing of it is left when the process dies.
 */
public final class TransientTables
        implements Catalog
{
    public static final String DATABASE = "glaux_transient_tables";

    private final Catalog delegate;
    private final Databases databases;
    private final Tables tables;
    private final Partitions partitions;
    private final Statistics statistics;
    private final Map<String, TableInput> inMemory = new ConcurrentHashMap<>();

    /**
     * @param engine who the engine is to the catalog
     */
    public TransientTables(Catalog delegate, Principal engine)
    {
        this.delegate = requireNonNull(delegate, "delegate is null");
        this.databases = new TransientDatabaseView(engine, delegate.databases());
        this.tables = new TransientTableView(engine, delegate.tables(), inMemory);
        this.partitions = new TransientPartitionView(engine, delegate.partitions());
        this.statistics = new TransientStatisticsView(engine, delegate.statistics());
    }

    @Override
    public Databases databases()
    {
        return databases;
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
        return delegate.resources();
    }

    /**
     * Removes a transient table, if it is there.
     */
    public void forget(String table)
    {
        inMemory.remove(table);
    }
}
