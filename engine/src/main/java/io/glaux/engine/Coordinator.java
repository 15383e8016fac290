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

import io.glaux.engine.InstanceCatalogs.StorageAccess;
import io.glaux.engine.admin.AdminService;
import io.glaux.engine.admin.UsageOperations;
import io.glaux.engine.admin.UserOperations;
import io.glaux.engine.aws.AwsServer;
import io.glaux.engine.aws.AwsService;
import io.glaux.engine.config.GlauxConfig;
import io.glaux.engine.glue.GlueService;
import io.glaux.engine.identity.AccessKey;
import io.glaux.engine.identity.ClusterSecret;
import io.glaux.engine.identity.Identities;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.identity.SigningKey;
import io.glaux.engine.identity.StoreIdentities;
import io.glaux.engine.instance.DataFolder;
import io.glaux.engine.instance.InstanceReport;
import io.glaux.engine.instance.InstanceReport.CatalogReport;
import io.glaux.engine.metering.UsageLedger;
import io.glaux.engine.store.SqlStore;
import io.glaux.engine.store.StoreConfig;
import io.glaux.engine.tls.ServerCertificates;
import io.glaux.engine.trino.FixedCatalogs;
import io.glaux.engine.trino.FixedCatalogs.Catalog;
import io.glaux.engine.trino.RunningTrino;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Starts a coordinator: store, identities, storage, the AWS endpoint, and then Trino, which takes longest.
 */
final class Coordinator
{
    private final GlauxConfig config;
    private final DataFolder folder;
    private final InstanceReport report;
    private final ClusterSecret secret;
    private final Clock clock = Clock.systemUTC();

    Coordinator(GlauxConfig config, DataFolder folder)
    {
        this.config = requireNonNull(config, "config is null");
        this.folder = requireNonNull(folder, "folder is null");
        this.report = new InstanceReport(folder, config.getRole().lowerCaseName(), ServerAddress.local(config), Distribution.version());
        this.secret = folder.clusterSecret(config.getClusterSecret());
    }

    void start()
    {
        ServerAddress.requireFree(config, "aws.port", config.getAwsPort());
        ServerAddress.requireFree(config, "https.port", config.getHttpsPort());
        report.phase("opening the store");
        SqlStore store = SqlStore.open(storeConfig());
        SigningKey lakeKey = new SigningKey(secret.serviceKey("LAKE"), new Principal("glaux", config.getAwsAccount()));
        StoreIdentities identities = new StoreIdentities(store, secret, config.getAwsAccount(), List.of(lakeKey), clock);
        new FirstStart(store, identities, config, folder).ensureAdmin();
        ServerCertificates certificates = new ServerCertificates(folder);
        Tls.prepare(config, certificates);

        report.phase("starting the AWS endpoint");
        AwsServer aws = new AwsServer(services(store, identities), identities, clock, config.getBindAddress(), config.getAwsPort());
        aws.start();
        report.listening("aws", aws.port());

        report.phase("starting the SQL engine");
        List<Catalog> catalogs = catalogs(aws.port(), lakeKey.key());
        EnginePlugin plugin = new EnginePlugin(new FixedCatalogs(catalogs), (user, password) -> identities.authenticate(user, password).isPresent());
        TrinoServerModule module = new TrinoServerModule(Distribution.pluginFolders(), Optional.of(plugin));
        new TrinoSettings(config, folder, secret, certificates.serverPem()).apply(folder);
        new EngineServer(List.of(module)).start(Distribution.version());
        RunningTrino trino = module.running();
        report.listening("https", trino.httpsPort());
        trino.onChange(report::workers);
        report.ready(catalogs.stream()
                .map(catalog -> new CatalogReport(catalog.name(), catalog.connector(), trino.isHealthy(catalog.name()) ? "ok" : "it did not load: see log/server.log"))
                .toList());
    }

    private List<AwsService> services(SqlStore store, Identities identities)
    {
        return List.of(
                new GlueService(new DataCatalogs(config, store).catalog()),
                new AdminService(new UserOperations(identities), new UsageOperations(new UsageLedger(store))));
    }

    private List<Catalog> catalogs(int awsPort, AccessKey lakeKey)
    {
        Optional<StorageAccess> storage = config.getS3Endpoint().map(endpoint -> new StorageAccess(
                endpoint,
                config.getS3Region(),
                new AccessKey(config.getS3AccessKey().orElseThrow(), config.getS3SecretKey().orElseThrow()),
                config.isS3PathStyle(),
                Optional.empty()));
        URI glue = URI.create("http://%s:%s".formatted(ServerAddress.local(config), awsPort));
        return storage.map(access -> new InstanceCatalogs(config, access, glue, lakeKey).catalogs()).orElse(List.of());
    }

    private StoreConfig storeConfig()
    {
        return config.getStoreUrl()
                .map(url -> new StoreConfig(url, config.getStoreUser().orElse(""), config.getStorePassword().orElse("")))
                .orElseGet(() -> StoreConfig.sqlite(folder.resolve("glaux.db")));
    }
}
