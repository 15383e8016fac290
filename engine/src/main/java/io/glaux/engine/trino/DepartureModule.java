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
import io.trino.node.InternalCommunicationForDiscoveryModule;

import java.util.concurrent.CompletableFuture;

import static com.google.inject.Scopes.SINGLETON;
import static io.trino.server.InternalCommunicationHttpClientModule.internalHttpClientModule;
import static java.util.concurrent.TimeUnit.SECONDS;

/**
 * On a worker, the way out of the cluster.
 */
public final class DepartureModule
        extends AbstractConfigurationAwareModule
{
    private final CompletableFuture<Departure> departure = new CompletableFuture<>();

    /**
     * Known once the server started.
     *
     * @throws IllegalStateException before
     */
    public Departure departure()
    {
        if (!departure.isDone()) {
            throw new IllegalStateException("Trino did not start");
        }
        return departure.join();
    }

    @Override
    protected void setup(Binder binder)
    {
        // the coordinator asks all workers before it answers, each for 10 s at most
        install(internalHttpClientModule("glaux-departure", ForDeparture.class)
                .withConfigDefaults(config -> config
                        .setConnectTimeout(new Duration(2, SECONDS))
                        .setIdleTimeout(new Duration(15, SECONDS))
                        .setRequestTimeout(new Duration(15, SECONDS)))
                .build());
        // the coordinator's address is the one that a person wrote
        install(new InternalCommunicationForDiscoveryModule(ForDeparture.class));
        binder.bind(Departure.class).in(SINGLETON);
        binder.requestInjection(new Registration());
    }

    private final class Registration
    {
        @Inject
        void register(Departure made)
        {
            departure.complete(made);
        }
    }
}
