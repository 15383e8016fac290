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

import io.glaux.metering.ReadKind;
import io.glaux.metering.ReadRequest;
import io.glaux.metering.ScanCount;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanRefusedException;
import io.glaux.metering.ScanReport;
import io.glaux.metering.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
final class TestBudgets
{
    private static final ScanKey KEY = new ScanKey("lake", "s.t", ReadKind.DATA);
    private static final ScanKey OTHER_KEY = new ScanKey("lake", "s.u", ReadKind.DELETES);

    private final Budgets budgets = TestingBudgets.withoutQuotas();

    @Test
    void testAReadThatIsNotCoveredIsRefused()
    {
        open(100);
        budgets.take("s", KEY, 60).settle(60);
        assertThatThrownBy(() -> budgets.take("s", KEY, 41))
                .isInstanceOf(ScanRefusedException.class)
                .hasMessage("Bytes scanned limit was exceeded");
        budgets.take("s", KEY, 40).settle(40);
        assertThatThrownBy(() -> budgets.take("s", KEY, 1)).isInstanceOf(ScanRefusedException.class);
        budgets.take("s", KEY, 0).settle(0);
        assertThat(close("q")).contains("Bytes scanned limit was exceeded");
    }

    @Test
    void testWhatIsNotServedComesBack()
    {
        open(100);
        budgets.take("s", KEY, 100).settle(10);
        budgets.take("s", KEY, 90).settle(90);
        assertThat(close("q")).isEmpty();
    }

    @Test
    void testARepeatedReadIsCharged()
    {
        open(100);
        budgets.take("s", KEY, 40).settle(80);
        assertThatThrownBy(() -> budgets.take("s", KEY, 21)).isInstanceOf(ScanRefusedException.class);
    }

    /**
     * A read that may fit must not be refused because of one that may turn out shorter.
     */
    @Test
    void testAReadWaitsForThoseUnderWay()
            throws Exception
    {
        open(100);
        ReadLease tail = budgets.take("s", KEY, 90);
        CompletableFuture<ReadLease> waiting = CompletableFuture.supplyAsync(() -> budgets.take("s", KEY, 50));
        assertThat(budgets.ask("s", new LeaseId("w", 1), KEY, ReadRequest.of(50))).isEqualTo(LeaseVerdict.WAIT);
        assertThat(waiting).isNotDone();
        tail.settle(20);
        waiting.get().settle(50);
        ReadLease rest = budgets.take("s", KEY, 30);
        CompletableFuture<ReadLease> refused = CompletableFuture.supplyAsync(() -> budgets.take("s", KEY, 30));
        rest.settle(30);
        assertThatThrownBy(refused::join).hasCauseInstanceOf(ScanRefusedException.class);
    }

    @Test
    void testStatementsOfAQueryShareItsBudget()
    {
        open(100);
        budgets.attach("second", "q");
        budgets.take("s", KEY, 50).settle(50);
        budgets.detach("s", new ScanReport(Map.of(KEY, new ScanCount(50, 1))));
        assertThatThrownBy(() -> budgets.take("s", KEY, 1)).hasMessageContaining("is over");
        budgets.take("second", KEY, 50).settle(50);
        assertThatThrownBy(() -> budgets.take("second", KEY, 1)).isInstanceOf(ScanRefusedException.class);
    }

    @Test
    void testAnEndedStatementCountsWithWhatItRead()
    {
        open(100);
        budgets.attach("second", "q");
        budgets.ask("s", new LeaseId("lost", 1), KEY, ReadRequest.of(70));
        budgets.detach("s", new ScanReport(Map.of(KEY, new ScanCount(40, 1))));
        budgets.settle("s", new LeaseId("lost", 1), new ScanCount(70, 1));
        budgets.take("second", KEY, 60).settle(60);
        assertThat(close("q")).isEmpty();
    }

    @Test
    void testWithoutABudgetNothingIsRead()
    {
        assertThatThrownBy(() -> budgets.take("unknown", KEY, 1))
                .isInstanceOf(ScanRefusedException.class)
                .hasMessageContaining("unknown");
        open(100);
        budgets.close("q", 0);
        assertThatThrownBy(() -> budgets.take("s", KEY, 1)).isInstanceOf(ScanRefusedException.class);
        assertThat(close("q")).isEmpty();
    }

