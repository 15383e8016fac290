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
import io.glaux.engine.instance.PrivateFiles;
import io.glaux.engine.instance.StartFailedException;

import javax.security.auth.x500.X500Principal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/**
 * The files below {@code tls/} of a data folder. The first start makes an authority and lets it sign the server's
 * certificate; the private key of the authority stays in {@code ca.key} (mode 0600): the certificate is issued anew
 * when the server's names change or its time is nearly over.
 */
public final class ServerCertificates
{
    private static final Duration AUTHORITY_LIFETIME = Duration.ofDays(3650);
    /**
     * What browsers and operating systems accept at most.
     */
    private static final Duration SERVER_LIFETIME = Duration.ofDays(397);
    private static final Duration RENEWAL = Duration.ofDays(30);
    private static final char[] TRUST_STORE_PASSWORD = "changeit".toCharArray();

    private final Path folder;

    public ServerCertificates(DataFolder data)
    {
        this.folder = requireNonNull(data, "data is null").resolve("tls");
    }

    /**
     * The server's key and certificate, with its chain, in one PEM file (mode 0600).
     */
    public Path serverPem()
    {
        return folder.resolve("server.pem");
    }

    /**
     * Makes what is missing or out of date.
     *
     * @param addresses further names and addresses of this server
     */
    public void prepare(List<String> addresses)
    {
        Set<String> names = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "::1"));
        names.addAll(addresses);
        localHostName(names);
        try {
            if (!hasAuthority()) {
                createAuthority();
            }
            if (!isCurrent(names)) {
                issue(names);
            }
        }
        catch (IOException | GeneralSecurityException e) {
            throw new StartFailedException(
                    "the certificates in %s cannot be made or read: remove the folder to have new ones".formatted(
                            folder),
                    e);
        }
    }

    /**
     * Takes one's own certificate: it is what clients see, and what {@code ca.pem} tells them to trust.
     */
    public void useOwn(OwnCertificate own)
    {
        try {
            PrivateFiles.write(serverPem(), own.pem());
            writeTrust(own.chain().getLast());
        }
        catch (IOException | GeneralSecurityException e) {
            throw new StartFailedException(
                    "the certificates in %s cannot be written: change its owner or its mode".formatted(folder), e);
        }
    }

    /**
     * After a certificate of one's own, {@code ca.pem} is not ours.
     */
    private boolean hasAuthority()
            throws IOException, GeneralSecurityException
    {
        if (!Files.exists(folder.resolve("ca.key")) || !Files.exists(folder.resolve("ca.pem"))) {
            return false;
        }
        PrivateKey key = PemReader.loadPrivateKey(Files.readString(folder.resolve("ca.key")), Optional.empty());
        X509Certificate authority = PemReader.readCertificateChain(Files.readString(folder.resolve("ca.pem")))
                .getFirst();
        return OwnCertificate.belongTogether(key, authority.getPublicKey());
    }

    private void createAuthority()
            throws IOException, GeneralSecurityException
    {
        KeyPair keys = newKeys();
        X500Principal name = new X500Principal("CN=Glaux local authority, O=Glaux");
        X509Certificate certificate =
                new CertificateTemplate(name, keys.getPublic(), name, keys.getPublic(), List.of(), AUTHORITY_LIFETIME)
                        .sign(keys.getPrivate());
        PrivateFiles.write(folder.resolve("ca.key"), PemWriter.writePrivateKey(keys.getPrivate()));
        writeTrust(certificate);
        Files.deleteIfExists(serverPem());
    }

    private boolean isCurrent(Set<String> names)
            throws IOException, GeneralSecurityException
    {
        if (!Files.exists(serverPem())) {
            return false;
        }
        X509Certificate certificate = PemReader.readCertificateChain(Files.readString(serverPem())).getFirst();
        X509Certificate authority = PemReader.readCertificateChain(Files.readString(folder.resolve("ca.pem")))
                .getFirst();
        return isSignedBy(certificate, authority)
                && certificate.getNotAfter().toInstant().isAfter(Instant.now().plus(RENEWAL))
                && Files.exists(folder.resolve("names"))
                && Files.readAllLines(folder.resolve("names")).equals(List.copyOf(names));
    }

    private static boolean isSignedBy(X509Certificate certificate, X509Certificate authority)
    {
        try {
            certificate.verify(authority.getPublicKey());
            return true;
        }
        catch (GeneralSecurityException e) {
            return false;
        }
    }

    private void issue(Set<String> names)
            throws IOException, GeneralSecurityException
    {
        X509Certificate authority = PemReader.readCertificateChain(Files.readString(folder.resolve("ca.pem")))
                .getFirst();
        KeyPair keys = newKeys();
        X509Certificate certificate = new CertificateTemplate(
                authority.getSubjectX500Principal(),
                authority.getPublicKey(),
                new X500Principal("CN=glaux, O=Glaux"),
                keys.getPublic(),
                List.copyOf(names),
                SERVER_LIFETIME)
                .sign(PemReader.loadPrivateKey(Files.readString(folder.resolve("ca.key")), Optional.empty()));
        PrivateFiles.write(serverPem(), PemWriter.writePrivateKey(keys.getPrivate())
                + PemWriter.writeCertificate(certificate)
                + PemWriter.writeCertificate(authority));
        Files.write(folder.resolve("names"), names);
    }

    private void writeTrust(X509Certificate certificate)
            throws IOException, GeneralSecurityException
    {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, TRUST_STORE_PASSWORD);
        store.setCertificateEntry("glaux", certificate);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, TRUST_STORE_PASSWORD);
        Files.write(folder.resolve("truststore.p12"), bytes.toByteArray());
        // last: without it a start that was killed here begins anew, and the trust store is never missing
        Files.writeString(folder.resolve("ca.pem"), PemWriter.writeCertificate(certificate));
    }

    private static KeyPair newKeys()
            throws GeneralSecurityException
    {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static void localHostName(Set<String> names)
    {
        try {
            names.add(InetAddress.getLocalHost().getHostName());
        }
        catch (UnknownHostException e) {
            // a machine without a resolvable name is reached by address
        }
    }
}
