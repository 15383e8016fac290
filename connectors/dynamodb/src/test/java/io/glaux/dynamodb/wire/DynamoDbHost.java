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
package io.glaux.dynamodb.wire;

import io.glaux.conformance.Endpoint;
import io.glaux.dynamodb.DynamoDbSourceFactory;
import io.glaux.dynamodb.local.DynamoDbLocal;
import io.glaux.dynamodb.schema.GlueServer;
import io.glaux.host.HostServer;
import io.glaux.host.catalog.Catalogs;
import io.glaux.host.catalog.SourceCatalog;
import io.glaux.host.configuration.CatalogConfiguration;
import io.glaux.host.configuration.HostConfiguration;
import io.glaux.host.configuration.HostMemory;
import io.glaux.host.configuration.Secret;
import io.glaux.host.configuration.TicketLifetimes;
import io.glaux.source.SourceSettings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A DynamoDB, a Glue catalog that declares its tables, and a host in this process with a catalog of both.
 */
final class DynamoDbHost
        implements AutoCloseable
{
    static final String CATALOG = "dynamo";

    private static final String TOKEN = "token-of-at-least-thirty-two-characters";

    private final DynamoDbLocal local = DynamoDbLocal.start();
    private final GlueServer glue = new GlueServer();
    private final HostServer server;

    /**
     * @param settings of the catalog, beside where it is
     */
    DynamoDbHost(Map<String, String> settings)
    {
        Map<String, String> all = new HashMap<>(Map.of(
                "endpoint", local.endpoint().toString(),
                "access-key", "key",
                "secret-key", "secret",
                "glue-endpoint", glue.endpoint().toString(),
                "metadata-seconds", "0"));
        all.putAll(settings);
        SourceSettings source = new SourceSettings(CATALOG, all);
        HostConfiguration configuration = new HostConfiguration(
                InetAddress.getLoopbackAddress(),
                0,
                Optional.empty(),
                Optional.of(new Secret(TOKEN)),
                Optional.of(new Secret(TOKEN)),
                new TicketLifetimes(Duration.ofHours(1), Duration.ofHours(1)),
                new HostMemory(512 << 20, 192 << 20),
                64,
                Duration.ofSeconds(5),
                Optional.empty(),
                List.of(new CatalogConfiguration("dynamodb", source)));
        SourceCatalog catalog = new SourceCatalog(CATALOG, "dynamodb", new DynamoDbSourceFactory().create(source));
        try {
            server = HostServer.start(configuration, Catalogs.of(List.of(catalog)), Clock.systemUTC());
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DynamoDbLocal local()
    {
        return local;
    }

    GlueServer glue()
    {
        return glue;
    }

    /**
     * The properties of the engine's catalog, which remembers nothing, as tables come and go.
     */
    Map<String, String> properties()
    {
        return Map.of(
                "addresses", "grpc://127.0.0.1:" + server.port(),
                "token", TOKEN,
                "catalog", CATALOG,
                "metadata.cache-ttl", "0s",
                "metadata.cache-missing-ttl", "0s");
    }

    Endpoint endpoint()
    {
        return Endpoint.local(server.port(), TOKEN, CATALOG);
    }

    /**
     * Arrow buffers of all calls.
     */
    long allocatedBytes()
    {
        return server.allocatedBytes();
    }

    @Override
    public void close()
    {
        server.close();
        glue.close();
        local.close();
    }
}
