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

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * The checksums that S3 takes with a payload, under the names of their headers:
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html">list</a>.
 */
abstract sealed class PayloadChecksum
{
    private static final String PREFIX = "x-amz-checksum-";

    /**
     * @param header in lower case; empty is returned for an algorithm that is not known here
     */
    static Optional<PayloadChecksum> of(String header)
    {
        if (!header.startsWith(PREFIX)) {
            return Optional.empty();
        }
        return switch (header.substring(PREFIX.length())) {
            case "crc32" -> Optional.of(new Cyclic(new CRC32(), Integer.BYTES));
            case "crc32c" -> Optional.of(new Cyclic(new CRC32C(), Integer.BYTES));
            case "crc64nvme" -> Optional.of(new Cyclic(new Crc64Nvme(), Long.BYTES));
            case "md5" -> Optional.of(new Hash("MD5"));
            case "sha1" -> Optional.of(new Hash("SHA-1"));
            case "sha256" -> Optional.of(new Hash("SHA-256"));
            case "sha512" -> Optional.of(new Hash("SHA-512"));
            default -> Optional.empty();
        };
    }

    abstract void update(byte[] bytes, int length);

    /**
     * The checksum, after the last update.
     */
    abstract byte[] finish();

    abstract int byteLength();

    /**
     * How long {@link #text} is.
     */
    final int textLength()
    {
        return (byteLength() + 2) / 3 * 4;
    }

    final String text()
    {
        return Base64.getEncoder().encodeToString(finish());
    }

    private static final class Cyclic
            extends PayloadChecksum
    {
        private final Checksum checksum;
        private final int byteLength;

        private Cyclic(Checksum checksum, int byteLength)
        {
            this.checksum = checksum;
            this.byteLength = byteLength;
        }

        @Override
        void update(byte[] bytes, int length)
        {
            checksum.update(bytes, 0, length);
        }

        @Override
        byte[] finish()
        {
            return byteLength == Long.BYTES
                    ? ByteBuffer.allocate(Long.BYTES).putLong(checksum.getValue()).array()
                    : ByteBuffer.allocate(Integer.BYTES).putInt((int) checksum.getValue()).array();
        }

        @Override
        int byteLength()
        {
            return byteLength;
        }
    }

    private static final class Hash
            extends PayloadChecksum
    {
        private final MessageDigest digest;

        private Hash(String algorithm)
        {
            try {
                this.digest = MessageDigest.getInstance(algorithm);
            }
            catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        void update(byte[] bytes, int length)
        {
            digest.update(bytes, 0, length);
        }

        @Override
        byte[] finish()
        {
            return digest.digest();
        }

        @Override
        int byteLength()
        {
            return digest.getDigestLength();
        }
    }
}
