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

import io.airlift.log.Logger;
import io.glaux.engine.error.ErrorType;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.query.ResultSink;
import io.glaux.engine.query.RunningStatement;
import io.glaux.engine.query.StatementFailure;
import io.glaux.engine.query.StatementOutcome;
import io.glaux.engine.query.StatementStatistics;

import static java.util.Objects.requireNonNull;

/**
 * One statement that is done by work of our own.
 */
final class WorkingStatement
        implements RunningStatement, Runnable
{
    private static final Logger log = Logger.get(WorkingStatement.class);

    private final String executionId;
    private final StatementWork work;
    private final StatementSteps steps;
    private final ResultSink sink;

    WorkingStatement(String executionId, StatementWork work, StatementSteps steps, ResultSink sink)
    {
        this.executionId = requireNonNull(executionId, "executionId is null");
        this.work = requireNonNull(work, "work is null");
        this.steps = requireNonNull(steps, "steps is null");
        this.sink = requireNonNull(sink, "sink is null");
    }

    /**
     * The work goes on until it asks, and clears up.
     */
    @Override
    public void cancel()
    {
        steps.cancel();
    }

    @Override
    public StatementStatistics statistics()
    {
        return steps.statistics(RunningStatement::statistics);
    }

    @Override
    public StatementStatistics detailedStatistics()
    {
        return steps.statistics(RunningStatement::detailedStatistics);
    }

    @Override
    public void run()
    {
        try {
            steps.requireNotCancelled();
            sink.running();
            StatementOutcome outcome = work.run(steps, sink);
            end(() -> sink.finished(outcome, statistics()));
        }
        catch (StepFailedException e) {
            end(() -> sink.failed(e.failure(), statistics()));
        }
        catch (GlauxException e) {
            fail(new StatementFailure(e.code().type(), e.code().name(), e.getMessage(), false));
        }
        catch (Throwable e) {
            // whatever it is: a statement without an end would run for ever, and keep its place
            log.error(e, "Statement %s failed by a fault of the server", executionId);
            fail(new StatementFailure(ErrorType.ENGINE, StatementFailure.INTERNAL, String.valueOf(e), false));
        }
    }

    private void fail(StatementFailure failure)
    {
        end(() -> sink.failed(failure, statistics()));
    }

    private void end(Runnable call)
    {
        try {
            call.run();
        }
        catch (RuntimeException e) {
            log.error(e, "The end of statement %s was not taken", executionId);
        }
    }
}
