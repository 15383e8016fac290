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
package io.glaux.lake;

import io.trino.plugin.hive.HiveConnectorFactory;
import io.trino.spi.connector.Connector;
import io.trino.spi.connector.ConnectorContext;
import io.trino.spi.connector.ConnectorFactory;

import java.util.Map;
import java.util.Optional;

/**
 * Makes Trino's Hive connector over the metered file system.
 */
final class MeteredHiveConnectorFactory
        implements ConnectorFactory
{
    @Override
    public String getName()
    {
        return "glaux_hive";
    }

    @Override
    public Connector create(String catalogName, Map<String, String> config, ConnectorContext context)
    {
        Connector connector = HiveConnectorFactory.createConnector(
                catalogName,
                MeteredFileSystemModule.withoutOwnS3(config),
                context,
                () -> new MeteredFileSystemModule(catalogName),
                Optional.empty(),
                false,
                Optional.empty());
        return new MeteredConnector(connector);
    }
}
