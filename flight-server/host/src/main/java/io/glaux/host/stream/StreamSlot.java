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
package io.glaux.host.stream;

import org.apache.arrow.memory.BufferAllocator;

import static java.util.Objects.requireNonNull;

/**
 * The place of one stream.
 */
public final class StreamSlot
        implements AutoCloseable
{
    private final StreamAdmission admission;
    private final BufferAllocator allocator;

    StreamSlot(StreamAdmission admission, BufferAllocator allocator)
    {
        this.admission = requireNonNull(admission, "admission is null");
        this.allocator = requireNonNull(allocator, "allocator is null");
    }

    BufferAllocator allocator()
    {
        return allocator;
    }

    void countBatch()
    {
        admission.countBatch();
    }

    @Override
    public void close()
    {
        admission.release(allocator);
    }
}
