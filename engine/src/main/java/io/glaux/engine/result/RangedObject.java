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

import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

import static java.util.Objects.requireNonNull;

/**
 * The bytes of an object from an offset on, read by bounded ranges, of which each is twice as long as the one before.
 * So a page of a huge result costs what the page is long.
 */
final class RangedObject
{
    static final int END = -1;

    private static final int FIRST_RANGE = 64 * 1024;
    private static final int LONGEST_RANGE = 4 * 1024 * 1024;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final S3Client s3;
    private final S3Location location;
    private byte[] chunk = {};
    private int index;
    private long chunkOffset;
    private int range = FIRST_RANGE;
    private boolean last;

    RangedObject(S3Client s3, S3Location location, long offset)
    {
        this.s3 = requireNonNull(s3, "s3 is null");
        this.location = requireNonNull(location, "location is null");
        this.chunkOffset = offset;
    }

    /**
     * Where the next byte is.
     */
    long position()
    {
        return chunkOffset + index;
    }

    /**
     * @return the next byte, without taking it, or {@link #END}
     */
    int peek()
    {
        if (index == chunk.length && !fetch()) {
            return END;
        }
        return chunk[index] & 0xFF;
    }

    /**
     * @return the next byte, or {@link #END}
     */
    int read()
    {
        int next = peek();
        if (next != END) {
            index++;
        }
        return next;
    }

    private boolean fetch()
    {
        if (last) {
            return false;
        }
        long from = position();
        try {
            ResponseBytes<GetObjectResponse> response = s3.getObjectAsBytes(request -> request
                    .bucket(location.bucket())
                    .key(location.key())
                    .range("bytes=%s-%s".formatted(from, from + range - 1)));
            chunk = response.asByteArrayUnsafe();
            last = chunk.length < range;
        }
        catch (S3Exception e) {
            if (e.statusCode() != RANGE_NOT_SATISFIABLE) {
                throw e;
            }
            chunk = new byte[0];
            last = true;
        }
        chunkOffset = from;
        index = 0;
        range = Math.min(2 * range, LONGEST_RANGE);
        return chunk.length > 0;
    }
}
