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
package io.glaux.engine.trino;

import io.glaux.engine.query.ResultColumn;
import io.glaux.engine.query.ResultSink;
import io.glaux.engine.query.StatementFailure;
import io.glaux.engine.query.StatementOutcome;
import io.glaux.engine.query.StatementStatistics;
import io.trino.spi.Page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Keeps what a statement gave, and checks that calls come one at a time.
 */
final class CollectingSink
        implements ResultSink
{
    private final Consumer<Page> consumer;
    private final List<String> calls = new ArrayList<>();
    private final List<Page> pages = new ArrayList<>();
    private final AtomicInteger inside = new AtomicInteger();
    private final CompletableFuture<End> end = new CompletableFuture<>();
    private final CountDownLatch started = new CountDownLatch(1);
    private List<ResultColumn> columns = List.of();

    CollectingSink()
    {
        this(_ -> {});
    }

    CollectingSink(Consumer<Page> consumer)
    {
        this.consumer = consumer;
    }

    @Override
    public void running()
    {
        call("running", () -> {});
        started.countDown();
    }

    @Override
    public void columns(List<ResultColumn> columns)
    {
        call("columns", () -> this.columns = columns);
    }

    @Override
    public void page(Page page)
    {
        call("page", () -> {
            consumer.accept(page);
            pages.add(page);
        });
    }

    @Override
    public void finished(StatementOutcome outcome, StatementStatistics statistics)
    {
        call("finished", () -> end(new End(Optional.empty(), outcome.updateType(), outcome.updateCount(), statistics)));
    }

    @Override
    public void failed(StatementFailure failure, StatementStatistics statistics)
    {
        call("failed", () -> end(new End(Optional.of(failure), Optional.empty(), OptionalLong.empty(), statistics)));
    }

    private void end(End value)
    {
        if (!end.complete(value)) {
            throw new IllegalStateException("A second end");
        }
    }

    private void call(String name, Runnable work)
    {
        if (inside.incrementAndGet() != 1) {
            throw new IllegalStateException("Two calls at a time");
        }
        try {
            calls.add(name);
            work.run();
        }
        finally {
            inside.decrementAndGet();
        }
    }

    void awaitRunning()
            throws InterruptedException
    {
        if (!started.await(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("The statement does not start");
        }
    }

    End await()
            throws InterruptedException, ExecutionException, TimeoutException
    {
        return end.get(2, TimeUnit.MINUTES);
    }

    List<String> calls()
    {
        return calls.stream().distinct().toList();
    }

    List<ResultColumn> columns()
    {
        return columns;
    }

    List<Page> pages()
    {
        return pages;
    }

    long rows()
    {
        return pages.stream().mapToLong(Page::getPositionCount).sum();
    }

    record End(
            Optional<StatementFailure> failure,
            Optional<String> updateType,
            OptionalLong updateCount,
            StatementStatistics statistics) {}
}
