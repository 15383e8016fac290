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

import java.util.zip.Checksum;

/**
 * CRC-64/NVME, the checksum that S3 and its newer clients prefer: polynomial 0xad93d23594c93659, reflected, all ones
 * before and after. The AWS SDK has it only in native code.
 */
final class Crc64Nvme
        implements Checksum
{
    private static final long REFLECTED_POLYNOMIAL = 0x9A6C9329AC4BC9B5L;
    private static final int LANES = 8;
    private static final long[][] TABLES = tables();

    private long state = -1;

    @Override
    public void update(int octet)
    {
        state = TABLES[0][(int) (state ^ octet) & 0xFF] ^ (state >>> Byte.SIZE);
    }

    @Override
    public void update(byte[] bytes, int offset, int length)
    {
        int end = offset + length;
        int position = offset;
        for (; end - position >= LANES; position += LANES) {
            long next = 0;
            for (int lane = 0; lane < LANES; lane++) {
                int index = (int) ((state >>> (lane * Byte.SIZE)) ^ bytes[position + lane]) & 0xFF;
                next ^= TABLES[LANES - 1 - lane][index];
            }
            state = next;
        }
        for (; position < end; position++) {
            update(bytes[position]);
        }
    }

    @Override
    public long getValue()
    {
        return ~state;
    }

    @Override
    public void reset()
    {
        state = -1;
    }

    /**
     * Table n takes a byte that n zero bytes follow, so eight bytes are one step.
     */
    private static long[][] tables()
    {
        long[][] tables = new long[LANES][256];
        for (int octet = 0; octet < 256; octet++) {
            long value = octet;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                value = (value & 1) == 0 ? value >>> 1 : (value >>> 1) ^ REFLECTED_POLYNOMIAL;
            }
            tables[0][octet] = value;
        }
        for (int lane = 1; lane < LANES; lane++) {
            for (int octet = 0; octet < 256; octet++) {
                long before = tables[lane - 1][octet];
                tables[lane][octet] = tables[0][(int) before & 0xFF] ^ (before >>> Byte.SIZE);
            }
        }
        return tables;
    }
}
