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

import io.glaux.metering.ReadKind;
import io.glaux.metering.ScanCount;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
final class TestReadJournal
{
    private static final ScanKey KEY = new ScanKey("lake", "s.t", ReadKind.DATA);
    private static final ScanKey OTHER_KEY = new ScanKey("lake", "s.u", ReadKind.DELETES);
    private static final int SEGMENT = 1024 * 1024;

    @TempDir
    private Path folder;

    @Test
    void testTheNextProcessCountsReadsUnderWayWhole()
    {
        ReadJournal killed = open();
        killed.attach("s", "q");
        JournalSlot slot = killed.slot("s", "", KEY);
        slot.begin(100);
        slot.served(40);
        slot.over(100);
        assertThat(open().leftover("q")).contains(report(KEY, 40, 1));
        slot.begin(70);
        assertThat(open().leftover("q")).contains(report(KEY, 110, 2));
        killed.slot("s", "worker", KEY).begin(5);
        killed.slot("s", "worker", OTHER_KEY).told(new ScanCount(7, 3));
        assertThat(open().leftover("q")).contains(
                new ScanReport(Map.of(KEY, new ScanCount(115, 3), OTHER_KEY, new ScanCount(7, 3)), false));
        assertThat(open().leftover("other")).isEmpty();
    }

    @Test
    void testWhatANodeSaysCountsWhenItIsMore()
    {
        ReadJournal killed = open();
        killed.attach("s", "q");
        JournalSlot slot = killed.slot("s", "worker", KEY);
        slot.begin(100);
        slot.told(new ScanCount(90, 9));
        assertThat(open().leftover("q")).contains(report(KEY, 100, 1));
        slot.told(new ScanCount(101, 9));
        slot.told(new ScanCount(20, 2));
        assertThat(open().leftover("q")).contains(report(KEY, 101, 9));
    }

    @Test
    void testTheResultOfAStatementCountsInPlaceOfItsReads()
    {
        ReadJournal killed = open();
        killed.attach("s", "q");
        killed.attach("t", "q");
        killed.slot("s", "", KEY).begin(1000);
        killed.slot("t", "", KEY).begin(1);
        killed.end("s", new ScanReport(Map.of(KEY, new ScanCount(30, 4), OTHER_KEY, new ScanCount(5, 1))));
        killed.end("s", report(KEY, 77, 7));
        killed.slot("s", "", KEY).begin(500);
        assertThat(open().leftover("q")).contains(
                new ScanReport(Map.of(KEY, new ScanCount(31, 5), OTHER_KEY, new ScanCount(5, 1)), false));
    }

    /**
     * Reads may end after their query, and then their slot is another one's.
     */
    @Test
    void testASlotThatIsGivenBackIsLeftAlone()
    {
        ReadJournal journal = open();
        journal.attach("s", "q");
        JournalSlot late = journal.slot("s", "", KEY);
        late.begin(10);
        journal.release("q");
        assertThat(open().leftover("q")).isEmpty();
        journal.attach("t", "r");
        for (int i = 0; i < 3000; i++) {
            journal.slot("t", "node " + i, KEY).begin(1);
        }
        late.served(10);
        late.over(10);
        late.told(new ScanCount(10, 1));
        assertThat(open().leftover("r")).contains(report(KEY, 3000, 3000));
    }

    @Test
    void testReadsOfNoQueryAreNotCounted()
    {
        ReadJournal journal = open();
        JournalSlot slot = journal.slot("s", "", KEY);
        assertThat(slot.counts()).isFalse();
        slot.begin(10);
        journal.attach("s", "q");
        assertThat(journal.slot("s", "", KEY).counts()).isTrue();
        assertThat(open().leftover("q")).contains(report(KEY, 0, 0));
    }

    @Test
    void testSlotsAreUsedAgain()
            throws IOException
    {
        ReadJournal journal = open();
        for (int i = 0; i < 5000; i++) {
            journal.attach("s" + i, "q" + i);
            journal.slot("s" + i, "", KEY).begin(i);
            journal.end("s" + i, report(KEY, i, 1));
            journal.release("q" + i);
        }
        assertThat(Files.size(file())).isEqualTo(SEGMENT);
    }

    @Test
    void testTheFileGrows()
            throws IOException
    {
        ReadJournal killed = open();
        for (int i = 0; i < 1500; i++) {
            killed.attach("s" + i, "q" + i);
            killed.slot("s" + i, "", KEY).begin(i);
        }
        assertThat(Files.size(file())).isEqualTo(3 * SEGMENT);
        ReadJournal next = open();
        for (int i = 0; i < 1500; i++) {
            assertThat(next.leftover("q" + i)).contains(report(KEY, i, 1));
        }
        next.attach("new", "newer");
        next.slot("new", "", KEY).begin(9);
        next.forgetLeftovers();
        ReadJournal third = open();
        assertThat(third.leftover("q7")).isEmpty();
        assertThat(third.leftover("newer")).contains(report(KEY, 9, 1));
    }

