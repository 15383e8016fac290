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

import com.google.inject.Key;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.query.StatementFailure;
import io.glaux.engine.query.StatementRequest;
import io.trino.connector.CatalogHandle;
import io.trino.connector.ConnectorServicesProvider;
import io.trino.metadata.CatalogManager;
import io.trino.plugin.tpch.TpchPlugin;
import io.trino.server.testing.TestingTrinoServer;
import io.trino.spi.Page;
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
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

/**
 * Catalogs that come and go while Trino runs: a coordinator that reads nothing itself, and a worker.
 */
@TestInstance(PER_CLASS)
final class TestCatalogChanges
{
    private static final CatalogName NAME = new CatalogName("passing");
    private static final byte[] VERSION_KEY = new byte[32];
    private static final Map<String, String> STANDARD_NAMES = Map.of("tpch.column-naming", "STANDARD");

    private TestingCluster cluster;
    private TrinoStatementRunner runner;
    private CatalogManager catalogs;
    private CatalogChanges changes;

    @BeforeAll
    void start()
            throws InterruptedException
    {
        cluster = new TestingCluster(List.of(new TpchPlugin()));
        runner = cluster.runner();
        catalogs = cluster.catalogs();
        changes = cluster.changes();
    }

    @AfterAll
    void stop()
            throws IOException
    {
        cluster.close();
    }

    @Test
    void testTheyComeChangeAndGo()
            throws Exception
    {
        changes.put(catalog(Map.of("tpch.splits-per-node", "1")));
        assertThat(catalogs.getCatalog(NAME).orElseThrow().isFailed()).isFalse();
        assertThat(rows("SELECT name FROM passing.tiny.nation")).isEqualTo(25);
        changes.put(catalog(STANDARD_NAMES));
        assertThat(catalogs.getCatalog(NAME).orElseThrow().isFailed()).as("in its place").isFalse();
        assertThat(rows("SELECT n_name FROM passing.tiny.nation")).isEqualTo(25);
        assertThat(failure("SELECT name FROM passing.tiny.nation").message()).contains("'name' cannot be resolved");
        changes.remove(NAME.toString());
        assertThat(catalogs.getCatalog(NAME)).isEmpty();
        assertThat(failure("SELECT n_name FROM passing.tiny.nation").message()).contains("Catalog 'passing' not found");
        changes.remove(NAME.toString());
    }

    @Test
    void testAWorkerThatCameLater()
            throws Exception
    {
        FixedCatalogs.Catalog before = new FixedCatalogs.Catalog("lasting", "tpch", STANDARD_NAMES);
        changes.put(before);
        try (TestingTrinoServer later = cluster.startWorker(3)) {
            CatalogHandle handle =
                    catalogs.getCatalog(new CatalogName(before.name())).orElseThrow().getCatalogHandle();
            ConnectorServicesProvider known = later.getInstance(Key.get(ConnectorServicesProvider.class));
            assertThatThrownBy(() -> known.getConnectorServices(handle)).hasMessageContaining("lasting");
            assertThat(rows("SELECT l_comment FROM lasting.tiny.lineitem")).isEqualTo(60_175);
            assertThat(known.getConnectorServices(handle).getCatalogHandle()).as("by its first task").isEqualTo(handle);
        }
        finally {
            changes.remove(before.name());
            cluster.awaitNodes(2);
        }
    }

    @Test
    void testAQueryStaysWithTheCatalogThatItBeganWith()
            throws Exception
    {
        FixedCatalogs.Catalog before = new FixedCatalogs.Catalog("leaving", "tpch", Map.of());
        changes.put(before);
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CollectingSink reading = new CollectingSink(_ -> hold(held, release));
        runner.start(request("SELECT comment FROM leaving.sf1.lineitem LIMIT 1000000"), reading);
        held.await();
        changes.put(new FixedCatalogs.Catalog(before.name(), "tpch", STANDARD_NAMES));
        assertThat(rows("SELECT n_name FROM leaving.tiny.nation")).isEqualTo(25);
        changes.remove(before.name());
        release.countDown();
        assertThat(reading.await().failure()).isEmpty();
        assertThat(reading.pages().stream().mapToLong(Page::getPositionCount).sum()).isEqualTo(1_000_000);
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
    void testSqlDoesNotChangeThem()
            throws Exception
    {
        changes.put(new FixedCatalogs.Catalog("kept", "tpch", Map.of()));
        assertThat(failure("CREATE CATALOG more USING tpch").message())
                .startsWith("SQL does not make catalogs: ./glaux catalog and the Athena API do");
        assertThat(failure("DROP CATALOG kept").message()).startsWith("SQL does not remove catalogs");
        assertThat(rows("SELECT name FROM kept.tiny.nation")).isEqualTo(25);
        changes.remove("kept");
    }

    @Test
    void testOnlyTheInstanceChangesItsCatalogs()
    {
        FixedCatalogs store = new FixedCatalogs(List.of(), VERSION_KEY);
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
        });
    }

    /**
     * Workers take catalogs of one version for the same; and users see it.
     */
    @Test
    void testVersions()
    {
        String version = version(VERSION_KEY, Map.of("token", "one", "key", "two"));
        assertThat(version(VERSION_KEY, Map.of("key", "two", "token", "one"))).isEqualTo(version);
        assertThat(version(VERSION_KEY, Map.of("token", "two", "key", "one"))).isNotEqualTo(version);
        assertThat(version(VERSION_KEY, Map.of("tokeno", "ne", "key", "two"))).isNotEqualTo(version);
        assertThat(version("a key that nobody is told of.....".getBytes(UTF_8), Map.of("token", "one", "key", "two")))
                .as("who knows all but the token must not be able to try tokens")
                .isNotEqualTo(version);
    }

    private static String version(byte[] key, Map<String, String> properties)
    {
        FixedCatalogs.Catalog catalog = new FixedCatalogs.Catalog("planes", "flight", properties);
        return new FixedCatalogs(List.of(catalog), key).getCatalogs().iterator().next().loadProperties().version()
                .toString();
    }

    private long rows(String sql)
            throws Exception
    {
        CollectingSink sink = new CollectingSink();
        runner.start(request(sql), sink);
        assertThat(sink.await().failure()).isEmpty();
        return sink.pages().stream().mapToLong(Page::getPositionCount).sum();
    }

    private StatementFailure failure(String sql)
            throws Exception
    {
        CollectingSink sink = new CollectingSink();
        runner.start(request(sql), sink);
        return sink.await().failure().orElseThrow();
    }

    private static StatementRequest request(String sql)
    {
        return new StatementRequest(
                "id",
                sql,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                new Principal("alice", "000000000000"),
                "primary",
                Optional.empty(),
                Map.of());
    }

    private static void hold(CountDownLatch held, CountDownLatch release)
    {
        held.countDown();
        try {
            release.await();
        }
        catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static FixedCatalogs.Catalog catalog(Map<String, String> properties)
    {
        return new FixedCatalogs.Catalog(NAME.toString(), "tpch", properties);
    }
}
