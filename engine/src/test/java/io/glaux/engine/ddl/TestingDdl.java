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
package io.glaux.engine.ddl;

import io.glaux.engine.catalog.Catalog;
import io.glaux.engine.catalog.StoredCatalog;
import io.glaux.engine.ddl.lake.LakeStorage;
import io.glaux.engine.ddl.lake.TextRows;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.query.ResultColumn;
import io.glaux.engine.query.ResultSink;
import io.glaux.engine.query.RunningStatement;
import io.glaux.engine.query.StatementFailure;
import io.glaux.engine.query.StatementOutcome;
import io.glaux.engine.query.StatementRequest;
import io.glaux.engine.query.StatementStatistics;
import io.glaux.engine.query.work.StatementSteps;
import io.glaux.engine.store.SqlStore;
import io.glaux.engine.store.StoreConfig;
import io.trino.spi.Page;
import software.amazon.awssdk.services.glue.model.GetTableRequest;
import software.amazon.awssdk.services.glue.model.Table;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static io.trino.spi.type.VarcharType.VARCHAR;

/**
 * The DDL over a store of its own, without an engine: statements run to their end where they are called.
 */
final class TestingDdl
        implements AutoCloseable
{
    static final Principal CALLER = new Principal("admin", "000000000000");
    static final long NOW = 1_593_559_968;

    private final SqlStore store;
    private final Catalog catalog;
    private final LakeStorage storage;
    private final List<String> iceberg = new ArrayList<>();
    private final List<String> icebergDatabases = new ArrayList<>();
    private final List<String> engine = new ArrayList<>();
    private final DdlFamily family;

    TestingDdl(Path folder)
    {
        this(folder, new StoredObjects());
    }

    TestingDdl(Path folder, LakeStorage storage)
    {
        this.storage = storage;
        store = SqlStore.open(StoreConfig.sqlite(folder.resolve("store.db")));
        catalog = new StoredCatalog(store, CALLER.account(), "us-east-1");
        family = new DdlFamily(
                catalog,
                storage,
                (statement, request) -> (_, _) -> {
                    iceberg.add(statement.toString());
                    icebergDatabases.add(request.database().orElse(""));
                    return StatementOutcome.NONE;
                },
                Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC));
    }

    Catalog catalog()
    {
        return catalog;
    }

    StoredObjects objects()
    {
        return (StoredObjects) storage;
    }

    /**
     * The statements that were given to Iceberg's part.
     */
    List<String> iceberg()
    {
        return iceberg;
    }

    /**
     * The databases of the contexts in which they were.
     */
    List<String> icebergDatabases()
    {
        return icebergDatabases;
    }

    /**
     * The statements that were given to the engine.
     */
    List<String> engine()
    {
        return engine;
    }

    Table table(String name)
    {
        return catalog.tables()
                .get(CALLER, GetTableRequest.builder().databaseName("default").name(name).build())
                .table();
    }

    Result run(String sql)
    {
        return run(sql, Optional.empty());
    }

    Result run(String sql, Optional<String> contextCatalog)
    {
        return run(sql, contextCatalog, "default");
    }

    Result run(String sql, Optional<String> contextCatalog, String contextDatabase)
    {
        family.parse(sql);
        StatementRequest request = new StatementRequest(
                "00000000-0000-0000-0000-000000000001",
                sql,
                contextCatalog,
                Optional.of(contextDatabase),
                List.of(),
                CALLER,
                "primary",
                Optional.empty(),
                Map.of());
        Lines lines = new Lines();
        StatementOutcome outcome = family.plan(request).run(new StatementSteps(this::answer), lines);
        return new Result(lines.lines, outcome.warnings());
    }

    /**
     * The engine: it knows one column.
     */
    private RunningStatement answer(StatementRequest request, ResultSink sink)
    {
        engine.add(request.sql());
        TextRows.write(
                sink,
                List.of("Column", "Type", "Extra", "Comment"),
                List.of(List.of("n_name", "varchar(25)", "", "the name")));
        sink.finished(StatementOutcome.NONE, StatementStatistics.NONE);
        return new RunningStatement()
        {
            @Override
            public void cancel() {}

            @Override
            public StatementStatistics statistics()
            {
                return StatementStatistics.NONE;
            }

            @Override
            public StatementStatistics detailedStatistics()
            {
                return StatementStatistics.NONE;
            }
        };
    }

    @Override
    public void close()
    {
        store.close();
    }

    /**
     * @param lines values of each row with tabs between them
     */
    record Result(List<String> lines, List<String> warnings) {}

    private static final class Lines
            implements ResultSink
    {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void running() {}

        @Override
        public void columns(List<ResultColumn> columns) {}

        @Override
        public void page(Page page)
        {
            for (int position = 0; position < page.getPositionCount(); position++) {
                List<String> values = new ArrayList<>();
                for (int channel = 0; channel < page.getChannelCount(); channel++) {
                    values.add(VARCHAR.getSlice(page.getBlock(channel), position).toStringUtf8());
                }
                lines.add(String.join("\t", values));
            }
        }

        @Override
        public void finished(StatementOutcome outcome, StatementStatistics statistics) {}

        @Override
        public void failed(StatementFailure failure, StatementStatistics statistics) {}
    }
}
