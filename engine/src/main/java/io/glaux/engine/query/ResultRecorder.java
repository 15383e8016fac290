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

import io.airlift.log.Logger;
import io.glaux.engine.error.ErrorType;
import io.glaux.engine.error.GlauxException;
import io.trino.spi.Page;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import static java.util.Objects.requireNonNull;

/**
 * Takes the pages of one query to its result files. When they cannot be written, the statement is stopped and the query
 * fails with what the storage said, whatever the statement says.
 */
final class ResultRecorder
        implements ResultSink
{
    private static final Logger log = Logger.get(ResultRecorder.class);

    private final LiveQuery query;
    private final ResultFiles files;
    private final QueryExecutions executions;
    private final OptionalLong maxBytes;
    private Optional<ResultWriter> writer = Optional.empty();
    private Optional<StatementFailure> writeFailure = Optional.empty();

    /**
     * @param maxBytes size of the largest result that is kept
     */
    ResultRecorder(LiveQuery query, ResultFiles files, QueryExecutions executions, OptionalLong maxBytes)
    {
        this.query = requireNonNull(query, "query is null");
        this.files = requireNonNull(files, "files is null");
        this.executions = requireNonNull(executions, "executions is null");
        this.maxBytes = requireNonNull(maxBytes, "maxBytes is null");
    }

    @Override
    public void running()
    {
        executions.running(query);
    }

    @Override
    public void columns(List<ResultColumn> columns)
    {
        writing(() -> {
            open();
            writer.orElseThrow().columns(columns);
        });
    }

    @Override
    public void page(Page page)
    {
        writing(() -> writer.orElseThrow().page(page));
    }

    @Override
    public void finished(StatementOutcome outcome, StatementStatistics statistics)
    {
        long finishedNanos = System.nanoTime();
        writing(() -> {
            open();
            writer.orElseThrow().finish(outcome.updateType(), outcome.updateCount());
        });
        QueryStatus status = writeFailure
                .map(QueryStatus::failedAfterStatement)
                .orElseGet(() -> QueryStatus.succeeded(outcome));
        executions.ended(query, status, statistics, finishedNanos);
    }

    @Override
    public void failed(StatementFailure failure, StatementStatistics statistics)
    {
        long finishedNanos = System.nanoTime();
        if (writeFailure.isEmpty()) {
            writer.ifPresent(ResultWriter::abort);
        }
        executions.ended(query, QueryStatus.failed(writeFailure.orElse(failure)), statistics, finishedNanos);
    }

    private void open()
    {
        if (writer.isEmpty()) {
            QuerySubmission submission = query.recorded().submission();
            writer = Optional.of(files.open(
                    query.id(),
                    query.recorded().outputFile().orElseThrow(),
                    submission.kind(),
                    submission.output().orElseThrow(),
                    maxBytes));
        }
    }

    private void writing(Runnable work)
    {
        if (writeFailure.isPresent()) {
            return;
        }
        try {
            work.run();
        }
        catch (RuntimeException e) {
            log.warn(e, "The result of query %s was not written", query.id());
            ErrorType type = e instanceof GlauxException failure ? failure.code().type() : ErrorType.ENGINE;
            String name = switch (type) {
                case ENGINE -> StatementFailure.INTERNAL;
                case RESOURCES -> StatementFailure.RESULT_SIZE_EXCEEDED;
                case USER, SOURCE -> StatementFailure.RESULT_NOT_WRITTEN;
            };
            writeFailure = Optional.of(new StatementFailure(type, name, String.valueOf(e.getMessage()), false));
            writer.ifPresent(ResultWriter::abort);
            query.cancel();
        }
    }
}
