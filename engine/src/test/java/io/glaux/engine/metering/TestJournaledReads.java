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
package io.glaux.engine.metering;

import io.glaux.engine.metering.journal.ReadJournal;
import io.glaux.metering.ReadKind;
import io.glaux.metering.ReadPermit;
import io.glaux.metering.ReadRequest;
import io.glaux.metering.ScanCount;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanMeter;
import io.glaux.metering.ScanRefusedException;
import io.glaux.metering.ScanReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

import static java.util.Collections.emptySortedMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What the next start of a coordinator knows of the reads of this one and of its workers.
 */
@Timeout(60)
final class TestJournaledReads
{
    private static final ScanKey DATA = new ScanKey("lake", "s.t", ReadKind.DATA);
    private static final ScanKey METADATA = new ScanKey("lake", "s.t", ReadKind.METADATA);
    private static final int MEASURED = 2_000_000;

    @TempDir
    private Path folder;

    @Test
    void testTheCoordinatorsOwnReadsCountOnce()
    {
        ReadJournal journal = open();
        Budgets budgets = TestingBudgets.withoutQuotas(journal);
        ProcessScanMeter meter = new ProcessScanMeter(true, budgets, journal);
        for (OptionalLong cutoff : List.of(OptionalLong.of(1000), OptionalLong.empty())) {
            String query = "q" + cutoff.isPresent();
            String statement = "s" + cutoff.isPresent();
            TestingBudgets.open(budgets, query, cutoff);
            budgets.attach(statement, query);
            ReadPermit retried = meter.acquire(statement, DATA, 100);
            retried.served(30);
            retried.served(100);
            retried.close();
            retried.close();
            meter.acquire(statement, DATA, 50).close();
            meter.acquire(statement, METADATA, 7).served(7);
            ReadPermit open = meter.acquire(statement, DATA, 200);
            assertThat(open().leftover(query)).contains(new ScanReport(
                    Map.of(DATA, new ScanCount(330, 3), METADATA, new ScanCount(14, 2)), false));
            open.close();
        }
        assertThatThrownBy(() -> meter.acquire("strue", DATA, 1000)).isInstanceOf(ScanRefusedException.class);
        assertThat(open().leftover("qtrue").orElseThrow().scannedBytes()).as("a refused read").isEqualTo(130);
    }

    @Test
    void testLeasesOfWorkers()
    {
        ReadJournal journal = open();
        Budgets budgets = TestingBudgets.withoutQuotas(journal);
        TestingBudgets.open(budgets, "q", OptionalLong.of(1000));
        budgets.attach("s", "q");
        assertThat(ask(budgets, 1, 100)).isEqualTo(LeaseVerdict.Kind.GRANTED);
        assertThat(ask(budgets, 1, 100)).as("asked again").isEqualTo(LeaseVerdict.Kind.GRANTED);
        assertThat(ask(budgets, 2, 300)).isEqualTo(LeaseVerdict.Kind.GRANTED);
        assertThat(ask(budgets, 3, 601)).isEqualTo(LeaseVerdict.Kind.WAIT);
        assertThat(scanned("q")).isEqualTo(400);
        for (int i = 0; i < 2; i++) {
            settle(budgets, 1, 60);
            assertThat(scanned("q")).isEqualTo(360);
        }
        budgets.told("s", "w", new ScanReport(Map.of(METADATA, new ScanCount(9, 1), DATA, new ScanCount(60, 1))));
        assertThat(open().leftover("q")).contains(new ScanReport(
                Map.of(DATA, new ScanCount(360, 2), METADATA, new ScanCount(9, 1)), false));

        budgets.seal("s");
        assertThat(ask(budgets, 2, 300)).as("granted before").isEqualTo(LeaseVerdict.Kind.GRANTED);
        assertThat(ask(budgets, 4, 1)).isEqualTo(LeaseVerdict.Kind.REFUSED);
        budgets.detach("s", new ScanReport(Map.of(DATA, new ScanCount(260, 2))));
        settle(budgets, 2, 200);
        assertThat(scanned("q")).as("the last word of its nodes").isEqualTo(260);
        budgets.close("q", 0);
        assertThat(scanned("q")).as("its end may not be in the ledger yet").isEqualTo(260);
        budgets.recorded("q");
        assertThat(open().leftover("q")).isEmpty();
    }

    @Test
    void testReadsOfTheSystemAreNotWrittenDown()
    {
        ReadJournal journal = open();
        Budgets budgets = TestingBudgets.withoutQuotas(journal);
        TestingBudgets.open(budgets, "q", OptionalLong.empty());
        budgets.attach("s", "q");
        ProcessScanMeter meter = new ProcessScanMeter(true, budgets, journal);
        meter.acquire(ScanMeter.SYSTEM, METADATA, 10).served(10);
        meter.acquire("unknown", METADATA, 10).served(10);
        assertThat(open().leftover("q")).isEmpty();
    }

    /**
     * A measure, not a test: what the journal adds to a read, beside the meter's own work.
     */
    @Test
    void testTheCostOfARead()
            throws InterruptedException
    {
        ReadJournal journal = open();
        journal.attach("s", "q");
        ProcessScanMeter with = new ProcessScanMeter(true, ReadLeases.NONE, journal);
        ProcessScanMeter without = new ProcessScanMeter(true, ReadLeases.NONE, ReadJournal.inMemory());
        measure(with);
        measure(without);
        for (int round = 0; round < 3; round++) {
            System.out.printf(
                    "TestJournaledReads: %.0f ns for each read with a journal, %.0f ns without%n",
                    measure(with),
                    measure(without));
        }
        assertThat(with.seal("s", Duration.ZERO)).isEqualTo(without.seal("s", Duration.ZERO));
        assertThat(scanned("q")).isEqualTo(with.progress("s").scannedBytes());
    }

    private static double measure(ScanMeter meter)
    {
        long start = System.nanoTime();
        for (int i = 0; i < MEASURED; i++) {
            try (ReadPermit read = meter.acquire("s", DATA, 4096)) {
                read.served(4096);
            }
        }
        return (double) (System.nanoTime() - start) / MEASURED;
    }

    private static void settle(Budgets budgets, long number, long bytes)
    {
        LeaseCall.Settlement settlement = new LeaseCall.Settlement("s", number, bytes, emptySortedMap());
        budgets.exchange(new LeaseCall("w", List.of(settlement), List.of()));
    }

    private static LeaseVerdict.Kind ask(Budgets budgets, long number, long bytes)
    {
        LeaseCall.Ask ask = LeaseCall.Ask.of("s", number, DATA, ReadRequest.of(bytes));
        return budgets.exchange(new LeaseCall("w", List.of(), List.of(ask)))
                .verdicts().getFirst()
                .kind();
    }

    private long scanned(String query)
    {
        return open().leftover(query).map(ScanReport::scannedBytes).orElse(0L);
    }

    private ReadJournal open()
    {
        return ReadJournal.open(folder.resolve("reads.journal"), UnaryOperator.identity());
    }
}
