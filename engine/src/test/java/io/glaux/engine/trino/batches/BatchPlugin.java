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
package io.glaux.engine.trino.batches;

import io.glaux.metering.ScanMeter;
import io.trino.spi.Plugin;
import io.trino.spi.connector.Connector;
import io.trino.spi.connector.ConnectorContext;
import io.trino.spi.connector.ConnectorFactory;

import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * A source that sends batches of known sizes, metered as connectors of federated sources are. A connector that is
 * loaded from a folder has its meter from {@link io.glaux.metering.ScanMeters#installed}; here are several servers in
 * one process, each with a meter.
 */
public final class BatchPlugin
        implements Plugin
{
    private final ScanMeter meter;
    private final BatchTables tables;

    public BatchPlugin(ScanMeter meter, BatchTables tables)
    {
        this.meter = requireNonNull(meter, "meter is null");
        this.tables = requireNonNull(tables, "tables is null");
    }

    @Override
    public Iterable<ConnectorFactory> getConnectorFactories()
    {
        return List.of(new Factory());
    }

    private final class Factory
            implements ConnectorFactory
    {
        @Override
        public String getName()
        {
            return "batches";
        }

        @Override
        public Connector create(String catalogName, Map<String, String> config, ConnectorContext context)
        {
            return new BatchConnector(catalogName, meter, tables);
        }
    }
}
