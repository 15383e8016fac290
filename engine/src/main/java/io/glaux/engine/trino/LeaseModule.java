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
import io.airlift.configuration.AbstractConfigurationAwareModule;
import io.airlift.units.Duration;
import io.glaux.engine.metering.RemoteLeases;
import io.trino.node.InternalCommunicationForDiscoveryModule;

import static com.google.inject.Scopes.SINGLETON;
import static io.trino.server.InternalCommunicationHttpClientModule.internalHttpClientModule;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;

/**
 * On a worker, the way to the budgets of queries.
 */
public final class LeaseModule
        extends AbstractConfigurationAwareModule
{
    private final RemoteLeases leases;

    /**
     * @param leases are connected when the server starts
     */
    public LeaseModule(RemoteLeases leases)
    {
        this.leases = requireNonNull(leases, "leases is null");
    }

    @Override
    protected void setup(Binder binder)
    {
        install(internalHttpClientModule("glaux-leases", ForLeases.class)
                .withConfigDefaults(config -> config
                        .setConnectTimeout(new Duration(2, SECONDS))
                        .setIdleTimeout(new Duration(5, SECONDS))
                        .setRequestTimeout(new Duration(5, SECONDS)))
                .build());
        // the coordinator's address is the one that a person wrote
        install(new InternalCommunicationForDiscoveryModule(ForLeases.class));
        binder.bind(HttpLeaseTransport.class).in(SINGLETON);
        binder.requestInjection(new Connection());
    }

    private final class Connection
    {
        @Inject
        void connect(HttpLeaseTransport transport)
        {
            leases.connect(transport);
        }
    }
}
