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

import io.glaux.engine.error.ErrorType;
import io.glaux.engine.query.ResultSink;
import io.glaux.engine.query.RunningStatement;
import io.glaux.engine.query.StatementFailure;
import io.glaux.engine.query.StatementOutcome;
import io.glaux.engine.query.StatementRequest;
import io.glaux.engine.query.StatementRunner;
import io.glaux.engine.query.StatementStatistics;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import static java.util.Objects.requireNonNull;

/**
 * Runs the engine's statements that one statement of a user is made of, one after another, and adds up what they used.
 * Its methods are for the thread of the work; {@link #cancel} and the statistics are for any.
 */
public final class StatementSteps
{
    private static final StatementFailure CANCELLED =
            new StatementFailure(ErrorType.USER, StatementFailure.CANCELLED, "Query cancelled by user", true);

    private final StatementRunner engine;

    private Optional<RunningStatement> current = Optional.empty();
    private StatementStatistics ended = StatementStatistics.NONE;
    private boolean cancelled;

    public StatementSteps(StatementRunner engine)
    {
        this.engine = requireNonNull(engine, "engine is null");
    }

    /**
     * Runs a step, and keeps its rows in memory.
     *
     * @throws StepFailedException when it fails, or the statement was cancelled
     */
    public StepResult run(StatementRequest step)
    {
        return run(step, _ -> {});
    }

    /**
     * @param engineQuery takes the id under which the engine knows the step, before the step does anything
     */
    public StepResult run(StatementRequest step, Consumer<String> engineQuery)
    {
        CollectedRows rows = new CollectedRows();
        StatementOutcome outcome = stream(step, rows, engineQuery);
        return new StepResult(outcome, rows.rows());
    }

    /**
     * Runs a step whose rows go to the user.
     */
    public StatementOutcome stream(StatementRequest step, ResultSink rows)
    {
        return stream(step, rows, _ -> {});
    }

    /**
     * @param engineQuery takes the id under which the engine knows the step, before the step does anything
     */
    public StatementOutcome stream(StatementRequest step, ResultSink rows, Consumer<String> engineQuery)
    {
        requireNotCancelled();
        return finish(new StepSink(rows, engineQuery), step, true);
    }

    /**
     * Runs a step that clears up: also of a statement that was cancelled.
     */
    public StepResult cleanUp(StatementRequest step)
    {
        CollectedRows rows = new CollectedRows();
        return new StepResult(finish(new StepSink(rows, _ -> {}), step, false), rows.rows());
    }

    /**
     * @throws StepFailedException if the statement was cancelled
     */
    public synchronized void requireNotCancelled()
    {
        if (cancelled) {
            throw new StepFailedException(CANCELLED);
        }
    }

    void cancel()
    {
        Optional<RunningStatement> running;
        synchronized (this) {
            cancelled = true;
            running = current;
        }
        running.ifPresent(RunningStatement::cancel);
    }

    StatementStatistics statistics(Function<RunningStatement, StatementStatistics> ofRunning)
    {
        Optional<RunningStatement> running;
        StatementStatistics before;
        synchronized (this) {
            running = current;
            before = ended;
        }
        return running.map(ofRunning).map(before::plus).orElse(before);
    }

    private StatementOutcome finish(StepSink sink, StatementRequest step, boolean stoppable)
    {
        RunningStatement running = engine.start(step, sink);
        boolean cancel;
        synchronized (this) {
            cancel = cancelled && stoppable;
            current = stoppable ? Optional.of(running) : Optional.empty();
        }
        if (cancel) {
            running.cancel();
        }
        StepSink.End end = sink.await();
        synchronized (this) {
            ended = ended.plus(end.statistics());
            current = Optional.empty();
        }
        return end.outcome().orElseThrow(() -> new StepFailedException(end.failure().orElseThrow()));
    }
}
