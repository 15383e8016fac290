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

import com.google.common.net.InetAddresses;
import io.airlift.security.pem.PemReader;
import io.glaux.engine.instance.StartFailedException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

/**
 * A certificate that somebody else made for this server, with its chain and its key.
 *
 * @param pem key and chain, as the server reads them
 * @param chain begins with the server's own certificate
 */
public record OwnCertificate(String pem, List<X509Certificate> chain)
{
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    public OwnCertificate
    {
        requireNonNull(pem, "pem is null");
        chain = List.copyOf(chain);
    }

    /**
     * @throws StartFailedException if a file is missing or is not what it should be, if key and certificate do not
     *         belong together, or if the certificate is not valid now
     */
    public static OwnCertificate read(Path certificate, Path key)
    {
        String chainText = content("tls.certificate", certificate);
        String keyText = content("tls.key", key);
        List<X509Certificate> chain = chain(certificate, chainText);
        X509Certificate own = chain.getFirst();
        if (!belongTogether(privateKey(key, keyText), own.getPublicKey())) {
            throw new StartFailedException(
                    "tls.key (%s) is not the key of the first certificate in tls.certificate (%s)".formatted(
                            key, certificate));
        }
        Instant now = Instant.now();
        if (now.isAfter(own.getNotAfter().toInstant())) {
            throw new StartFailedException("tls.certificate (%s) expired at %s: renew it".formatted(
                    certificate, own.getNotAfter().toInstant()));
        }
        if (now.isBefore(own.getNotBefore().toInstant())) {
            throw new StartFailedException("tls.certificate (%s) is valid only from %s: check the clock".formatted(
                    certificate, own.getNotBefore().toInstant()));
        }
        return new OwnCertificate(keyText + "\n" + chainText, chain);
    }

    /**
     * What clients must call the server so that the certificate fits, if that is not the address.
     *
     * @return the certificate's first name that is a host; empty if the certificate names the address, or no host
     */
    public Optional<String> nameInsteadOf(String address)
    {
        Collection<List<?>> names;
        try {
            names = requireNonNullElse(chain.getFirst().getSubjectAlternativeNames(), List.of());
        }
        catch (CertificateParsingException e) {
            return Optional.empty();
        }
        List<String> hosts = names.stream()
                .filter(name -> name.getFirst().equals(DNS_NAME) || name.getFirst().equals(IP_ADDRESS))
                .map(name -> (String) name.getLast())
                .filter(name -> !name.contains("*"))
                .toList();
        boolean named = hosts.stream()
                .filter(InetAddresses::isInetAddress)
                .anyMatch(host -> InetAddresses.forString(host).equals(InetAddresses.forString(address)));
        return named ? Optional.empty() : hosts.stream().findFirst();
    }

    /**
     * Whether what the one signs the other verifies.
     */
    static boolean belongTogether(PrivateKey privateKey, PublicKey publicKey)
    {
        String algorithm = switch (privateKey.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> privateKey.getAlgorithm();
        };
        byte[] text = "glaux".getBytes(US_ASCII);
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(privateKey);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(text);
            return signature.verify(signed);
        }
        catch (GeneralSecurityException e) {
            // keys of different kinds, or curves
            return false;
        }
    }

    private static String content(String setting, Path file)
    {
        try {
            return Files.readString(file);
        }
        catch (IOException e) {
            throw new StartFailedException(
                    "%s: the file %s is not there or cannot be read".formatted(setting, file), e);
        }
    }

    private static List<X509Certificate> chain(Path file, String text)
    {
        try {
            List<X509Certificate> chain = PemReader.readCertificateChain(text);
            if (!chain.isEmpty()) {
                return chain;
            }
        }
        catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new StartFailedException("tls.certificate: %s is not a PEM certificate".formatted(file), e);
        }
        throw new StartFailedException("tls.certificate: %s is not a PEM certificate".formatted(file));
    }

    private static PrivateKey privateKey(Path file, String text)
    {
        try {
            return PemReader.loadPrivateKey(text, Optional.empty());
        }
        catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new StartFailedException(
                    "tls.key: %s is not a PEM private key without a password".formatted(file), e);
        }
    }
}
