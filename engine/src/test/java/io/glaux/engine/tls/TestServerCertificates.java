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
import io.airlift.security.pem.PemWriter;
import io.glaux.engine.instance.DataFolder;
import io.glaux.engine.instance.StartFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestServerCertificates
{
    @TempDir
    private Path path;

    private DataFolder folder;
    private ServerCertificates certificates;

    @BeforeEach
    void open()
    {
        folder = DataFolder.open(path);
        certificates = new ServerCertificates(folder);
    }

    @AfterEach
    void close()
            throws IOException
    {
        folder.close();
    }

    @Test
    void aClientThatTrustsTheAuthorityIsConnected()
            throws Exception
    {
        certificates.prepare(List.of("10.1.2.3", "glaux.example.com"));
        for (String name : List.of("localhost", "127.0.0.1", "::1", "10.1.2.3", "glaux.example.com")) {
            assertThat(handshake(name, truststore())).isEqualTo("CN=glaux,O=Glaux");
        }
        assertThatThrownBy(() -> handshake("elsewhere.example.com", truststore())).isInstanceOf(SSLException.class);
        assertThatThrownBy(() -> handshake("localhost", empty())).isInstanceOf(Exception.class);
    }

    @Test
    void keysArePrivate()
            throws IOException
    {
        certificates.prepare(List.of());
        for (String file : List.of("ca.key", "server.pem")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.resolve("tls").resolve(file))))
                    .isEqualTo("rw-------");
        }
        assertThat(Files.readString(path.resolve("tls/ca.pem"))).doesNotContain("PRIVATE");
    }

    @Test
    void aRestartKeepsTheCertificateAndANewNameRenewsItUnderTheSameAuthority()
            throws Exception
    {
        certificates.prepare(List.of());
        String server = Files.readString(certificates.serverPem());
        String authority = Files.readString(path.resolve("tls/ca.pem"));

        certificates.prepare(List.of());
        assertThat(Files.readString(certificates.serverPem())).isEqualTo(server);

        certificates.prepare(List.of("10.9.9.9"));
        assertThat(Files.readString(certificates.serverPem())).isNotEqualTo(server);
        assertThat(Files.readString(path.resolve("tls/ca.pem"))).isEqualTo(authority);
        assertThat(handshake("10.9.9.9", truststore())).isEqualTo("CN=glaux,O=Glaux");
    }

    @Test
    void onesOwnCertificate(@TempDir Path other)
            throws Exception
    {
        try (DataFolder otherFolder = DataFolder.open(other)) {
            ServerCertificates issued = new ServerCertificates(otherFolder);
            issued.prepare(List.of("own.example.com"));
            OwnCertificate own = OwnCertificate.read(issued.serverPem(), issued.serverPem());
            assertThat(own.nameInsteadOf("127.0.0.1")).isEmpty();
            assertThat(own.nameInsteadOf("10.1.1.1")).contains("localhost");
            certificates.useOwn(own);
            assertThat(Files.readString(path.resolve("tls/ca.pem")))
                    .isEqualTo(Files.readString(other.resolve("tls/ca.pem")));
            assertThat(handshake("own.example.com", truststore())).isEqualTo("CN=glaux,O=Glaux");
        }
        certificates.prepare(List.of("own.example.com"));
        assertThat(handshake("own.example.com", truststore())).as("back at an authority of ours")
                .isEqualTo("CN=glaux,O=Glaux");
    }

    @Test
    void whatIsWrongWithOnesOwnCertificateIsSaid()
            throws Exception
    {
        certificates.prepare(List.of());
        Path server = certificates.serverPem();
        Path nothing = Files.writeString(path.resolve("nothing.pem"), "nothing");
        Path missing = path.resolve("missing.pem");
        assertRefused(missing, server, "tls.certificate: the file " + missing + " is not there");
        assertRefused(server, missing, "tls.key: the file " + missing + " is not there");
        assertRefused(nothing, server, "tls.certificate: " + nothing + " is not a PEM certificate");
        assertRefused(server, nothing, "tls.key: " + nothing + " is not a PEM private key");
        assertRefused(server, path.resolve("tls/ca.key"), "is not the key of the first certificate");
        Path expired = issue(Duration.ofHours(-1));
        assertRefused(expired, expired, "expired at ");
    }

    private static void assertRefused(Path certificate, Path key, String sentence)
    {
        assertThatThrownBy(() -> OwnCertificate.read(certificate, key)).isInstanceOf(StartFailedException.class)
                .hasMessageContaining(sentence);
    }

    private Path issue(Duration lifetime)
            throws Exception
    {
        KeyPair keys = KeyPairGenerator.getInstance("EC").generateKeyPair();
        X500Principal name = new X500Principal("CN=old");
        X509Certificate certificate = new CertificateTemplate(
                name, keys.getPublic(), name, keys.getPublic(), List.of("localhost"), lifetime).sign(keys.getPrivate());
        return Files.writeString(
                path.resolve("issued.pem"),
                PemWriter.writePrivateKey(keys.getPrivate()) + PemWriter.writeCertificate(certificate));
    }

    /**
     * The subject of the certificate that a server with our key shows to a client which asks for that name.
     */
    private String handshake(String name, KeyStore trusted)
            throws Exception
    {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (SSLServerSocket server = (SSLServerSocket) serverContext().getServerSocketFactory()
                .createServerSocket(0, 1, loopback)) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> {
                try (SSLSocket accepted = (SSLSocket) server.accept()) {
                    accepted.startHandshake();
                }
                catch (IOException e) {
                    // the client refused, and says so itself
                }
            });
            try (SSLSocket client = (SSLSocket) clientContext(trusted).getSocketFactory()
                    .createSocket(new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort()),
                            name,
                            server.getLocalPort(),
                            true)) {
                SSLParameters parameters = client.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                client.setSSLParameters(parameters);
                client.startHandshake();
                served.join();
                return ((X509Certificate) client.getSession().getPeerCertificates()[0]).getSubjectX500Principal()
                        .getName();
            }
        }
    }

    private SSLContext serverContext()
            throws Exception
    {
        KeyStore keyStore = PemReader.loadKeyStore(certificates.serverPem().toFile(), certificates.serverPem()
                .toFile(), Optional.empty(), true);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(keyStore, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static SSLContext clientContext(KeyStore trusted)
            throws Exception
    {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private KeyStore truststore()
            throws Exception
    {
        return KeyStore.getInstance(path.resolve("tls/truststore.p12").toFile(), "changeit".toCharArray());
    }

    private static KeyStore empty()
            throws Exception
    {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
