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
package io.glaux.source.batch;

/**
 * Counts what the body of a batch takes while its values come. Every value tells its own bits, so that nothing is
 * summed up for a row.
 */
final class BatchSize
{
    /**
     * Buffers begin at multiples of 8 bytes, and one of offsets has one more than there are values.
     */
    private static final long BYTES_PER_BUFFER = 16;

    private long buffers;
    private long bits;

    void addBuffers(int count)
    {
        buffers += count;
    }

    void add(long count)
    {
        bits += count;
    }

    void clear()
    {
        bits = 0;
    }

    /**
     * Not less than the body will have.
     *
     * @param extraBits of values that were not told
     */
    long bytes(long extraBits)
    {
        return (bits + extraBits) / Byte.SIZE + 1 + buffers * BYTES_PER_BUFFER;
    }
}
