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

import javax.security.auth.x500.X500Principal;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static io.airlift.security.der.DerUtils.encodeBitString;
import static io.airlift.security.der.DerUtils.encodeBooleanTrue;
import static io.airlift.security.der.DerUtils.encodeContextSpecificSequence;
import static io.airlift.security.der.DerUtils.encodeContextSpecificTag;
import static io.airlift.security.der.DerUtils.encodeInteger;
import static io.airlift.security.der.DerUtils.encodeOctetString;
import static io.airlift.security.der.DerUtils.encodeOid;
import static io.airlift.security.der.DerUtils.encodeSequence;
import static io.airlift.security.der.DerUtils.encodeUtcTime;
import static java.util.Objects.requireNonNull;

/**
 * An X.509 certificate (RFC 5280) as DER, signed with SHA256withECDSA. The JDK has no public API that issues
 * certificates.
 *
 * @param issuerKey the public key of the issuer; the subject's own for an authority
 * @param names DNS names and IP addresses that the subject answers to; empty for an authority
 * @param purpose what a subject that is no authority proves with it
 */
record CertificateTemplate(
        X500Principal issuer,
        PublicKey issuerKey,
        X500Principal subject,
        PublicKey subjectKey,
        List<String> names,
        Purpose purpose,
        Duration lifetime)
{
    private static final byte[] ECDSA_WITH_SHA256 = encodeSequence(encodeOid("1.2.840.10045.4.3.2"));
    private static final String SUBJECT_KEY_IDENTIFIER = "2.5.29.14";
    private static final String KEY_USAGE = "2.5.29.15";
    private static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
    private static final String BASIC_CONSTRAINTS = "2.5.29.19";
    private static final String AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";
    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    private static final String SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";
    private static final int SERIAL_BITS = 127;
    private static final int DNS_NAME_TAG = 2;
    private static final int IP_ADDRESS_TAG = 7;
    /**
     * Clocks of clients may be behind.
     */
    private static final Duration LEEWAY = Duration.ofDays(1);

    /**
     * Which side of a connection shows the certificate: the other refuses one that is meant for the other.
     */
    enum Purpose
    {
        SERVER(SERVER_AUTHENTICATION),
        CLIENT(CLIENT_AUTHENTICATION);

        private final String oid;

        Purpose(String oid)
        {
            this.oid = oid;
        }
    }

    CertificateTemplate
    {
        requireNonNull(issuer, "issuer is null");
        requireNonNull(issuerKey, "issuerKey is null");
        requireNonNull(subject, "subject is null");
        requireNonNull(subjectKey, "subjectKey is null");
        names = List.copyOf(names);
        requireNonNull(purpose, "purpose is null");
        requireNonNull(lifetime, "lifetime is null");
    }

    /**
     * Of an authority, or of a server.
     */
    CertificateTemplate(
            X500Principal issuer,
            PublicKey issuerKey,
            X500Principal subject,
            PublicKey subjectKey,
            List<String> names,
            Duration lifetime)
    {
        this(issuer, issuerKey, subject, subjectKey, names, Purpose.SERVER, lifetime);
    }

    X509Certificate sign(PrivateKey key)
            throws GeneralSecurityException
    {
        Instant now = Instant.now();
        byte[] body = encodeSequence(
                encodeContextSpecificSequence(0, encodeInteger(2)),
                encodeInteger(new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(0)),
                ECDSA_WITH_SHA256,
                issuer.getEncoded(),
                encodeSequence(encodeUtcTime(now.minus(LEEWAY)), encodeUtcTime(now.plus(lifetime))),
                subject.getEncoded(),
                subjectKey.getEncoded(),
                encodeContextSpecificSequence(3, encodeSequence(extensions().toArray(byte[][]::new))));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update(body);
        byte[] certificate = encodeSequence(body, ECDSA_WITH_SHA256, encodeBitString(0, signature.sign()));
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(certificate));
    }

    private List<byte[]> extensions()
            throws GeneralSecurityException
    {
        List<byte[]> extensions = new ArrayList<>();
        extensions.add(extension(SUBJECT_KEY_IDENTIFIER, encodeOctetString(identifier(subjectKey))));
        extensions.add(
                extension(
                        AUTHORITY_KEY_IDENTIFIER,
                        encodeSequence(encodeContextSpecificTag(0, identifier(issuerKey)))));
        if (names.isEmpty()) {
            extensions.add(criticalExtension(BASIC_CONSTRAINTS, encodeSequence(encodeBooleanTrue())));
            // keyCertSign and cRLSign, the sixth and seventh bit
            extensions.add(criticalExtension(KEY_USAGE, encodeBitString(1, new byte[] {0b0000_0110})));
        }
        else {
            // digitalSignature, the first bit
            extensions.add(criticalExtension(KEY_USAGE, encodeBitString(7, new byte[] {(byte) 0b1000_0000})));
            extensions.add(extension(EXTENDED_KEY_USAGE, encodeSequence(encodeOid(purpose.oid))));
            byte[][] encoded = names.stream().map(CertificateTemplate::encodeName).toArray(byte[][]::new);
            extensions.add(extension(SUBJECT_ALTERNATIVE_NAME, encodeSequence(encoded)));
        }
        return extensions;
    }

    private static byte[] extension(String oid, byte[] value)
    {
        return encodeSequence(encodeOid(oid), encodeOctetString(value));
    }

    private static byte[] criticalExtension(String oid, byte[] value)
    {
        return encodeSequence(encodeOid(oid), encodeBooleanTrue(), encodeOctetString(value));
    }

    private static byte[] encodeName(String name)
    {
        return InetAddresses.isInetAddress(name)
                ? encodeContextSpecificTag(IP_ADDRESS_TAG, InetAddresses.forString(name).getAddress())
                : encodeContextSpecificTag(DNS_NAME_TAG, name.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * RFC 7093, section 2, method 4: a hash of the public key as it is encoded.
     */
    private static byte[] identifier(PublicKey key)
            throws GeneralSecurityException
    {
        return MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
    }
}
