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
package io.glaux.host.catalog;

import io.glaux.host.configuration.CatalogConfiguration;
import io.glaux.host.configuration.ConfigurationException;
import io.glaux.protocol.ErrorCode;
import io.glaux.protocol.ProtocolException;
import io.glaux.source.Setting;
import io.glaux.source.Source;
import io.glaux.source.SourceFactory;
import io.glaux.source.SourceSettings;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The catalogs by their names.
 */
public final class Catalogs
        implements AutoCloseable
{
    private static final Logger log = Logger.getLogger(Catalogs.class.getName());

    private final Map<String, SourceCatalog> catalogs = new LinkedHashMap<>();

    private Catalogs() {}

    /**
     * Connects all of them, or none.
     *
     * @throws ConfigurationException if a source or a setting is not known
     * @throws io.glaux.source.SourceException if a source cannot be reached
     */
    public static Catalogs connect(List<CatalogConfiguration> configurations, SourceLoader loader)
    {
        Catalogs catalogs = new Catalogs();
        try {
            configurations.forEach(configuration -> catalogs.add(connect(configuration, loader)));
            return catalogs;
        }
        catch (RuntimeException e) {
            catalogs.close();
            throw e;
        }
    }

    /**
     * Of sources that are connected.
     */
    public static Catalogs of(List<SourceCatalog> connected)
    {
        Catalogs catalogs = new Catalogs();
        connected.forEach(catalogs::add);
        return catalogs;
    }

    private void add(SourceCatalog catalog)
    {
        catalogs.put(catalog.name(), catalog);
    }

    private static SourceCatalog connect(CatalogConfiguration configuration, SourceLoader loader)
    {
        SourceFactory factory = loader.find(configuration.source());
        SourceSettings settings = configuration.settings();
        Set<String> unknown = new TreeSet<>(settings.startingWith("").keySet());
        Set<Setting> known = factory.settings();
        unknown.removeIf(name -> known.stream().anyMatch(setting -> setting.isOf(name)));
        if (!unknown.isEmpty()) {
            throw new ConfigurationException("Catalog %s: the source %s has no such settings: %s".formatted(
                    configuration.name(), configuration.source(), unknown));
        }
        Source source = factory.create(settings);
        try {
            return new SourceCatalog(configuration.name(), configuration.source(), source);
        }
        catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    public Collection<SourceCatalog> all()
    {
        return List.copyOf(catalogs.values());
    }

    /**
     * @throws ProtocolException if there is none of that name
     */
    public SourceCatalog get(String name)
    {
        return Optional.ofNullable(catalogs.get(name)).orElseThrow(() -> new ProtocolException(
                ErrorCode.CATALOG_NOT_FOUND,
                "This host has no catalog of the name that it was asked for; it has %s".formatted(catalogs.keySet())));
    }

    @Override
    public void close()
    {
        for (SourceCatalog catalog : catalogs.values()) {
            try {
                catalog.close();
            }
            catch (RuntimeException e) {
                log.log(Level.WARNING, e, () -> "Catalog %s did not close".formatted(catalog.name()));
            }
        }
    }
}
