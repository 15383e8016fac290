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
package io.glaux.engine.aws;

import io.glaux.engine.identity.AccessKey;
import io.glaux.engine.identity.ClusterSecret;
import io.glaux.engine.identity.FirstAdmin;
import io.glaux.engine.identity.StoreIdentities;
import io.glaux.engine.store.SqlStore;
import io.glaux.engine.store.StoreConfig;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * The AWS endpoint over a fresh store with one user, on a free port.
 */
public final class TestingEndpoint
        implements AutoCloseable
{
    public static final String ACCOUNT = "000000000000";

    private final SqlStore store;
    private final StoreIdentities identities;
    private final FirstAdmin admin;
    private final AwsServer server;

    public TestingEndpoint(Path folder, Services services)
    {
        store = SqlStore.open(StoreConfig.sqlite(folder.resolve("glaux.db")));
        identities = new StoreIdentities(store, new ClusterSecret(new byte[32]), ACCOUNT, List.of(), Clock.systemUTC());
        admin = identities.createFirstAdmin().orElseThrow();
        server = new AwsServer(services.create(identities), identities, Clock.systemUTC(), "127.0.0.1", 0);
        server.start();
    }

    @FunctionalInterface
    public interface Services
    {
        List<AwsService> create(StoreIdentities identities);
    }

    public URI uri()
    {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    public int port()
    {
        return server.port();
    }

    public StoreIdentities identities()
    {
        return identities;
    }

    public FirstAdmin admin()
    {
        return admin;
    }

    public StaticCredentialsProvider credentials()
    {
        return credentials(admin.key());
    }

    public static StaticCredentialsProvider credentials(AccessKey key)
    {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(key.id(), key.secret()));
    }

    @Override
    public void close()
    {
        server.close();
        store.close();
    }
}
