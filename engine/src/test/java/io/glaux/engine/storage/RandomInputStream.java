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
package io.glaux.engine.storage;

import java.io.InputStream;
import java.util.Random;

/**
 * As many random bytes as wanted, the same for the same seed.
 */
final class RandomInputStream
        extends InputStream
{
    private final Random random;
    private long remaining;

    RandomInputStream(long seed, long length)
    {
        random = new Random(seed);
        remaining = length;
    }

    @Override
    public int read()
    {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length)
    {
        if (remaining == 0) {
            return -1;
        }
        byte[] block = new byte[(int) Math.min(length, remaining)];
        random.nextBytes(block);
        System.arraycopy(block, 0, bytes, offset, block.length);
        remaining -= block.length;
        return block.length;
    }
}
