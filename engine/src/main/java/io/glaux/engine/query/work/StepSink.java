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
package io.glaux.engine.query.work;

import io.glaux.engine.query.ResultColumn;
import io.glaux.engine.query.ResultSink;
import io.glaux.engine.query.StatementFailure;
import io.glaux.engine.query.StatementOutcome;
import io.glaux.engine.query.StatementStatistics;
import io.trino.spi.Page;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import static java.util.Objects.requireNonNull;

/**
 * Takes what one step gives: its rows go on, its end is waited for.
 */
final class StepSink
        implements ResultSink
{
    private final ResultSink rows;
    private final Consumer<String> engineQuery;
    private final CompletableFuture<End> end = new CompletableFuture<>();

    StepSink(ResultSink rows, Consumer<String> engineQuery)
    {
        this.rows = requireNonNull(rows, "rows is null");
        this.engineQuery = requireNonNull(engineQuery, "engineQuery is null");
    }

    @Override
    public void engineQuery(String engineQueryId)
    {
        engineQuery.accept(engineQueryId);
    }

    @Override
    public void running() {}

    @Override
    public void columns(List<ResultColumn> columns)
    {
        rows.columns(columns);
    }

    @Override
    public void page(Page page)
    {
        rows.page(page);
    }

    @Override
    public void finished(StatementOutcome outcome, StatementStatistics statistics)
    {
        end.complete(new End(Optional.of(outcome), Optional.empty(), statistics));
    }

    @Override
    public void failed(StatementFailure failure, StatementStatistics statistics)
    {
        end.complete(new End(Optional.empty(), Optional.of(failure), statistics));
    }

    /**
     * The runner ends each sink, also when the server stops.
     */
    End await()
    {
        return end.join();
    }

    record End(
            Optional<StatementOutcome> outcome,
            Optional<StatementFailure> failure,
            StatementStatistics statistics) {}
}
