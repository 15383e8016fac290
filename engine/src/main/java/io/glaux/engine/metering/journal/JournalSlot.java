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

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.glaux.metering.ScanCount;

import java.util.Optional;

import static io.glaux.engine.metering.journal.Slot.Counter.OPEN_BYTES;
import static io.glaux.engine.metering.journal.Slot.Counter.OPEN_REQUESTS;
import static io.glaux.engine.metering.journal.Slot.Counter.SERVED_BYTES;
import static io.glaux.engine.metering.journal.Slot.Counter.SERVED_REQUESTS;
import static io.glaux.engine.metering.journal.Slot.Counter.TOLD_BYTES;
import static io.glaux.engine.metering.journal.Slot.Counter.TOLD_REQUESTS;

/**
 * Counts the reads of a statement on a node, of one source, table and kind. Each change stands in the journal when the
 * call returns. Thread-safe. Once the slot is given back, nothing is counted any more.
 */
public final class JournalSlot
{
    /**
     * Of reads that no query pays for.
     */
    static final JournalSlot NONE = new JournalSlot(Optional.empty());

    private final boolean counts;

    @GuardedBy("this")
    private Optional<Slot> slot;

    private JournalSlot(Optional<Slot> slot)
    {
        this.slot = slot;
        this.counts = slot.isPresent();
    }

    JournalSlot(Slot slot)
    {
        this(Optional.of(slot));
    }

    /**
     * Whether it is worth keeping for the next read of its kind.
     */
    public boolean counts()
    {
        return counts;
    }

    /**
     * A read of at most so many bytes will be sent.
     */
    public void begin(long bytes)
    {
        if (counts) {
            open(bytes, 1);
        }
    }

    /**
     * A read got a response with so many bytes.
     */
    public void served(long bytes)
    {
        if (counts) {
            add(bytes);
        }
    }

    /**
     * A read is over that was begun with so many bytes.
     */
    public void over(long bytes)
    {
        if (counts) {
            open(-bytes, -1);
        }
    }

    /**
     * The node says what it has read in all.
     */
    public synchronized void told(ScanCount count)
    {
        slot.filter(known -> count.bytes() > known.get(TOLD_BYTES)).ifPresent(known -> {
            known.set(TOLD_REQUESTS, count.requests());
            known.set(TOLD_BYTES, count.bytes());
        });
    }

    private synchronized void open(long bytes, long requests)
    {
        if (slot.isPresent()) {
            Slot known = slot.get();
            known.add(OPEN_BYTES, bytes);
            known.add(OPEN_REQUESTS, requests);
        }
    }

    private synchronized void add(long bytes)
    {
        if (slot.isPresent()) {
            Slot known = slot.get();
            known.add(SERVED_BYTES, bytes);
            known.add(SERVED_REQUESTS, 1);
        }
    }

    /**
     * Takes the slot away. Empty when it is not held any more.
     */
    synchronized Optional<Slot> release()
    {
        Optional<Slot> held = slot;
        slot = Optional.empty();
        return held;
    }
}
