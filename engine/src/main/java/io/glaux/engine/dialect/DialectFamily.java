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
package io.glaux.engine.dialect;

import io.glaux.engine.catalog.Catalog;
import io.glaux.engine.dialect.text.DecimalLiterals;
import io.glaux.engine.dialect.text.QualifiedName;
import io.glaux.engine.dialect.text.TokenCursor;
import io.glaux.engine.dialect.text.Translation;
import io.glaux.engine.dialect.write.StoredFiles;
import io.glaux.engine.dialect.write.TransientTables;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.query.Forecasting;
import io.glaux.engine.query.ResultSink;
import io.glaux.engine.query.StatementKind;
import io.glaux.engine.query.StatementOutcome;
import io.glaux.engine.query.StatementParser;
import io.glaux.engine.query.StatementRequest;
import io.glaux.engine.query.WriteIntents;
import io.glaux.engine.query.work.StatementFamily;
import io.glaux.engine.query.work.StatementSteps;
import io.glaux.engine.query.work.StatementWork;
import io.glaux.engine.query.work.StepFailedException;
import io.glaux.engine.workgroup.Workgroups;

import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

import static java.util.Objects.requireNonNull;

/**
 * Everything that is no statement of another grammar: Athena's DML. The last to be asked.
 */
public final class DialectFamily
        implements StatementFamily
{
    private static final StatementKind UNLOAD =
            new StatementKind(StatementKind.Type.DML, "UNLOAD", StatementKind.Output.INSERT);

    private final StatementParser engineParser;
    private final WritePlanner planner;
    private final WriteWork writing;
    private final UnreadFolders unread;
    private final TransientTables transientTables;

    public DialectFamily(
            StatementParser engineParser,
            Catalog catalog,
            Workgroups workgroups,
            StoredFiles files,
            WriteIntents intents,
            TransientTables transientTables,
            Clock clock)
    {
        this.engineParser = requireNonNull(engineParser, "engineParser is null");
        this.planner = new WritePlanner(catalog, workgroups);
        this.writing = new WriteWork(catalog, files, intents);
        this.unread = new UnreadFolders(catalog, files, clock);
        this.transientTables = requireNonNull(transientTables, "transientTables is null");
    }

    @Override
    public boolean claims(String sql)
    {
        return true;
    }

    @Override
    public StatementKind parse(String statement)
    {
        Optional<String> dryRun = DryRun.explained(statement);
        if (dryRun.isPresent()) {
            parse(dryRun.get());
            TokenCursor tried = new TokenCursor(dryRun.get());
            DryRun.check(parse(statement.substring(Explained.read(tried).start())));
            return DryRun.KIND;
        }
        String sql = Explained.withoutFormat(statement);
        TokenCursor cursor = new TokenCursor(sql);
        Explained explained = Explained.read(cursor);
        Refusals.check(sql.substring(explained.start()));
        if (Unload.isNext(cursor)) {
            Unload unload = Unload.read(cursor);
            StatementKind kind = parse(WritePlanner.queryOf(
                    sql, unload, sql.substring(0, explained.start()), ""));
            return explained.mode() == Explained.Mode.NO ? UNLOAD : kind;
        }
        Optional<InsertInto> insert = InsertInto.read(cursor);
        if (insert.filter(InsertInto::overwrites).isPresent()) {
            return parse(Translation.of(sql)
                    .replace(insert.get().targetStart(), insert.get().name().start(), "INTO ")
                    .build());
        }
        // the user's own text, so that the parser's message is about it
        StatementKind kind = engineParser.parse(sql);
        if (createsTable(sql, explained)) {
            CreateTableAs.read(from(sql, explained));
        }
        return kind;
    }

    private StatementKind parse(Translation translation)
    {
        try {
            return engineParser.parse(translation.text());
        }
        catch (GlauxException e) {
            throw new GlauxException(e.code(), translation.message(e.getMessage()), e);
        }
    }

    @Override
    public StatementWork plan(StatementRequest statement)
    {
        Optional<String> dryRun = DryRun.explained(statement.sql());
        if (dryRun.isPresent()) {
            return planned(dryRun(statement, dryRun.get()));
        }
        OptionalLong maxBilledBytes = statement.forecasting().maxBilledBytes();
        StatementWork work = planned(statement);
        if (maxBilledBytes.isEmpty() || !DryRun.isPossible(parse(statement.sql()))) {
            return work;
        }
        Translation explain = DryRun.explain(statement.sql());
        StatementWork trial = planned(dryRun(statement, explain.text()));
        return (steps, rows) -> {
            ForecastTotal total = new ForecastTotal();
            try {
                trial.run(steps, total);
            }
            catch (StepFailedException e) {
                throw e.withMessage(explain.message(e.failure().message()));
            }
            total.requireAtMost(maxBilledBytes.getAsLong());
            return work.run(steps, rows);
        };
    }

    private static StatementRequest dryRun(StatementRequest statement, String explain)
    {
        return statement.withStatement(explain, statement.parameters()).withForecasting(Forecasting.DRY_RUN);
    }

    private StatementWork planned(StatementRequest statement)
    {
        String sql = Explained.withoutFormat(statement.sql());
        StatementRequest request = statement.withStatement(sql, statement.parameters());
        TokenCursor cursor = new TokenCursor(sql);
        Explained explained = Explained.read(cursor);
        if (Unload.isNext(cursor)) {
            return unload(request, Unload.read(cursor), explained);
        }
        if (createsTable(sql, explained)) {
            CreateTableAs create = CreateTableAs.read(from(sql, explained));
            Optional<WritePlan> plan = planner.createTableAs(request, create, explained);
            // a table that is there is the engine's to refuse or to leave, and never ours to clean up
            boolean writes = explained.runs() && !planner.exists(request, create);
            return plan.map(known -> writes ? write(request, known) : read(request, known)).orElse(plain(request));
        }
        Optional<InsertInto> insert = InsertInto.read(cursor);
        if (insert.isPresent()) {
            return planner.insert(request, insert.get())
                    .map(plan -> explained.runs() ? write(request, plan) : read(request, plan))
                    .orElse(plain(request));
        }
        Optional<QualifiedName> changed = ChangedRows.read(cursor);
        return changed.filter(_ -> explained.runs())
                .flatMap(name -> planner.change(request, name))
                .map(plan -> write(request, plan))
                .orElse(plain(request));
    }

    private StatementWork write(StatementRequest request, WritePlan plan)
    {
        return (steps, rows) -> unread.warn(request, writing.run(steps, request, plan, rows));
    }

    private static StatementWork read(StatementRequest request, WritePlan plan)
    {
        return (steps, rows) -> MappedStep.stream(
                steps, request.withSessionProperties(plan.sessionProperties()), plan.statement(), rows, _ -> {});
    }

    private StatementWork plain(StatementRequest request)
    {
        Translation translation = DecimalLiterals.translate(request.sql());
        return (steps, rows) -> unread.warn(
                request, MappedStep.stream(steps, request, translation, rows, _ -> {}));
    }

    private StatementWork unload(StatementRequest request, Unload unload, Explained explained)
    {
        if (!explained.runs()) {
            Translation query =
                    WritePlanner.queryOf(request.sql(), unload, request.sql().substring(0, explained.start()), "");
            return (steps, rows) -> MappedStep.stream(steps, request, query, rows, _ -> {});
        }
        return (steps, rows) -> unload(steps, request, unload, explained, rows);
    }

    private StatementOutcome unload(
            StatementSteps steps,
            StatementRequest request,
            Unload unload,
            Explained explained,
            ResultSink rows)
    {
        ColumnNames columns = new ColumnNames();
        MappedStep.stream(
                steps,
                request,
                WritePlanner.queryOf(request.sql(), unload, "SELECT * FROM (", "\n) LIMIT 0"),
                columns,
                _ -> {});
        String table = "unload_" + UUID.randomUUID().toString().replace("-", "");
        try {
            return unread.warn(
                    request,
                    writing.run(
                            steps, request, planner.unload(request, unload, explained, table, columns.names()), rows));
        }
        finally {
            transientTables.forget(table);
        }
    }

    private static boolean createsTable(String sql, Explained explained)
    {
        return CreateTableAs.isNext(from(sql, explained));
    }

    /**
     * At the statement itself.
     */
    private static TokenCursor from(String sql, Explained explained)
    {
        TokenCursor cursor = new TokenCursor(sql);
        while (!cursor.atEnd() && cursor.peek().start() < explained.start()) {
            cursor.take();
        }
        return cursor;
    }
}
