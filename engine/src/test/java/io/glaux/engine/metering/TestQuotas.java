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

import io.glaux.engine.error.GlauxException;
import io.glaux.engine.metering.journal.ReadJournal;
import io.glaux.engine.metering.quota.Quota;
import io.glaux.engine.metering.quota.QuotaAccounts;
import io.glaux.engine.metering.quota.QuotaAction;
import io.glaux.engine.metering.quota.QuotaMeasure;
import io.glaux.engine.metering.quota.QuotaPeriod;
import io.glaux.engine.metering.quota.QuotaScope;
import io.glaux.engine.metering.quota.QuotaState;
import io.glaux.engine.metering.quota.QuotaWarnings;
import io.glaux.metering.ReadKind;
import io.glaux.metering.ReadRequest;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanRefusedException;
import io.glaux.metering.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
final class TestQuotas
{
    private static final ScanKey KEY = new ScanKey("lake", "s.t", ReadKind.DATA);
    private static final QuotaScope WORKGROUP = new QuotaScope(Optional.of("w"), Optional.empty(), Optional.empty());
    private static final Instant START = Instant.parse("2026-03-29T00:30:00Z");

    private final InMemoryQuotaRecords records = new InMemoryQuotaRecords();
    private final List<String> stopped = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private final QuotaWarnings warnings = new QuotaWarnings(records, "000000000000", "eu-west-1");
    private Instant time = START;
    private PriceBook prices = PriceBook.DEFAULT;
    private final Budgets budgets = budgets();

    private Budgets budgets()
    {
        return new Budgets(
                new QuotaAccounts(records, new TestClock(), (workgroup, _) -> Map.of("team", workgroup)),
                (id, _) -> stopped.add(id),
                warnings::warn,
                ReadJournal.inMemory());
    }

    @Test
    void testWarnings()
    {
        warnings.deliverTo(events::add);
        budgets.setQuota(bytes(100, "hour", QuotaAction.WARN));
        budgets.setQuota(quota(QuotaMeasure.QUERIES, "hour", 3, QuotaAction.BLOCK).withWarning(50));
        open("a");
        read("a", 99);
        assertThat(events).isEmpty();
        read("a", 1);
        assertThat(events).singleElement().asString()
                .contains("\"detail-type\":\"Glaux Quota Warning\",\"source\":\"glaux\",\"account\":\"000000000000\","
                        + "\"time\":\"2026-03-29T00:30:00Z\",\"region\":\"eu-west-1\",\"resources\":[]")
                .contains("\"detail\":{\"versionId\":\"0\",\"workgroupName\":\"w\",\"measure\":\"BYTES\","
                        + "\"period\":\"hour@UTC\",\"limit\":100,\"used\":100,\"action\":\"WARN\","
                        + "\"warnPercent\":100}");
        read("a", 50);
        assertThat(events).as("it only warns, and once").hasSize(1);
        open("b");
        assertThat(events).hasSize(2).last().asString()
                .contains("\"measure\":\"QUERIES\"")
                .contains("\"used\":2,\"action\":\"BLOCK\",\"warnPercent\":50");
        open("c");
        Budgets afterAStart = budgets();
        records.addPast("alice", time, 150, Optional.empty());
        afterAStart.setQuota(quota(QuotaMeasure.MICRO_USD, "hour", 1_000_000, QuotaAction.BLOCK));
        assertThat(events).as("a start does not make it forget").hasSize(2);
        time = START.plusSeconds(1800);
        read("a", 100);
        assertThat(events).as("another hour").hasSize(3).last().asString().contains("\"used\":100,");
        budgets.setQuota(bytes(50, "hour", QuotaAction.WARN));
        assertThat(events).as("another limit, which is used up already").hasSize(4);
    }

