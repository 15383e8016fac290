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

import io.glaux.engine.metering.LedgerCheck.Fault;
import io.glaux.engine.store.SqlStore;
import io.glaux.metering.ReadKind;
import io.glaux.metering.ScanCount;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanReport;
import io.glaux.metering.Units;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The ledger's chain, on a store.
 */
@Timeout(120)
abstract class BaseLedgerTest
{
    private SqlStore store;
    private UsageLedger ledger;

    /**
     * A store with nothing in it.
     */
    abstract SqlStore openStore();

    @BeforeEach
    void open()
    {
        store = openStore();
        ledger = newLedger();
    }

    private UsageLedger newLedger()
    {
        return new UsageLedger(store, (_, user) -> Map.of("team", user));
    }

    @AfterEach
    void close()
    {
        store.close();
    }

    @Test
    void testEntriesFit()
    {
        assertThat(ledger.verify()).isEqualTo(new LedgerCheck(0, "", Optional.empty()));
        write("q1", "q2", "q3");
        LedgerCheck check = ledger.verify();
        assertThat(check.fault()).isEmpty();
        assertThat(check.entries()).isEqualTo(6);
        assertThat(check.lastHash()).hasSize(64);
        ledger.started("q4", "primary", "ann", Instant.ofEpochMilli(9));
        assertThat(newLedger().verify().entries()).as("another start changes nothing").isEqualTo(7);
        UsageEnd end = ledger.end("q1").orElseThrow();
        assertThat(end).isEqualTo(end("q1"));
    }

    @Test
    void testManyPages()
    {
        store.inTransaction(_ -> {
            for (int i = 0; i < 1500; i++) {
                write("q" + i);
            }
            return true;
        });
        assertThat(ledger.verify().entries()).isEqualTo(3000);
        assertThat(ledger.verify().fault()).isEmpty();
        assertFault("UPDATE usage_ends SET billed_bytes = 1 WHERE query_id = 'q1200'", 2402L, "q1200");
    }

    @Test
    void testChangedColumnsOfAStart()
    {
        write("q1", "q2", "q3");
        for (String change : List.of(
                "workgroup = 'x'",
                "user_name = 'eve'",
                "started_at = started_at + 1",
                "tags = NULL",
                "tags = '{\"team\":\"a\"}'")) {
            assertFaultAndMend("usage_starts", change, 3L);
        }
        assertFaultAndMend("usage_starts", "chain_hash = 'abc'", 3L);
        assertFaultAndMend("usage_starts", "chain_sequence = 7", 3L);
        assertFaultAndMend("usage_starts", "chain_sequence = NULL", 3L);
        assertFaultAndMend("usage_starts", "chain_sequence = 1", 1L);
    }

    @Test
    void testChangedColumnsOfAnEnd()
    {
        write("q1", "q2", "q3");
        for (String change : List.of(
                "ended_at = ended_at + 1",
                "outcome = 'FAILED'",
                "scans = '[]'",
                "complete = NOT complete",
                "scanned_bytes = 0",
                "billed_bytes = 0",
                "cost_micro_usd = 0",
                "price = '{}'",
                "units = '{\"u\":1}'",
                "chain_hash = 'abc'")) {
            assertFaultAndMend("usage_ends", change, 4L);
        }
    }

    @Test
    void testRenamedQuery()
    {
        write("q1", "q2");
        ledger.started("q3", "primary", "ann", Instant.EPOCH);
        assertFault("UPDATE usage_starts SET query_id = 'q4' WHERE query_id = 'q3'", 5L, "q4");
    }

    @Test
    void testEndOfAnotherQuery()
    {
        write("q1");
        ledger.started("q2", "primary", "ann", Instant.EPOCH);
        assertFault("UPDATE usage_ends SET query_id = 'q2' WHERE query_id = 'q1'", 2L, "q2");
    }

    @Test
    void testRemoved()
    {
        write("q1", "q2", "q3");
        Fault fault = fault("DELETE FROM usage_ends WHERE query_id = 'q2'");
        assertThat(fault.sequence()).contains(4L);
        assertThat(fault.message()).isEqualTo("Entry 4 is missing: it was removed, or moved to another place");
    }

