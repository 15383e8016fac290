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

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The continuation of a result: where in the file the next row begins, with a check sum over the query too, so that a
 * token of another query, or a mistyped one, is refused.
 */
final class ResultToken
{
    /**
     * The offset after a full page that was the last one.
     */
    static final long EXHAUSTED = Long.MAX_VALUE;

    private ResultToken() {}

    static String write(String executionId, long offset)
    {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + Integer.BYTES);
        bytes.putLong(offset);
        bytes.putInt(checkSum(executionId, offset));
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    /**
     * @throws GlauxException with INVALID_INPUT if the token is not one of this query's
     */
    static long read(String executionId, String token)
    {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(token));
            if (bytes.remaining() == Long.BYTES + Integer.BYTES) {
                long offset = bytes.getLong();
                if (offset >= 0 && bytes.getInt() == checkSum(executionId, offset)) {
                    return offset;
                }
            }
        }
        catch (IllegalArgumentException e) {
            throw malformed(token, e);
        }
        throw malformed(token, null);
    }

    private static GlauxException malformed(String token, Throwable cause)
    {
        return new GlauxException(ErrorCode.INVALID_INPUT, "Malformed nextPageToken " + token, cause);
    }

    private static int checkSum(String executionId, long offset)
    {
        CRC32 crc = new CRC32();
        crc.update(executionId.getBytes(UTF_8));
        crc.update(ByteBuffer.allocate(Long.BYTES).putLong(offset).flip());
        return (int) crc.getValue();
    }
}
