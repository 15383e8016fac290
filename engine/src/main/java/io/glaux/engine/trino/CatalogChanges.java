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
package io.glaux.engine.trino;

import com.google.inject.Inject;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.trino.FixedCatalogs.Catalog;
import io.trino.metadata.CatalogManager;
import io.trino.spi.TrinoException;
import io.trino.spi.catalog.CatalogName;
import io.trino.spi.connector.ConnectorName;

import static java.util.Objects.requireNonNull;

/**
 * Catalogs that come and go while the coordinator runs. Workers get them with the tasks that use them; what nobody uses
 * any more, Trino closes.
 */
public final class CatalogChanges
{
    private final CatalogManager catalogs;

    @Inject
    public CatalogChanges(CatalogManager catalogs)
    {
        this.catalogs = requireNonNull(catalogs, "catalogs is null");
    }

    /**
     * Puts a catalog in the place of the one of its name, if there is one: for a moment there is none. Queries that
     * have begun stay with the one before.
     *
     * @throws GlauxException with CATALOG_ERROR if the connector does not take the properties; then there is none
     */
    public void put(Catalog catalog)
    {
        try {
            asInstance(() -> {
                catalogs.dropCatalog(new CatalogName(catalog.name()), true);
                catalogs.createCatalog(
                        new CatalogName(catalog.name()),
                        new ConnectorName(catalog.connector()),
                        catalog.properties(),
                        false);
            });
        }
        catch (TrinoException e) {
            throw new GlauxException(ErrorCode.CATALOG_ERROR, e.getMessage(), e);
        }
        catch (RuntimeException e) {
            // messages of libraries may hold values
            throw new GlauxException(
                    ErrorCode.CATALOG_ERROR,
                    "Catalog %s: the connector %s does not start with its settings: see log/server.log".formatted(
                            catalog.name(),
                            catalog.connector()),
                    e);
        }
    }

    /**
     * Takes a catalog away; does nothing when it is not there.
     */
    public void remove(String name)
    {
        asInstance(() -> catalogs.dropCatalog(new CatalogName(name), true));
    }

    private static void asInstance(Runnable change)
    {
        ScopedValue.where(FixedCatalogs.CHANGED_BY_INSTANCE, true).run(change);
    }
}