    @Test
    void testTruncated()
    {
        write("q1", "q2", "q3");
        Fault fault = fault("DELETE FROM usage_ends WHERE query_id = 'q3'");
        assertThat(fault.sequence()).contains(6L);
        assertThat(fault.message())
                .isEqualTo("Entry 6 is missing, with all behind it: the ledger ends at 5, and 6 were written");
        assertThat(fault("DELETE FROM usage_starts WHERE query_id = 'q3'").sequence()).contains(5L);
    }

    @Test
    void testEmptied()
    {
        write("q1");
        assertThat(fault("DELETE FROM usage_ends", "DELETE FROM usage_starts").sequence()).contains(1L);
    }

    @Test
    void testSwapped()
    {
        write("q1", "q2", "q3");
        assertThat(fault("UPDATE usage_starts SET chain_sequence = 6 - chain_sequence WHERE query_id IN ('q1', 'q3')")
                .sequence()).as("1 and 5 change places").contains(1L);
    }

    @Test
    void testInserted()
    {
        write("q1", "q2");
        String insert = "INSERT INTO usage_starts (query_id, workgroup, user_name, started_at, chain_sequence, "
                + "chain_hash) VALUES ('%s', 'w', 'u', 1, %s, 'abc')";
        assertThat(fault(insert.formatted("x", "NULL")).message())
                .isEqualTo("An entry, the start of query x, stands outside the chain: it was inserted");
        execute("DELETE FROM usage_starts WHERE query_id = 'x'");
        assertThat(fault(insert.formatted("y", "5")).message())
                .isEqualTo("An entry, the start of query y, stands outside the chain: it was inserted");
        execute("DELETE FROM usage_starts WHERE query_id = 'y'");
        assertThat(fault(insert.formatted("z", "3")).sequence()).contains(3L);
    }

    /**
     * Queries are given places under a lock that others wait for in a transaction.
     */
    @Test
    void testPricesAreReadWhileOthersWrite()
    {
        PriceBook price = store.inTransaction(_ -> CompletableFuture.supplyAsync(() -> new PriceBooks(store).of("w"))
                .orTimeout(10, TimeUnit.SECONDS)
                .join());
        assertThat(price).isEqualTo(PriceBook.DEFAULT);
    }

    @Test
    void testHead()
    {
        write("q1", "q2");
        assertThat(fault("UPDATE usage_chain SET last_hash = 'abc'").message())
                .isEqualTo("Entry 4 is not the one that was written last: it or the head of the ledger was changed");
        assertThat(fault("UPDATE usage_chain SET last_sequence = 3").sequence()).contains(3L);
        assertThat(fault("UPDATE usage_chain SET last_sequence = 8").sequence()).contains(5L);
        assertThat(fault("DELETE FROM usage_chain").message()).startsWith("The head of the ledger is missing");
        assertThat(newLedger().verify().fault()).as("a new start makes no new head").isPresent();
        assertThatThrownBy(() -> write("q3")).hasMessageContaining("The head of the usage ledger is gone");
    }

    @Test
    void testEntriesOfAnEarlierVersion()
    {
        write("q2", "q1");
        execute("UPDATE usage_starts SET chain_sequence = NULL, chain_hash = NULL",
                "UPDATE usage_ends SET chain_sequence = NULL, chain_hash = NULL",
                "DELETE FROM usage_chain");
        ledger = newLedger();
        assertThat(ledger.verify().fault()).isEmpty();
        assertThat(ledger.verify().entries()).isEqualTo(4);
        write("q3");
        assertThat(ledger.verify().entries()).isEqualTo(6);
        assertFault("UPDATE usage_ends SET outcome = 'FAILED' WHERE query_id = 'q1'", 3L, "q1");
    }

    /**
     * An entry that an earlier version chained has no tags, and its hash is over the other columns.
     */
    @Test
    void testAStartWithoutTags()
    {
        write("q1");
        String hash = new LedgerEntry(LedgerEntry.Kind.START, "q2", List.of("primary", "ann", "5"))
                .hash(3, ledger.verify().lastHash());
        execute("INSERT INTO usage_starts (query_id, workgroup, user_name, started_at, chain_sequence, chain_hash) "
                        + "VALUES ('q2', 'primary', 'ann', 5, 3, '%s')".formatted(hash),
                "UPDATE usage_chain SET last_sequence = 3, last_hash = '%s'".formatted(hash));
        assertThat(ledger.verify()).isEqualTo(new LedgerCheck(3, hash, Optional.empty()));
        write("q3");
        assertThat(ledger.verify().entries()).isEqualTo(5);
        assertFault("UPDATE usage_starts SET tags = '{}' WHERE query_id = 'q2'", 3L, "q2");
    }

