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

import io.trino.spi.TrinoException;
import io.trino.spi.catalog.CatalogName;
import io.trino.spi.catalog.CatalogProperties;
import io.trino.spi.catalog.CatalogStore;
import io.trino.spi.catalog.CatalogStoreFactory;
import io.trino.spi.connector.CatalogVersion;
import io.trino.spi.connector.ConnectorName;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static io.trino.spi.StandardErrorCode.NOT_SUPPORTED;
import static java.util.stream.Collectors.toUnmodifiableMap;

/**
 * The catalogs of the instance, kept in memory: their properties hold keys, which are written to no file. Trino sends
 * them with the tasks to workers, over its authenticated internal connections, so that workers need no configuration of
 * their own. Others come and go by {@link CatalogChanges}, and never by SQL.
 */
public final class FixedCatalogs
        implements CatalogStore, CatalogStoreFactory
{
    public static final String NAME = "glaux";

    /**
     * Bound while the instance itself changes its catalogs. Trino asks on the thread that told it to.
     */
    static final ScopedValue<Boolean> CHANGED_BY_INSTANCE = ScopedValue.newInstance();

    private final List<Catalog> catalogs;

    /**
     * @param properties without {@code connector.name}
     */
    public record Catalog(String name, String connector, Map<String, String> properties)
    {
        public Catalog
        {
            properties = Map.copyOf(properties);
        }

        @Override
        public String toString()
        {
            return "Catalog[name=%s, connector=%s]".formatted(name, connector);
        }
    }

    public FixedCatalogs(List<Catalog> catalogs)
    {
        this.catalogs = List.copyOf(catalogs);
    }

    @Override
    public String getName()
    {
        return NAME;
    }

    @Override
    public CatalogStore create(Map<String, String> config)
    {
        return this;
    }

    @Override
    public Collection<StoredCatalog> getCatalogs()
    {
        return catalogs.stream().<StoredCatalog>map(Stored::new).toList();
    }

    @Override
    public CatalogProperties createCatalogProperties(
            CatalogName catalogName,
            ConnectorName connectorName,
            Map<String, String> properties)
    {
        requireInstance("make");
        return properties(new Catalog(catalogName.toString(), connectorName.toString(), properties));
    }

    @Override
    public void addOrReplaceCatalog(CatalogProperties catalogProperties)
    {
        requireInstance("make");
    }

    @Override
    public void removeCatalog(CatalogName catalogName)
    {
        requireInstance("remove");
    }

    private static void requireInstance(String verb)
    {
        if (!CHANGED_BY_INSTANCE.isBound()) {
            throw new TrinoException(
                    NOT_SUPPORTED,
                    ("SQL does not %s catalogs: ./glaux catalog and the Athena API do, and files in the folder of "
                            + "catalogs").formatted(verb));
        }
    }

    private static CatalogProperties properties(Catalog catalog)
    {
        // a version that depends on the properties alone, as Trino's file store has it: workers that know it keep
        // their connector
        Map<String, String> sorted = new TreeMap<>(catalog.properties());
        return new CatalogProperties(
                new CatalogName(catalog.name()),
                new CatalogVersion(Integer.toHexString(sorted.hashCode())),
                new ConnectorName(catalog.connector()),
                sorted.entrySet().stream().collect(toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private record Stored(Catalog catalog)
            implements StoredCatalog
    {
        @Override
        public CatalogName name()
        {
            return new CatalogName(catalog.name());
        }

        @Override
        public CatalogProperties loadProperties()
        {
            return properties(catalog);
        }
    }
}
