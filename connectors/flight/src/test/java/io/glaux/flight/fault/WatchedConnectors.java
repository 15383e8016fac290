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
package io.glaux.flight.fault;

import io.glaux.flight.FlightConnector;
import io.glaux.flight.FlightPlugin;
import io.trino.spi.Plugin;
import io.trino.spi.connector.Connector;
import io.trino.spi.connector.ConnectorContext;
import io.trino.spi.connector.ConnectorFactory;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The plugin, with an eye on what its connectors hold.
 */
final class WatchedConnectors
        implements Plugin
{
    private final List<FlightConnector> connectors = new CopyOnWriteArrayList<>();

    @Override
    public Iterable<ConnectorFactory> getConnectorFactories()
    {
        ConnectorFactory factory = new FlightPlugin().getConnectorFactories().iterator().next();
        return List.of(new WatchedFactory(factory));
    }

    long allocatedBytes()
    {
        return connectors.stream().mapToLong(FlightConnector::allocatedBytes).sum();
    }

    int openCalls()
    {
        return connectors.stream().mapToInt(FlightConnector::openCalls).sum();
    }

    private final class WatchedFactory
            implements ConnectorFactory
    {
        private final ConnectorFactory factory;

        private WatchedFactory(ConnectorFactory factory)
        {
            this.factory = factory;
        }

        @Override
        public String getName()
        {
            return factory.getName();
        }

        @Override
        public Connector create(String catalogName, Map<String, String> config, ConnectorContext context)
        {
            FlightConnector connector = (FlightConnector) factory.create(catalogName, config, context);
            connectors.add(connector);
            return connector;
        }
    }
}
