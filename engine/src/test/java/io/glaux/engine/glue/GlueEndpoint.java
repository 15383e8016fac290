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
package io.glaux.engine.glue;

import io.glaux.engine.aws.AwsServer;
import io.glaux.engine.catalog.Catalog;
import io.glaux.engine.catalog.ProjectingCatalog;
import io.glaux.engine.catalog.RemoteGlueCatalog;
import io.glaux.engine.catalog.RemoteGlueConfig;
import io.glaux.engine.catalog.StoredCatalog;
import io.glaux.engine.identity.AccessKey;
import io.glaux.engine.identity.ClusterSecret;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.identity.SigningKey;
import io.glaux.engine.identity.StoreIdentities;
import io.glaux.engine.store.SqlStore;
import io.glaux.engine.store.StoreConfig;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glue.GlueClient;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The AWS endpoint of an instance with a Glue catalog, and a client of it.
 */
final class GlueEndpoint
        implements AutoCloseable
{
    static final String ACCOUNT = "000000000000";
    private static final String REGION = "us-east-1";
    private static final AccessKey KEY = new AccessKey("GLUETESTKEY", "a secret of the suite");

    private final SqlStore store;
    private final AwsServer server;
    private final GlueClient client;

    private GlueEndpoint(StoreConfig config, String account, Function<SqlStore, Catalog> catalog)
    {
        store = SqlStore.open(config);
        Clock clock = Clock.systemUTC();
        SigningKey key = new SigningKey(KEY, new Principal("alice", account));
        StoreIdentities identities = new StoreIdentities(store, new ClusterSecret(new byte[32]), account, List.of(
                key), clock);
        server = new AwsServer(List.of(new GlueService(catalog.apply(store))), identities, clock, "127.0.0.1", 0);
        server.start();
        client = GlueClient.builder()
                .region(Region.of(REGION))
                .endpointOverride(uri())
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY.id(), KEY.secret())))
                .httpClientBuilder(ApacheHttpClient.builder().maxConnections(100))
                .build();
    }

    static GlueEndpoint stored(StoreConfig config)
    {
        return stored(config, ACCOUNT);
    }

    static GlueEndpoint stored(StoreConfig config, String account)
    {
        return new GlueEndpoint(config, account, store -> projecting(new StoredCatalog(store, account, REGION)));
    }

    /**
     * @param config of this endpoint's users; its catalog is the other's
     */
    static GlueEndpoint passingThrough(StoreConfig config, GlueEndpoint other)
    {
        RemoteGlueConfig remote = new RemoteGlueConfig(
                Optional.of(other.uri()),
                Optional.of(REGION),
                Optional.of(KEY.id()),
                Optional.of(KEY.secret()));
        return new GlueEndpoint(config, ACCOUNT, _ -> projecting(RemoteGlueCatalog.of(remote)));
    }

    /**
     * As an instance has it; the client is not the engine.
     */
    private static Catalog projecting(Catalog registered)
    {
        return new ProjectingCatalog(registered, "engine", Clock.systemUTC());
    }

    GlueClient client()
    {
        return client;
    }

    @Override
    public void close()
    {
        client.close();
        server.close();
        store.close();
    }

    private URI uri()
    {
        return URI.create("http://127.0.0.1:" + server.port());
    }
}
