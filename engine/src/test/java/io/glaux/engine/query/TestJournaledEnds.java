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
package io.glaux.engine.query;

import io.glaux.engine.metering.Budgets;
import io.glaux.engine.metering.PriceBook;
import io.glaux.engine.metering.ProcessScanMeter;
import io.glaux.engine.metering.UsageLedger;
import io.glaux.engine.metering.journal.ReadJournal;
import io.glaux.engine.metering.quota.Quota;
import io.glaux.engine.metering.quota.QuotaAccounts;
import io.glaux.engine.metering.quota.QuotaAction;
import io.glaux.engine.metering.quota.QuotaMeasure;
import io.glaux.engine.metering.quota.QuotaPeriod;
import io.glaux.engine.metering.quota.QuotaScope;
import io.glaux.engine.metering.quota.QuotaStore;
import io.glaux.engine.result.InMemoryS3;
import io.glaux.engine.result.ResultStore;
import io.glaux.engine.store.SqlStore;
import io.glaux.engine.store.StoreConfig;
import io.glaux.metering.ReadKind;
import io.glaux.metering.ReadPermit;
import io.glaux.metering.ScanCount;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.UnaryOperator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The ends of queries whose process was killed, by its journal of reads.
 */
@Timeout(60)
final class TestJournaledEnds
{
    private static final ScanKey DATA = new ScanKey("awsdatacatalog", "db.t", ReadKind.DATA);
    private static final ScanKey METADATA = new ScanKey("awsdatacatalog", "db.t", ReadKind.METADATA);
    private static final QueryExecutionsConfig CONFIG = new QueryExecutionsConfig(2, 3, Duration.ofSeconds(1));

    @TempDir
    private Path folder;

    private final ScriptedRunner runner = new ScriptedRunner();
    private SqlStore store;
    private UsageLedger ledger;
    private ReadJournal journal;
    private Budgets budgets;
    private QueryExecutions queries;

    @BeforeEach
    void open()
    {
        store = SqlStore.open(StoreConfig.sqlite(folder.resolve("glaux.db")));
        ledger = new UsageLedger(store, (_, _) -> Map.of());
        journal = journal();
        budgets = budgets(journal);
        queries = executions(budgets);
    }

    @AfterEach
    void close()
    {
        queries.close();
        store.close();
    }

    /**
     * The journal knows each read to the last moment, and what was written down may know of tables that it does not.
     */
    @Test
    void testBytesOfAKilledProcessCountOnce()
    {
        budgets.setQuota(quota(1000));
        String id = start();
        read(id, 100, 90);
        queries.recordProgress();
        read(id, 40, 40);
        ReadPermit open = meter().acquire("s", DATA, 300);

        // a second process over the same store and the same journal, as after kill -9 of the first
        Budgets next = budgets(journal());
        try (QueryExecutions _ = executions(next)) {
            ScanReport last = new ScanReport(Map.of(DATA, new ScanCount(430, 3), METADATA, new ScanCount(777, 1)));
            assertThat(ledger.end(id).orElseThrow().scan()).isEqualTo(last.incomplete());
            assertThat(next.quotas().getFirst().used()).isEqualTo(430);
        }
        assertThat(journal().leftover(id)).as("what is in the ledger is in the journal no more").isEmpty();
        Budgets third = budgets(journal());
        try (QueryExecutions _ = executions(third)) {
            assertThat(third.quotas().getFirst().used()).as("after one more kill").isEqualTo(430);
        }
        open.close();
        runner.release("r");
    }

    @Test
    void testTheJournalForgetsAQueryWhoseEndIsInTheLedger()
    {
        String id = start();
        read(id, 50, 50);
        assertThat(journal().leftover(id).orElseThrow().scannedBytes()).isEqualTo(50);
        runner.release("r");
        TestingQueries.awaitEnd(queries, id);
        queries.close();
        assertThat(journal().leftover(id)).isEmpty();
    }

    private String start()
    {
        String id = queries.start(TestingQueries.submission(runner, "WAIT r", UUID.randomUUID().toString()));
        runner.awaitStart("r");
        budgets.attach("s", id);
        return id;
    }

    private void read(String query, long bytes, long served)
    {
        try (ReadPermit read = meter().acquire("s", DATA, bytes)) {
            assertThat(journal().leftover(query).orElseThrow().scannedBytes()).isGreaterThanOrEqualTo(bytes);
            read.served(served);
        }
    }

    private ProcessScanMeter meter()
    {
        return new ProcessScanMeter(true, budgets, journal);
    }

    private ReadJournal journal()
    {
        return ReadJournal.open(folder.resolve("reads.journal"), UnaryOperator.identity());
    }

    private Budgets budgets(ReadJournal reads)
    {
        return new Budgets(
                new QuotaAccounts(new QuotaStore(store), Clock.systemUTC(), (_, _) -> Map.of()),
                (id, reason) -> {
                    throw new AssertionError("%s: %s".formatted(id, reason));
                },
                (_, _) -> {},
                reads);
    }

    private static Quota quota(long bytes)
    {
        return new Quota(
                new QuotaScope(Optional.of("primary"), Optional.empty(), Optional.empty()),
                QuotaMeasure.BYTES,
                QuotaPeriod.of("1h", true, "UTC"),
                bytes,
                QuotaAction.BLOCK);
    }

    private QueryExecutions executions(Budgets limits)
    {
        return new QueryExecutions(
                store,
                ledger,
                new QueryBudgets(limits, _ -> OptionalLong.empty(), _ -> PriceBook.DEFAULT),
                runner,
                new ResultStore(new InMemoryS3()),
                CONFIG,
                Clock.systemUTC());
    }
}
