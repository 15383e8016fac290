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
package io.glaux.engine;

import io.airlift.log.Logger;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.instance.StartFailedException;
import io.glaux.engine.query.ResultColumn;
import io.glaux.engine.query.ResultSink;
import io.glaux.engine.query.StatementFailure;
import io.glaux.engine.query.StatementOutcome;
import io.glaux.engine.query.StatementRequest;
import io.glaux.engine.query.StatementRunner;
import io.glaux.engine.query.StatementStatistics;
import io.trino.spi.Page;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import static java.util.Objects.requireNonNull;

/**
 * A statement whose answer says that the engine works, and that pays what the first statement of a process pays: before
 * it, the server is not ready.
 */
final class WarmUp
{
    private static final Logger log = Logger.get(WarmUp.class);
    private static final String SQL = "SELECT count(*) FROM (VALUES 1, 2, 3) AS t (x) WHERE x > 1";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final StatementRunner runner;
    private final Principal principal;
    private final String workgroup;

    WarmUp(StatementRunner runner, Principal principal, String workgroup)
    {
        this.runner = requireNonNull(runner, "runner is null");
        this.principal = requireNonNull(principal, "principal is null");
        this.workgroup = requireNonNull(workgroup, "workgroup is null");
    }

    /**
     * @throws StartFailedException if the engine does not answer
     */
    void run()
    {
        long start = System.nanoTime();
        End end = new End();
        runner.start(
                new StatementRequest(
                        UUID.randomUUID().toString(),
                        SQL,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        principal,
                        workgroup,
                        Optional.empty(),
                        Map.of()),
                end);
        try {
            Optional<StatementFailure> failure = end.failure.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (failure.isPresent()) {
                throw new StartFailedException(
                        "the SQL engine started, but does not answer: %s".formatted(failure.get().message()));
            }
            log.info("The first statement was answered in %s ms", Duration.ofNanos(System.nanoTime() - start)
                    .toMillis());
        }
        catch (TimeoutException e) {
            throw new StartFailedException(
                    "the SQL engine started, but did not answer within %s s".formatted(PATIENCE.toSeconds()), e);
        }
        catch (ExecutionException e) {
            throw new StartFailedException(
                    "the SQL engine started, but does not answer: %s".formatted(e.getCause().getMessage()), e);
        }
        catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailedException("the start was interrupted", e);
        }
    }

    private static final class End
            implements ResultSink
    {
        private final CompletableFuture<Optional<StatementFailure>> failure = new CompletableFuture<>();

        @Override
        public void running() {}

        @Override
        public void columns(List<ResultColumn> columns) {}

        @Override
        public void page(Page page) {}

        @Override
        public void finished(StatementOutcome outcome, StatementStatistics statistics)
        {
            failure.complete(Optional.empty());
        }

        @Override
        public void failed(StatementFailure reason, StatementStatistics statistics)
        {
            failure.complete(Optional.of(reason));
        }
    }
}
