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

import io.glaux.metering.ScanKey;
import io.trino.filesystem.Location;
import io.trino.filesystem.TrinoInput;
import io.trino.filesystem.TrinoInputFile;
import io.trino.filesystem.TrinoInputStream;

import java.io.IOException;
import java.time.Instant;
import java.util.OptionalLong;

import static java.util.Objects.requireNonNull;

/**
 * A file whose inputs are counted. What the reads are counted by is settled as the file is opened: a page source opens
 * its files, while later reads may come when the engine loads a lazy block.
 */
final class MeteredInputFile
        implements TrinoInputFile
{
    private final TrinoInputFile delegate;
    private final OptionalLong length;
    private final FileMeter meter;
    private final ScanKey key;
    private final long splitEnd;

    /**
     * @param length where it is known without asking
     */
    MeteredInputFile(TrinoInputFile delegate, OptionalLong length, FileMeter meter)
    {
        this.delegate = requireNonNull(delegate, "delegate is null");
        this.length = requireNonNull(length, "length is null");
        this.meter = requireNonNull(meter, "meter is null");
        this.key = meter.key(delegate.location());
        this.splitEnd = TableScope.current().map(scope -> scope.splitEnd(delegate.location())).orElse(Long.MAX_VALUE);
    }

    @Override
    public TrinoInput newInput()
            throws IOException
    {
        return new MeteredInput(delegate.newInput(), length, meter, key);
    }

    @Override
    public TrinoInputStream newStream()
            throws IOException
    {
        return new BoundedRangeInputStream(newInput(), delegate, splitEnd);
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
