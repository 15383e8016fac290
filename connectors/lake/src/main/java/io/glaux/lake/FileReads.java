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

import io.glaux.metering.ReadPermit;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanMeter;
import io.glaux.metering.ScanRefusedException;
import io.trino.filesystem.TrinoFileSystemException;

import java.io.IOException;

import static java.util.Objects.requireNonNull;

/**
 * The reads of one file for one query: asks the meter before each, and lets the responses to it be counted.
 */
final class FileReads
{
    private final ScanMeter meter;
    private final String queryId;
    private final ScanKey key;

    FileReads(ScanMeter meter, String queryId, ScanKey key)
    {
        this.meter = requireNonNull(meter, "meter is null");
        this.queryId = requireNonNull(queryId, "queryId is null");
        this.key = requireNonNull(key, "key is null");
    }

    /**
     * Reads within a permit: each response that storage gives to this thread meanwhile is counted.
     *
     * @param length bytes that the read asks for, at most
     * @throws TrinoFileSystemException if the meter refuses; Iceberg does not retry this class
     */
    <T> T read(long length, Read<T> read)
            throws IOException
    {
        ReadPermit permit;
        try {
            permit = meter.acquire(queryId, key, length);
        }
        catch (ScanRefusedException e) {
            throw new TrinoFileSystemException(e.getMessage(), e);
        }
        try (permit; ServedBytes.Counting _ = ServedBytes.countFor(permit)) {
            return read.run();
        }
    }

    @FunctionalInterface
    interface Read<T>
    {
        T run()
                throws IOException;
    }
}
