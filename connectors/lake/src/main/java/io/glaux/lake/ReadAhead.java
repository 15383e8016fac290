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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import static com.google.common.base.Throwables.throwIfInstanceOf;
import static com.google.common.base.Throwables.throwIfUnchecked;
import static com.google.common.util.concurrent.Uninterruptibles.getUninterruptibly;
import static java.util.Objects.requireNonNull;

/**
 * A range of a file that is read on a thread of its own before it is wanted.
 */
final class ReadAhead
{
    private final long start;
    private final byte[] buffer;
    private final int length;
    private final FutureTask<Void> task;

    private ReadAhead(long start, byte[] buffer, int length, FutureTask<Void> task)
    {
        this.start = start;
        this.buffer = requireNonNull(buffer, "buffer is null");
        this.length = length;
        this.task = requireNonNull(task, "task is null");
    }

    /**
     * @param buffer belongs to the read until it has ended
     */
    static ReadAhead of(TrinoInput input, long start, byte[] buffer, int length)
    {
        FutureTask<Void> task = new FutureTask<>(() -> {
            input.readFully(start, buffer, 0, length);
            return null;
        });
        Thread.ofVirtual().name("lake-read-ahead").start(task);
        return new ReadAhead(start, buffer, length, task);
    }

    boolean covers(long position)
    {
        return position >= start && position < start + length;
    }

    long start()
    {
        return start;
    }

    int length()
    {
        return length;
    }

    /**
     * The buffer, once the range is in it.
     *
     * @throws IOException what the read failed with
     */
    byte[] await()
            throws IOException
    {
        try {
            getUninterruptibly(task);
            return buffer;
        }
        catch (ExecutionException e) {
            throwIfInstanceOf(e.getCause(), IOException.class);
            throwIfUnchecked(e.getCause());
            throw new IOException(e.getCause());
        }
    }

    /**
     * Waits for the end of a read that nobody wants any more: it is served, and must be counted before its query ends.
     */
    void settle()
    {
        try {
            getUninterruptibly(task);
        }
        catch (ExecutionException _) {
            // nobody asked for these bytes, so nobody misses them
        }
    }
}
