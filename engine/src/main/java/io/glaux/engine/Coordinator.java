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

import io.glaux.engine.config.GlauxConfig;
import io.glaux.engine.instance.ClusterSecret;
import io.glaux.engine.instance.DataFolder;
import io.glaux.engine.instance.InstanceReport;
import io.glaux.engine.instance.InstanceReport.CatalogReport;
import io.glaux.engine.tls.ServerCertificates;
import io.glaux.engine.trino.FixedCatalogs;
import io.glaux.engine.trino.FixedCatalogs.Catalog;
import io.glaux.engine.trino.RunningTrino;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Starts a coordinator: certificates, Trino.
 */
final class Coordinator
{
    private final GlauxConfig config;
    private final DataFolder folder;
    private final InstanceReport report;

    Coordinator(GlauxConfig config, DataFolder folder)
    {
        this.config = requireNonNull(config, "config is null");
        this.folder = requireNonNull(folder, "folder is null");
        this.report = new InstanceReport(folder, config.getRole().lowerCaseName(), ServerAddress.local(config), Distribution.version());
    }

    void start()
    {
        ServerAddress.requireFree(config, "https.port", config.getHttpsPort());
        report.phase("making keys and certificates");
        ClusterSecret secret = folder.clusterSecret(config.getClusterSecret());
        ServerCertificates certificates = new ServerCertificates(folder);
        Tls.prepare(config, certificates);

        report.phase("starting the SQL engine");
        List<Catalog> catalogs = catalogs();
        EnginePlugin plugin = new EnginePlugin(new FixedCatalogs(catalogs), (_, _) -> false);
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

    private List<Catalog> catalogs()
    {
        List<Catalog> catalogs = new ArrayList<>();
        if (config.isTpchEnabled()) {
            catalogs.add(new Catalog("tpch", "tpch", Map.of("tpch.splits-per-node", "2")));
        }
        return catalogs;
    }
}
