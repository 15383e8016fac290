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
import com.google.inject.multibindings.Multibinder;
import io.airlift.configuration.AbstractConfigurationAwareModule;
import io.airlift.units.Duration;
import io.glaux.engine.metering.ProcessScanMeter;
import io.trino.eventlistener.EventListenerManager;
import io.trino.security.AccessControlManager;
import io.trino.security.DefaultSystemAccessControlName;
import io.trino.server.QuerySessionSupplier;
import io.trino.server.SessionSupplier;
import io.trino.spi.connector.SystemTable;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import static com.google.inject.Scopes.SINGLETON;
import static com.google.inject.multibindings.Multibinder.newSetBinder;
import static com.google.inject.multibindings.OptionalBinder.newOptionalBinder;
import static io.airlift.jaxrs.JaxrsBinder.jaxrsBinder;
import static io.trino.server.InternalCommunicationHttpClientModule.internalHttpClientModule;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;

/**
 * What we add to Trino's injector: on every node the meter's resource and the rules of access, on a coordinator the
 * stamp on sessions, the reports of the cluster, the recording of queries, and the watch over workers.
 */
public final class EngineModule
        extends AbstractConfigurationAwareModule
{
    private final ProcessScanMeter meter;
    private final Optional<CoordinatorServices> coordinator;
    private final boolean stampSessions;
    private final CompletableFuture<TrinoQueries> queries = new CompletableFuture<>();

    private EngineModule(ProcessScanMeter meter, Optional<CoordinatorServices> coordinator, boolean stampSessions)
    {
        this.meter = requireNonNull(meter, "meter is null");
        this.coordinator = requireNonNull(coordinator, "coordinator is null");
        this.stampSessions = stampSessions;
    }

    public static EngineModule worker(ProcessScanMeter meter)
    {
        return new EngineModule(meter, Optional.empty(), false);
    }

    public static EngineModule coordinator(ProcessScanMeter meter, CoordinatorServices services)
    {
        return new EngineModule(meter, Optional.of(services), true);
    }

    /**
     * For Trino's own testing server, which has a session supplier of its own.
     */
    static EngineModule coordinatorWithoutStamp(ProcessScanMeter meter, CoordinatorServices services)
    {
        return new EngineModule(meter, Optional.of(services), false);
    }

    /**
     * For {@link TrinoStatementRunner#open}, once the server started, on a coordinator.
     *
     * @throws IllegalStateException before
     */
    public TrinoQueries queries()
    {
        if (!queries.isDone()) {
            throw new IllegalStateException("Trino did not start, or not as a coordinator");
        }
        return queries.join();
    }

    @Override
    protected void setup(Binder binder)
    {
        configureNode(binder);
        coordinator.ifPresent(services -> configureCoordinator(binder, services));
        if (stampSessions) {
            binder.bind(QuerySessionSupplier.class).in(SINGLETON);
            newOptionalBinder(binder, SessionSupplier.class).setBinding().to(StampingSessionSupplier.class)
                    .in(SINGLETON);
        }
    }

    private void configureNode(Binder binder)
    {
        binder.bind(ProcessScanMeter.class).toInstance(meter);
        jaxrsBinder(binder).bind(ScanReportResource.class);
        newOptionalBinder(binder, Key.get(String.class, DefaultSystemAccessControlName.class)).setBinding()
                .toInstance(AccessRules.NAME);
        binder.requestInjection(new AccessRegistration());
    }

    private void configureCoordinator(Binder binder, CoordinatorServices services)
    {
        binder.bind(CoordinatorServices.class).toInstance(services);
        binder.bind(QueryWorkgroups.class).toInstance(services.workgroups());
        install(internalHttpClientModule("glaux-scan-reports", ForScanReports.class)
                .withConfigDefaults(config -> config
                        .setIdleTimeout(new Duration(15, SECONDS))
                        .setRequestTimeout(new Duration(15, SECONDS)))
                .build());
        binder.bind(ClusterScanReports.class).in(SINGLETON);
        binder.bind(DryRuns.class).in(SINGLETON);
        binder.bind(TrinoQueries.class).in(SINGLETON);
        binder.bind(TrinoDoor.class).in(SINGLETON);
        binder.bind(OpenQueries.class).in(SINGLETON);
        Multibinder<SystemTable> tables = newSetBinder(binder, SystemTable.class);
        tables.addBinding().to(UsageQueriesTable.class).in(SINGLETON);
        tables.addBinding().to(UsageWorkgroupsTable.class).in(SINGLETON);
        jaxrsBinder(binder).bind(DepartureResource.class);
        jaxrsBinder(binder).bind(LeaseResource.class);
        jaxrsBinder(binder).bind(MetricsResource.class);
        binder.bind(NodeWatch.class).asEagerSingleton();
        binder.requestInjection(new CoordinatorRegistration());
    }

    private final class AccessRegistration
    {
        @Inject
        void register(AccessControlManager manager)
        {
            manager.addSystemAccessControlFactory(new AccessRules(user -> coordinator
                    .map(services -> services.usage().access().scope(user).everything())
                    .orElse(false)));
        }
    }

    private final class CoordinatorRegistration
    {
        @Inject
        void register(EventListenerManager manager, TrinoDoor door, TrinoQueries trinoQueries)
        {
            manager.addEventListener(door);
            queries.complete(trinoQueries);
        }
    }
}