    @Test
    void testTheEndOfAQueryEndsItsWaits()
            throws Exception
    {
        open(100);
        budgets.take("s", KEY, 100);
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                budgets.take("s", KEY, 100);
                failure.complete(new AssertionError("it was granted"));
            }
            catch (ScanRefusedException e) {
                failure.complete(e);
            }
        });
        budgets.close("q", 0);
        waiting.join();
        assertThat(failure.get()).isInstanceOf(ScanRefusedException.class);
    }

    @Test
    void testAnUnlimitedQuery()
    {
        TestingBudgets.open(budgets, "q", OptionalLong.empty());
        budgets.attach("s", "q");
        budgets.take("s", KEY, Long.MAX_VALUE).settle(Long.MAX_VALUE);
        budgets.take("s", KEY, Long.MAX_VALUE).settle(Long.MAX_VALUE);
        assertThat(budgets.leased("s", "w").known()).isFalse();
        budgets.attach("stray", "never opened");
        assertThatThrownBy(() -> budgets.take("stray", KEY, 1)).isInstanceOf(ScanRefusedException.class);
    }

    @Test
    void testAskingAgainTakesNoSecondLease()
    {
        open(100);
        LeaseId id = new LeaseId("w", 1);
        for (int i = 0; i < 3; i++) {
            assertThat(budgets.ask("s", id, KEY, ReadRequest.of(100))).isEqualTo(LeaseVerdict.GRANTED);
        }
        budgets.settle("s", id, new ScanCount(10, 1));
        budgets.settle("s", id, new ScanCount(10, 1));
        assertThat(budgets.ask("s", new LeaseId("w", 2), KEY, ReadRequest.of(90))).isEqualTo(LeaseVerdict.GRANTED);
        assertThatThrownBy(() -> budgets.ask("s", new LeaseId("w", 3), KEY, ReadRequest.of(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void testWhatANodeHadRead()
    {
        open(1000);
        budgets.ask("s", new LeaseId("w", 1), KEY, ReadRequest.of(100));
        budgets.ask("s", new LeaseId("w", 2), KEY, ReadRequest.of(100));
        budgets.ask("s", new LeaseId("w", 3), OTHER_KEY, ReadRequest.of(30));
        budgets.ask("s", new LeaseId("v", 1), KEY, ReadRequest.of(500));
        budgets.settle("s", new LeaseId("w", 1), new ScanCount(70, 1));
        LeasedReads leased = budgets.leased("s", "w");
        assertThat(leased.isMoreThan(ScanReport.EMPTY)).isTrue();
        assertThat(leased.isMoreThan(new ScanReport(Map.of(KEY, new ScanCount(70, 1))))).isFalse();
        assertThat(leased.lastWord(new ScanReport(Map.of(KEY, new ScanCount(50, 1))))).isEqualTo(new ScanReport(
                Map.of(KEY, new ScanCount(170, 2), OTHER_KEY, new ScanCount(30, 1)), false));
        budgets.settle("s", new LeaseId("w", 2), new ScanCount(0, 1));
        budgets.settle("s", new LeaseId("w", 3), new ScanCount(30, 1));
        assertThat(budgets.leased("s", "w").lastWord(ScanReport.EMPTY)).isEqualTo(new ScanReport(
                Map.of(KEY, new ScanCount(70, 2), OTHER_KEY, new ScanCount(30, 1)), true));
    }

    /**
     * Batches go on while what was read is within the limit, and one may go beyond it.
     */
    @Test
    void testBatches()
    {
        open(100);
        batch().settle(60);
        batch().settle(40);
        batch().settle(0);
        batch().settle(30);
        assertThatThrownBy(this::batch)
                .isInstanceOf(ScanRefusedException.class)
                .hasMessage("Bytes scanned limit was exceeded");
        assertThat(close("q")).contains("Bytes scanned limit was exceeded");
    }

    /**
     * What a batch brings is not known, so that near the limit one waits for the other: only the last can go beyond.
     */
    @Test
    void testBatchesNearTheLimitGoOneByOne()
    {
        open(20 << 20);
        ReadLease first = batch();
        ReadLease second = batch();
        assertThat(budgets.ask("s", new LeaseId("w", 1), KEY, ReadRequest.batch(Units.NONE)))
                .isEqualTo(LeaseVerdict.WAIT);
        first.settle(8 << 20);
        assertThat(budgets.ask("s", new LeaseId("w", 1), KEY, ReadRequest.batch(Units.NONE)))
                .isEqualTo(LeaseVerdict.WAIT);
        second.settle(8 << 20);
        ReadLease third = batch();
        assertThat(budgets.ask("s", new LeaseId("w", 1), KEY, ReadRequest.batch(Units.NONE)))
                .isEqualTo(LeaseVerdict.WAIT);
        third.settle(8 << 20);
        assertThatThrownBy(this::batch).isInstanceOf(ScanRefusedException.class);
    }

    @Test
    void testManyStreamsGoBeyondByOneBatch()
            throws Exception
    {
        long limit = 100L << 20;
        open(limit);
        AtomicLong read = new AtomicLong();
        List<Future<?>> streams = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 16; i++) {
                Random random = new Random(i);
                streams.add(executor.submit(() -> {
                    while (true) {
                        ReadLease lease = batch();
                        long served = random.nextLong(ReadRequest.BATCH_BYTES + 1);
                        read.addAndGet(served);
                        lease.settle(served, Units.of("read-unit", 1));
                    }
                }));
            }
            for (Future<?> stream : streams) {
                assertThatThrownBy(() -> stream.get(30, TimeUnit.SECONDS))
                        .hasCauseInstanceOf(ScanRefusedException.class);
            }
        }
        assertThat(read.get()).isBetween(limit, limit + ReadRequest.BATCH_BYTES);
    }

    @Test
    void testUnitsOfALostNode()
    {
        open(100_000_000);
        budgets.ask("s", new LeaseId("w", 1), KEY, ReadRequest.batch(Units.of("read-unit", 128)));
        budgets.settle("s", new LeaseId("w", 1), new ScanCount(70, 1, Units.of("read-unit", 2)));
        LeasedReads leased = budgets.leased("s", "w");
        assertThat(leased.isMoreThan(new ScanReport(Map.of(KEY, new ScanCount(70, 1))))).isTrue();
        assertThat(leased.lastWord(new ScanReport(Map.of(KEY, new ScanCount(80, 2))))).isEqualTo(
                new ScanReport(Map.of(KEY, new ScanCount(80, 2, Units.of("read-unit", 2)))));
    }

    /**
     * However many read, and however much less they are served than they asked for: the limit holds, and what is left
     * in the end is less than the smallest read.
     */
    @Test
    void testManyReaders()
            throws Exception
    {
        long limit = 1_000_000;
        open(limit);
        AtomicLong read = new AtomicLong();
        List<Future<?>> readers = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 32; i++) {
                Random random = new Random(i);
                readers.add(executor.submit(() -> {
                    while (true) {
                        int bytes = 1 + random.nextInt(1000);
                        ReadLease lease = budgets.take("s", KEY, bytes);
                        int served = random.nextBoolean() ? bytes : random.nextInt(bytes + 1);
                        read.addAndGet(served);
                        lease.settle(served);
                    }
                }));
            }
            for (Future<?> reader : readers) {
                assertThatThrownBy(() -> reader.get(30, TimeUnit.SECONDS))
                        .hasCauseInstanceOf(ScanRefusedException.class);
            }
        }
        assertThat(read.get()).isBetween(limit - 1000, limit);
    }

    private ReadLease batch()
    {
        return budgets.take("s", KEY, ReadRequest.batch(Units.NONE));
    }

    private Optional<String> close(String execution)
    {
        Optional<String> refusal = budgets.refusal(execution);
        budgets.close(execution, 0);
        return refusal;
    }

    private void open(long cutoff)
    {
        TestingBudgets.open(budgets, "q", OptionalLong.of(cutoff));
        budgets.attach("s", "q");
    }
}
