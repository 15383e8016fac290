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
package io.glaux.engine.result;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * One object that is written as a stream: in one request when it is small, else in parts, of which nothing is visible
 * before the last. Failures are the SDK's.
 */
final class ResultUpload
{
    /**
     * S3 takes at most 10,000 parts: the parts grow, so that 10,000 of them are over 5 TB, S3's limit for an object.
     */
    private static final int FIRST_PART = 8 * 1024 * 1024;
    private static final int LARGEST_PART = 512 * 1024 * 1024;
    private static final int PARTS_OF_A_SIZE = 1000;

    private final S3Client s3;
    private final S3Location location;
    private final UploadOptions options;
    private final List<CompletedPart> parts = new ArrayList<>();
    private Optional<String> uploadId = Optional.empty();
    private byte[] buffer = new byte[64 * 1024];
    private int size;

    ResultUpload(S3Client s3, S3Location location, UploadOptions options)
    {
        this.s3 = requireNonNull(s3, "s3 is null");
        this.location = requireNonNull(location, "location is null");
        this.options = requireNonNull(options, "options is null");
    }

    void write(byte[] bytes, int offset, int length)
    {
        int from = offset;
        int rest = length;
        while (rest > 0) {
            int partSize = partSize();
            int taken = Math.min(rest, partSize - size);
            reserve(size + taken, partSize);
            System.arraycopy(bytes, from, buffer, size, taken);
            size += taken;
            from += taken;
            rest -= taken;
            if (size == partSize) {
                sendPart();
            }
        }
    }

    /**
     * Sends what is left; the object is visible when this returns.
     */
    void finish()
    {
        if (uploadId.isEmpty()) {
            s3.putObject(options.put(location), RequestBody.fromByteBuffer(ByteBuffer.wrap(buffer, 0, size)));
            return;
        }
        if (size > 0) {
            sendPart();
        }
        String upload = uploadId.orElseThrow();
        s3.completeMultipartUpload(request -> request
                .bucket(location.bucket())
                .key(location.key())
                .uploadId(upload)
                .multipartUpload(completed -> completed.parts(parts)));
        uploadId = Optional.empty();
    }

    /**
     * @throws SdkException if the storage kept the parts
     */
    void abort()
    {
        Optional<String> upload = uploadId;
        uploadId = Optional.empty();
        upload.ifPresent(id -> s3.abortMultipartUpload(request -> request
                .bucket(location.bucket())
                .key(location.key())
                .uploadId(id)));
    }

    private int partSize()
    {
        int doublings = parts.size() / PARTS_OF_A_SIZE;
        return (int) Math.min((long) FIRST_PART << doublings, LARGEST_PART);
    }

    private void reserve(int capacity, int limit)
    {
        if (capacity > buffer.length) {
            buffer = Arrays.copyOf(buffer, (int) Math.min(limit, Math.max(capacity, 2L * buffer.length)));
        }
    }

    private void sendPart()
    {
        if (uploadId.isEmpty()) {
            uploadId = Optional.of(s3.createMultipartUpload(options.multipart(location)).uploadId());
        }
        String upload = uploadId.orElseThrow();
        int number = parts.size() + 1;
        String tag = s3.uploadPart(
                request -> request
                        .bucket(location.bucket())
                        .key(location.key())
                        .uploadId(upload)
                        .partNumber(number),
                RequestBody.fromByteBuffer(ByteBuffer.wrap(buffer, 0, size))).eTag();
        parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        size = 0;
    }
}
