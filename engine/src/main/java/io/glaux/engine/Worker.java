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
import io.glaux.engine.identity.ClusterSecret;
import io.glaux.engine.instance.DataFolder;
import io.glaux.engine.instance.InstanceReport;
import io.glaux.engine.metering.ProcessScanMeter;
import io.glaux.engine.metering.RemoteLeases;
import io.glaux.engine.tls.ServerCertificates;
import io.glaux.engine.trino.Departure;
import io.glaux.engine.trino.DepartureModule;
import io.glaux.engine.trino.EngineModule;
import io.glaux.engine.trino.LeaseModule;
import io.glaux.metering.ScanMeters;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Starts a worker. Its catalogs, with what they need to reach storage, come from the coordinator with the first task
 * that uses them. When it is told to end, it leaves the cluster first.
 */
final class Worker
{
    private final GlauxConfig config;
    private final DataFolder folder;
    private final InstanceReport report;

    Worker(GlauxConfig config, DataFolder folder)
    {
        this.config = requireNonNull(config, "config is null");
        this.folder = requireNonNull(folder, "folder is null");
        this.report = new InstanceReport(folder, config.getRole()
                .lowerCaseName(), ServerAddress.localInUrl(config), Distribution.version());
    }

    void start()
    {
        ServerAddress.requireFree(config, "https.port", config.getHttpsPort());
        report.phase("making keys and certificates");
        ClusterSecret secret = folder.clusterSecret(config.getClusterSecret());
        ServerCertificates certificates = new ServerCertificates(folder);
        Tls.prepare(config, certificates, report);
        InstanceSources.prepareCertificates(folder, secret);

        report.phase("starting the SQL engine");
        RemoteLeases leases = new RemoteLeases();
        ProcessScanMeter meter = new ProcessScanMeter(config.isMeteringEnabled(), leases);
        ScanMeters.install(meter);
        TrinoServerModule module = new TrinoServerModule(Distribution.pluginFolders(), Optional.empty());
        new TrinoSettings(config, folder, secret, certificates.serverPem()).apply(folder);
        DepartureModule departure = new DepartureModule();
        new EngineServer(List.of(module, EngineModule.worker(meter), new LeaseModule(leases), departure))
                .start(Distribution.version());
        TerminationSignal.before(() -> leave(departure.departure()));
        report.stopsWithin(drainTimeout());
        report.listening("https", module.running().httpsPort());
        new Joining(config, departure.departure()).await(report);
        report.ready(List.of());
    }

    private void leave(Departure departure)
    {
        report.phase("leaving the cluster");
        try {
            departure.leave(
                    drainTimeout(),
                    queries -> report.phase("leaving the cluster, waiting for %s queries".formatted(queries)));
        }
        catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration drainTimeout()
    {
        return config.getWorkerDrainTimeout().toJavaTime();
    }
}
