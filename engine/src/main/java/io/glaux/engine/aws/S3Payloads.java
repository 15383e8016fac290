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
import io.glaux.engine.aws.SignatureVerifier.CheckedClaim;

import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The ways in which a request to S3 says what its payload is.
 */
final class S3Payloads
{
    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
    private static final String SIGNED_CHUNKS = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    private static final String SIGNED_CHUNKS_AND_TRAILER = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
    private static final String UNSIGNED_CHUNKS_AND_TRAILER = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private S3Payloads() {}

    /**
     * What stands for the payload in the canonical request.
     */
    static String hash(RequestHead head, SignatureClaim claim)
    {
        Optional<String> header = head.header("x-amz-content-sha256");
        if (header.isPresent()) {
            return header.get();
        }
        if (claim.place() == Place.QUERY) {
            return head.parameter("X-Amz-Content-Sha256").orElse(UNSIGNED);
        }
        throw new AwsException(400, "InvalidRequest", "Missing required header for this request: x-amz-content-sha256");
    }

    /**
     * The payload of a request whose signature holds.
     */
    static InputStream open(RequestHead head, CheckedClaim checked, String hash, InputStream body)
    {
        return switch (hash) {
            case UNSIGNED -> body;
            case SIGNED_CHUNKS -> chunked(head, Optional.of(signer(checked)), false, body);
            case SIGNED_CHUNKS_AND_TRAILER -> chunked(head, Optional.of(signer(checked)), true, body);
            case UNSIGNED_CHUNKS_AND_TRAILER -> chunked(head, Optional.empty(), true, body);
            default -> {
                if (!SHA256.matcher(hash).matches()) {
                    throw new AwsException(
                            400,
                            "InvalidArgument",
                            "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, "
                                    + "STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER "
                                    + "or a valid sha256 value.");
                }
                yield new HashedPayload(body, hash);
            }
        };
    }

    private static ChunkSigner signer(CheckedClaim checked)
    {
        return new ChunkSigner(checked.secret(), checked.claim());
    }

    private static ChunkedPayload chunked(
            RequestHead head,
            Optional<ChunkSigner> signer,
            boolean trailing,
            InputStream body)
    {
        long length = head.header("x-amz-decoded-content-length")
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .orElseThrow(
                        () -> new AwsException(
                                411,
                                "MissingContentLength",
                                "You must provide the Content-Length HTTP header."));
        Optional<String> trailer = trailing ? head.header("x-amz-trailer") : Optional.empty();
        return new ChunkedPayload(new ChunkDecoder(body, signer, trailing), length, trailer);
    }
}
