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
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanRefusedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
final class TestRemoteLeases
{
    private static final ScanKey KEY = new ScanKey("lake", "s.t", ReadKind.DATA);

    private final Budgets budgets = TestingBudgets.withoutQuotas();
    private final AtomicInteger calls = new AtomicInteger();
    private final RemoteLeases leases = new RemoteLeases();

    @AfterEach
    void close()
    {
        leases.close();
    }

    @Test
    void testTheBudgetOfTheCoordinatorHolds()
    {
        leases.connect(transport("w", 0));
        TestingBudgets.open(budgets, "q", OptionalLong.of(100));
        budgets.attach("s", "q");
        leases.take("s", KEY, 100).settle(40);
        leases.take("s", KEY, 60).settle(60);
        assertThatThrownBy(() -> leases.take("s", KEY, 1))
                .isInstanceOf(ScanRefusedException.class)
                .hasMessage("Bytes scanned limit was exceeded");
        assertThatThrownBy(() -> leases.take("unknown", KEY, 1)).isInstanceOf(ScanRefusedException.class);
    }

    @Test
    void testReadsWaitUntilTheServerIsThere()
    {
        TestingBudgets.open(budgets, "q", OptionalLong.of(100));
        budgets.attach("s", "q");
        CompletableFuture<ReadLease> early = CompletableFuture.supplyAsync(() -> leases.take("s", KEY, 100));
        leases.connect(transport("w", 0));
        early.join().settle(100);
    }

    @Test
    void testAnUnlimitedQueryAsksSeldom()
    {
        leases.connect(transport("w", 0));
        TestingBudgets.open(budgets, "q", OptionalLong.empty());
        budgets.attach("s", "q");
        for (int i = 0; i < 1000; i++) {
            leases.take("s", KEY, 1_000_000).settle(1_000_000);
        }
        assertThat(calls.get()).isLessThan(100);
    }

    /**
     * Answers get lost, and calls: nothing is granted twice, and nothing that was granted stays away.
     */
    @Test
    void testManyReadersOfTwoWorkersOverABadLine()
            throws Exception
    {
        long limit = 300_000;
        TestingBudgets.open(budgets, "q", OptionalLong.of(limit));
        budgets.attach("s", "q");
        leases.connect(transport("w1", 3));
        try (RemoteLeases others = new RemoteLeases();
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            others.connect(transport("w2", 3));
            AtomicLong read = new AtomicLong();
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                Random random = new Random(i);
                ReadLeases own = i % 2 == 0 ? leases : others;
                readers.add(executor.submit(() -> {
                    while (true) {
                        int bytes = 1 + random.nextInt(1000);
                        ReadLease lease = own.take("s", KEY, bytes);
                        int served = random.nextBoolean() ? bytes : random.nextInt(bytes + 1);
                        read.addAndGet(served);
                        lease.settle(served);
                    }
                }));
            }
            for (Future<?> reader : readers) {
                assertThatThrownBy(reader::get).hasCauseInstanceOf(ScanRefusedException.class);
            }
            assertThat(read.get()).isBetween(limit - 1000, limit);
        }
    }

    @Test
    void testAnInterruptedReadGivesItsLeaseBack()
            throws Exception
    {
        leases.connect(transport("w", 0));
        TestingBudgets.open(budgets, "q", OptionalLong.of(100));
        budgets.attach("s", "q");
        ReadLease held = leases.take("s", KEY, 100);
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread waiting = Thread.ofPlatform().start(() -> {
            try {
                leases.take("s", KEY, 100);
                failure.complete(new AssertionError("it was granted"));
            }
            catch (ScanRefusedException e) {
                failure.complete(e);
            }
        });
        waiting.interrupt();
        assertThat(failure.get()).isInstanceOf(ScanRefusedException.class).hasMessageContaining("was stopped");
        held.settle(0);
        leases.take("s", KEY, 100).settle(100);
    }

    /**
     * What was asked and what is given back may go in one call.
     */
    @Test
    void testAReadThatIsInterruptedBeforeItIsAskedForTakesNoLease()
            throws Exception
    {
        TestingBudgets.open(budgets, "q", OptionalLong.of(100));
        budgets.attach("s", "q");
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread waiting = Thread.ofPlatform().start(() -> {
            try {
                leases.take("s", KEY, 100);
            }
            catch (ScanRefusedException e) {
                failure.set(e);
            }
        });
        waiting.interrupt();
        waiting.join();
        assertThat(failure.get()).hasMessageContaining("was stopped");
        leases.connect(transport("w", 0));
        leases.take("s", KEY, 100).settle(100);
    }

    /**
     * A worker may outlive its coordinator: what it still does for the queries of that one is none of the next one's.
     */
    @Test
    void testTheNextCoordinatorKnowsNothingOfTheQueriesOfTheOneBefore()
    {
        Budgets next = TestingBudgets.withoutQuotas();
        AtomicReference<Budgets> coordinator = new AtomicReference<>(budgets);
        leases.connect(transport("w", 0, coordinator::get));
        TestingBudgets.open(budgets, "q", OptionalLong.of(100));
        budgets.attach("s", "q");
        TestingBudgets.open(next, "other", OptionalLong.of(100));
        next.attach("t", "other");
        ReadLease held = leases.take("s", KEY, 60);

        coordinator.set(next);
        held.settle(50);
        assertThatThrownBy(() -> leases.take("s", KEY, 1))
                .isInstanceOf(ScanRefusedException.class)
                .hasMessage("Query s is over, or unknown: it must not read");
        leases.take("t", KEY, 100).settle(100);
        assertThatThrownBy(() -> leases.take("t", KEY, 1)).hasMessage("Bytes scanned limit was exceeded");
        assertThat(next.leased("t", "w").settled().scannedBytes()).isEqualTo(100);
        assertThat(budgets.leased("s", "w").open().scannedBytes()).as("what the dead one knew").isEqualTo(60);
    }

    private LeaseTransport transport(String node, int badness)
    {
        return transport(node, badness, () -> budgets);
    }

    /**
     * @param badness every so many calls, on average, do not arrive, and as many answers; 0 for none
     */
    private LeaseTransport transport(String node, int badness, Supplier<Budgets> coordinator)
    {
        Random random = new Random(badness);
        return new LeaseTransport()
        {
            @Override
            public String node()
            {
                return node;
            }

            @Override
            public LeaseAnswers exchange(LeaseCall call)
            {
                calls.incrementAndGet();
                loseSometimes();
                LeaseAnswers answers = coordinator.get().exchange(call);
                loseSometimes();
                return answers;
            }

            private void loseSometimes()
            {
                if (badness > 0 && random.nextInt(badness) == 0) {
                    throw new IllegalStateException("lost");
                }
            }
        };
    }
}
