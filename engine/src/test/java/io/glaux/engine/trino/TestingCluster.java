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

import com.google.inject.Binder;
import com.google.inject.Inject;
import com.google.inject.Key;
import io.glaux.engine.metering.Budgets;
import io.glaux.engine.metering.PriceBook;
import io.glaux.engine.metering.ProcessScanMeter;
import io.glaux.engine.metering.RemoteLeases;
import io.glaux.engine.metering.TestingBudgets;
import io.glaux.engine.metrics.QueryMetrics;
import io.trino.connector.CatalogStoreManager;
import io.trino.metadata.CatalogManager;
import io.trino.node.InternalNodeManager;
import io.trino.server.testing.TestingTrinoServer;
import io.trino.spi.Plugin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

import static com.google.inject.Scopes.SINGLETON;
import static io.airlift.configuration.ConfigurationAwareModule.combine;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A coordinator that reads nothing itself, and a worker, without catalogs at first.
 */
public final class TestingCluster
        implements AutoCloseable
{
    private static final String ENVIRONMENT = "cluster";

    private final List<Plugin> plugins;
    private final List<AutoCloseable> resources = new ArrayList<>();
    private final TrinoStatementRunner runner = new TrinoStatementRunner();
    private final TestingTrinoServer coordinator;
    private CatalogManager catalogs;
    private CatalogChanges changes;

    public TestingCluster(List<Plugin> plugins)
            throws InterruptedException
    {
        this.plugins = List.copyOf(plugins);
        Budgets budgets = TestingBudgets.withoutQuotas();
        EngineModule engine = EngineModule.coordinatorWithoutStamp(
                new ProcessScanMeter(true, budgets),
                new CoordinatorServices(
                        new RecordingJournal(),
                        (_, requested) -> requested.orElseThrow(),
                        budgets,
                        _ -> PriceBook.DEFAULT,
                        "000000000000",
                        NoUsage.SOURCE,
                        new QueryMetrics(_ -> true)));
        coordinator = TestingTrinoServer.builder()
                .setCoordinator(true)
                .setEnvironment(ENVIRONMENT)
                .setProperties(Map.of(
                        "node-scheduler.include-coordinator", "false",
                        "catalog.store", FixedCatalogs.NAME))
                .setAdditionalModule(combine(engine, this::bind))
                .build();
        resources.add(coordinator);
        this.plugins.forEach(coordinator::installPlugin);
        resources.add(startWorker(2));
        runner.open(engine.queries());
    }

    private void bind(Binder binder)
    {
        binder.bind(CatalogChanges.class).in(SINGLETON);
        binder.requestInjection(this);
    }

    @Inject
    void take(CatalogStoreManager stores, CatalogManager known, CatalogChanges ours)
    {
        stores.addCatalogStoreFactory(new FixedCatalogs(List.of(), new byte[32]));
        catalogs = known;
        changes = ours;
    }

    /**
     * Starts another worker, which whoever asks for it closes, and waits until it is not counted any more.
     *
     * @param nodes how many there are then
     */
    TestingTrinoServer startWorker(int nodes)
            throws InterruptedException
    {
        RemoteLeases leases = new RemoteLeases();
        resources.addFirst(leases);
        TestingTrinoServer server = TestingTrinoServer.builder()
                .setCoordinator(false)
                .setEnvironment(ENVIRONMENT)
                .setProperties(Map.of("discovery.uri", coordinator.getCurrentNode().getInternalUri().toString()))
                .setAdditionalModule(combine(
                        EngineModule.worker(new ProcessScanMeter(true, leases)), new LeaseModule(leases)))
                .build();
        plugins.forEach(server::installPlugin);
        awaitNodes(nodes);
        return server;
    }

    /**
     * Waits until there are so many, with the coordinator.
     */
    void awaitNodes(int nodes)
            throws InterruptedException
    {
        InternalNodeManager nodeManager = coordinator.getInstance(Key.get(InternalNodeManager.class));
        await(() -> {
            nodeManager.refreshNodes(true);
            return nodeManager.getAllNodes().activeNodes().size() == nodes;
        });
    }

    public TrinoStatementRunner runner()
    {
        return runner;
    }

    public CatalogChanges changes()
    {
        return changes;
    }

    CatalogManager catalogs()
    {
        return catalogs;
    }

    @Override
    public void close()
            throws IOException
    {
        runner.close();
        for (AutoCloseable resource : resources.reversed()) {
            try {
                resource.close();
            }
            catch (Exception e) {
                throw new IOException(e);
            }
        }
    }

    private static void await(BooleanSupplier condition)
            throws InterruptedException
    {
        long deadline = System.nanoTime() + MINUTES.toNanos(1);
        CountDownLatch never = new CountDownLatch(1);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).describedAs("time until what is waited for").isLessThan(deadline);
            assertThat(never.await(20, MILLISECONDS)).isFalse();
        }
    }
}
