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

import java.io.IOException;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * The read that this thread is in. Trino's S3 client is synchronous: a request, its retries and its responses are
 * worked on by the thread that called it, so that an interceptor of the client finds the read here.
 */
final class ServedBytes
{
    private static final ThreadLocal<ReadPermit> CURRENT = new ThreadLocal<>();

    private ServedBytes() {}

    static <T> T countTo(ReadPermit permit, FileMeter.Read<T> read)
            throws IOException
    {
        requireNonNull(permit, "permit is null");
        ReadPermit outer = CURRENT.get();
        CURRENT.set(permit);
        try {
            return read.run();
        }
        finally {
            if (outer == null) {
                CURRENT.remove();
            }
            else {
                CURRENT.set(outer);
            }
        }
    }

    static Optional<ReadPermit> current()
    {
        return Optional.ofNullable(CURRENT.get());
    }
}
