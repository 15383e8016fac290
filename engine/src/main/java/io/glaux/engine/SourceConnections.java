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

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.airlift.log.Logger;
import io.glaux.engine.catalogs.CatalogBrowser;
import io.glaux.engine.catalogs.CatalogConnections;
import io.glaux.engine.catalogs.CatalogSettings;
import io.glaux.engine.catalogs.FederatedCatalog;
import io.glaux.engine.catalogs.HostFunction;
import io.glaux.engine.catalogs.ResolvedCatalog;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.hosts.Host;
import io.glaux.engine.hosts.HostEndpoint;
import io.glaux.engine.hosts.HostListener;
import io.glaux.engine.hosts.HostSpec;
import io.glaux.engine.hosts.HostStatus;
import io.glaux.engine.hosts.Hosts;
import io.glaux.engine.trino.CatalogChanges;
import io.glaux.engine.trino.FixedCatalogs.Catalog;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

/**
 * Catalogs of other sources in the engine: the processes that read them, and the catalogs of Trino that ask these. A
 * process that is started again at another port gets its catalogs anew.
 */
final class SourceConnections
        implements CatalogConnections
{
    private static final Logger log = Logger.get(SourceConnections.class);

    private final Hosts hosts;
    private final UnaryOperator<String> tokens;
    private final CatalogBrowser browser;
    private final Runnable changed;

    /**
     * Held while Trino makes or drops a catalog. No other lock is taken after it but that of this object.
     */
    private final ReentrantLock registering = new ReentrantLock(true);
    private final CompletableFuture<CatalogChanges> trino = new CompletableFuture<>();
    @GuardedBy("this")
    private final Map<String, ResolvedCatalog> wanted = new HashMap<>();
    /**
     * What Trino has.
     */
    @GuardedBy("this")
    private final Map<String, Catalog> registered = new HashMap<>();
    @GuardedBy("this")
    private final Map<String, String> problems = new HashMap<>();

    /**
     * @param tokens what a process wants of who calls it, by the name of its catalog
     * @param changed called when the state of a catalog is another one
     */
    SourceConnections(Hosts hosts, UnaryOperator<String> tokens, CatalogBrowser browser, Runnable changed)
    {
        this.hosts = requireNonNull(hosts, "hosts is null");
        this.tokens = requireNonNull(tokens, "tokens is null");
        this.browser = requireNonNull(browser, "browser is null");
        this.changed = requireNonNull(changed, "changed is null");
    }

    /**
     * Trino takes catalogs from now on: those whose processes listen, and others as they come to. Waits for a while, so
     * that a query after the start finds them.
     */
    void start(CatalogChanges changes, Duration patience)
    {
        List<ResolvedCatalog> all;
        synchronized (this) {
            trino.complete(changes);
            all = List.copyOf(wanted.values());
        }
        CountDownLatch tried = new CountDownLatch(all.size());
        for (ResolvedCatalog catalog : all) {
            Thread.startVirtualThread(() -> {
                try {
                    hosts.find(catalog.shown().key()).ifPresent(Host::awaitFirst);
                    register(catalog);
                }
                catch (GlauxException e) {
                    log.warn(e, "Catalog %s is not there yet", catalog.catalog().name());
                }
                finally {
                    tried.countDown();
                }
            });
        }
        try {
            if (!tried.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("%s catalogs come later: see status", tried.getCount());
            }
        }
        catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void connect(ResolvedCatalog catalog)
    {
        try {
            open(catalog);
            hosts.find(catalog.shown().key()).ifPresent(Host::awaitFirst);
            // a request may come while the server starts
            trino.join();
            register(catalog);
            List<String> schemas = browser.schemas(catalog.key());
            log.info("Catalog %s answered with %s schemas", catalog.catalog().name(), schemas.size());
        }
        catch (RuntimeException e) {
            disconnect(catalog.key());
            throw e;
        }
    }

    @Override
    public void open(ResolvedCatalog catalog)
    {
        FederatedCatalog shown = catalog.shown();
        ConnectorSettings.check(shown);
        synchronized (this) {
            wanted.put(catalog.key(), catalog);
        }
        boolean isOwn = shown.key().equals(catalog.key());
        if (isOwn && shown.source().isLocal()) {
            CatalogSettings settings = shown.settings();
            hosts.start(
                    new HostSpec(shown.key(), shown.source().text(), ConnectorSettings.ofHost(settings)),
                    new Listener(shown.key()));
        }
        else if (trino.isDone()) {
            register(catalog);
        }
    }

    @Override
    public void disconnect(String key)
    {
        Optional<CatalogChanges> changes;
        registering.lock();
        try {
            boolean isRegistered;
            synchronized (this) {
                wanted.remove(key);
                problems.remove(key);
                isRegistered = registered.remove(key) != null;
                changes = changes().filter(_ -> isRegistered);
            }
            changes.ifPresent(found -> found.remove(key));
        }
        finally {
            registering.unlock();
        }
        // after no query finds it any more: those that do read it end in peace
        hosts.stop(key);
    }

    @Override
    public Health health(ResolvedCatalog catalog)
    {
        Optional<String> problem;
        boolean isRegistered;
        synchronized (this) {
            problem = Optional.ofNullable(problems.get(catalog.key()));
            isRegistered = registered.containsKey(catalog.key());
        }
        if (!catalog.shown().source().isLocal()) {
            return new Health(
                    Optional.empty(),
                    addresses(catalog.shown()),
                    problem.orElse(isRegistered ? "ok" : "it is being opened"));
        }
        HostStatus status = hosts.find(catalog.shown().key())
                .map(Host::status)
                .orElseGet(() -> new HostStatus(Optional.empty(), "its process was not started"));
        return new Health(
                status.endpoint().map(HostEndpoint::pid),
                status.endpoint().map(HostEndpoint::url),
                problem.orElse(status.health()));
    }

    private Optional<CatalogChanges> changes()
    {
        return Optional.ofNullable(trino.getNow(null));
    }

    /**
     * Makes the catalog known to Trino, or known anew when its process listens elsewhere. Does nothing as long as it
     * does not listen, or Trino does not.
     *
     * @throws GlauxException with CATALOG_ERROR if Trino does not take it
     */
    private void register(ResolvedCatalog catalog)
    {
        Optional<Catalog> known = properties(catalog.shown())
                .map(properties -> new Catalog(catalog.key(), ConnectorSettings.CONNECTOR, properties));
        if (known.isEmpty()) {
            return;
        }
        registering.lock();
        try {
            Optional<CatalogChanges> changes;
            synchronized (this) {
                boolean isWanted = catalog.equals(wanted.get(catalog.key()));
                boolean isNew = !known.get().equals(registered.get(catalog.key()));
                changes = changes().filter(_ -> isWanted && isNew);
            }
            if (changes.isPresent()) {
                put(changes.get(), known.get());
            }
        }
        finally {
            registering.unlock();
        }
    }

    private void put(CatalogChanges changes, Catalog catalog)
    {
        try {
            changes.put(catalog);
        }
        catch (GlauxException e) {
            synchronized (this) {
                registered.remove(catalog.name());
                problems.put(catalog.name(), e.getMessage());
            }
            throw e;
        }
        synchronized (this) {
            registered.put(catalog.name(), catalog);
            problems.remove(catalog.name());
        }
    }

    private Optional<Map<String, String>> properties(FederatedCatalog shown)
    {
        if (shown.source().isLocal()) {
            return hosts.find(shown.key())
                    .flatMap(host -> host.status().endpoint())
                    .map(endpoint -> ConnectorSettings.local(shown, endpoint, tokens.apply(shown.key())));
        }
        return HostFunction.of(shown.settings()) instanceof HostFunction.Addresses hostAddresses
                ? Optional.of(ConnectorSettings.remote(shown, hostAddresses))
                : Optional.empty();
    }

    private static Optional<String> addresses(FederatedCatalog shown)
    {
        return HostFunction.of(shown.settings()) instanceof HostFunction.Addresses(List<URI> urls)
                ? Optional.of(urls.stream().map(URI::toString).collect(joining(",")))
                : Optional.empty();
    }

    /**
     * The catalogs that a process serves: its own, and those that show it under another name.
     */
    private synchronized List<ResolvedCatalog> servedBy(String key)
    {
        return wanted.values().stream().filter(catalog -> catalog.shown().key().equals(key)).toList();
    }

    private final class Listener
            implements HostListener
    {
        private final String key;

        private Listener(String key)
        {
            this.key = requireNonNull(key, "key is null");
        }

        @Override
        public void ready(HostEndpoint endpoint)
        {
            for (ResolvedCatalog catalog : servedBy(key)) {
                try {
                    register(catalog);
                }
                catch (GlauxException e) {
                    log.warn(e, "Catalog %s is not there", catalog.catalog().name());
                }
            }
        }

        @Override
        public void changed()
        {
            changed.run();
        }
    }
}
