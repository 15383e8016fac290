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
package io.glaux.testing.external;

import io.glaux.testing.instance.AthenaQueries;
import io.glaux.testing.instance.AwsClients;
import io.glaux.testing.instance.GlauxInstance;
import io.glaux.testing.process.CommandResult;
import io.glaux.testing.storage.S3ProxyServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.athena.model.QueryExecution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A whole server whose store and storage are servers of others, as in production.
 */
final class TestExternalServers
{
    private static final String STORE_PASSWORD = "store-password-of-the-test";

    @Test
    void storeAndStorageAreServersOfOthers()
            throws IOException
    {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                S3ProxyServer storage = S3ProxyServer.start()) {
            try (AwsClients direct = AwsClients.of(
                    storage.url().toString(), storage.accessKey(), storage.secretKey(), "us-east-1")) {
                direct.s3().createBucket(request -> request.bucket("glaux"));
            }
            try (GlauxInstance instance = builder(postgres, storage).start()) {
                QueryExecution before = makeTable(instance);
                assertSecretsAreNowhere(instance, List.of(STORE_PASSWORD, storage.secretKey()));
                assertSecondCoordinatorIsRefused(postgres, storage);
                instance.stop();
                instance.start();
                try (AwsClients clients = AwsClients.of(instance.environment())) {
                    AthenaQueries athena = new AthenaQueries(clients.athena(), "AwsDataCatalog", "outside");
                    assertThat(athena.get(before.queryExecutionId())).isEqualTo(before);
                    assertThat(athena.query("SELECT count(*) FROM nation").only()).isEqualTo("25");
                    assertThat(athena.query("SELECT count(*) FROM region").only()).isEqualTo("5");
                }
                assertThat(instance.data().resolve("glaux.db")).doesNotExist();
                assertThat(instance.data().resolve("s3")).isEmptyDirectory();
            }
        }
    }

    private static GlauxInstance.Builder builder(EmbeddedPostgres postgres, S3ProxyServer storage)
    {
        return GlauxInstance.builder()
                .storage(storage.url(), storage)
                .set("store.url", postgres.getJdbcUrl("postgres", "postgres"))
                .set("store.user", "postgres")
                .set("store.password", STORE_PASSWORD)
                .set("tpch.enabled", "true")
                .set("engine.memory", "1GB");
    }

    private static QueryExecution makeTable(GlauxInstance instance)
    {
        try (AwsClients clients = AwsClients.of(instance.environment())) {
            AthenaQueries athena = new AthenaQueries(clients.athena(), "AwsDataCatalog", "default");
            athena.run("CREATE DATABASE outside LOCATION 's3://glaux/outside/'");
            athena.run("CREATE TABLE awsdatacatalog.outside.nation AS SELECT * FROM tpch.tiny.nation");
            athena.run("CREATE TABLE awsdatacatalog_iceberg.outside.region AS SELECT * FROM tpch.tiny.region");
            return athena.query("SELECT max(n_name) FROM awsdatacatalog.outside.nation").execution();
        }
    }

    private static void assertSecretsAreNowhere(GlauxInstance instance, List<String> secrets)
            throws IOException
    {
        try (Stream<Path> files = Files.walk(instance.data())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, ISO_8859_1)).as(file.toString()).doesNotContain(secrets);
            }
        }
        assertThat(instance.process().info().commandLine().orElseThrow()).doesNotContain(secrets);
        assertThat(instance.command("status", "--json").requireSuccess().out()).doesNotContain(secrets);
    }

    private static void assertSecondCoordinatorIsRefused(EmbeddedPostgres postgres, S3ProxyServer storage)
    {
        try (GlauxInstance.Unstarted second = builder(postgres, storage).prepare()) {
            CommandResult result = second.start();
            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.err()).contains("another coordinator uses the store jdbc:postgresql://")
                    .doesNotContain(STORE_PASSWORD);
        }
    }
}
