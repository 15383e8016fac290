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
import io.trino.metadata.CatalogManager;
import io.trino.plugin.tpch.TpchPlugin;
import io.trino.server.testing.TestingTrinoServer;
import io.trino.spi.TrinoException;
import io.trino.spi.catalog.CatalogName;
import io.trino.spi.catalog.CatalogProperties;
import io.trino.spi.connector.ConnectorName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import static com.google.inject.Scopes.SINGLETON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

/**
 * Catalogs that come and go while Trino runs.
 */
@TestInstance(PER_CLASS)
final class TestCatalogChanges
{
    private static final CatalogName NAME = new CatalogName("passing");

    private TestingTrinoServer server;
    private CatalogManager catalogs;
    private CatalogChanges changes;

    @BeforeAll
    void start()
    {
        server = TestingTrinoServer.builder()
                .setCoordinator(true)
                .setAdditionalModule(binder -> {
                    binder.bind(CatalogChanges.class).in(SINGLETON);
                    binder.requestInjection(this);
                })
                .build();
        server.installPlugin(new TpchPlugin());
    }

    @Inject
    void take(CatalogManager known, CatalogChanges ours)
    {
        catalogs = known;
        changes = ours;
    }

    @AfterAll
    void stop()
            throws IOException
    {
        server.close();
    }

    @Test
    void testTheyComeChangeAndGo()
    {
        changes.put(catalog(Map.of("tpch.splits-per-node", "1")));
        assertThat(catalogs.getCatalog(NAME).orElseThrow().isFailed()).isFalse();
        changes.put(catalog(Map.of("tpch.splits-per-node", "2")));
        assertThat(catalogs.getCatalog(NAME).orElseThrow().isFailed()).as("in its place").isFalse();
        changes.remove(NAME.toString());
        assertThat(catalogs.getCatalog(NAME)).isEmpty();
        changes.remove(NAME.toString());
    }

    @Test
    void testWhatTheConnectorDoesNotTake()
    {
        FixedCatalogs.Catalog wrong = new FixedCatalogs.Catalog("wrong", "tpch", Map.of("tpch.secret", "s3cr3t"));
        assertThatThrownBy(() -> changes.put(wrong))
                .isInstanceOfSatisfying(
                        GlauxException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CATALOG_ERROR))
                .hasMessage("Catalog wrong: the connector tpch does not start with its settings: see log/server.log");
        assertThat(catalogs.getCatalog(new CatalogName("wrong"))).isEmpty();
        assertThat(wrong.toString()).doesNotContain("s3cr3t");
    }

    @Test
    void testOnlyTheInstanceChangesItsCatalogs()
    {
        FixedCatalogs store = new FixedCatalogs(List.of());
        ConnectorName connector = new ConnectorName("tpch");
        assertThatThrownBy(() -> store.createCatalogProperties(NAME, connector, Map.of()))
                .isInstanceOf(TrinoException.class)
                .hasMessageStartingWith("SQL does not make catalogs: ./glaux catalog and the Athena API do");
        assertThatThrownBy(() -> store.removeCatalog(NAME))
                .isInstanceOf(TrinoException.class)
                .hasMessageStartingWith("SQL does not remove catalogs");
        ScopedValue.where(FixedCatalogs.CHANGED_BY_INSTANCE, true).run(() -> {
            store.removeCatalog(NAME);
            CatalogProperties made = store.createCatalogProperties(NAME, connector, Map.of("a", "b"));
            store.addOrReplaceCatalog(made);
            assertThat(store.createCatalogProperties(NAME, connector, Map.of("a", "b"))).isEqualTo(made);
            assertThat(store.createCatalogProperties(NAME, connector, Map.of("a", "c")).version())
                    .as("other properties are another catalog to workers")
                    .isNotEqualTo(made.version());
        });
    }

    private static FixedCatalogs.Catalog catalog(Map<String, String> properties)
    {
        return new FixedCatalogs.Catalog(NAME.toString(), "tpch", properties);
    }
}
