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

import io.airlift.node.AddressToHostname;
import io.glaux.engine.config.GlauxConfig;
import io.glaux.engine.config.ServerRole;
import io.glaux.engine.identity.ClusterSecret;
import io.glaux.engine.instance.DataFolder;
import io.glaux.engine.instance.PrivateFiles;
import io.glaux.engine.instance.StartFailedException;
import io.glaux.engine.trino.FixedCatalogs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import static java.util.stream.Collectors.joining;

/**
 * Trino's own configuration, which follows from ours. It is written to {@code etc/} of the data folder for people to
 * read; secrets are not in it: they reach Trino as properties of this process.
 */
final class TrinoSettings
{
    /**
     * Also the name under which Trino keeps the key for traffic between servers, beside the key "key" of our
     * certificate. A client that connects by IP address sends no server name, and the JDK then shows the first
     * certificate in the order of a HashMap: this name comes after "key" there.
     */
    static final String ENVIRONMENT = "glaux_group";

    private final Map<String, String> properties = new TreeMap<>();
    private final Map<String, String> secrets;

    TrinoSettings(GlauxConfig config, DataFolder folder, ClusterSecret secret, Path serverPem)
    {
        boolean coordinator = config.getRole() == ServerRole.COORDINATOR;
        properties.put("coordinator", String.valueOf(coordinator));
        properties.put("node.environment", ENVIRONMENT);
        properties.put("node.id", folder.nodeId());
        properties.put("node.bind-ip", config.getBindAddress());
        String address = ServerAddress.advertised(config);
        // between servers each node shows a certificate that is made from the shared secret, under its address written
        // as a name
        properties.put("node.internal-address", asHostName(address));
        properties.put("node.external-address", address);
        properties.put("internal-communication.https.required", "true");
        properties.put("http-server.http.enabled", "false");
        properties.put("http-server.https.enabled", "true");
        properties.put("http-server.https.port", String.valueOf(config.getHttpsPort()));
        properties.put("http-server.https.keystore.path", serverPem.toString());
        properties.put("http-server.log.enabled", "false");
        properties.put("http-server.show-stack-trace", "false");
        properties.put("catalog.management", "dynamic");
        properties.put("plugin.dir", Distribution.pluginFolder().toString());
        properties.put("experimental.concurrent-startup", "true");
        if (coordinator) {
            properties.put("node-scheduler.include-coordinator", "true");
            // A query on a worker that was killed fails after this time; without it after 60 s. A worker that is only
            // slow has longer: to count as failed, three requests must fail, and each waits 20 s for an answer.
            properties.put("query.remote-task.max-error-duration", "15s");
            properties.put("catalog.store", FixedCatalogs.NAME);
            properties.put("http-server.authentication.type", "PASSWORD");
            properties.put(
                    "password-authenticator.config-files",
                    folder.resolve("etc/password-authenticator.properties").toString());
        }
        else {
            properties.put("discovery.uri", config.getCoordinator().orElseThrow().toString());
        }
        this.secrets =
                Map.of("internal-communication.shared-secret", secret.deriveText("trino-internal-communication"));
    }

    /**
     * Writes the files and sets the properties that Trino reads when its server starts.
     */
    void apply(DataFolder folder)
    {
        Path file = folder.resolve("etc/config.properties");
        try {
            PrivateFiles.write(file, properties.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                    .collect(joining(
                            "",
                            "# Written at each start from glaux.properties: changes here are lost.\n",
                            "")));
            PrivateFiles.write(
                    folder.resolve("etc/password-authenticator.properties"),
                    "password-authenticator.name=%s\n".formatted(EnginePlugin.AUTHENTICATOR));
        }
        catch (IOException e) {
            throw new StartFailedException("%s cannot be written: change its owner or its mode".formatted(file), e);
        }
        System.setProperty("config", file.toString());
        secrets.forEach(System::setProperty);
    }

    private static String asHostName(String address)
    {
        try {
            return AddressToHostname.encodeAddressAsHostname(InetAddress.getByName(address));
        }
        catch (UnknownHostException e) {
            throw new IllegalArgumentException("Not an IP address: " + address, e);
        }
    }
}
