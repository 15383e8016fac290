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

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Reads that are only counted. While a forecast is made on a thread, the inputs that this thread reads from serve
 * zeros, and nothing is asked of the storage: Trino's own readers then say which ranges they would read, gaps between
 * columns that are read in one included.
 */
final class ForecastReads
{
    private static final ThreadLocal<ForecastReads> CURRENT = new ThreadLocal<>();

    private long bytes;

    private ForecastReads() {}

    /**
     * Bytes that {@code reading} would read.
     */
    static long count(Reading reading)
    {
        ForecastReads reads = new ForecastReads();
        CURRENT.set(reads);
        try {
            reading.run();
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        finally {
            CURRENT.remove();
        }
        return reads.bytes;
    }

    /**
     * Takes the place of a read, if this thread makes a forecast.
     */
    static boolean take(long length)
    {
        ForecastReads reads = CURRENT.get();
        if (reads == null) {
            return false;
        }
        reads.bytes += length;
        return true;
    }

    interface Reading
    {
        void run()
                throws IOException;
    }
}