    @Test
    void testDamagedSlotsCountForNothing()
            throws IOException
    {
        ReadJournal killed = open();
        for (int i = 0; i < 6; i++) {
            killed.attach("s" + i, "q" + i);
            killed.slot("s" + i, "", KEY).begin(10 + i);
        }
        // the slot of the file's head, then by turns a statement and its reads
        damage(2, 70, (byte) 'x');
        damage(4, 16 + 7, (byte) 0x80);
        damage(5, 80, (byte) 'x');
        damage(8, 0, (byte) 'x');
        damage(10, 5, (byte) 0x7F);
        ReadJournal next = open();
        for (int i = 0; i < 5; i++) {
            assertThat(next.leftover("q" + i)).as("query %s", i).isEmpty();
        }
        assertThat(next.leftover("q5")).contains(report(KEY, 15, 1));
        next.attach("t", "r");
        next.slot("t", "", KEY).begin(1);
        assertThat(open().leftover("r")).contains(report(KEY, 1, 1));
    }

    @Test
    void testAFileOfAnotherKindIsPutAside()
            throws IOException
    {
        Files.writeString(file(), "notes that somebody keeps here, longer than a head");
        ReadJournal journal = open();
        assertThat(folder.resolve("reads.journal.unreadable"))
                .hasContent("notes that somebody keeps here, longer than a head");
        journal.attach("s", "q");
        journal.slot("s", "", KEY).begin(1);
        assertThat(open().leftover("q")).contains(report(KEY, 1, 1));
        assertThat(Files.getPosixFilePermissions(file())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void testAFileThatEndsEarlyIsReadAsFarAsItGoes()
            throws IOException
    {
        ReadJournal killed = open();
        killed.attach("s", "q");
        killed.slot("s", "", KEY).begin(1);
        killed.slot("s", "", OTHER_KEY).begin(1);
        killed.close();
        try (FileChannel channel = FileChannel.open(file(), WRITE)) {
            channel.truncate(3 * 1024 + 70);
        }
        assertThat(open().leftover("q")).contains(report(KEY, 1, 1));
        assertThat(Files.size(file())).isEqualTo(SEGMENT);
        try (FileChannel channel = FileChannel.open(file(), WRITE)) {
            channel.truncate(0);
        }
        assertThat(open().leftover("q")).isEmpty();
    }

    @Test
    void testOnlyTheOwnerMayReadTheFile()
            throws IOException
    {
        open();
        assertThat(Files.getPosixFilePermissions(file())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void testLongNamesKeepTheirBytes()
    {
        ReadJournal killed = open();
        killed.attach("s", "q");
        ScanKey longest = new ScanKey("lake", "s." + "ü".repeat(300), ReadKind.DATA);
        ScanKey tooLong = new ScanKey("lake", "s." + "ü".repeat(500), ReadKind.DATA);
        killed.slot("s", "node", longest).begin(1);
        killed.slot("s", "node", tooLong).begin(2);
        assertThat(open().leftover("q")).contains(new ScanReport(
                Map.of(longest, new ScanCount(1, 1), new ScanKey("lake", "", ReadKind.DATA), new ScanCount(2, 1)),
                false));
        killed.attach("s".repeat(2000), "other");
        assertThat(killed.slot("s".repeat(2000), "", KEY).counts()).isFalse();
    }

    @Test
    void testNamesAreThoseOfUsers()
    {
        ReadJournal killed = open();
        killed.attach("s", "q");
        killed.slot("s", "", KEY).begin(1);
        killed.slot("s", "", OTHER_KEY).begin(2);
        assertThat(ReadJournal.open(file(), _ -> KEY).leftover("q")).contains(report(KEY, 3, 2));
    }

    @Test
    void testAFolderThatCannotBeWritten()
    {
        assertThatThrownBy(() -> ReadJournal.open(folder.resolve("missing/reads.journal"), UnaryOperator.identity()))
                .hasMessageContaining("cannot be written: change its owner, or make room on its disk");
    }

    @Test
    void testAProcessIsKilled()
            throws Exception
    {
        Process process = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                KilledReader.class.getName(),
                file().toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> counted = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (int i = 0; i < 1000; i++) {
                counted.add(lines.readLine());
            }
            // the handle leaves the pipe open, which has lines that were printed before
            process.toHandle().destroyForcibly();
            lines.lines().forEach(counted::add);
        }
        process.waitFor();
        long told = Long.parseLong(counted.stream().filter(line -> line.endsWith(".")).toList().getLast()
                .replace(".", ""));
        // the process may have begun one more read than it could tell, and have told half a line
        assertThat(open().leftover("q").orElseThrow().scannedBytes())
                .isBetween(told, told + 2 * KilledReader.BYTES);
    }

    private void damage(int slot, int offset, byte value)
            throws IOException
    {
        try (FileChannel channel = FileChannel.open(file(), WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {value}), slot * 1024L + offset);
        }
    }

    private Path file()
    {
        return folder.resolve("reads.journal");
    }

    private ReadJournal open()
    {
        return ReadJournal.open(file(), UnaryOperator.identity());
    }

    private static ScanReport report(ScanKey key, long bytes, long requests)
    {
        return new ScanReport(Map.of(key, new ScanCount(bytes, requests)), false);
    }
}
