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
import io.trino.filesystem.memory.MemoryFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestBoundedRangeInputStream
{
    private static final Location LOCATION = Location.of("memory:///file");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void testLikePlainBytes(long seed)
            throws IOException
    {
        Random random = new Random(seed);
        byte[] content = new byte[random.nextInt(3 * BoundedRangeInputStream.LAST_RANGE)];
        random.nextBytes(content);
        RangeRecordingFile file = new RangeRecordingFile(content);
        try (TrinoInputStream stream = file.newStream()) {
            for (int step = 0; step < 300; step++) {
                checkStep(random, content, stream);
            }
        }
        assertThat(file.lengths())
                .allSatisfy(length -> assertThat(length).isBetween(1, BoundedRangeInputStream.LAST_RANGE));
    }

    private static void checkStep(Random random, byte[] content, TrinoInputStream stream)
            throws IOException
    {
        int position = (int) stream.getPosition();
        switch (random.nextInt(6)) {
            case 0 -> stream.seek(random.nextInt(content.length + 1));
            case 1 -> assertThat(stream.read()).isEqualTo(position < content.length ? content[position] & 0xFF : -1);
            case 2 -> {
                byte[] buffer = new byte[random.nextInt(1, 1 << random.nextInt(1, 22))];
                int count = stream.read(buffer);
                if (position == content.length) {
                    assertThat(count).isEqualTo(-1);
                }
                else {
                    assertThat(count).isPositive();
                    assertThat(Arrays.copyOf(buffer, count))
                            .isEqualTo(Arrays.copyOfRange(content, position, position + count));
                }
            }
            case 3 -> {
                byte[] bytes = stream.readNBytes(random.nextInt(1 << 20));
                assertThat(bytes).isEqualTo(Arrays.copyOfRange(content, position, position + bytes.length));
            }
            case 4 -> assertThat(stream.skip(random.nextInt(1 << 20))).isEqualTo(stream.getPosition() - position);
            default -> {
                int rest = content.length - position;
                assertThatThrownBy(() -> stream.skipNBytes(rest + 1)).isInstanceOf(EOFException.class);
            }
        }
    }

    @Test
    void testEachByteIsAskedForOnce()
            throws IOException
    {
        byte[] content = new byte[20_000_000];
        new Random(1).nextBytes(content);
        RangeRecordingFile file = new RangeRecordingFile(content);
        try (TrinoInputStream stream = file.newStream()) {
            byte[] buffer = new byte[10_000];
            ByteArrayInputStream expected = new ByteArrayInputStream(content);
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                assertThat(Arrays.copyOf(buffer, count)).isEqualTo(expected.readNBytes(count));
            }
            assertThat(expected.available()).isZero();
        }
        assertThat(file.lengths().stream().mapToInt(Integer::intValue).sum()).isEqualTo(content.length);
        assertThat(file.lengths())
                .startsWith(BoundedRangeInputStream.FIRST_RANGE, 2 * BoundedRangeInputStream.FIRST_RANGE);
    }

    @Test
    void testReadsAheadOfOneWhoGoesOn()
            throws Exception
    {
        RangeRecordingFile file = new RangeRecordingFile(new byte[20_000_000]);
        try (TrinoInputStream stream = file.newStream()) {
            readInPieces(stream, 2 * BoundedRangeInputStream.FIRST_RANGE - 1000);
            assertThat(file.lengths()).hasSize(2);
            readInPieces(stream, 2000);
            assertThat(file.thirdRange.await(10, SECONDS)).isTrue();
        }
        assertThat(file.lengths()).hasSize(3);
    }

    @Test
    void testSplitEndsALittleBehindItsEnd()
            throws IOException
    {
        int end = 10_000_000;
        RangeRecordingFile file = new RangeRecordingFile(new byte[2 * end], end);
        try (TrinoInputStream stream = file.newStream()) {
            readInPieces(stream, end + 100);
        }
        assertThat(file.lengths().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(end + BoundedRangeInputStream.TAIL_RANGE);
    }

    @Test
    void testLineLongerThanTheTail()
            throws IOException
    {
        int end = 1_000_000;
        RangeRecordingFile file = new RangeRecordingFile(new byte[2 * end], end);
        try (TrinoInputStream stream = file.newStream()) {
            readInPieces(stream, end + BoundedRangeInputStream.TAIL_RANGE + 100);
        }
        assertThat(file.lengths().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(end + 2 * BoundedRangeInputStream.TAIL_RANGE);
    }

    @Test
    void testSkipIntoWhatIsReadAheadAsksForNothingTwice()
            throws IOException
    {
        byte[] content = new byte[4_000_000];
        new Random(1).nextBytes(content);
        RangeRecordingFile file = new RangeRecordingFile(content);
        try (TrinoInputStream stream = file.newStream()) {
            readInPieces(stream, 3 * BoundedRangeInputStream.FIRST_RANGE - 1000);
            stream.skipNBytes(2000);
            int position = (int) stream.getPosition();
            assertThat(stream.readNBytes(content.length))
                    .isEqualTo(Arrays.copyOfRange(content, position, content.length));
        }
        assertThat(file.lengths().stream().mapToInt(Integer::intValue).sum()).isEqualTo(content.length);
    }

    private static void readInPieces(TrinoInputStream stream, int length)
            throws IOException
    {
        for (int rest = length; rest > 0; ) {
            int count = stream.read(new byte[Math.min(rest, 1000)]);
            assertThat(count).isPositive();
            rest -= count;
        }
    }

    @Test
    void testWholeSmallFileIsOneRange()
            throws IOException
    {
        RangeRecordingFile file = new RangeRecordingFile(new byte[4_000_000]);
        try (TrinoInputStream stream = file.newStream()) {
            assertThat(stream.readAllBytes()).hasSize(4_000_000);
        }
        assertThat(file.lengths()).containsExactly(4_000_000);
    }

    @Test
    void testEmptyFileIsNotRead()
            throws IOException
    {
        RangeRecordingFile file = new RangeRecordingFile(new byte[0]);
        try (TrinoInputStream stream = file.newStream()) {
            assertThat(stream.read()).isEqualTo(-1);
            assertThat(stream.readAllBytes()).isEmpty();
        }
        assertThat(file.lengths()).isEmpty();
    }

    @Test
    void testMissingFileIsFoundAtFirstRead()
            throws IOException
    {
        TrinoInputFile missing = new MemoryFileSystem().newInputFile(LOCATION);
        TrinoInputStream stream = new BoundedRangeInputStream(new FailingInput(), missing, Long.MAX_VALUE);
        assertThatThrownBy(stream::read).isInstanceOf(FileNotFoundException.class);
    }

    @Test
    void testClosed()
            throws IOException
    {
        TrinoInputStream stream = new RangeRecordingFile(new byte[10]).newStream();
        stream.read();
        stream.close();
        stream.close();
        assertThatThrownBy(stream::read).isInstanceOf(IOException.class).hasMessageContaining("closed");
        assertThatThrownBy(() -> stream.seek(1)).isInstanceOf(IOException.class).hasMessageContaining("closed");
    }

    private static final class RangeRecordingFile
            implements TrinoInputFile
    {
        private final byte[] content;
        private final long splitEnd;
        private final List<Integer> lengths = new CopyOnWriteArrayList<>();
        private final CountDownLatch thirdRange = new CountDownLatch(3);

        private RangeRecordingFile(byte[] content)
        {
            this(content, Long.MAX_VALUE);
        }

        private RangeRecordingFile(byte[] content, long splitEnd)
        {
            this.content = content;
            this.splitEnd = splitEnd;
        }

        private List<Integer> lengths()
        {
            return lengths;
        }

        @Override
        public TrinoInput newInput()
        {
            return new TrinoInput()
            {
                @Override
                public void readFully(long position, byte[] buffer, int offset, int length)
                {
                    lengths.add(length);
                    thirdRange.countDown();
                    System.arraycopy(content, (int) position, buffer, offset, length);
                }

                @Override
                public int readTail(byte[] buffer, int offset, int length)
                {
                    throw new UnsupportedOperationException();
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public TrinoInputStream newStream()
        {
            return new BoundedRangeInputStream(newInput(), this, splitEnd);
        }

        @Override
        public long length()
        {
            return content.length;
        }

        @Override
        public Instant lastModified()
        {
            return Instant.EPOCH;
        }

        @Override
        public boolean exists()
        {
            return true;
        }

        @Override
        public Location location()
        {
            return LOCATION;
        }
    }

    private static final class FailingInput
            implements TrinoInput
    {
        @Override
        public void readFully(long position, byte[] buffer, int offset, int length)
                throws IOException
        {
            throw new FileNotFoundException(LOCATION.toString());
        }

        @Override
        public int readTail(byte[] buffer, int offset, int length)
                throws IOException
        {
            throw new FileNotFoundException(LOCATION.toString());
        }

        @Override
        public void close() {}
    }
}
