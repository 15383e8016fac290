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
import io.trino.filesystem.TrinoInput;
import io.trino.spi.metrics.Metrics;

import java.io.IOException;
import java.util.OptionalLong;

import static java.util.Objects.requireNonNull;

/**
 * Each read is one permit of the meter.
 */
final class MeteredInput
        implements TrinoInput
{
    private final TrinoInput delegate;
    private final OptionalLong fileLength;
    private final FileMeter meter;
    private final ScanKey key;

    MeteredInput(TrinoInput delegate, OptionalLong fileLength, FileMeter meter, ScanKey key)
    {
        this.delegate = requireNonNull(delegate, "delegate is null");
        this.fileLength = requireNonNull(fileLength, "fileLength is null");
        this.meter = requireNonNull(meter, "meter is null");
        this.key = requireNonNull(key, "key is null");
    }

    @Override
    public void readFully(long position, byte[] buffer, int bufferOffset, int length)
            throws IOException
    {
        if (ForecastReads.take(length)) {
            return;
        }
        count(meter.read(key, length, () -> {
            delegate.readFully(position, buffer, bufferOffset, length);
            return length;
        }));
    }

    @Override
    public int readTail(byte[] buffer, int bufferOffset, int maxLength)
            throws IOException
    {
        // a budget that covers the file must not be too small for the tail that the reader guesses
        long most = Math.min(maxLength, fileLength.orElse(maxLength));
        return count(meter.read(key, most, () -> delegate.readTail(buffer, bufferOffset, maxLength)));
    }

    private static int count(int bytes)
    {
        TableScope.current().ifPresent(scope -> scope.read().addAndGet(bytes));
        return bytes;
    }

    @Override
    public Metrics getMetrics()
    {
        return delegate.getMetrics();
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
