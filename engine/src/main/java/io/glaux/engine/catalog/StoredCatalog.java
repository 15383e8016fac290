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

import io.glaux.engine.store.Store;
import org.jdbi.v3.core.Handle;
import software.amazon.awssdk.services.glue.model.DatabaseInput;

import java.time.Clock;

import static java.util.Objects.requireNonNull;

/**
 * The catalog in our own store: documents in tables, whose keys are columns.
 */
public final class StoredCatalog
        implements Catalog
{
    private static final String DEFAULT_DATABASE = "default";

    private final Databases databases;
    private final Tables tables;
    private final Partitions partitions;
    private final Statistics statistics;
    private final Resources resources;

    /**
     * @param account the account whose catalog this is
     * @param region the region in the Amazon resource names of the catalog's resources
     */
    public StoredCatalog(Store store, String account, String region)
    {
        this(store, account, region, Clock.systemUTC());
    }

    StoredCatalog(Store store, String account, String region, Clock clock)
    {
        requireNonNull(store, "store is null");
        requireNonNull(account, "account is null");
        CatalogTags tags = new CatalogTags(account, region);
        this.databases = new StoredDatabases(store, tags, clock);
        this.tables = new StoredTables(store, tags, clock);
        this.partitions = new StoredPartitions(store, clock);
        this.statistics = new StoredStatistics(store);
        this.resources = new StoredResources(store, tags);
        store.inTransaction(transaction -> initialize(transaction, account, clock));
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
        return resources;
    }

    /**
     * The database {@code default} is made with the catalog: somebody who deletes it does not get it back.
     */
    private static boolean initialize(Handle transaction, String account, Clock clock)
    {
        boolean exists = transaction.createQuery("SELECT count(*) FROM catalogs WHERE catalog_id = :catalog")
                .bind("catalog", account)
                .mapTo(int.class)
                .one() > 0;
        if (exists) {
            return false;
        }
        transaction.createUpdate("INSERT INTO catalogs (catalog_id, created_at) VALUES (:catalog, :now)")
                .bind("catalog", account)
                .bind("now", clock.millis())
                .execute();
        DatabaseInput database = DatabaseInput.builder()
                .name(DEFAULT_DATABASE)
                .description("The default database")
                .build();
        StoredDatabases.insert(transaction, new DatabaseKey(account, DEFAULT_DATABASE), database, clock);
        return true;
    }
}
