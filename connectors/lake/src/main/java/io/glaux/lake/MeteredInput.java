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
package io.glaux.lake;

import io.trino.filesystem.TrinoInput;

import java.io.IOException;

import static java.util.Objects.requireNonNull;

/**
 * Random reads of a file, each within a permit.
 */
final class MeteredInput
        implements TrinoInput
{
    private final TrinoInput delegate;
    private final FileReads reads;

    MeteredInput(TrinoInput delegate, FileReads reads)
    {
        this.delegate = requireNonNull(delegate, "delegate is null");
        this.reads = requireNonNull(reads, "reads is null");
    }

    @Override
    public void readFully(long position, byte[] buffer, int bufferOffset, int bufferLength)
            throws IOException
    {
        reads.read(bufferLength, () -> {
            delegate.readFully(position, buffer, bufferOffset, bufferLength);
            return null;
        });
    }

    @Override
    public int readTail(byte[] buffer, int bufferOffset, int bufferLength)
            throws IOException
    {
        return reads.read(bufferLength, () -> delegate.readTail(buffer, bufferOffset, bufferLength));
    }

    @Override
    public void close()
            throws IOException
    {
        delegate.close();
    }

    @Override
    public String toString()
    {
        return delegate.toString();
    }
}
