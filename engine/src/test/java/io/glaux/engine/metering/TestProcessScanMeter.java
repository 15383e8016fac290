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

import io.airlift.testing.TestingTicker;
import io.glaux.engine.metering.journal.ReadJournal;
import io.glaux.metering.ReadKind;
import io.glaux.metering.ReadPermit;
import io.glaux.metering.ScanCount;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanMeter;
import io.glaux.metering.ScanRefusedException;
import io.glaux.metering.ScanReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import static java.util.concurrent.Executors.newCachedThreadPool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestProcessScanMeter
{
    private static final ScanKey DATA = new ScanKey("lake", "s.t", ReadKind.DATA);
    private static final ScanKey METADATA = new ScanKey("lake", "s3://b/t", ReadKind.METADATA);
    private static final Duration WAIT = Duration.ofSeconds(30);

    @Test
    void testCountsByQueryAndKey()
            throws InterruptedException
    {
        ProcessScanMeter meter = new ProcessScanMeter(true);
        read(meter, "q1", DATA, 10);
        read(meter, "q1", DATA, 20);
        read(meter, "q1", METADATA, 5);
        read(meter, "q2", DATA, 7);
        assertThat(meter.progress("q1").counts()).containsOnly(
                Map.entry(DATA, new ScanCount(30, 2)),
                Map.entry(METADATA, new ScanCount(5, 1)));
        assertThat(meter.progress("q1").scannedBytes()).isEqualTo(30);
        assertThat(meter.progress()).containsOnlyKeys("q1", "q2");
        assertThat(meter.progress("unknown")).isEqualTo(ScanReport.EMPTY);

        ScanReport sealed = meter.seal("q1", WAIT);
        assertThat(sealed.scannedBytes()).isEqualTo(30);
        assertThat(sealed.complete()).isTrue();
        assertThat(meter.progress()).containsOnlyKeys("q2");
        assertThat(meter.seal("q1", WAIT)).isEqualTo(sealed);
    }

    @Test
    void testRetriesCountEach()
    {
        ProcessScanMeter meter = new ProcessScanMeter(true);
        try (ReadPermit permit = meter.acquire("q", DATA, 100)) {
            permit.served(40);
            permit.served(100);
        }
        assertThat(meter.progress("q").counts()).containsEntry(DATA, new ScanCount(140, 2));
    }

    @Test
    void testSealedRefusesData()
            throws InterruptedException
    {
        ProcessScanMeter meter = new ProcessScanMeter(true);
        meter.seal("q", WAIT);
        assertThatThrownBy(() -> meter.acquire("q", DATA, 1))
                .isInstanceOf(ScanRefusedException.class)
                .hasMessageContaining("Query q is over");
        // a later query of the same client's transaction
        read(meter, "q", METADATA, 9);
        assertThat(meter.seal("q", WAIT)).isEqualTo(ScanReport.EMPTY);
    }

    @Test
    void testOpenReadMakesReportIncomplete()
            throws InterruptedException
    {
        ProcessScanMeter meter = new ProcessScanMeter(true);
        ReadPermit open = meter.acquire("q", DATA, 1);
        assertThat(meter.seal("q", Duration.ofMillis(1)).complete()).isFalse();
        open.served(1);
        open.close();
        open.close();
        // what was told once stays
        assertThat(meter.seal("q", WAIT).complete()).isFalse();
    }

    @Test
    void testSystemIsNotSealed()
    {
        ProcessScanMeter meter = new ProcessScanMeter(true);
        read(meter, ScanMeter.SYSTEM, METADATA, 3);
        assertThat(meter.progress()).isEmpty();
        assertThatThrownBy(() -> meter.seal(ScanMeter.SYSTEM, WAIT)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void testSwitchedOff()
            throws InterruptedException
    {
        ProcessScanMeter meter = new ProcessScanMeter(false);
        read(meter, "q", DATA, 10);
        assertThat(meter.seal("q", WAIT)).isEqualTo(ScanReport.EMPTY);
        read(meter, "q", DATA, 10);
        assertThat(meter.progress("q")).isEqualTo(ScanReport.EMPTY);
    }

    @Test
    void testForgetsWhatIsOver()
            throws InterruptedException
    {
        TestingTicker ticker = new TestingTicker();
        ProcessScanMeter meter = new ProcessScanMeter(true, ReadLeases.NONE, ReadJournal.inMemory(), ticker);
        read(meter, "sealed", DATA, 1);
        read(meter, "idle", DATA, 1);
        ReadPermit open = meter.acquire("open", DATA, 1);
        meter.seal("sealed", WAIT);

        ticker.increment(14, TimeUnit.MINUTES);
        read(meter, "other", DATA, 1);
        assertThatThrownBy(() -> meter.acquire("sealed", DATA, 1)).isInstanceOf(ScanRefusedException.class);

        ticker.increment(2, TimeUnit.MINUTES);
        read(meter, "another", DATA, 1);
        assertThat(meter.progress("sealed")).isEqualTo(ScanReport.EMPTY);
        assertThat(meter.progress()).containsOnlyKeys("idle", "open", "other", "another");

        ticker.increment(24, TimeUnit.HOURS);
        read(meter, "last", DATA, 1);
        assertThat(meter.progress()).containsOnlyKeys("open", "last");
        open.close();
    }

    /**
     * Readers race with the seal: what the seal tells is all that was ever let through.
     */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void testSealRaces(long seed)
            throws Exception
    {
        int readers = 6;
        ProcessScanMeter meter = new ProcessScanMeter(true);
        CyclicBarrier start = new CyclicBarrier(readers + 2);
        try (ExecutorService executor = newCachedThreadPool()) {
            List<Future<Long>> served = new ArrayList<>();
            for (int reader = 0; reader < readers; reader++) {
                Random random = new Random(seed * 100 + reader);
                served.add(executor.submit(() -> {
                    start.await();
                    return readUntilRefused(meter, random);
                }));
            }
            int readsBefore = new Random(seed).nextInt(2000);
            Callable<ScanReport> sealer = () -> {
                start.await();
                while (requests(meter.progress("q")) < readsBefore) {
                    Thread.onSpinWait();
                }
                return meter.seal("q", WAIT);
            };
            Future<ScanReport> first = executor.submit(sealer);
            Future<ScanReport> second = executor.submit(sealer);
            long total = 0;
            for (Future<Long> bytes : served) {
                total += bytes.get();
            }
            assertThat(first.get().scannedBytes()).isEqualTo(total);
            assertThat(first.get().complete()).isTrue();
            assertThat(second.get()).isEqualTo(first.get());
        }
    }

    private static long readUntilRefused(ProcessScanMeter meter, Random random)
    {
        long total = 0;
        while (true) {
            int bytes = random.nextInt(1, 1000);
            try (ReadPermit permit = meter.acquire("q", DATA, bytes)) {
                if (random.nextInt(4) == 0) {
                    Thread.onSpinWait();
                }
                permit.served(bytes);
                total += bytes;
            }
            catch (ScanRefusedException _) {
                return total;
            }
        }
    }

    private static long requests(ScanReport report)
    {
        return report.counts().getOrDefault(DATA, ScanCount.ZERO).requests();
    }

    private static void read(ProcessScanMeter meter, String queryId, ScanKey key, long bytes)
    {
        try (ReadPermit permit = meter.acquire(queryId, key, bytes)) {
            permit.served(bytes);
        }
    }
}
