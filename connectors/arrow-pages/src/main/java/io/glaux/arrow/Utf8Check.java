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
package io.glaux.arrow;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Tells whether bytes are UTF-8, as Unicode defines it (table 3-7): the shortest form, no surrogates, up to U+10FFFF.
 */
final class Utf8Check
{
    private static final VarHandle LONG_OF_BYTES = MethodHandles.byteArrayViewVarHandle(
            long[].class,
            ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final int INVALID = -1;

    private Utf8Check() {}

    static boolean isAscii(byte[] bytes)
    {
        return isAscii(bytes, 0, bytes.length);
    }

    static boolean isAscii(byte[] bytes, int start, int end)
    {
        int i = start;
        long highBits = 0;
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            highBits |= (long) LONG_OF_BYTES.get(bytes, i);
        }
        for (; i < end; i++) {
            highBits |= bytes[i] & 0x80L;
        }
        return (highBits & HIGH_BITS) == 0;
    }

    static boolean isValid(byte[] bytes, int start, int end)
    {
        int i = start;
        while (i < end) {
            if (i + Long.BYTES <= end && ((long) LONG_OF_BYTES.get(bytes, i) & HIGH_BITS) == 0) {
                i += Long.BYTES;
                continue;
            }
            int length = characterLength(bytes, i, end);
            if (length == INVALID) {
                return false;
            }
            i += length;
        }
        return true;
    }

    /**
     * Whether a character may start with the byte, if the bytes are valid.
     */
    static boolean isStart(byte value)
    {
        return (value & 0xC0) != 0x80;
    }

    private static int characterLength(byte[] bytes, int i, int end)
    {
        int first = Byte.toUnsignedInt(bytes[i]);
        if (first < 0x80) {
            return 1;
        }
        if (first < 0xC2 || first > 0xF4) {
            return INVALID;
        }
        int length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        if (i + length > end) {
            return INVALID;
        }
        int second = Byte.toUnsignedInt(bytes[i + 1]);
        int lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        if (second < lowest || second > highest) {
            return INVALID;
        }
        for (int k = 2; k < length; k++) {
            if (isStart(bytes[i + k])) {
                return INVALID;
            }
        }
        return length;
    }

    /**
     * How many characters valid bytes are.
     */
    static int characters(byte[] bytes, int start, int end)
    {
        int count = 0;
        for (int i = start; i < end; i++) {
            if (isStart(bytes[i])) {
                count++;
            }
        }
        return count;
    }
}
