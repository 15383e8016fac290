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
package io.glaux.engine.config;

import com.google.common.collect.ImmutableMap;
import io.airlift.units.DataSize;
import io.airlift.units.Duration;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.util.Map;

import static io.airlift.configuration.testing.ConfigAssertions.assertFullMapping;
import static io.airlift.configuration.testing.ConfigAssertions.assertRecordedDefaults;
import static io.airlift.configuration.testing.ConfigAssertions.recordDefaults;
import static io.airlift.units.DataSize.Unit.GIGABYTE;
import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;

final class TestGlauxConfig
{
    @Test
    void defaults()
    {
        assertRecordedDefaults(recordDefaults(GlauxConfig.class)
                .setDataDir("data")
                .setRole(ServerRole.COORDINATOR)
                .setCoordinator(null)
                .setClusterSecret(null)
                .setBindAddress("127.0.0.1")
                .setAdvertisedAddress(null)
                .setAwsPort(4566)
                .setHttpsPort(8443)
                .setFlightPort(31337)
                .setTlsCertificate(null)
                .setTlsKey(null)
                .setS3Endpoint(null)
                .setS3Region("us-east-1")
                .setS3AccessKey(null)
                .setS3SecretKey(null)
                .setS3PathStyle(true)
                .setStoreUrl(null)
                .setStoreUser(null)
                .setStorePassword(null)
                .setCatalogGlueEndpoint(null)
                .setCatalogGlueRegion(null)
                .setCatalogGlueAccessKey(null)
                .setCatalogGlueSecretKey(null)
                .setEngineMemory(null)
                .setWorkerDrainTimeout(new Duration(60, SECONDS))
                .setMeteringEnabled(true)
                .setResultsLocation(null)
                .setAwsAccount("000000000000")
                .setAwsRegion("us-east-1")
                .setTpchEnabled(false)
                .setWritesPartitionLimit(null));
    }

    @Test
    void everyKey()
    {
        Map<String, String> properties = ImmutableMap.<String, String>builder()
                .put("data.dir", "/var/lib/glaux")
                .put("role", "WORKER")
                .put("coordinator", "https://coordinator.example.com:8443")
                .put("cluster.secret", "0123456789abcdef0123456789abcdef")
                .put("bind.address", "0.0.0.0")
                .put("advertised.address", "10.0.0.5")
                .put("aws.port", "14566")
                .put("https.port", "18443")
                .put("flight.port", "0")
                .put("tls.certificate", "/etc/glaux/server.pem")
                .put("tls.key", "/etc/glaux/server.key")
                .put("s3.endpoint", "https://s3.example.com")
                .put("s3.region", "eu-central-1")
                .put("s3.access-key", "AKIA1")
                .put("s3.secret-key", "s3 secret")
                .put("s3.path-style", "false")
                .put("store.url", "jdbc:postgresql://db.example.com/glaux")
                .put("store.user", "glaux")
                .put("store.password", "store secret")
                .put("catalog.glue.endpoint", "https://glue.example.com")
                .put("catalog.glue.region", "eu-west-1")
                .put("catalog.glue.access-key", "AKIA2")
                .put("catalog.glue.secret-key", "glue secret")
                .put("engine.memory", "8GB")
                .put("worker.drain-timeout", "5m")
                .put("metering.enabled", "false")
                .put("results.location", "s3://bucket/results/")
                .put("aws.account", "123456789012")
                .put("aws.region", "eu-central-1")
                .put("tpch.enabled", "true")
                .put("writes.partition-limit", "100")
                .buildOrThrow();
        GlauxConfig expected = new GlauxConfig()
                .setDataDir("/var/lib/glaux")
                .setRole(ServerRole.WORKER)
                .setCoordinator(URI.create("https://coordinator.example.com:8443"))
                .setClusterSecret("0123456789abcdef0123456789abcdef")
                .setBindAddress("0.0.0.0")
                .setAdvertisedAddress("10.0.0.5")
                .setAwsPort(14566)
                .setHttpsPort(18443)
                .setFlightPort(0)
                .setTlsCertificate("/etc/glaux/server.pem")
                .setTlsKey("/etc/glaux/server.key")
                .setS3Endpoint(URI.create("https://s3.example.com"))
                .setS3Region("eu-central-1")
                .setS3AccessKey("AKIA1")
                .setS3SecretKey("s3 secret")
                .setS3PathStyle(false)
                .setStoreUrl("jdbc:postgresql://db.example.com/glaux")
                .setStoreUser("glaux")
                .setStorePassword("store secret")
                .setCatalogGlueEndpoint(URI.create("https://glue.example.com"))
                .setCatalogGlueRegion("eu-west-1")
                .setCatalogGlueAccessKey("AKIA2")
                .setCatalogGlueSecretKey("glue secret")
                .setEngineMemory(DataSize.of(8, GIGABYTE))
                .setWorkerDrainTimeout(new Duration(5, MINUTES))
                .setMeteringEnabled(false)
                .setResultsLocation("s3://bucket/results/")
                .setAwsAccount("123456789012")
                .setAwsRegion("eu-central-1")
                .setTpchEnabled(true)
                .setWritesPartitionLimit(100);
        assertFullMapping(properties, expected);
    }
}
