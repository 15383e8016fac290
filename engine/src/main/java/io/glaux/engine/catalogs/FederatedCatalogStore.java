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

import io.glaux.engine.catalogs.FederatedCatalog.Origin;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.identity.SecretBox;
import io.glaux.engine.store.Store;
import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import static java.util.Objects.requireNonNull;

/**
 * The catalogs that the API and the command line made, in the store. Their secrets are sealed, each for its catalog and
 * key.
 */
public final class FederatedCatalogStore
{
    private final Store store;
    private final SecretBox box;
    private final Clock clock;

    /**
     * @param box with a key that is in no store
     */
    public FederatedCatalogStore(Store store, SecretBox box, Clock clock)
    {
        this.store = requireNonNull(store, "store is null");
        this.box = requireNonNull(box, "box is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * In the order of their names in lower case.
     */
    public List<FederatedCatalog> list()
    {
        return store.inTransaction(transaction -> transaction
                .createQuery("SELECT * FROM data_catalogs ORDER BY name")
                .map((row, _) -> read(transaction, row))
                .list());
    }

    /**
     * @param name in any case
     */
    public Optional<FederatedCatalog> find(String name)
    {
        return store.inTransaction(transaction -> find(transaction, FederatedCatalog.key(name)));
    }

    /**
     * @throws GlauxException with ALREADY_EXISTS if there is one of that name
     */
    public void add(FederatedCatalog catalog)
    {
        store.inTransaction(transaction -> {
            if (find(transaction, catalog.key()).isPresent()) {
                throw new GlauxException(
                        ErrorCode.ALREADY_EXISTS, "Catalog %s exists already".formatted(catalog.name()));
            }
            insert(transaction, catalog, clock.millis());
            return null;
        });
    }

    /**
     * Puts a catalog in the place of the one of its name.
     *
     * @throws GlauxException with NOT_FOUND if there is none
     */
    public void replace(FederatedCatalog catalog)
    {
        store.inTransaction(transaction -> {
            long createdAt = transaction.createQuery("SELECT created_at FROM data_catalogs WHERE name = :name")
                    .bind("name", catalog.key())
                    .mapTo(Long.class)
                    .findOne()
                    .orElseThrow(() -> new GlauxException(
                            ErrorCode.NOT_FOUND, "There is no catalog %s".formatted(catalog.name())));
            delete(transaction, catalog.key());
            insert(transaction, catalog, createdAt);
            return null;
        });
    }

    /**
     * @param name in any case
     * @return false if there is no such catalog
     */
    public boolean remove(String name)
    {
        return store.inTransaction(transaction -> delete(transaction, FederatedCatalog.key(name)) > 0);
    }

    private static int delete(Handle transaction, String key)
    {
        return transaction.createUpdate("DELETE FROM data_catalogs WHERE name = :name").bind("name", key).execute();
    }

    private void insert(Handle transaction, FederatedCatalog catalog, long createdAt)
    {
        transaction.createUpdate(
                        """
                        INSERT INTO data_catalogs (name, given_name, source, description, created_at)
                        VALUES (:name, :given, :source, :description, :created)
                        """)
                .bind("name", catalog.key())
                .bind("given", catalog.name())
                .bind("source", catalog.source().text())
                .bind("description", catalog.description().orElse(null))
                .bind("created", createdAt)
                .execute();
        catalog.settings().open().forEach((key, value) -> insert(transaction, catalog, key, value, false));
        catalog.settings().secrets().forEach((key, value) ->
                insert(transaction, catalog, key, box.seal(owner(catalog.key(), key), value), true));
    }

    private static void insert(
            Handle transaction,
            FederatedCatalog catalog,
            String key,
            String value,
            boolean secret)
    {
        transaction.createUpdate(
                        """
                        INSERT INTO data_catalog_settings (catalog, setting_key, setting_value, secret)
                        VALUES (:catalog, :key, :value, :secret)
                        """)
                .bind("catalog", catalog.key())
                .bind("key", key)
                .bind("value", value)
                .bind("secret", secret)
                .execute();
    }

    private Optional<FederatedCatalog> find(Handle transaction, String key)
    {
        return transaction.createQuery("SELECT * FROM data_catalogs WHERE name = :name")
                .bind("name", key)
                .map((row, _) -> read(transaction, row))
                .findOne();
    }

    private FederatedCatalog read(Handle transaction, ResultSet row)
            throws SQLException
    {
        String key = row.getString("name");
        return new FederatedCatalog(
                row.getString("given_name"),
                SourceKind.of(row.getString("source")).orElseThrow(),
                Optional.ofNullable(row.getString("description")),
                settings(transaction, key),
                Origin.STORE);
    }

    private CatalogSettings settings(Handle transaction, String catalog)
    {
        Map<String, String> open = new TreeMap<>();
        Map<String, String> secrets = new TreeMap<>();
        transaction.createQuery("SELECT * FROM data_catalog_settings WHERE catalog = :catalog")
                .bind("catalog", catalog)
                .map((row, _) -> new Setting(
                        row.getString("setting_key"),
                        row.getString("setting_value"),
                        row.getBoolean("secret")))
                .forEach(setting -> {
                    if (setting.secret()) {
                        secrets.put(setting.key(), box.open(owner(catalog, setting.key()), setting.value()));
                    }
                    else {
                        open.put(setting.key(), setting.value());
                    }
                });
        return new CatalogSettings(new TreeMap<>(open), new TreeMap<>(secrets));
    }

    private static String owner(String catalog, String key)
    {
        return "catalog %s, setting %s".formatted(catalog, key);
    }

    private record Setting(String key, String value, boolean secret) {}
}
