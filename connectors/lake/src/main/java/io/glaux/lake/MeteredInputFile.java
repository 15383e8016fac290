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

import io.trino.filesystem.Location;
import io.trino.filesystem.TrinoInput;
import io.trino.filesystem.TrinoInputFile;
import io.trino.filesystem.TrinoInputStream;

import java.io.IOException;
import java.time.Instant;

import static java.util.Objects.requireNonNull;

/**
 * A file whose reads are counted. Streams are made of bounded reads too: storage goes on sending into an open-ended GET that its
 * reader gives up, and those bytes would be on the bill with the storage provider, unseen here.
 */
final class MeteredInputFile
        implements TrinoInputFile
{
    private final TrinoInputFile delegate;
    private final FileReads reads;

    MeteredInputFile(TrinoInputFile delegate, FileReads reads)
    {
        this.delegate = requireNonNull(delegate, "delegate is null");
        this.reads = requireNonNull(reads, "reads is null");
    }

    @Override
    public TrinoInput newInput()
            throws IOException
    {
        return new MeteredInput(delegate.newInput(), reads);
    }

    @Override
    public TrinoInputStream newStream()
    {
        return new BoundedReadStream(this);
    }

    @Override
    public long length()
            throws IOException
    {
        return delegate.length();
    }

    @Override
    public Instant lastModified()
            throws IOException
    {
        return delegate.lastModified();
    }

    @Override
    public boolean exists()
            throws IOException
    {
        return delegate.exists();
    }

    @Override
    public Location location()
    {
        return delegate.location();
    }

    @Override
    public String toString()
    {
        return delegate.toString();
    }
}
