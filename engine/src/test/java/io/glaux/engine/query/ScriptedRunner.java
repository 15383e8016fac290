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

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.ErrorType;
import io.glaux.engine.error.GlauxException;
import io.glaux.metering.ReadKind;
import io.glaux.metering.ScanCount;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanReport;
import io.trino.spi.Page;
import io.trino.spi.block.BlockBuilder;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import static io.trino.spi.type.BigintType.BIGINT;

/**
 * A small engine with statements of its own: {@code NUMBERS n} gives the numbers below n, {@code SCAN bytes} reads so
 * many bytes, {@code WAIT name} runs until {@link #release} or until it is cancelled, {@code FAIL NAME message} fails,
 * {@code INSERT n} counts n rows, {@code CREATE} is a DDL statement, {@code SHOW} shows two tables, {@code USE} is
 * parsed only. It is its own parser.
 */
public final class ScriptedRunner
        implements StatementRunner, StatementParser
{
    private final Map<String, CompletableFuture<Void>> waits = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Void>> starts = new ConcurrentHashMap<>();

    @Override
    public StatementKind parse(String sql)
    {
        return switch (verb(sql)) {
            case "NUMBERS", "SCAN", "WAIT", "FAIL" -> new StatementKind(
                    StatementKind.Type.DML, "SELECT", StatementKind.Output.CSV);
            case "INSERT" -> new StatementKind(StatementKind.Type.DML, "INSERT", StatementKind.Output.INSERT);
            case "CREATE" -> new StatementKind(StatementKind.Type.DDL, "CREATE_DATABASE", StatementKind.Output.TEXT);
            case "SHOW" -> new StatementKind(StatementKind.Type.UTILITY, "SHOW_TABLES", StatementKind.Output.TEXT);
            case "USE" -> new StatementKind(StatementKind.Type.UTILITY, "USE", StatementKind.Output.TEXT);
            default -> throw new GlauxException(
                    ErrorCode.SYNTAX_ERROR,
                    "line 1:1: mismatched input '%s'".formatted(verb(sql)));
        };
    }

    /**
     * {@code SCAN bytes table} reads a table of the database flights.
     */
    @Override
    public Optional<List<ReadTable>> repeatableReads(String sql, List<String> parameters)
    {
        String[] words = sql.split(" ", -1);
        return words.length == 3 && words[0].equals("SCAN")
                ? Optional.of(List.of(new ReadTable(Optional.empty(), Optional.of("flights"), words[2], true)))
                : Optional.empty();
    }

    @Override
    public RunningStatement start(StatementRequest request, ResultSink sink)
    {
        Running running = new Running(request, sink);
        Thread.ofVirtual().start(running);
        return running;
    }

    public void release(String name)
    {
        waits.computeIfAbsent(name, _ -> new CompletableFuture<>()).complete(null);
    }

    /**
     * Waits until the statement {@code WAIT name} runs.
     */
    public void awaitStart(String name)
    {
        starts.computeIfAbsent(name, _ -> new CompletableFuture<>()).join();
    }

    public boolean hasStarted(String name)
    {
        return starts.computeIfAbsent(name, _ -> new CompletableFuture<>()).isDone();
    }

    static StatementStatistics scanned(long bytes)
    {
        ScanReport report = new ScanReport(Map.of(
                new ScanKey("awsdatacatalog", "db.t", ReadKind.DATA), new ScanCount(bytes, 2),
                new ScanKey("awsdatacatalog", "db.t", ReadKind.METADATA), new ScanCount(777, 1)));
        return new StatementStatistics(
                report,
                Duration.ofMillis(1),
                Duration.ofMillis(2),
                Duration.ofMillis(3),
                10,
                20,
                30,
                40,
                Optional.of("{\"StageId\":0,\"State\":\"FINISHED\",\"SubStages\":[{\"StageId\":1}]}"));
    }

    private static String verb(String sql)
    {
        return sql.split(" ", -1)[0];
    }

    private final class Running
            implements RunningStatement, Runnable
    {
        private final StatementRequest request;
        private final ResultSink sink;
        private final CompletableFuture<Void> cancelled = new CompletableFuture<>();
        private final AtomicBoolean ended = new AtomicBoolean();
        private volatile StatementStatistics statistics = StatementStatistics.NONE;

        private Running(StatementRequest request, ResultSink sink)
        {
            this.request = request;
            this.sink = sink;
        }

        @Override
        public void cancel()
        {
            cancelled.complete(null);
        }

        @Override
        public StatementStatistics statistics()
        {
            return ended.get() ? statistics : statistics.withStages(Optional.empty());
        }

        @Override
        public StatementStatistics detailedStatistics()
        {
            return statistics;
        }

        @Override
        public void run()
        {
            String[] words = request.sql().split(" ", 3);
            sink.running();
            switch (words[0]) {
                case "NUMBERS" -> {
                    numbers(Integer.parseInt(words[1]));
                    finish(Optional.empty(), OptionalLong.empty(), scanned(1));
                }
                case "SCAN" -> {
                    numbers(1);
                    finish(Optional.empty(), OptionalLong.empty(), scanned(Long.parseLong(words[1])));
                }
                case "WAIT" -> await(words[1]);
                case "FAIL" -> fail(new StatementFailure(ErrorType.USER, words[1], words[2], false), scanned(123));
                case "INSERT" -> finish(
                        Optional.of("INSERT"), OptionalLong.of(Long.parseLong(words[1])), scanned(5_000_000));
                case "CREATE" -> finish(Optional.of("CREATE SCHEMA"), OptionalLong.empty(), StatementStatistics.NONE);
                case "SHOW" -> {
                    numbers(2);
                    finish(Optional.empty(), OptionalLong.empty(), StatementStatistics.NONE);
                }
                default -> throw new IllegalArgumentException(request.sql());
            }
        }

        private void numbers(int count)
        {
            sink.columns(List.of(new ResultColumn("n", BIGINT)));
            for (int from = 0; from < count; from += 1000) {
                int size = Math.min(1000, count - from);
                BlockBuilder builder = BIGINT.createFixedSizeBlockBuilder(size);
                for (int i = 0; i < size; i++) {
                    BIGINT.writeLong(builder, from + i);
                }
                sink.page(new Page(builder.build()));
            }
        }

        private void await(String name)
        {
            statistics = scanned(42);
            sink.columns(List.of(new ResultColumn("n", BIGINT)));
            starts.computeIfAbsent(name, _ -> new CompletableFuture<>()).complete(null);
            try {
                CompletableFuture.anyOf(cancelled, waits.computeIfAbsent(name, _ -> new CompletableFuture<>())).get();
            }
            catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException(e);
            }
            if (cancelled.isDone()) {
                fail(new StatementFailure(ErrorType.USER, StatementFailure.CANCELLED, "Query cancelled by user", true),
                        statistics);
            }
            else {
                finish(Optional.empty(), OptionalLong.empty(), statistics);
            }
        }

        private void finish(Optional<String> updateType, OptionalLong updateCount, StatementStatistics last)
        {
            statistics = last;
            if (ended.compareAndSet(false, true)) {
                sink.finished(StatementOutcome.of(updateType, updateCount), last);
            }
        }

        private void fail(StatementFailure failure, StatementStatistics last)
        {
            statistics = last;
            if (ended.compareAndSet(false, true)) {
                sink.failed(failure, last);
            }
        }
    }
}