    @Test
    void testWarningsOfRollingPeriodsAreAPeriodApart()
    {
        warnings.deliverTo(events::add);
        budgets.setQuota(new Quota(
                WORKGROUP,
                QuotaMeasure.BYTES,
                QuotaPeriod.of("60s", true, "UTC"),
                100,
                QuotaAction.BLOCK).withWarning(80));
        open("a");
        read("a", 79);
        assertThat(events).isEmpty();
        read("a", 1);
        assertThat(events).hasSize(1);
        time = START.plusSeconds(30);
        read("a", 5);
        assertThat(events).hasSize(1);
        time = START.plusSeconds(62);
        read("a", 75);
        assertThat(events).hasSize(2).last().asString().contains("\"used\":80,");
    }

    @Test
    void testQueriesShareTheBytes()
    {
        budgets.setQuota(bytes(100, "hour", QuotaAction.BLOCK));
        open("a");
        open("b");
        read("a", 60);
        assertThatThrownBy(() -> read("b", 41))
                .isInstanceOf(ScanRefusedException.class)
                .hasMessage("The quota of workgroup w is used up: 100 bytes per hour in UTC. "
                        + "Wait, or ask an administrator for more");
        read("b", 40);
        assertThat(budgets.admission("w", "alice").kind()).isEqualTo(Admission.Kind.REFUSED);
        assertThat(budgets.admission("other", "alice").kind()).isEqualTo(Admission.Kind.ADMITTED);
        time = Instant.parse("2026-03-29T01:00:00Z");
        assertThat(budgets.admission("w", "alice").kind()).isEqualTo(Admission.Kind.ADMITTED);
        read("a", 100);
    }

    @Test
    void testBytesCountWhateverBecomesOfTheQuery()
    {
        budgets.setQuota(bytes(100, "day", QuotaAction.BLOCK));
        open("a");
        read("a", 70);
        budgets.close("a", 0);
        open("b");
        assertThatThrownBy(() -> read("b", 31)).isInstanceOf(ScanRefusedException.class);
    }

