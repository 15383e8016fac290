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

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.trino.plugin.hive.HivePlugin;
import io.trino.plugin.iceberg.IcebergPlugin;
import io.trino.spi.Plugin;
import io.trino.spi.connector.ConnectorFactory;

import java.util.Set;

/**
 * The connectors {@code glaux_hive} and {@code glaux_iceberg}. Their catalog properties are those of Trino's
 * {@code hive} and {@code iceberg}, less what {@link LakeProperties} decides.
 */
public final class LakePlugin
        implements Plugin
{
    @Override
    public Iterable<ConnectorFactory> getConnectorFactories()
    {
        return ImmutableList.of(new LakeHiveConnectorFactory(), new LakeIcebergConnectorFactory());
    }

    /**
     * Functions that Hive's views and Iceberg's statistics are made with.
     */
    @Override
    public Set<Class<?>> getFunctions()
    {
        return ImmutableSet.<Class<?>>builder()
                .addAll(new HivePlugin().getFunctions())
                .addAll(new IcebergPlugin().getFunctions())
                .build();
    }
}
