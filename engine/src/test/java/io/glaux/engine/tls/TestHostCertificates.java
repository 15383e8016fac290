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
package io.glaux.engine.tls;

import io.airlift.security.pem.PemReader;
import io.glaux.engine.identity.ClusterSecret;
import io.glaux.engine.instance.DataFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Certificates between servers and the processes that read sources, in real TLS connections.
 */
final class TestHostCertificates
{
    private static final char[] PASSWORD = "in memory".toCharArray();
    private static final ClusterSecret SECRET = new ClusterSecret("a secret of the cluster, 32 bytes".getBytes(UTF_8));
    private static final ClusterSecret OTHER = new ClusterSecret("another secret of thirty-two bytes".getBytes(UTF_8));

    @TempDir
    private Path folder;

    @Test
    void testEveryServerOfTheClusterIsKnown()
            throws Exception
    {
        try (DataFolder coordinator = DataFolder.open(folder.resolve("coordinator"));
                DataFolder worker = DataFolder.open(folder.resolve("worker"))) {
            HostCertificates beside = new HostCertificates(coordinator, SECRET);
            beside.prepare();
            Path host = beside.prepareHost("planes", "127.0.0.1");
            HostCertificates away = new HostCertificates(worker, SECRET);
            away.prepare();
            for (HostCertificates server : List.of(beside, away)) {
                assertThat(talk(host, server.folder())).isEqualTo("glaux-engine");
            }
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(host.resolve("key.pem"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void testOthersAreNot()
            throws Exception
    {
        try (DataFolder ours = DataFolder.open(folder.resolve("ours"));
                DataFolder theirs = DataFolder.open(folder.resolve("theirs"))) {
            HostCertificates own = new HostCertificates(ours, SECRET);
            own.prepare();
            Path host = own.prepareHost("planes", "127.0.0.1");
            HostCertificates other = new HostCertificates(theirs, OTHER);
            other.prepare();
            assertThatThrownBy(() -> talk(host, other.folder())).as("of another cluster")
                    .isInstanceOf(SSLException.class);
            Path elsewhere = own.prepareHost("elsewhere", "10.0.0.5");
            assertThatThrownBy(() -> talk(elsewhere, own.folder())).as("a host at another address")
                    .isInstanceOf(SSLException.class);
            // a host's certificate does not make it a client
            Path posing = Files.createDirectory(folder.resolve("posing"));
            Files.copy(host.resolve("clients.pem"), posing.resolve(HostCertificates.AUTHORITY));
            Files.copy(host.resolve("certificate.pem"), posing.resolve(HostCertificates.CLIENT_CERTIFICATE));
            Files.copy(host.resolve("key.pem"), posing.resolve(HostCertificates.CLIENT_KEY));
            assertThatThrownBy(() -> talk(host, posing)).isInstanceOf(IOException.class);
        }
    }

    /**
     * @return the name that the host saw
     */
    private static String talk(Path host, Path client)
            throws Exception
    {
        SSLContext server = context(
                host.resolve("certificate.pem"), host.resolve("key.pem"), host.resolve("clients.pem"));
        SSLContext engine = context(
                client.resolve(HostCertificates.CLIENT_CERTIFICATE),
                client.resolve(HostCertificates.CLIENT_KEY),
                client.resolve(HostCertificates.AUTHORITY));
        try (SSLServerSocket listening = (SSLServerSocket) server.getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            listening.setNeedClientAuth(true);
            CompletableFuture<String> seen = CompletableFuture.supplyAsync(() -> accept(listening));
            try (SSLSocket socket = (SSLSocket) engine.getSocketFactory()
                    .createSocket("127.0.0.1", listening.getLocalPort())) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                // with TLS 1.3 the refusal of a client comes with the first read
                if (socket.getInputStream().read() != 'x') {
                    throw new IOException("the host closed the connection");
                }
            }
            return seen.join();
        }
    }

    private static String accept(SSLServerSocket listening)
    {
        try (SSLSocket socket = (SSLSocket) listening.accept()) {
            socket.startHandshake();
            X509Certificate client = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            socket.getOutputStream().write('x');
            return client.getSubjectX500Principal().getName().replaceFirst("CN=([^,]+),.*", "$1");
        }
        catch (IOException _) {
            // told to the client, which the test looks at
            return "nobody";
        }
    }

    private static SSLContext context(Path certificates, Path key, Path trusted)
            throws Exception
    {
        PrivateKey privateKey = PemReader.loadPrivateKey(Files.readString(key), Optional.empty());
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, PASSWORD);
        own.setKeyEntry(
                "own",
                privateKey,
                PASSWORD,
                PemReader.readCertificateChain(Files.readString(certificates)).toArray(X509Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD);
        KeyStore others = KeyStore.getInstance("PKCS12");
        others.load(null, PASSWORD);
        others.setCertificateEntry(
                "authority", PemReader.readCertificateChain(Files.readString(trusted)).getFirst());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(others);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
