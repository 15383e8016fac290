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
package io.glaux.engine.aws;

import io.glaux.engine.aws.SignatureErrors.Place;
import io.glaux.engine.identity.Identities;
import io.glaux.engine.identity.SigningKey;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * Checks SigV4 signatures in two steps, so that a body is read only for a key that exists: {@link #claim} checks all
 * that needs no payload, {@link #verify} the signature itself.
 */
final class SignatureVerifier
{
    private final Identities identities;
    private final Clock clock;

    SignatureVerifier(Identities identities, Clock clock)
    {
        this.identities = requireNonNull(identities, "identities is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * A claim whose dates hold and whose key exists.
     */
    record CheckedClaim(SignatureClaim claim, SigningKey key)
    {
        CheckedClaim
        {
            requireNonNull(claim, "claim is null");
            requireNonNull(key, "key is null");
        }

        SigningSecret secret()
        {
            return new SigningSecret(key.key().secret(), claim.credential());
        }
    }

    CheckedClaim claim(RequestHead head, SignatureErrors errors)
    {
        SignatureClaim claim = SignatureClaim.parse(head, errors);
        checkDates(claim, errors);
        checkSignedHeaders(head, claim, errors);
        String accessKeyId = claim.credential().accessKeyId();
        SigningKey key = identities.signingKey(accessKeyId).orElseThrow(() -> errors.unknownKey(accessKeyId));
        // sessions are not given out here, so no session token can be ours
        if (claim.token().isPresent()) {
            throw errors.unknownToken();
        }
        return new CheckedClaim(claim, key);
    }

    void verify(RequestHead head, CheckedClaim checked, String payloadHash, boolean s3, SignatureErrors errors)
    {
        SignatureClaim claim = checked.claim();
        SigningSecret secret = checked.secret();
        String canonical = CanonicalRequest.of(head, claim.signedHeaders(), payloadHash, s3);
        if (signs(secret, claim, canonical)
                || signs(secret, claim, CanonicalRequest.ofRaw(head, claim.signedHeaders(), payloadHash))) {
            return;
        }
        throw errors.mismatch(
                claim.credential().accessKeyId(),
                claim.signature(),
                SigningSecret.stringToSign(claim.amzDate(), claim.credential(), canonical),
                canonical);
    }

    private static boolean signs(SigningSecret secret, SignatureClaim claim, String canonical)
    {
        String signature = secret.sign(SigningSecret.stringToSign(claim.amzDate(), claim.credential(), canonical));
        return MessageDigest.isEqual(signature.getBytes(UTF_8), claim.signature().getBytes(UTF_8));
    }

    private void checkDates(SignatureClaim claim, SignatureErrors errors)
    {
        Instant now = clock.instant();
        Instant asked = claim.date();
        if (!claim.amzDate().startsWith(claim.credential().date())) {
            throw errors.scopeDate(claim.place(), claim.credential().date(), asked);
        }
        Duration validity = claim.validity().orElse(SignatureErrors.MAX_SKEW);
        if (asked.isAfter(now.plus(SignatureErrors.MAX_SKEW))) {
            throw errors.skewed(asked, now);
        }
        if (asked.plus(validity).isBefore(now)) {
            throw claim.place() == Place.QUERY ? errors.expired(asked, validity, now) : errors.skewed(asked, now);
        }
    }

    /**
     * The host and everything that changes what a request does must be signed.
     */
    private static void checkSignedHeaders(RequestHead head, SignatureClaim claim, SignatureErrors errors)
    {
        List<String> unsigned = head.headers().keySet().stream()
                .filter(name -> name.equals("host") || name.startsWith("x-amz-"))
                .filter(name -> !claim.signedHeaders().contains(name))
                .sorted()
                .toList();
        if (!unsigned.isEmpty()) {
            throw errors.unsignedHeaders(unsigned);
        }
    }
}
