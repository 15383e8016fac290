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

import com.google.common.collect.ImmutableMap;
import io.trino.spi.Plugin;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.Connector;
import io.trino.spi.connector.ConnectorFactory;
import io.trino.testing.TestingConnectorContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.ServiceLoader;

import static com.google.common.collect.Iterables.getOnlyElement;
import static com.google.common.collect.Streams.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Both connectors start from the properties that docs/connectors/lake.md gives, without the clients that were left out.
 */
final class TestLakePlugin
{
    private static final Map<String, String> PROPERTIES = ImmutableMap.<String, String>builder()
            .put("hive.metastore.glue.endpoint-url", "http://127.0.0.1:1")
            .put("hive.metastore.glue.region", "us-east-1")
            .put("hive.metastore.glue.aws-access-key", "key")
            .put("hive.metastore.glue.aws-secret-key", "secret")
            .put("hive.metastore.glue.default-warehouse-dir", "s3://glaux/warehouse/")
            .put("s3.endpoint", "http://127.0.0.1:1")
            .put("s3.region", "us-east-1")
            .put("s3.path-style-access", "true")
            .put("s3.aws-access-key", "key")
            .put("s3.aws-secret-key", "secret")
            .buildOrThrow();

    @BeforeAll
    static void installMeter()
    {
        RecordingMeter.install();
    }

    @Test
    void testHive()
    {
        Connector connector =
                create("glaux_hive", "awsdatacatalog", "hive.iceberg-catalog-name", "awsdatacatalog_iceberg");
        assertThat(connector.getPageSourceProviderFactory().createPageSourceProvider())
                .isInstanceOf(MeteredPageSourceProvider.class);
        assertThat(connector.getProcedures()).isNotEmpty();
        connector.shutdown();
    }

    @Test
    void testIceberg()
    {
        Connector connector =
                create("glaux_iceberg", "awsdatacatalog_iceberg", "iceberg.hive-catalog-name", "awsdatacatalog");
        assertThat(connector.getPageSourceProviderFactory().createPageSourceProvider())
                .isInstanceOf(MeteredPageSourceProvider.class);
        assertThat(connector.getTableProcedures()).isNotEmpty();
        connector.shutdown();
    }

    @Test
    void testFixedPropertyIsRefused()
    {
        assertThatThrownBy(() -> create("glaux_hive", "awsdatacatalog", "hive.partition-projection-enabled", "true"))
                .isInstanceOf(TrinoException.class)
                .hasMessageContaining("Catalog awsdatacatalog sets hive.partition-projection-enabled=true");
    }

    private static Connector create(String factory, String catalog, String property, String value)
    {
        Map<String, String> properties = ImmutableMap.<String, String>builder().putAll(PROPERTIES).put(property, value)
                .buildOrThrow();
        return factory(factory).create(catalog, properties, new TestingConnectorContext());
    }

    private static ConnectorFactory factory(String name)
    {
        Plugin plugin = getOnlyElement(ServiceLoader.load(Plugin.class).stream()
                .filter(provider -> provider.type() == LakePlugin.class)
                .toList())
                .get();
        return stream(plugin.getConnectorFactories())
                .filter(factory -> factory.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
