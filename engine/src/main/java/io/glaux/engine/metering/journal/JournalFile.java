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

import io.airlift.log.Logger;
import io.glaux.engine.instance.PrivateFiles;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.Objects.requireNonNull;

/**
 * The slots of a journal, in a file that is mapped segment by segment, or in memory. In place of the first slot is what
 * tells the file from others. Not thread-safe.
 */
final class JournalFile
        implements AutoCloseable
{
    private static final Logger log = Logger.get(JournalFile.class);
    private static final long MAGIC = 0x474C_4155_5852_4A31L;
    private static final int SLOTS = 1024;
    private static final int SEGMENT_BYTES = SLOTS * Slot.BYTES;

    private final Optional<FileChannel> channel;
    private final Deque<Slot> free = new ArrayDeque<>();
    private long length;

    private JournalFile(Optional<FileChannel> channel)
    {
        this.channel = requireNonNull(channel, "channel is null");
    }

    static JournalFile inMemory()
    {
        return new JournalFile(Optional.empty());
    }

    /**
     * Opens the file, or makes it. One that is there and is no journal is put aside under another name.
     *
     * @param taken gets the slots that an earlier process left taken
     */
    static JournalFile open(Path path, List<Taken> taken)
            throws IOException
    {
        PrivateFiles.takeFile(path);
        FileChannel channel = FileChannel.open(path, READ, WRITE);
        if (channel.size() > 0 && !isJournal(channel)) {
            channel.close();
            Path aside = path.resolveSibling(path.getFileName() + ".unreadable");
            Files.move(path, aside, REPLACE_EXISTING);
            log.error(
                    "%s is not a journal of this version: it is now %s, and counts for nothing. "
                            + "Queries that were under way count with what was written down of them last",
                    path,
                    aside.getFileName());
            PrivateFiles.takeFile(path);
            channel = FileChannel.open(path, READ, WRITE);
        }
        JournalFile file = new JournalFile(Optional.of(channel));
        file.read(taken);
        return file;
    }

    private static boolean isJournal(FileChannel channel)
            throws IOException
    {
        ByteBuffer head = ByteBuffer.allocate(Long.BYTES + Integer.BYTES);
        return channel.read(head, 0) == head.capacity()
                && head.getLong(0) == MAGIC
                && head.getInt(Long.BYTES) == Slot.BYTES;
    }

    private void read(List<Taken> taken)
            throws IOException
    {
        if (channel.orElseThrow().size() == 0) {
            // whole from the first moment, since a process may be killed here as elsewhere
            ByteBuffer head = ByteBuffer.allocate(Slot.BYTES);
            head.putLong(0, MAGIC).putInt(Long.BYTES, Slot.BYTES);
            write(channel.get(), head, 0);
        }
        long size = channel.get().size();
        while (length < size) {
            for (Slot slot : grow()) {
                read(slot, taken);
            }
        }
    }

    private void read(Slot slot, List<Taken> taken)
    {
        try {
            slot.key().ifPresentOrElse(key -> taken.add(new Taken(slot, key)), () -> free.add(slot));
        }
        catch (IOException e) {
            log.error("A slot of the journal of reads is not readable, and counts for nothing: %s", e.getMessage());
            slot.free();
            free.add(slot);
        }
    }

    /**
     * @throws IOException if the file cannot grow
     */
    Slot take(SlotKey key)
            throws IOException
    {
        if (free.isEmpty()) {
            free.addAll(grow());
        }
        Slot slot = free.remove();
        slot.take(key);
        return slot;
    }

    void free(Slot slot)
    {
        slot.free();
        free.add(slot);
    }

    /**
     * @return the slots of the next segment
     */
    private List<Slot> grow()
            throws IOException
    {
        MemorySegment segment;
        if (channel.isPresent()) {
            long missing = length + SEGMENT_BYTES - Math.max(length, channel.get().size());
            if (missing > 0) {
                // written and not only mapped: a disk that is full must say so here, and not when a counter is written
                write(channel.get(), ByteBuffer.allocate((int) missing), length + SEGMENT_BYTES - missing);
            }
            // never unmapped by hand: a read may end after the journal is closed
            segment = channel.get().map(FileChannel.MapMode.READ_WRITE, length, SEGMENT_BYTES, Arena.ofAuto());
        }
        else {
            segment = Arena.ofAuto().allocate(SEGMENT_BYTES, Long.BYTES);
        }
        List<Slot> slots = new ArrayList<>();
        for (int i = length == 0 ? 1 : 0; i < SLOTS; i++) {
            slots.add(new Slot(segment.asSlice((long) i * Slot.BYTES, Slot.BYTES)));
        }
        length += SEGMENT_BYTES;
        return slots;
    }

    private static void write(FileChannel channel, ByteBuffer buffer, long position)
            throws IOException
    {
        long next = position;
        while (buffer.hasRemaining()) {
            next += channel.write(buffer, next);
        }
    }

    @Override
    public void close()
            throws IOException
    {
        if (channel.isPresent()) {
            channel.get().close();
        }
    }

    /**
     * A slot that an earlier process left.
     */
    record Taken(Slot slot, SlotKey key)
    {
        Taken
        {
            requireNonNull(slot, "slot is null");
            requireNonNull(key, "key is null");
        }
    }
}
