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

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static io.trino.spi.StandardErrorCode.NOT_SUPPORTED;
import static java.nio.charset.StandardCharsets.UTF_8;

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

    private static final String MAC = "HmacSHA256";

    private final List<Catalog> catalogs;
    private final SecretKeySpec versionKey;

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

    /**
     * @param versionKey a secret of the instance; the same after each start
     */
    public FixedCatalogs(List<Catalog> catalogs, byte[] versionKey)
    {
        this.catalogs = List.copyOf(catalogs);
        this.versionKey = new SecretKeySpec(versionKey, MAC);
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

    private CatalogProperties properties(Catalog catalog)
    {
        return new CatalogProperties(
                new CatalogName(catalog.name()),
                version(catalog),
                new ConnectorName(catalog.connector()),
                catalog.properties());
    }

    /**
     * It depends on the properties alone, so that workers that know it keep their connector. Users see it in the
     * description of a query: without the key nobody can try passwords on it.
     */
    private CatalogVersion version(Catalog catalog)
    {
        List<String> parts = new ArrayList<>(List.of(catalog.name(), catalog.connector()));
        new TreeMap<>(catalog.properties()).forEach((key, value) -> parts.addAll(List.of(key, value)));
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(versionKey);
            for (String part : parts) {
                byte[] text = part.getBytes(UTF_8);
                mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).flip());
                mac.update(text);
            }
            return new CatalogVersion(HexFormat.of().formatHex(mac.doFinal()));
        }
        catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Stored
            implements StoredCatalog
    {
        private final Catalog catalog;

        private Stored(Catalog catalog)
        {
            this.catalog = catalog;
        }

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