    @Test
    void testEntriesSideBySide()
            throws Exception
    {
        int writers = 16;
        int queries = 20;
        try (ExecutorService executor = Executors.newFixedThreadPool(writers)) {
            List<Future<?>> done = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                String prefix = "w" + writer + "-";
                // every other one as work that does not wait in line, as another process would
                boolean inLine = writer % 4 != 0;
                done.add(executor.submit(() -> {
                    for (int i = 0; i < queries; i++) {
                        String id = prefix + i;
                        if (inLine) {
                            write(id);
                        }
                        else {
                            store.inTransaction(_ -> {
                                write(id);
                                return true;
                            });
                        }
                    }
                }));
            }
            for (Future<?> writer : done) {
                writer.get();
            }
        }
        LedgerCheck check = ledger.verify();
        assertThat(check.fault()).isEmpty();
        assertThat(check.entries()).isEqualTo(2L * writers * queries);
    }

    @Test
    void testRefusedEntryLeavesNoGap()
    {
        write("q1");
        assertThatThrownBy(() -> ledger.ended(end("q1"))).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> ledger.ended(end("none"))).isInstanceOf(RuntimeException.class);
        write("q2");
        assertThat(ledger.verify().fault()).isEmpty();
        assertThat(ledger.verify().entries()).isEqualTo(4);
    }

    @Test
    void testPriceBooks()
    {
        PriceBooks books = new PriceBooks(store);
        assertThat(books.of("primary")).isEqualTo(PriceBook.DEFAULT);
        PriceBook own = new PriceBook(
                new BigDecimal("6.250"), 0, 1000, Map.of("read-unit", new BigDecimal("0.25")));
        books.set("primary", PriceBook.DEFAULT);
        books.set("primary", own);
        assertThat(books.of("primary")).isEqualTo(own);
        assertThat(books.of("another")).isEqualTo(PriceBook.DEFAULT);
        assertThat(books.all()).isEqualTo(Map.of("primary", own));
    }

    private void assertFaultAndMend(String table, String change, long sequence)
    {
        String kept = "kept_" + table;
        execute("CREATE TABLE %s AS SELECT * FROM %s WHERE query_id = 'q2'".formatted(kept, table));
        assertThat(fault("UPDATE %s SET %s WHERE query_id = 'q2'".formatted(table, change)).sequence())
                .as(change)
                .contains(sequence);
        String columns = table.equals("usage_starts")
                ? "workgroup, user_name, started_at, tags, chain_sequence, chain_hash"
                : "ended_at, outcome, scans, complete, scanned_bytes, billed_bytes, cost_micro_usd, price, units, "
                + "chain_sequence, chain_hash";
        execute("UPDATE %s SET (%s) = (SELECT %s FROM %s) WHERE query_id = 'q2'".formatted(
                        table, columns, columns, kept),
                "DROP TABLE " + kept);
        assertThat(ledger.verify().fault()).as("mended after " + change).isEmpty();
    }

    private void assertFault(String change, long sequence, String queryId)
    {
        Fault fault = fault(change);
        assertThat(fault.sequence()).contains(sequence);
        assertThat(fault.queryId()).contains(queryId);
        assertThat(fault.message()).contains("Entry %s, ".formatted(sequence), "of query %s, ".formatted(queryId));
    }

    private Fault fault(String... changes)
    {
        execute(changes);
        return ledger.verify().fault().orElseThrow(() -> new AssertionError("not found: " + List.of(changes)));
    }

    private void execute(String... statements)
    {
        store.jdbi().useHandle(handle -> List.of(statements).forEach(handle::execute));
    }

    private void write(String... queries)
    {
        for (String query : queries) {
            ledger.started(query, "primary", "ann", Instant.ofEpochMilli(1_700_000_000_000L));
            ledger.ended(end(query));
        }
    }

    private static UsageEnd end(String query)
    {
        ScanKey table = new ScanKey("awsdatacatalog", "a.\"t,:é", ReadKind.DATA);
        return new UsageEnd(
                query,
                Instant.ofEpochMilli(1_700_000_000_999L),
                "SUCCEEDED",
                new ScanReport(Map.of(table, new ScanCount(12_345_678, 3, Units.of("row", 7)))),
                13_000_000,
                Units.of("read-unit", new BigDecimal("2.5")),
                PriceBook.DEFAULT);
    }
}
