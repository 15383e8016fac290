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

import io.trino.plugin.iceberg.IcebergConnectorFactory;
import io.trino.spi.connector.Connector;
import io.trino.spi.connector.ConnectorContext;
import io.trino.spi.connector.ConnectorFactory;

import java.util.Map;
import java.util.Optional;

import static io.airlift.configuration.ConfigurationAwareModule.combine;
import static io.trino.plugin.base.Versions.checkStrictSpiVersionMatch;

final class LakeIcebergConnectorFactory
        implements ConnectorFactory
{
    @Override
    public String getName()
    {
        return "glaux_iceberg";
    }

    @Override
    public Connector create(String catalogName, Map<String, String> config, ConnectorContext context)
    {
        checkStrictSpiVersionMatch(context, this);
        Connector connector = IcebergConnectorFactory.createConnector(
                catalogName,
                LakeProperties.iceberg(catalogName, config),
                context,
                combine(
                        new MeteredFileSystemModule(catalogName, TableFormat.ICEBERG),
                        new AthenaViewsModule(config.getOrDefault("iceberg.hive-catalog-name", catalogName)),
                        new IcebergProceduresModule()),
                Optional.empty());
        return new MeteredConnector(connector);
    }
}
