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
package io.glaux.engine;

import io.airlift.units.DataSize;
import io.glaux.engine.catalogs.CatalogBrowser;
import io.glaux.engine.catalogs.CatalogFiles;
import io.glaux.engine.catalogs.CatalogState;
import io.glaux.engine.catalogs.FederatedCatalogStore;
import io.glaux.engine.catalogs.FederatedCatalogs;
import io.glaux.engine.config.GlauxConfig;
import io.glaux.engine.config.SecretReferences;
import io.glaux.engine.config.SourcesConfig;
import io.glaux.engine.hosts.DistributedHost;
import io.glaux.engine.hosts.HostCredentials;
import io.glaux.engine.hosts.HostLaunch;
import io.glaux.engine.hosts.Hosts;
import io.glaux.engine.identity.ClusterSecret;
import io.glaux.engine.identity.SecretBox;
import io.glaux.engine.instance.DataFolder;
import io.glaux.engine.store.Store;
import io.glaux.engine.tls.HostCertificates;
import io.glaux.engine.trino.CatalogChanges;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import static java.util.Objects.requireNonNull;

/**
 * The catalogs of other sources than the lake, wired: store and files, processes, certificates.
 */
final class InstanceSources
        implements AutoCloseable
{
    /**
     * Where the connector {@code flight} finds certificates.
     */
    private static final String TLS_FOLDER = "glaux.hosts.tls";
    /**
     * How long the start of the server waits for sources.
     */
    private static final Duration START_PATIENCE = Duration.ofSeconds(20);

    private final Hosts hosts;
    private final SourceConnections connections;
    private final FederatedCatalogs catalogs;
    private final CatalogBrowser browser;
    private final Consumer<List<CatalogState>> listener;

    /**
     * @param listener takes the state of all catalogs whenever it is another one
     */
    InstanceSources(
            GlauxConfig config,
            DataFolder folder,
            ClusterSecret secret,
            Store store,
            CatalogBrowser browser,
            Consumer<List<CatalogState>> listener)
    {
        this.browser = requireNonNull(browser, "browser is null");
        this.listener = requireNonNull(listener, "listener is null");
        SourcesConfig sources = config.parts().sources();
        HostCertificates certificates = prepareCertificates(folder, secret);
        this.hosts = new Hosts(
                launch(config, sources, folder),
                (name, address) -> credentials(certificates, secret, name, address));
        this.connections = new SourceConnections(hosts, name -> token(secret, name), browser, this::tellStates);
        this.catalogs = new FederatedCatalogs(
                new FederatedCatalogStore(
                        store,
                        new SecretBox(secret.derive("data-catalog-secrets"), new SecureRandom()),
                        Clock.systemUTC()),
                new CatalogFiles(sources.getFolder(), new SecretReferences(System::getenv)),
                connections,
                this::tellStates);
    }

    /**
     * Certificates for connections to hosts, which the connector of this process finds from now on. A worker makes them
     * too: it reads the hosts beside its coordinator.
     */
    static HostCertificates prepareCertificates(DataFolder folder, ClusterSecret secret)
    {
        HostCertificates certificates = new HostCertificates(folder, secret);
        certificates.prepare();
        System.setProperty(TLS_FOLDER, certificates.folder().toString());
        return certificates;
    }

    /**
     * Starts the processes; Trino may come later.
     */
    void start()
    {
        catalogs.start();
    }

    /**
     * Gives the catalogs to Trino, and waits for a while for those that are not ready.
     */
    void giveTo(CatalogChanges trino)
    {
        connections.start(trino, START_PATIENCE);
    }

    FederatedCatalogs catalogs()
    {
        return catalogs;
    }

    CatalogBrowser browser()
    {
        return browser;
    }

    List<CatalogState> states()
    {
        return catalogs.states();
    }

    @Override
    public void close()
    {
        catalogs.close();
        hosts.close();
    }

    private void tellStates()
    {
        listener.accept(catalogs.states());
    }

    private static HostLaunch launch(GlauxConfig config, SourcesConfig sources, DataFolder folder)
    {
        return new HostLaunch(
                new DistributedHost(Distribution.hosts()),
                config.getBindAddress(),
                ServerAddress.advertised(config),
                bytes(sources.getMemory()),
                bytes(sources.getDirectMemory()),
                folder.resolve("log"),
                sources.getStartTimeout().toJavaTime(),
                sources.getDrainTimeout().toJavaTime());
    }

    private static long bytes(DataSize size)
    {
        return size.toBytes();
    }

    static HostCredentials credentials(
            HostCertificates certificates,
            ClusterSecret secret,
            String name,
            String address)
    {
        return new HostCredentials(
                certificates.prepareHost(name, address),
                token(secret, name),
                secret.deriveText("host-tickets:" + name));
    }

    static String token(ClusterSecret secret, String name)
    {
        return secret.deriveText("host-token:" + name);
    }
}
