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

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.airlift.log.Logger;
import io.glaux.engine.catalogs.CatalogConnections.Health;
import io.glaux.engine.catalogs.CatalogFiles.CatalogFile;
import io.glaux.engine.catalogs.FederatedCatalog.Origin;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

/**
 * The catalogs of sources outside of the lake: those of the store and those of files, which come and go while the
 * server runs. A name in both is refused.
 */
public final class FederatedCatalogs
        implements AutoCloseable
{
    private static final Logger log = Logger.get(FederatedCatalogs.class);
    private static final Duration FILES_ARE_READ_EVERY = Duration.ofSeconds(5);

    private final FederatedCatalogStore store;
    private final CatalogFiles files;
    private final CatalogConnections connections;
    private final Runnable changed;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("catalog-files").factory());

    /**
     * Held while a catalog is made, changed or taken away, which may take as long as its source.
     */
    private final ReentrantLock changes = new ReentrantLock(true);

    /**
     * By their names in lower case.
     */
    @GuardedBy("this")
    private final Map<String, FederatedCatalog> known = new TreeMap<>();
    /**
     * Why a catalog is not connected, by the same names.
     */
    @GuardedBy("this")
    private final Map<String, String> problems = new HashMap<>();
    @GuardedBy("this")
    private final Map<String, CatalogFile> unused = new TreeMap<>();

    /**
     * @param changed called when there are other catalogs, or other problems
     */
    public FederatedCatalogs(
            FederatedCatalogStore store,
            CatalogFiles files,
            CatalogConnections connections,
            Runnable changed)
    {
        this.store = requireNonNull(store, "store is null");
        this.files = requireNonNull(files, "files is null");
        this.connections = requireNonNull(connections, "connections is null");
        this.changed = requireNonNull(changed, "changed is null");
    }

    /**
     * Opens all that there are, and looks after the files from now on.
     */
    public void start()
    {
        locked(() -> {
            List<FederatedCatalog> stored = store.list();
            synchronized (this) {
                stored.forEach(catalog -> known.put(catalog.key(), catalog));
            }
            applyFiles();
            // those of files are open; what names another comes after it, however it is reached
            stored.forEach(this::open);
        });
        Future<?> _ = watch.scheduleWithFixedDelay(
                this::readFilesAgain,
                FILES_ARE_READ_EVERY.toMillis(),
                FILES_ARE_READ_EVERY.toMillis(),
                MILLISECONDS);
    }

    /**
     * @param name in any case
     */
    public synchronized Optional<FederatedCatalog> find(String name)
    {
        return Optional.ofNullable(known.get(FederatedCatalog.key(name)));
    }

    /**
     * In the order of their names in lower case.
     */
    public synchronized List<FederatedCatalog> list()
    {
        return List.copyOf(known.values());
    }

    /**
     * How all of them are, also files that make no catalog.
     */
    public List<CatalogState> states()
    {
        List<CatalogState> states = new ArrayList<>();
        list().forEach(catalog -> states.add(state(catalog)));
        unusedFiles().forEach(file -> states.add(new CatalogState(
                file.name(), CatalogState.UNUSED_FILE, Optional.empty(), Optional.empty(), file.problem())));
        return states;
    }

    /**
     * Connects to the source and keeps the catalog. When the source does not answer, nothing is kept.
     *
     * @throws GlauxException with ALREADY_EXISTS if the name is taken, with CATALOG_ERROR and what the source says, or
     *         with INVALID_INPUT if the catalog cannot be
     */
    public void add(FederatedCatalog catalog)
    {
        locked(() -> {
            requireFree(catalog);
            connections.connect(resolve(catalog));
            try {
                store.add(catalog);
            }
            catch (RuntimeException e) {
                connections.disconnect(catalog.key());
                throw e;
            }
            put(catalog);
        });
    }

    /**
     * Puts a catalog in the place of the one of its name, once its source has answered. For a moment there is neither.
     *
     * @throws GlauxException with NOT_FOUND if there is none, and as {@link #add}; then the one before stays
     */
    public void update(FederatedCatalog catalog)
    {
        locked(() -> {
            FederatedCatalog before = requireChangeable(catalog.name());
            if (before.source() == catalog.source() && before.settings().equals(catalog.settings())) {
                // what queries read from stays as it is
                store.replace(catalog);
                putKnown(catalog);
                return;
            }
            ResolvedCatalog resolved = resolve(catalog);
            connections.disconnect(before.key());
            try {
                connections.connect(resolved);
                store.replace(catalog);
            }
            catch (RuntimeException e) {
                connections.disconnect(before.key());
                open(before);
                throw e;
            }
            put(catalog);
            openAgain(namesOf(catalog.key()));
        });
    }

    /**
     * @param name in any case
     * @throws GlauxException with NOT_FOUND if there is none, with INVALID_INPUT if a file or another catalog has it
     */
    public void remove(String name)
    {
        locked(() -> {
            FederatedCatalog catalog = requireChangeable(name);
            List<FederatedCatalog> others = namesOf(catalog.key());
            if (!others.isEmpty()) {
                throw new GlauxException(
                        ErrorCode.INVALID_INPUT,
                        "Catalog %s is shown by catalog %s: remove that one first".formatted(
                                catalog.name(),
                                others.getFirst().name()));
            }
            store.remove(catalog.name());
            forget(catalog);
        });
    }

    @Override
    public void close()
    {
        watch.shutdownNow();
    }

    private CatalogState state(FederatedCatalog catalog)
    {
        Health health = problem(catalog)
                .map(problem -> new Health(Optional.empty(), Optional.empty(), problem))
                .orElseGet(() -> health(catalog));
        return new CatalogState(
                catalog.name(),
                catalog.source().text(),
                health.process(),
                health.address(),
                health.health());
    }

    private Health health(FederatedCatalog catalog)
    {
        try {
            return connections.health(resolve(catalog));
        }
        catch (GlauxException e) {
            // the one that it shows has gone
            return new Health(Optional.empty(), Optional.empty(), e.getMessage());
        }
    }

    private synchronized Optional<String> problem(FederatedCatalog catalog)
    {
        return Optional.ofNullable(problems.get(catalog.key()));
    }

    private synchronized List<CatalogFile> unusedFiles()
    {
        return List.copyOf(unused.values());
    }

    private void locked(Runnable change)
    {
        changes.lock();
        try {
            change.run();
        }
        finally {
            changes.unlock();
        }
        changed.run();
    }

    private void requireFree(FederatedCatalog catalog)
    {
        Optional<FederatedCatalog> same = find(catalog.name());
        boolean hasFile = same.filter(found -> found.origin() == Origin.FILE).isPresent();
        synchronized (this) {
            hasFile |= unused.containsKey(catalog.key());
        }
        if (hasFile) {
            throw new GlauxException(
                    ErrorCode.ALREADY_EXISTS,
                    "A file has a catalog %s already: choose another name, or remove the file".formatted(
                            catalog.name()));
        }
        if (same.isPresent()) {
            throw new GlauxException(
                    ErrorCode.ALREADY_EXISTS, "Catalog %s exists already".formatted(catalog.name()));
        }
    }

    private FederatedCatalog requireChangeable(String name)
    {
        FederatedCatalog catalog = find(name)
                .orElseThrow(() -> new GlauxException(
                        ErrorCode.NOT_FOUND, "There is no catalog %s".formatted(name)));
        if (catalog.origin() == Origin.FILE) {
            throw new GlauxException(
                    ErrorCode.INVALID_INPUT,
                    "Catalog %s comes from a file: change or remove the file".formatted(catalog.name()));
        }
        return catalog;
    }

    private void open(FederatedCatalog catalog)
    {
        String problem = "";
        try {
            connections.open(resolve(catalog));
        }
        catch (RuntimeException e) {
            log.warn(e, "Catalog %s is not there", catalog.name());
            problem = e instanceof GlauxException ? e.getMessage() : "it cannot be opened: see log/server.log";
        }
        put(catalog);
        synchronized (this) {
            if (!problem.isEmpty()) {
                problems.put(catalog.key(), problem);
            }
        }
    }

    private synchronized void putKnown(FederatedCatalog catalog)
    {
        known.put(catalog.key(), catalog);
    }

    private synchronized void put(FederatedCatalog catalog)
    {
        known.put(catalog.key(), catalog);
        problems.remove(catalog.key());
    }

    private void forget(FederatedCatalog catalog)
    {
        synchronized (this) {
            known.remove(catalog.key());
            problems.remove(catalog.key());
        }
        connections.disconnect(catalog.key());
    }

    /**
     * @throws GlauxException with INVALID_INPUT if it names a catalog that is not there, or itself
     */
    private ResolvedCatalog resolve(FederatedCatalog catalog)
    {
        FederatedCatalog shown = catalog;
        Set<String> passed = new HashSet<>();
        Optional<String> other = otherName(shown);
        while (other.isPresent()) {
            String name = other.get();
            if (!passed.add(shown.key()) || FederatedCatalog.key(name).equals(catalog.key())) {
                throw new GlauxException(
                        ErrorCode.INVALID_INPUT,
                        "Catalog %s would show itself".formatted(catalog.name()));
            }
            shown = find(name).orElseThrow(() -> new GlauxException(
                    ErrorCode.INVALID_INPUT,
                    "There is no catalog %s, which catalog %s shows: give the address of its host, or add %s first"
                            .formatted(name, catalog.name(), name)));
            other = otherName(shown);
        }
        return new ResolvedCatalog(catalog, shown);
    }

    private static Optional<String> otherName(FederatedCatalog catalog)
    {
        return catalog.source() == SourceKind.FLIGHT
                && HostFunction.of(catalog.settings()) instanceof HostFunction.Registered(String name)
                ? Optional.of(name)
                : Optional.empty();
    }

    /**
     * The catalogs that show another one, be it by way of a third.
     */
    private List<FederatedCatalog> namesOf(String key)
    {
        List<FederatedCatalog> found = new ArrayList<>();
        for (FederatedCatalog catalog : list()) {
            Optional<String> other = otherName(catalog).map(FederatedCatalog::key);
            if (other.filter(key::equals).isPresent()) {
                found.add(catalog);
                found.addAll(namesOf(catalog.key()));
            }
        }
        return found;
    }

    private void openAgain(List<FederatedCatalog> catalogs)
    {
        for (FederatedCatalog catalog : catalogs) {
            connections.disconnect(catalog.key());
            open(catalog);
        }
    }

    /**
     * Does by itself what the files say now.
     */
    void readFilesAgain()
    {
        try {
            if (applyFilesInTurn()) {
                changed.run();
            }
        }
        catch (RuntimeException e) {
            // the catalogs that are there stay
            log.warn(e, "The files of catalogs were not read");
        }
    }

    private boolean applyFilesInTurn()
    {
        changes.lock();
        try {
            return applyFiles();
        }
        finally {
            changes.unlock();
        }
    }

    /**
     * @return whether anything is other than before
     */
    private boolean applyFiles()
    {
        Map<String, FederatedCatalog> wanted = new TreeMap<>();
        Map<String, CatalogFile> refused = new TreeMap<>();
        for (CatalogFile file : files.read()) {
            if (wanted.containsKey(file.key()) || refused.containsKey(file.key())) {
                refused.put(file.key(), refused(file, "another file has the same name, but for the case"));
            }
            else if (find(file.name()).filter(found -> found.origin() == Origin.STORE).isPresent()) {
                refused.put(file.key(), refused(
                        file,
                        "the file is not used, since a catalog of this name was added already: remove one of them"));
            }
            else if (file.catalog().isPresent()) {
                wanted.put(file.key(), file.catalog().get());
            }
            else {
                refused.put(file.key(), file);
            }
        }
        boolean isOther = replaceUnused(refused);
        for (FederatedCatalog catalog : list()) {
            if (catalog.origin() == Origin.FILE && !wanted.containsKey(catalog.key())) {
                forget(catalog);
                isOther = true;
            }
        }
        for (FederatedCatalog catalog : wanted.values()) {
            Optional<FederatedCatalog> before = find(catalog.key());
            if (!before.equals(Optional.of(catalog))) {
                before.ifPresent(this::forget);
                put(catalog);
                open(catalog);
                openAgain(namesOf(catalog.key()));
                isOther = true;
            }
        }
        return isOther;
    }

    private static CatalogFile refused(CatalogFile file, String problem)
    {
        return new CatalogFile(file.name(), Optional.empty(), problem);
    }

    private synchronized boolean replaceUnused(Map<String, CatalogFile> refused)
    {
        if (unused.equals(refused)) {
            return false;
        }
        refused.values().forEach(file -> log.warn("Catalog %s: %s", file.name(), file.problem()));
        unused.clear();
        unused.putAll(refused);
        return true;
    }
}
