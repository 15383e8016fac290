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

import io.airlift.security.pem.PemWriter;
import io.glaux.engine.identity.ClusterSecret;
import io.glaux.engine.instance.DataFolder;
import io.glaux.engine.instance.PrivateFiles;
import io.glaux.engine.instance.StartFailedException;
import io.glaux.engine.tls.CertificateTemplate.Purpose;

import javax.security.auth.x500.X500Principal;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * Certificates between the servers of a cluster and the processes that read sources. The key of their authority follows
 * from the cluster secret, as that of the traffic between servers does: each server makes its own certificates, and all
 * know them. It is another authority than that of the clients' https, so that none of those certificates counts here.
 */
public final class HostCertificates
{
    /**
     * Names of the files in {@link #folder}.
     */
    public static final String AUTHORITY = "ca.pem";
    public static final String CLIENT_CERTIFICATE = "client.pem";
    public static final String CLIENT_KEY = "client.key";

    private static final X500Principal AUTHORITY_NAME = new X500Principal("CN=Glaux hosts authority, O=Glaux");
    private static final String CLIENT_NAME = "glaux-engine";
    /**
     * They live in one process each, or are made anew at each start.
     */
    private static final Duration LIFETIME = Duration.ofDays(3650);

    private final Path folder;
    private final Path hostFolders;
    private final KeyPair authority;
    private final X509Certificate authorityCertificate;

    public HostCertificates(DataFolder data, ClusterSecret secret)
    {
        this.folder = requireNonNull(data, "data is null").resolve("tls/hosts");
        // beside that folder, where the connector must not find them
        this.hostFolders = data.resolve("tls/host-keys");
        try {
            this.authority = derivedKeys(secret.derive("hosts-authority"));
            this.authorityCertificate = new CertificateTemplate(
                    AUTHORITY_NAME,
                    authority.getPublic(),
                    AUTHORITY_NAME,
                    authority.getPublic(),
                    List.of(),
                    LIFETIME)
                    .sign(authority.getPrivate());
        }
        catch (GeneralSecurityException e) {
            throw new StartFailedException("the certificates of hosts cannot be made", e);
        }
    }

    /**
     * Where the connector finds what this server shows to hosts, and whom it trusts. One's own files for other hosts
     * may be put beside them.
     */
    public Path folder()
    {
        return folder;
    }

    /**
     * Writes the files of this server.
     */
    public void prepare()
    {
        write(folder, AUTHORITY, CLIENT_CERTIFICATE, CLIENT_KEY, List.of(CLIENT_NAME), Purpose.CLIENT);
    }

    /**
     * Writes the files of a host, as hosts want them.
     *
     * @param address that it is reached at
     * @return the folder
     */
    public Path prepareHost(String name, String address)
    {
        Path host = hostFolders.resolve(name);
        write(host, "clients.pem", "certificate.pem", "key.pem", List.of(address), Purpose.SERVER);
        return host;
    }

    private void write(
            Path target,
            String authorityFile,
            String certificateFile,
            String keyFile,
            List<String> names,
            Purpose purpose)
    {
        try {
            KeyPair keys = newKeys(new SecureRandom());
            X509Certificate certificate = new CertificateTemplate(
                    AUTHORITY_NAME,
                    authority.getPublic(),
                    new X500Principal("CN=%s, O=Glaux".formatted(names.getFirst())),
                    keys.getPublic(),
                    names,
                    purpose,
                    LIFETIME)
                    .sign(authority.getPrivate());
            String trusted = PemWriter.writeCertificate(authorityCertificate);
            PrivateFiles.takeFolder(target);
            PrivateFiles.write(target.resolve(authorityFile), trusted);
            PrivateFiles.write(
                    target.resolve(certificateFile), PemWriter.writeCertificate(certificate) + trusted);
            PrivateFiles.write(target.resolve(keyFile), PemWriter.writePrivateKey(keys.getPrivate()));
        }
        catch (GeneralSecurityException e) {
            throw new StartFailedException("the certificates of hosts cannot be made", e);
        }
        catch (IOException e) {
            throw new StartFailedException(
                    "the certificates in %s cannot be written: change its owner or its mode".formatted(target), e);
        }
    }

    /**
     * The same for the same seed, also in another process with the same version of the JDK.
     */
    private static KeyPair derivedKeys(byte[] seed)
            throws GeneralSecurityException
    {
        SecureRandom derived = SecureRandom.getInstance("SHA1PRNG");
        derived.setSeed(seed);
        return newKeys(derived);
    }

    private static KeyPair newKeys(SecureRandom random)
            throws GeneralSecurityException
    {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }
}
