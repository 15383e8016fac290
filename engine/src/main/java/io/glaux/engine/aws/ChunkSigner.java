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

import java.security.MessageDigest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * The chain of signatures over the chunks of an aws-chunked payload: each covers the one before it, the first the
 * signature of the request (<a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">specification</a>).
 */
final class ChunkSigner
{
    private final SigningSecret secret;
    private final SignatureClaim claim;
    private String previous;

    ChunkSigner(SigningSecret secret, SignatureClaim claim)
    {
        this.secret = requireNonNull(secret, "secret is null");
        this.claim = requireNonNull(claim, "claim is null");
        this.previous = claim.signature();
    }

    /**
     * @param sha256 of the bytes of the chunk
     */
    void verifyChunk(String signature, String sha256)
    {
        verify(signature, String.join("\n", toSign("PAYLOAD"), previous, SigningSecret.EMPTY_SHA256, sha256));
    }

    /**
     * @param trailers lines {@code name:value}, each with a line feed
     */
    void verifyTrailers(String signature, String trailers)
    {
        verify(signature,
                String.join("\n", toSign("TRAILER"), previous, SigningSecret.sha256(trailers.getBytes(UTF_8))));
    }

    private String toSign(String what)
    {
        return String.join("\n", SigningSecret.ALGORITHM + "-" + what, claim.amzDate(), claim.credential().scope());
    }

    private void verify(String signature, String stringToSign)
    {
        String computed = secret.sign(stringToSign);
        if (!MessageDigest.isEqual(computed.getBytes(UTF_8), signature.getBytes(UTF_8))) {
            throw S3SignatureErrors.INSTANCE.mismatch(claim.credential().accessKeyId(), signature, stringToSign, "");
        }
        previous = computed;
    }
}
