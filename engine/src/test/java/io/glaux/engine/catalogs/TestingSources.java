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
package io.glaux.engine.catalogs;

import io.glaux.engine.config.SecretReferences;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.identity.SecretBox;
import io.glaux.engine.store.Store;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import static java.util.Objects.requireNonNullElse;

/**
 * Catalogs of other sources with connections that are only remembered. The source of a catalog that has the setting
 * {@code fails} does not answer, and says its value.
 */
public final class TestingSources
        implements AutoCloseable,
                   CatalogBrowser,
                   CatalogConnections
{
    public static final String FAILS = "fails";

    private static final Map<String, String> ENVIRONMENT = Map.of("PLANES_KEY", "from the environment");

    private final Map<String, ResolvedCatalog> connected = new ConcurrentHashMap<>();
    private final List<String> calls = new ArrayList<>();
    private final AtomicInteger changes = new AtomicInteger();
    private final FederatedCatalogStore catalogStore;
    private final FederatedCatalogs catalogs;

    public TestingSources(Store store, Path folder)
    {
        catalogStore = new FederatedCatalogStore(
                store,
                new SecretBox(new byte[32], new SecureRandom()),
                Clock.systemUTC());
        catalogs = new FederatedCatalogs(
                catalogStore,
                new CatalogFiles(Optional.of(folder), new SecretReferences(ENVIRONMENT::get)),
                this,
                changes::incrementAndGet);
    }

    public FederatedCatalogs catalogs()
    {
        return catalogs;
    }

    FederatedCatalogStore store()
    {
        return catalogStore;
    }

    int changes()
    {
        return changes.get();
    }

    /**
     * What is connected: the names of catalogs, and of those that they show.
     */
    Map<String, String> connected()
    {
        Map<String, String> names = new TreeMap<>();
        connected.forEach((key, catalog) -> names.put(key, catalog.shown().key()));
        return names;
    }

    Optional<ResolvedCatalog> connected(String key)
    {
        return Optional.ofNullable(connected.get(key));
    }

    /**
     * What was called since the last time, as {@code connect planes}.
     */
    synchronized List<String> takeCalls()
    {
        List<String> taken = List.copyOf(calls);
        calls.clear();
        return taken;
    }

    @Override
    public void connect(ResolvedCatalog catalog)
    {
        call("connect " + catalog.key());
        Optional<String> failure = catalog.shown().settings().find(FAILS);
        if (failure.isPresent()) {
            throw new GlauxException(ErrorCode.CATALOG_ERROR, failure.get());
        }
        connected.put(catalog.key(), catalog);
    }

    @Override
    public void open(ResolvedCatalog catalog)
    {
        call("open " + catalog.key());
        connected.put(catalog.key(), catalog);
    }

    @Override
    public void disconnect(String key)
    {
        call("disconnect " + key);
        connected.remove(key);
    }

    @Override
    public Health health(ResolvedCatalog catalog)
    {
        return new Health(Optional.of(17L), Optional.of("grpc+tls://127.0.0.1:1"), "ok");
    }

    @Override
    public List<String> schemas(String catalog)
    {
        requireConnected(catalog);
        return List.of("air", "default");
    }

    @Override
    public SequencedMap<String, List<BrowsedColumn>> tables(String catalog, String schema, Optional<String> table)
    {
        requireConnected(catalog);
        SequencedMap<String, List<BrowsedColumn>> tables = new LinkedHashMap<>();
        if (schema.equals("default")) {
            for (String name : List.of("engines", "planes", "wings")) {
                if (requireNonNullElse(table.orElse(null), name).equals(name)) {
                    tables.put(name, List.of(
                            new BrowsedColumn("tailnum", "varchar", Optional.of("its number")),
                            new BrowsedColumn("seats", "decimal(38,0)", Optional.empty())));
                }
            }
        }
        return tables;
    }

    @Override
    public void close()
    {
        catalogs.close();
    }

    private void requireConnected(String catalog)
    {
        if (!connected.containsKey(catalog)) {
            throw new GlauxException(ErrorCode.CATALOG_ERROR, "Catalog '%s' not found".formatted(catalog));
        }
    }

    private synchronized void call(String text)
    {
        calls.add(text);
    }
}
