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
package io.glaux.host.ticket;

import io.glaux.host.configuration.Secret;
import io.glaux.host.configuration.TicketLifetimes;
import io.glaux.protocol.ErrorCode;
import io.glaux.protocol.ProtocolException;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;

import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

/**
 * Issues tickets and opens them again. A ticket is sealed by AES-256-GCM, which encrypts and authenticates it; what it
 * is bound to is authenticated with it (its associated data) and does not travel in it. In its head, in the clear:
 * version, kind, time of expiry, the salt of its key, the nonce.
 * <p>
 * Every process seals by a key of its own, derived (HKDF-SHA256) from the key of the host and a random salt: replicas
 * that share a key never use a nonce twice between them, and within one process random nonces suffice for billions of
 * tickets.
 */
public final class TicketOffice
{
    private static final byte VERSION = 1;
    private static final int SALT_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int EXPIRY_START = 2;
    private static final int SALT_START = EXPIRY_START + Long.BYTES;
    private static final int HEAD_BYTES = SALT_START + SALT_BYTES + NONCE_BYTES;
    private static final int KEY_BYTES = 32;
    private static final byte[] PURPOSE = "glaux host tickets 1".getBytes(US_ASCII);

    private final SecureRandom random = new SecureRandom();
    private final SecretKey hostKey;
    private final TicketLifetimes lifetimes;
    private final Clock clock;
    private final byte[] salt;
    private final SecretKey ownKey;

    /**
     * @param shared the key of all replicas; none: tickets of this process are good for this process
     */
    public TicketOffice(Optional<Secret> shared, TicketLifetimes lifetimes, Clock clock)
    {
        this.hostKey = new SecretKeySpec(shared.map(Secret::bytes).orElseGet(() -> randomBytes(KEY_BYTES)), "HKDF");
        this.lifetimes = requireNonNull(lifetimes, "lifetimes is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.salt = randomBytes(SALT_BYTES);
        this.ownKey = derive(salt);
    }

    public byte[] issue(TicketKind kind, TicketBinding binding, byte[] content)
    {
        return issue(kind, binding, new byte[0], content);
    }

    /**
     * @param within the ticket that this one is good for only together with
     */
    public byte[] issue(TicketKind kind, TicketBinding binding, byte[] within, byte[] content)
    {
        long expiry = clock.millis() + lifetime(kind).toMillis();
        byte[] nonce = randomBytes(NONCE_BYTES);
        byte[] head = ByteBuffer.allocate(HEAD_BYTES)
                .put(VERSION)
                .put(kind.id())
                .putLong(expiry)
                .put(salt)
                .put(nonce)
                .array();
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, ownKey, nonce, head, binding, within);
            byte[] sealed = cipher.doFinal(content);
            return ByteBuffer.allocate(HEAD_BYTES + sealed.length).put(head).put(sealed).array();
        }
        catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public byte[] open(TicketKind kind, TicketBinding binding, byte[] ticket)
    {
        return open(kind, binding, new byte[0], ticket);
    }

    /**
     * @throws ProtocolException if this host, or a replica of it, did not issue it for that
     * @throws SourceException if its time is over
     */
    public byte[] open(TicketKind kind, TicketBinding binding, byte[] within, byte[] ticket)
    {
        byte[] content = openAlsoExpired(kind, binding, within, ticket);
        if (clock.millis() >= ByteBuffer.wrap(ticket).getLong(EXPIRY_START)) {
            throw SourceException.retryable(
                    SourceErrorCode.TICKET_EXPIRED,
                    "The %s was given out more than %s seconds ago".formatted(
                            kind.title(),
                            lifetime(kind).toSeconds()),
                    Optional.empty(),
                    null);
        }
        return content;
    }

    /**
     * As {@link #open}, when another ticket vouches for this one being in use.
     */
    public byte[] openAlsoExpired(TicketKind kind, TicketBinding binding, byte[] within, byte[] ticket)
    {
        if (ticket.length < HEAD_BYTES + TAG_BITS / Byte.SIZE || ticket[0] != VERSION || ticket[1] != kind.id()) {
            throw invalid(kind);
        }
        byte[] head = Arrays.copyOf(ticket, HEAD_BYTES);
        byte[] sealed = Arrays.copyOfRange(ticket, HEAD_BYTES, ticket.length);
        return decrypt(kind, binding, within, head, sealed);
    }

    private byte[] decrypt(TicketKind kind, TicketBinding binding, byte[] within, byte[] head, byte[] sealed)
    {
        byte[] ticketSalt = Arrays.copyOfRange(head, SALT_START, SALT_START + SALT_BYTES);
        byte[] nonce = Arrays.copyOfRange(head, SALT_START + SALT_BYTES, HEAD_BYTES);
        SecretKey key = Arrays.equals(ticketSalt, salt) ? ownKey : derive(ticketSalt);
        try {
            return cipher(Cipher.DECRYPT_MODE, key, nonce, head, binding, within).doFinal(sealed);
        }
        catch (GeneralSecurityException _) {
            // it says only that the tag is wrong
            throw invalid(kind);
        }
    }

    private static Cipher cipher(
            int mode,
            SecretKey key,
            byte[] nonce,
            byte[] head,
            TicketBinding binding,
            byte[] within)
            throws GeneralSecurityException
    {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(head);
        cipher.updateAAD(binding.bytes());
        cipher.updateAAD(within);
        return cipher;
    }

    private Duration lifetime(TicketKind kind)
    {
        return switch (kind) {
            case SPLIT, CURSOR -> lifetimes.split();
            case SCAN, WRITE -> lifetimes.query();
        };
    }

    private SecretKey derive(byte[] keySalt)
    {
        try {
            HKDFParameterSpec parameters = HKDFParameterSpec.ofExtract()
                    .addIKM(hostKey)
                    .addSalt(keySalt)
                    .thenExpand(PURPOSE, KEY_BYTES);
            return KDF.getInstance("HKDF-SHA256").deriveKey("AES", parameters);
        }
        catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] randomBytes(int count)
    {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static ProtocolException invalid(TicketKind kind)
    {
        return new ProtocolException(
                ErrorCode.TICKET_INVALID,
                "This host did not give out the %s for this query, user and catalog. Do its hosts share tickets.key?"
                        .formatted(kind.title()));
    }
}
