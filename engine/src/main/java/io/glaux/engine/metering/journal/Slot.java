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
package io.glaux.engine.metering.journal;

import io.glaux.metering.ScanCount;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import java.util.zip.CRC32C;

import static java.util.Objects.requireNonNull;

/**
 * A slot as it lies in memory: a mark, the length of its key and the key's checksum, six counters, the key. What is
 * written becomes visible in the order of the calls, so that a slot which a kill leaves half made is a free one.
 * <p>
 * Counters are written by one thread at a time, which whoever holds the slot sees to.
 */
record Slot(MemorySegment memory)
{
    static final int BYTES = 1024;

    private static final int FREE = 0;
    private static final int TAKEN = 0x534C4F54;

    private static final long MARK = 0;
    private static final long KEY_LENGTH = 4;
    private static final long CHECKSUM = 8;
    private static final long KEY = 64;
    private static final int LONGEST_KEY = BYTES - (int) KEY;

    /**
     * More than any storage serves; a counter beyond it is none.
     */
    private static final long MOST = 1L << 60;

    private static final VarHandle INTS = ValueLayout.JAVA_INT.varHandle();
    private static final VarHandle LONGS = ValueLayout.JAVA_LONG.varHandle();

    Slot
    {
        requireNonNull(memory, "memory is null");
    }

    void take(SlotKey key)
    {
        byte[] encoded = key.encode(LONGEST_KEY);
        for (Counter counter : Counter.values()) {
            set(counter, 0);
        }
        MemorySegment.copy(encoded, 0, memory, ValueLayout.JAVA_BYTE, KEY, encoded.length);
        INTS.setRelease(memory, KEY_LENGTH, encoded.length);
        LONGS.setRelease(memory, CHECKSUM, checksum(encoded));
        INTS.setRelease(memory, MARK, TAKEN);
    }

    void free()
    {
        INTS.setRelease(memory, MARK, FREE);
    }

    /**
     * Empty when the slot is free.
     *
     * @throws IOException if it is neither free nor a slot
     */
    Optional<SlotKey> key()
            throws IOException
    {
        int mark = (int) INTS.getAcquire(memory, MARK);
        if (mark == FREE) {
            return Optional.empty();
        }
        int length = (int) INTS.get(memory, KEY_LENGTH);
        if (mark != TAKEN || length < 0 || length > LONGEST_KEY) {
            throw new IOException("it was not written as one");
        }
        byte[] encoded = memory.asSlice(KEY, length).toArray(ValueLayout.JAVA_BYTE);
        if ((long) LONGS.get(memory, CHECKSUM) != checksum(encoded)) {
            throw new IOException("its checksum is wrong");
        }
        for (Counter counter : Counter.values()) {
            if (get(counter) < 0 || get(counter) > MOST) {
                throw new IOException("it counts %s %s".formatted(get(counter), counter));
            }
        }
        return Optional.of(SlotKey.decode(encoded));
    }

    long get(Counter counter)
    {
        return (long) LONGS.get(memory, counter.offset);
    }

    void set(Counter counter, long value)
    {
        LONGS.setRelease(memory, counter.offset, value);
    }

    void add(Counter counter, long value)
    {
        set(counter, get(counter) + value);
    }

    /**
     * The most that was read: what was served and what reads under way may be served, or what the node said itself.
     */
    ScanCount count()
    {
        ScanCount counted = new ScanCount(
                get(Counter.SERVED_BYTES) + get(Counter.OPEN_BYTES),
                get(Counter.SERVED_REQUESTS) + get(Counter.OPEN_REQUESTS));
        ScanCount told = new ScanCount(get(Counter.TOLD_BYTES), get(Counter.TOLD_REQUESTS));
        return told.bytes() > counted.bytes() ? told : counted;
    }

    private static long checksum(byte[] key)
    {
        CRC32C checksum = new CRC32C();
        checksum.update(key);
        return checksum.getValue();
    }

    enum Counter
    {
        SERVED_BYTES(16),
        SERVED_REQUESTS(24),
        OPEN_BYTES(32),
        OPEN_REQUESTS(40),
        TOLD_BYTES(48),
        TOLD_REQUESTS(56);

        private final long offset;

        Counter(long offset)
        {
            this.offset = offset;
        }
    }
}
