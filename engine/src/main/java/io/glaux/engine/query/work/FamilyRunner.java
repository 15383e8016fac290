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

import io.glaux.engine.query.ReadTable;
import io.glaux.engine.query.ResultSink;
import io.glaux.engine.query.RunningStatement;
import io.glaux.engine.query.StatementKind;
import io.glaux.engine.query.StatementParser;
import io.glaux.engine.query.StatementRequest;
import io.glaux.engine.query.StatementRunner;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.Executors.newThreadPerTaskExecutor;

/**
 * Gives each statement to the first family that claims it, and the rest to the engine as it stands.
 */
public final class FamilyRunner
        implements AutoCloseable,
                   StatementParser,
                   StatementRunner
{
    private final List<StatementFamily> families;
    private final StatementParser engineParser;
    private final StatementRunner engine;
    private final ExecutorService executor = newThreadPerTaskExecutor(Thread.ofVirtual().name("work-", 0).factory());

    public FamilyRunner(List<StatementFamily> families, StatementParser engineParser, StatementRunner engine)
    {
        this.families = List.copyOf(families);
        this.engineParser = requireNonNull(engineParser, "engineParser is null");
        this.engine = requireNonNull(engine, "engine is null");
    }

    @Override
    public StatementKind parse(String sql)
    {
        return familyOf(sql).map(family -> family.parse(sql)).orElseGet(() -> engineParser.parse(sql));
    }

    @Override
    public StatementKind parse(String sql, String workgroup)
    {
        return familyOf(sql)
                .map(family -> family.parse(sql, workgroup))
                .orElseGet(() -> engineParser.parse(sql, workgroup));
    }

    /**
     * A query is the engine's, whatever a family makes of it before it runs.
     */
    @Override
    public Optional<List<ReadTable>> repeatableReads(String sql, List<String> parameters)
    {
        return engineParser.repeatableReads(sql, parameters);
    }

    @Override
    public RunningStatement start(StatementRequest request, ResultSink sink)
    {
        return familyOf(request.sql())
                .map(family -> work(family, request, sink))
                .orElseGet(() -> engine.start(request, sink));
    }

    private Optional<StatementFamily> familyOf(String sql)
    {
        return families.stream().filter(family -> family.claims(sql)).findFirst();
    }

    private RunningStatement work(StatementFamily family, StatementRequest request, ResultSink sink)
    {
        // planned on the thread of the work: a plan may ask the catalog
        WorkingStatement statement = new WorkingStatement(
                request.executionId(),
                (steps, rows) -> family.plan(request).run(steps, rows),
                new StatementSteps(engine),
                sink);
        executor.execute(statement);
        return statement;
    }

    /**
     * Gives up what runs. The steps are ended by the runner of the engine.
     */
    @Override
    public void close()
    {
        executor.shutdownNow();
    }
}