    @Test
    void testAReadWaitsForThoseOfOtherQueries()
    {
        budgets.setQuota(bytes(100, "day", QuotaAction.BLOCK));
        open("a");
        open("b");
        ReadLease tail = budgets.take("a", KEY, 90);
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> read("b", 50));
        assertThat(budgets.ask("b", new LeaseId("n", 1), KEY, ReadRequest.of(50))).isEqualTo(LeaseVerdict.WAIT);
        tail.settle(10);
        waiting.join();
        assertThat(budgets.quotas()).containsExactly(new QuotaState(bytes(100, "day", QuotaAction.BLOCK), 60, 0));
    }

    @Test
    void testCost()
    {
        budgets.setQuota(quota(QuotaMeasure.MICRO_USD, "day", 120, QuotaAction.BLOCK));
        open("a");
        read("a", 1);
        open("b");
        read("b", 1);
        open("c");
        assertThatThrownBy(() -> read("c", 1)).as("each costs 50 at least").isInstanceOf(ScanRefusedException.class);
        budgets.close("a", 0);
        read("c", 1);
        budgets.close("b", 50);
        budgets.close("c", 50);
        open("d");
        assertThatThrownBy(() -> read("d", 1)).isInstanceOf(ScanRefusedException.class);
        assertThat(budgets.quotas().getFirst().used()).isEqualTo(100);
        assertThat(budgets.quotas().getFirst().reserved()).isZero();
    }

    /**
     * A source with a price of a unit costs by unit, whether or not it says before what a batch will take.
     */
    @Test
    void testCostByUnit()
    {
        prices = new PriceBook(new BigDecimal(5), 10_000_000, 1_000_000, Map.of("read-unit", new BigDecimal(2)));
        budgets.setQuota(quota(QuotaMeasure.MICRO_USD, "day", 12, QuotaAction.BLOCK));
        open("a");
        batch("a", Units.of("read-unit", 2)).settle(1_000_000, Units.of("read-unit", new BigDecimal("1.5")));
        assertThat(budgets.quotas().getFirst().used()).as("no bytes").isEqualTo(3);
        batch("a", Units.NONE).settle(1_000_000, Units.of("read-unit", new BigDecimal("4.5")));
        assertThat(budgets.quotas().getFirst().used()).isEqualTo(12);
        budgets.setQuota(quota(QuotaMeasure.MICRO_USD, "day", 11, QuotaAction.BLOCK));
        for (Units units : List.of(Units.NONE, Units.of("read-unit", 1))) {
            assertThatThrownBy(() -> batch("a", units))
                    .isInstanceOf(ScanRefusedException.class)
                    .hasMessageContaining("The quota of workgroup w is used up");
        }
        assertThat(budgets.quotas().getFirst().reserved()).isZero();
    }

    /**
     * A fraction of a micro-USD that is reserved pays for no other batch.
     */
    @Test
    void testABatchUnderWayCoversNoOther()
    {
        prices = new PriceBook(new BigDecimal(5), 10_000_000, 1_000_000, Map.of("read-unit", new BigDecimal(2)));
        budgets.setQuota(quota(QuotaMeasure.MICRO_USD, "day", 12, QuotaAction.BLOCK));
        open("a");
        batch("a", Units.of("read-unit", 1)).settle(1000, Units.of("read-unit", 1));
        ReadLease underWay = batch("a", Units.NONE);
        batch("a", Units.NONE).settle(1000, Units.of("read-unit", 6));
        assertThat(budgets.quotas().getFirst().used()).isEqualTo(14);
        assertThatThrownBy(() -> batch("a", Units.NONE)).isInstanceOf(ScanRefusedException.class);
        underWay.settle(1000, Units.of("read-unit", 1));
        assertThat(budgets.quotas().getFirst().used()).as("a batch for each stream").isEqualTo(16);
    }

    @Test
    void testTagInAllWorkgroups()
    {
        Quota quota = new Quota(
                new QuotaScope(Optional.empty(), Optional.empty(), Optional.of(Map.entry("team", "w"))),
                QuotaMeasure.BYTES,
                QuotaPeriod.of("day", false, "UTC"),
                100,
                QuotaAction.BLOCK);
        records.set(quota);
        records.addPast("alice", START, 30, Optional.of(Map.of("team", "w")));
        records.addPast("bob", START, 500, Optional.of(Map.of("team", "was another")));
        records.addPast("carol", START, 7, Optional.empty());
        open("a");
        assertThatThrownBy(() -> read("a", 64))
                .isInstanceOf(ScanRefusedException.class)
                .hasMessageContaining("The quota of tag team=w is used up");
        read("a", 63);
        assertThat(budgets.admission("x", "alice").kind()).as("another tag").isEqualTo(Admission.Kind.ADMITTED);
    }

    @Test
    void testNumberOfQueries()
    {
        budgets.setQuota(quota(QuotaMeasure.QUERIES, "minute", 2, QuotaAction.QUEUE));
        open("a");
        open("b");
        assertThat(tryOpen("c", "alice").kind()).isEqualTo(Admission.Kind.WAITS);
        budgets.close("a", 0);
        assertThat(tryOpen("c", "alice").kind()).as("it was started all the same").isEqualTo(Admission.Kind.WAITS);
        time = time.plusSeconds(60);
        assertThat(tryOpen("c", "alice").kind()).isEqualTo(Admission.Kind.ADMITTED);
    }

    @Test
    void testQueriesThatRunAreCancelled()
    {
        budgets.setQuota(bytes(100, "day", QuotaAction.CANCEL));
        open("a");
        open("b");
        read("a", 99);
        assertThat(stopped).isEmpty();
        read("a", 1);
        assertThat(stopped).containsExactlyInAnyOrder("a", "b");
        assertThat(budgets.refusal("b").orElseThrow()).contains("is used up");
        assertThatThrownBy(() -> read("b", 0)).isInstanceOf(ScanRefusedException.class);
    }

    @Test
    void testAWarningLimitsNothing()
    {
        budgets.setQuota(bytes(100, "day", QuotaAction.WARN));
        open("a");
        read("a", 1000);
        open("b");
        assertThat(budgets.quotas().getFirst().used()).isEqualTo(1000);
    }

    @Test
    void testOfAUserAndOfATag()
    {
        budgets.setQuota(new Quota(
                new QuotaScope(Optional.of("w"), Optional.of("bob"), Optional.empty()),
                QuotaMeasure.BYTES,
                QuotaPeriod.of("day", false, "UTC"),
                10,
                QuotaAction.BLOCK));
        budgets.setQuota(new Quota(
                new QuotaScope(Optional.of("w"), Optional.empty(), Optional.of(Map.entry("team", "w"))),
                QuotaMeasure.BYTES,
                QuotaPeriod.of("day", false, "UTC"),
                50,
                QuotaAction.BLOCK));
        budgets.setQuota(new Quota(
                new QuotaScope(Optional.of("w"), Optional.empty(), Optional.of(Map.entry("team", "other"))),
                QuotaMeasure.BYTES,
                QuotaPeriod.of("day", false, "UTC"),
                0,
                QuotaAction.BLOCK));
        assertThat(tryOpen("b", "bob").kind()).isEqualTo(Admission.Kind.ADMITTED);
        budgets.attach("b", "b");
        open("a");
        assertThatThrownBy(() -> read("b", 11)).hasMessageContaining("user bob");
        read("a", 45);
        assertThatThrownBy(() -> read("a", 6)).hasMessageContaining("tag team=w");
        assertThatThrownBy(() -> read("b", 6)).hasMessageContaining("tag team=w");
        read("b", 5);
    }

    @Test
    void testAQuotaHoldsForQueriesUnderWay()
    {
        open("a");
        read("a", 1000);
        budgets.setQuota(bytes(100, "day", QuotaAction.BLOCK));
        read("a", 100);
        assertThatThrownBy(() -> read("a", 1)).isInstanceOf(ScanRefusedException.class);
        budgets.setQuota(bytes(150, "day", QuotaAction.BLOCK));
        read("a", 50);
        assertThat(budgets.removeQuota(bytes(0, "day", QuotaAction.WARN))).isTrue();
        assertThat(budgets.removeQuota(bytes(0, "day", QuotaAction.WARN))).isFalse();
        read("a", 1000);
        budgets.setQuota(bytes(100, "hour", QuotaAction.BLOCK));
        read("a", 100);
        assertThatThrownBy(() -> read("a", 1)).isInstanceOf(ScanRefusedException.class);
    }

    /**
     * Queries ask for their admission in a transaction of the store. A quota that waits for it must not let them wait.
     */
    @Test
    void testQueriesAreAdmittedWhileAQuotaIsRecorded()
    {
        records.during(() -> assertThat(CompletableFuture.supplyAsync(() -> budgets.admission("w", "alice"))
                .orTimeout(10, TimeUnit.SECONDS)
                .join().kind()).isEqualTo(Admission.Kind.ADMITTED));
        budgets.setQuota(bytes(100, "day", QuotaAction.BLOCK));
        assertThat(budgets.removeQuota(bytes(0, "day", QuotaAction.BLOCK))).isTrue();
    }

    @Test
    void testRolling()
    {
        budgets.setQuota(bytes(100, "90s", QuotaAction.BLOCK));
        open("a");
        read("a", 60);
        time = time.plusSeconds(60);
        read("a", 40);
        assertThatThrownBy(() -> read("a", 1)).isInstanceOf(ScanRefusedException.class);
        time = time.plusSeconds(30);
        assertThatThrownBy(() -> read("a", 1)).as("the first second counts still")
                .isInstanceOf(ScanRefusedException.class);
        time = time.plusSeconds(1);
        read("a", 60);
        assertThatThrownBy(() -> read("a", 1)).isInstanceOf(ScanRefusedException.class);
    }

    /**
     * The day of Berlin in which the clock is put forward began at 23:00 UTC.
     */
    @Test
    void testTheCalendarOfAZone()
    {
        QuotaPeriod day = QuotaPeriod.of("day", false, "Europe/Berlin");
        assertThat(day.start(START)).isEqualTo(Instant.parse("2026-03-28T23:00:00Z"));
        assertThat(day.start(Instant.parse("2026-03-29T22:00:00Z"))).isEqualTo(Instant.parse("2026-03-29T22:00:00Z"));
        assertThat(QuotaPeriod.of("month", false, "Europe/Berlin").start(START))
                .isEqualTo(Instant.parse("2026-02-28T23:00:00Z"));
        for (QuotaPeriod period : List.of(day, new QuotaPeriod.Rolling(Duration.ofSeconds(90)))) {
            assertThat(QuotaPeriod.ofText(period.text())).isEqualTo(period);
        }
        assertThatThrownBy(() -> QuotaPeriod.of("fortnight", false, "UTC"))
                .isInstanceOf(GlauxException.class)
                .hasMessageContaining("'fortnight' is no period");
        assertThatThrownBy(() -> QuotaPeriod.of("day", false, "Mars")).hasMessageContaining("'Mars' is no time zone");
        assertThatThrownBy(() -> QuotaPeriod.of("0s", false, "UTC")).hasMessageContaining("at least a second");
    }

    @Test
    void testTheClockIsPutBack()
    {
        budgets.setQuota(bytes(100, "hour", QuotaAction.BLOCK));
        open("a");
        read("a", 100);
        time = START.minus(Duration.ofDays(1));
        assertThatThrownBy(() -> read("a", 1)).isInstanceOf(ScanRefusedException.class);
    }

    /**
     * Forward and back again: the time between is not lived twice.
     */
    @Test
    void testTheClockIsPutForwardAndBack()
    {
        budgets.setQuota(bytes(100, "hour", QuotaAction.BLOCK));
        open("a");
        read("a", 100);
        time = START.plus(Duration.ofHours(1));
        read("a", 100);
        time = START;
        assertThatThrownBy(() -> read("a", 1)).isInstanceOf(ScanRefusedException.class);
        time = START.plus(Duration.ofHours(1));
        assertThatThrownBy(() -> read("a", 1)).isInstanceOf(ScanRefusedException.class);
    }

    @Test
    void testTheClockIsPutBackWhileTheServerIsDown()
    {
        records.set(bytes(100, "hour", QuotaAction.BLOCK));
        records.set(bytes(100, "90s", QuotaAction.BLOCK));
        records.addPast("alice", START, 100, Optional.empty());
        for (Duration back : List.of(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofDays(400))) {
            time = START.minus(back);
            Budgets restarted = new Budgets(
                    new QuotaAccounts(records, new TestClock(), (_, _) -> Map.of()),
                    (id, _) -> stopped.add(id),
                    (_, _) -> {},
                    ReadJournal.inMemory());
            assertThat(restarted.admission("w", "alice").kind()).as("%s", back).isEqualTo(Admission.Kind.REFUSED);
        }
    }

    /**
     * What is reserved when the period ends is used in the next one, and what is read then counts there.
     */
    @Test
    void testAQueryOverTheEndOfAPeriod()
    {
        budgets.setQuota(bytes(100, "hour", QuotaAction.BLOCK));
        open("a");
        read("a", 20);
        ReadLease open = budgets.take("a", KEY, 80);
        time = START.plus(Duration.ofMinutes(30));
        assertThat(budgets.ask("a", new LeaseId("n", 1), KEY, ReadRequest.of(21))).isEqualTo(LeaseVerdict.WAIT);
        open.settle(80);
        read("a", 20);
        assertThatThrownBy(() -> read("a", 1)).isInstanceOf(ScanRefusedException.class);
    }

    /**
     * A query that fails is free, but what it used in an earlier period makes no room in this one.
     */
    @Test
    void testAFailureGivesBackOnlyWhatItUsedInThisPeriod()
    {
        budgets.setQuota(quota(QuotaMeasure.MICRO_USD, "hour", 100, QuotaAction.BLOCK));
        open("fails");
        read("fails", 20_000_000);
        time = START.plus(Duration.ofMinutes(30));
        open("a");
        read("a", 20_000_000);
        budgets.close("fails", 0);
        assertThat(budgets.quotas().getFirst().used()).isEqualTo(100);
        assertThat(tryOpen("b", "alice").kind()).isEqualTo(Admission.Kind.REFUSED);
        budgets.close("a", 0);
        assertThat(budgets.quotas().getFirst().used()).isZero();
        open("b");
        read("b", 20_000_000);
        assertThat(budgets.quotas().getFirst().used()).isEqualTo(100);
    }

    @Test
    void testWhatWasUsedBeforeTheStartCounts()
    {
        records.set(bytes(100, "hour", QuotaAction.BLOCK));
        records.addPast("alice", START.minus(Duration.ofHours(1)), 1000, Optional.empty());
        records.addPast("alice", START.minusSeconds(1), 30, Optional.empty());
        records.addPast("bob", START.plusSeconds(500), 30, Optional.empty());
        open("a");
        assertThatThrownBy(() -> read("a", 41)).isInstanceOf(ScanRefusedException.class);
        read("a", 40);
    }

    /**
     * However many queries read at once, and however much less they are served than they asked for, the sum stays
     * within the quota.
     */
    @Test
    void testManyQueries()
            throws Exception
    {
        long limit = 1_000_000;
        budgets.setQuota(bytes(limit, "day", QuotaAction.BLOCK));
        AtomicLong read = new AtomicLong();
        List<Future<?>> queries = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 64; i++) {
                String id = "q" + i;
                Random random = new Random(i);
                queries.add(executor.submit(() -> {
                    while (tryOpen(id, "alice").kind() == Admission.Kind.ADMITTED) {
                        budgets.attach(id, id);
                        for (int count = 0; count < 20; count++) {
                            int bytes = 1 + random.nextInt(1000);
                            ReadLease lease = budgets.take(id, KEY, bytes);
                            int served = random.nextBoolean() ? bytes : random.nextInt(bytes + 1);
                            read.addAndGet(served);
                            lease.settle(served);
                        }
                        budgets.close(id, 0);
                    }
                }));
            }
            for (Future<?> query : queries) {
                try {
                    query.get();
                }
                catch (ExecutionException e) {
                    assertThat(e).hasCauseInstanceOf(ScanRefusedException.class);
                }
            }
        }
        assertThat(read.get()).isBetween(limit - 1000, limit);
        assertThat(budgets.quotas().getFirst().used()).isEqualTo(read.get());
        assertThat(budgets.quotas().getFirst().reserved()).isZero();
    }

    private void open(String id)
    {
        assertThat(tryOpen(id, "alice").kind()).isEqualTo(Admission.Kind.ADMITTED);
        budgets.attach(id, id);
    }

    private Admission tryOpen(String id, String user)
    {
        return budgets.open(
                id,
                "w",
                user,
                OptionalLong.empty(),
                scan -> prices.microUsd(prices.bill(scan)));
    }

    private ReadLease batch(String id, Units units)
    {
        return budgets.take(id, KEY, ReadRequest.batch(units));
    }

    private void read(String id, long bytes)
    {
        budgets.take(id, KEY, bytes).settle(bytes);
    }

    private static Quota bytes(long limit, String period, QuotaAction action)
    {
        return quota(QuotaMeasure.BYTES, period, limit, action);
    }

    private static Quota quota(QuotaMeasure measure, String period, long limit, QuotaAction action)
    {
        return new Quota(WORKGROUP, measure, QuotaPeriod.of(period, false, "UTC"), limit, action);
    }

    private final class TestClock
            extends Clock
    {
        @Override
        public ZoneId getZone()
        {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone)
        {
            return this;
        }

        @Override
        public Instant instant()
        {
            return time;
        }
    }
}
