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
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random reads of random queries against what a plain model says that they read, by the eyes of a next process; now and
 * then the process is killed in fact.
 */
final class TestReadJournalModel
{
    private static final int STEPS = 20_000;
    private static final int QUERIES = 12;
    private static final List<String> NODES = List.of("", "w1", "w2");
    private static final List<ScanKey> KEYS = List.of(
            new ScanKey("lake", "s.t", ReadKind.DATA),
            new ScanKey("lake", "s.t", ReadKind.DELETES),
            new ScanKey("lake", "s.t", ReadKind.METADATA),
            new ScanKey("mysql", "s.ü", ReadKind.DATA));

    @TempDir
    private Path folder;

    private final Map<String, Map<String, Statement>> model = new HashMap<>();
    private ReadJournal journal;
    private int names;

    @Test
    void testRandomReads()
    {
        long seed = Optional.ofNullable(Long.getLong("glaux.test.seed")).orElseGet(() -> new Random().nextLong());
        System.out.printf("TestReadJournalModel: seed %s (repeat with -Dglaux.test.seed=%s)%n", seed, seed);
        Random random = new Random(seed);
        journal = open();
        for (int step = 0; step < STEPS; step++) {
            act(random);
            if (random.nextInt(100) == 0) {
                check(open(), "seed %s, step %s".formatted(seed, step));
            }
            if (random.nextInt(1000) == 0) {
                restart(random);
            }
        }
        check(open(), "seed %s, in the end".formatted(seed));
    }

    private void act(Random random)
    {
        String execution = "q" + random.nextInt(QUERIES);
        Map<String, Statement> statements = model.computeIfAbsent(execution, _ -> new HashMap<>());
        if (statements.isEmpty() || random.nextInt(40) == 0) {
            String name = "s" + names++;
            statements.put(name, new Statement());
            journal.attach(name, execution);
        }
        List<String> known = new ArrayList<>(statements.keySet());
        String name = known.get(random.nextInt(known.size()));
        Statement statement = statements.get(name);
        switch (random.nextInt(60)) {
            case 0 -> {
                journal.release(execution);
                model.remove(execution);
            }
            case 1, 2 -> {
                ScanKey key = KEYS.get(random.nextInt(KEYS.size()));
                ScanCount count = new ScanCount(random.nextInt(1000), random.nextInt(10));
                ScanReport result = new ScanReport(Map.of(key, count));
                journal.end(name, result);
                statement.end(result);
            }
            default -> read(random, name, statement);
        }
    }

    private void read(Random random, String name, Statement statement)
    {
        String node = NODES.get(random.nextInt(NODES.size()));
        ScanKey key = KEYS.get(random.nextInt(KEYS.size()));
        JournalSlot slot = journal.slot(name, node, key);
        Reads reads = statement.reads(node, key);
        if (random.nextInt(10) == 0) {
            reads.told = Math.max(reads.told, random.nextInt(20_000));
            slot.told(new ScanCount(reads.told, 1));
        }
        else if (reads.open.isEmpty() || random.nextBoolean()) {
            long bytes = random.nextInt(1000);
            reads.open.add(bytes);
            slot.begin(bytes);
        }
        else {
            long bytes = reads.open.removeLast();
            long served = random.nextInt((int) bytes + 1);
            reads.served += served;
            slot.served(served);
            slot.over(bytes);
        }
    }

    /**
     * The next process settles what the one before left, or some of the time is killed before it is through with that.
     */
    private void restart(Random random)
    {
        journal = open();
        if (random.nextBoolean()) {
            check(journal, "before a restart");
            journal = open();
        }
        check(journal, "after a restart");
        journal.forgetLeftovers();
        model.clear();
    }

    private void check(ReadJournal next, String when)
    {
        for (int i = 0; i < QUERIES; i++) {
            String execution = "q" + i;
            long expected = model.getOrDefault(execution, Map.of()).values().stream()
                    .mapToLong(Statement::bytes)
                    .sum();
            long found = next.leftover(execution).stream()
                    .flatMap(report -> report.counts().values().stream())
                    .mapToLong(ScanCount::bytes)
                    .sum();
            assertThat(found).as("%s: %s", when, execution).isEqualTo(expected);
        }
    }

    private ReadJournal open()
    {
        return ReadJournal.open(folder.resolve("reads.journal"), UnaryOperator.identity());
    }

    private static final class Statement
    {
        private final Map<String, Map<ScanKey, Reads>> reads = new HashMap<>();
        private Optional<ScanReport> result = Optional.empty();

        private Reads reads(String node, ScanKey key)
        {
            return reads.computeIfAbsent(node, _ -> new HashMap<>()).computeIfAbsent(key, _ -> new Reads());
        }

        private void end(ScanReport scan)
        {
            result = result.or(() -> Optional.of(scan));
        }

        private long bytes()
        {
            return result
                    .map(scan -> scan.counts().values().stream().mapToLong(ScanCount::bytes).sum())
                    .orElseGet(() -> reads.values().stream()
                            .flatMap(keys -> keys.values().stream())
                            .mapToLong(Reads::bytes)
                            .sum());
        }
    }

    private static final class Reads
    {
        private final List<Long> open = new ArrayList<>();
        private long served;
        private long told;

        private long bytes()
        {
            return Math.max(told, served + open.stream().mapToLong(Long::longValue).sum());
        }
    }
}
