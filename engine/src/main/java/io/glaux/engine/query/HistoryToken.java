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
package io.glaux.engine.query;

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * The continuation of a list of queries: the place of the last query of a page, with a check sum so that a mistyped
 * token is told from a valid one.
 */
final class HistoryToken
{
    private HistoryToken() {}

    static String write(long ordinal)
    {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + Integer.BYTES);
        bytes.putLong(ordinal);
        bytes.putInt(checkSum(ordinal));
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    /**
     * @throws GlauxException with INVALID_INPUT if the token is not one of ours
     */
    static long read(String token)
    {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(token));
            if (bytes.remaining() == Long.BYTES + Integer.BYTES) {
                long ordinal = bytes.getLong();
                if (bytes.getInt() == checkSum(ordinal)) {
                    return ordinal;
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
        return new GlauxException(ErrorCode.INVALID_INPUT, "The nextPageToken is malformed: " + token, cause);
    }

    private static int checkSum(long ordinal)
    {
        CRC32 crc = new CRC32();
        crc.update(ByteBuffer.allocate(Long.BYTES).putLong(ordinal).flip());
        return (int) crc.getValue();
    }
}
