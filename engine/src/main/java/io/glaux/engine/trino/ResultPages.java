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

import com.google.common.util.concurrent.ListenableFuture;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.airlift.slice.Slice;
import io.glaux.engine.query.ResultColumn;
import io.glaux.engine.query.ResultSink;
import io.trino.Session;
import io.trino.exchange.ExchangeDataSource;
import io.trino.exchange.ExchangeEncryptionKey;
import io.trino.execution.QueryExecution.QueryOutputInfo;
import io.trino.execution.QueryManager;
import io.trino.execution.QueryState;
import io.trino.execution.buffer.PageDeserializer;
import io.trino.server.ResultQueryInfo;
import io.trino.spi.Page;
import io.trino.spi.QueryId;
import io.trino.spi.type.BigintType;
import io.trino.util.Ciphers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;

import static com.google.common.util.concurrent.Futures.immediateVoidFuture;
import static com.google.common.util.concurrent.MoreExecutors.directExecutor;
import static io.trino.execution.QueryState.FAILED;
import static io.trino.execution.QueryState.FINISHING;
import static io.trino.spi.type.BigintType.BIGINT;
import static java.util.Objects.requireNonNull;

/**
 * Takes the pages of a query's root stage, and gives them to a sink; with them goes the pace: while the sink holds a
 * page, nothing more is taken. All on the caller's thread, except that Trino tells of inputs and states on threads of
 * its own, which only wake the caller.
 */
final class ResultPages
{
    private final TrinoQueries trino;
    private final QueryManager queryManager;
    private final Session session;
    private final QueryId queryId;
    private final ResultSink sink;
    private final Semaphore wake = new Semaphore(0);

    @GuardedBy("this")
    private Optional<List<ResultColumn>> columns = Optional.empty();

    private boolean columnsGiven;
    private Optional<String> updateType = Optional.empty();
    private OptionalLong updateCount = OptionalLong.empty();
    private PageDeserializer deserializer;

    ResultPages(TrinoQueries trino, Session session, ResultSink sink)
    {
        this.trino = requireNonNull(trino, "trino is null");
        this.queryManager = trino.queryManager();
        this.session = requireNonNull(session, "session is null");
        this.queryId = session.getQueryId();
        this.sink = requireNonNull(sink, "sink is null");
    }

    Optional<String> updateType()
    {
        return updateType;
    }

    OptionalLong updateCount()
    {
        return updateCount;
    }

    /**
     * Returns when the query is over, by success or by failure.
     */
    void drain()
            throws InterruptedException
    {
        try (ExchangeDataSource exchange = trino.openExchange(session)) {
            queryManager.setOutputInfoListener(queryId, output -> take(output, exchange));
            queryManager.addStateChangeListener(queryId, _ -> wake.release());
            takePages(exchange);
        }
        if (queryManager.getQueryState(queryId) != FAILED) {
            giveColumns();
            queryManager.resultsConsumed(queryId);
        }
        while (!queryManager.getQueryState(queryId).isDone()) {
            wake.acquire();
        }
        updateType = Optional.ofNullable(queryManager.getResultQueryInfo(queryId).updateType());
    }

    private void takePages(ExchangeDataSource exchange)
            throws InterruptedException
    {
        ListenableFuture<Void> blocked = immediateVoidFuture();
        while (!isOver(exchange)) {
            for (Slice page = exchange.pollPage(); page != null; page = exchange.pollPage()) {
                take(page, exchange);
                if (queryManager.getQueryState(queryId) == FAILED) {
                    return;
                }
            }
            if (blocked.isDone()) {
                blocked = exchange.isBlocked();
                // on a future that is done the listener runs at once
                blocked.addListener(wake::release, directExecutor());
            }
            wake.acquire();
            wake.drainPermits();
        }
    }

    private boolean isOver(ExchangeDataSource exchange)
    {
        QueryState state = queryManager.getQueryState(queryId);
        if (state.isDone() || exchange.isFinished()) {
            return true;
        }
        // a statement that only changes the catalog has no stages, and nothing will come
        return state == FINISHING && queryManager.getResultQueryInfo(queryId).stages().isEmpty();
    }

    private void take(Slice serialized, ExchangeDataSource exchange)
    {
        if (deserializer == null) {
            Optional<Slice> key = ExchangeEncryptionKey.keyFor(session, exchange);
            deserializer = trino.serdeFactory(session)
                    .createDeserializer(key.map(Ciphers::deserializeAesEncryptionKey));
            giveColumns();
        }
        Page page = deserializer.deserialize(serialized);
        if (updateType.isPresent() && isCount()) {
            updateCount = OptionalLong.of(updateCount.orElse(0) + count(page));
            return;
        }
        sink.page(page);
    }

    private static long count(Page page)
    {
        long count = 0;
        for (int position = 0; position < page.getPositionCount(); position++) {
            count += page.getBlock(0).isNull(position) ? 0 : BIGINT.getLong(page.getBlock(0), position);
        }
        return count;
    }

    private boolean isCount()
    {
        List<ResultColumn> known = knownColumns();
        return known.size() == 1 && known.getFirst().type() instanceof BigintType;
    }

    private void giveColumns()
    {
        if (!columnsGiven) {
            columnsGiven = true;
            ResultQueryInfo info = queryManager.getResultQueryInfo(queryId);
            updateType = Optional.ofNullable(info.updateType());
            sink.columns(knownColumns());
        }
    }

    private synchronized List<ResultColumn> knownColumns()
    {
        return columns.orElseGet(List::of);
    }

    /**
     * Trino calls this from several threads, and again for each new input.
     */
    private synchronized void take(QueryOutputInfo output, ExchangeDataSource exchange)
    {
        if (columns.isEmpty()) {
            List<ResultColumn> list = new ArrayList<>();
            for (int column = 0; column < output.getColumnNames().size(); column++) {
                list.add(new ResultColumn(output.getColumnNames().get(column), output.getColumnTypes().get(column)));
            }
            columns = Optional.of(List.copyOf(list));
        }
        output.drainInputs(exchange::addInput);
        if (output.isNoMoreInputs()) {
            exchange.noMoreInputs();
        }
        wake.release();
    }
}
