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

import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * A payload that was signed by its SHA-256.
 */
final class HashedPayload
        extends HeldBackInputStream
{
    private final String expected;
    private final MessageDigest digest = SigningSecret.sha256();

    HashedPayload(InputStream source, String expected)
    {
        super(source);
        this.expected = requireNonNull(expected, "expected is null");
    }

    @Override
    void inspect(byte[] bytes, int length)
    {
        digest.update(bytes, 0, length);
    }

    @Override
    void check()
    {
        String computed = HexFormat.of().formatHex(digest.digest());
        if (!computed.equals(expected)) {
            throw mismatch(expected, computed);
        }
    }

    static AwsException mismatch(String expected, String computed)
    {
        return new AwsException(
                400,
                "XAmzContentSHA256Mismatch",
                "The provided 'x-amz-content-sha256' header does not match what was computed.",
                Map.of("ClientComputedContentSHA256", expected, "S3ComputedContentSHA256", computed));
    }
}
