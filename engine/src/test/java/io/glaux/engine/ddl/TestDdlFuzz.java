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
package io.glaux.engine.ddl;

import io.glaux.engine.ddl.statement.DdlStatement;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Statements of a random generator, and what mutation makes of them: the parser reads them or refuses them in words.
 * What reaches a new place of the grammar is kept and mutated further; {@code -Dglaux.test.ddl.keep=FILE} appends it to
 * a file of the corpus. {@code -Dglaux.test.seed=N} repeats a run, {@code -Dglaux.test.full=true} runs for an hour of
 * processor time.
 */
final class TestDdlFuzz
{
    private static final boolean FULL = Boolean.getBoolean("glaux.test.full");
    private static final Duration FULL_TIME = Duration.ofHours(1);
    private static final int STATEMENTS = 20_000;
    private static final int ROUND_TRIPS = FULL ? 500_000 : 5_000;
    private static final Duration SLOWEST = Duration.ofSeconds(5);
    private static final int LONGEST_STATEMENT = 20_000;
    private static final int LONGEST_MESSAGE = 4_000;

    private final long seed = Long.getLong("glaux.test.seed", new Random().nextLong());

    @Test
    void corpusIsReadOrRefused()
    {
        List<String> corpus = FuzzCorpus.read();
        assertThat(corpus).isNotEmpty();
        corpus.forEach(this::check);
    }

    @Test
    @Timeout(value = 90, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void mutatedStatementsAreReadOrRefused()
            throws Exception
    {
        Random random = random("mutations");
        int threads = FULL ? Runtime.getRuntime().availableProcessors() : 1;
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            for (int thread = 0; thread < threads; thread++) {
                Random own = new Random(random.nextLong());
                running.add(executor.submit(() -> mutate(own, FULL_TIME.dividedBy(threads))));
            }
        }
        for (Future<?> thread : running) {
            thread.get();
        }
    }

    private void mutate(Random random, Duration time)
    {
        StatementGenerator generator = new StatementGenerator(random);
        StatementRenderer renderer = new StatementRenderer(random);
        StatementMutator mutator = new StatementMutator(random);
        ParserCoverage coverage = new ParserCoverage();
        List<String> kept = new ArrayList<>(FuzzCorpus.read());
        kept.forEach(coverage::isNew);
        int known = kept.size();
        String keep = System.getProperty("glaux.test.ddl.keep");
        long start = System.nanoTime();
        long count = 0;
        while (FULL ? System.nanoTime() - start < time.toNanos() : count < STATEMENTS) {
            String sql = random.nextInt(3) == 0
                    ? renderer.render(generator.statement())
                    : kept.get(random.nextInt(kept.size()));
            String mutated = mutator.mutate(sql, kept.get(random.nextInt(kept.size())));
            count++;
            if (mutated.length() > LONGEST_STATEMENT) {
                continue;
            }
            check(mutated);
            if (coverage.isNew(mutated)) {
                kept.add(mutated);
                if (keep != null) {
                    FuzzCorpus.append(Path.of(keep), mutated);
                }
            }
        }
        System.out.printf(
                "%d statements in %d s, %d steps of the grammar, %d new for the corpus of %d%n",
                count,
                Duration.ofNanos(System.nanoTime() - start).toSeconds(),
                coverage.size(),
                kept.size() - known,
                known);
    }

    @Test
    void statementsAreReadAsTheyWereMeant()
    {
        Random random = random("round trips");
        StatementGenerator generator = new StatementGenerator(random);
        StatementRenderer renderer = new StatementRenderer(random);
        for (int i = 0; i < ROUND_TRIPS; i++) {
            DdlStatement statement = generator.statement();
            String sql = renderer.render(statement);
            assertThat(DdlParser.claims(sql)).as(sql).isTrue();
            assertThat(DdlParser.parse(sql)).as("seed %d: %s", seed, sql).isEqualTo(statement);
        }
    }

    private void check(String sql)
    {
        long start = System.nanoTime();
        try {
            DdlParser.claims(sql);
            DdlParser.parse(sql);
        }
        catch (GlauxException e) {
            assertThat(e.code()).as(sql).isEqualTo(ErrorCode.SYNTAX_ERROR);
            assertThat(e.getMessage()).as(sql).hasSizeLessThan(LONGEST_MESSAGE);
        }
        catch (RuntimeException | Error e) {
            throw new AssertionError("seed %d: %s on: %s".formatted(seed, e, sql), e);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as(sql).isLessThan(SLOWEST);
    }

    private Random random(String suite)
    {
        System.out.printf(
                "DDL %s: seed %d, size %s (repeat with -Dglaux.test.seed=%d)%n",
                suite,
                seed,
                FULL ? "full" : "standard",
                seed);
        return new Random(seed ^ suite.hashCode());
    }
}
