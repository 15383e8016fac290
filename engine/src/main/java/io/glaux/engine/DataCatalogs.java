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
package io.glaux.engine;

import io.glaux.engine.catalog.Catalog;
import io.glaux.engine.catalog.ProjectingCatalog;
import io.glaux.engine.catalog.RemoteGlueCatalog;
import io.glaux.engine.catalog.RemoteGlueConfig;
import io.glaux.engine.catalog.StoredCatalog;
import io.glaux.engine.config.GlauxConfig;
import io.glaux.engine.store.Store;

import java.time.Clock;

import static java.util.Objects.requireNonNull;

/**
 * The data catalog of the instance: another Glue when {@code catalog.glue.endpoint} or {@code catalog.glue.region}
 * names one, else the one in the store.
 */
final class DataCatalogs
{
    private final GlauxConfig config;
    private final Store store;

    DataCatalogs(GlauxConfig config, Store store)
    {
        this.config = requireNonNull(config, "config is null");
        this.store = requireNonNull(store, "store is null");
    }

    /**
     * The catalog with projected partitions; the one behind it is its {@link ProjectingCatalog#registered}.
     *
     * @param engine the name by which the SQL engine of this instance asks
     */
    ProjectingCatalog catalog(String engine)
    {
        return new ProjectingCatalog(registered(), engine, Clock.systemUTC());
    }

    private Catalog registered()
    {
        if (config.getCatalogGlueEndpoint().isEmpty() && config.getCatalogGlueRegion().isEmpty()) {
            return new StoredCatalog(store, config.getAwsAccount(), config.getAwsRegion());
        }
        return RemoteGlueCatalog.of(new RemoteGlueConfig(
                config.getCatalogGlueEndpoint(),
                config.getCatalogGlueRegion(),
                config.getCatalogGlueAccessKey(),
                config.getCatalogGlueSecretKey()));
    }
}
