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

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Where each value begins and the one before it ends.
 */
final class Offsets
{
    private final GrowableBuffer buffer;

    Offsets(BufferAllocator allocator)
    {
        this.buffer = new GrowableBuffer(allocator);
    }

    int get(int position)
    {
        return position == 0 ? 0 : buffer.buffer().getInt((long) position * Integer.BYTES);
    }

    /**
     * @param position not 0, since values begin there
     */
    void set(int position, int offset)
    {
        ArrowBuf offsets = buffer.reserve((position + 1L) * Integer.BYTES);
        if (position == 1) {
            offsets.setInt(0, 0);
        }
        offsets.setInt((long) position * Integer.BYTES, offset);
    }

    ArrowBuf readable(int valueCount)
    {
        return buffer.readable(valueCount == 0 ? 0 : (valueCount + 1L) * Integer.BYTES);
    }

    void release(int valueCount)
    {
        buffer.release((valueCount + 1L) * Integer.BYTES);
    }
}
