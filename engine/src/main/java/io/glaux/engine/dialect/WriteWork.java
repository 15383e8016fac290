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

import io.airlift.log.Logger;
import io.glaux.engine.catalog.Catalog;
import io.glaux.engine.dialect.write.LakeTables;
import io.glaux.engine.dialect.write.S3Folder;
import io.glaux.engine.dialect.write.StoredFiles;
import io.glaux.engine.dialect.write.WriteCleaning;
import io.glaux.engine.dialect.write.WrittenFiles;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.query.ResultSink;
import io.glaux.engine.query.StatementOutcome;
import io.glaux.engine.query.StatementRequest;
import io.glaux.engine.query.WriteIntent;
import io.glaux.engine.query.WriteIntents;
import io.glaux.engine.query.work.StatementSteps;
import software.amazon.awssdk.services.glue.model.Table;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import static java.util.Objects.requireNonNull;

/**
 * Runs a statement that writes: the target is checked before, what is intended is recorded before the first file, the
 * files are listed after, and nothing stays of a statement that did not succeed.
 */
final class WriteWork
{
    private static final Logger log = Logger.get(WriteWork.class);

    private final Catalog catalog;
    private final StoredFiles files;
    private final WriteIntents intents;
    private final WriteCleaning cleaning;
    private final WrittenFiles written;

    WriteWork(Catalog catalog, StoredFiles files, WriteIntents intents)
    {
        this.catalog = requireNonNull(catalog, "catalog is null");
        this.files = requireNonNull(files, "files is null");
        this.intents = requireNonNull(intents, "intents is null");
        this.cleaning = new WriteCleaning(intents, catalog, files);
        this.written = new WrittenFiles(catalog, files);
    }

    StatementOutcome run(StatementSteps steps, StatementRequest request, WritePlan plan, ResultSink rows)
    {
        if (plan.isNew() && !files.isEmpty(S3Folder.of(plan.location()))) {
            throw DialectErrors.notEmpty(plan.database(), plan.table(), plan.location());
        }
        AtomicReference<Optional<WriteIntent>> recorded = new AtomicReference<>(Optional.empty());
        try {
            StatementOutcome outcome = MappedStep.stream(
                    steps,
                    request.withSessionProperties(plan.sessionProperties()),
                    plan.statement(),
                    rows,
                    engineQuery -> {
                        WriteIntent intent = intent(request, plan, engineQuery);
                        intents.record(intent);
                        recorded.set(Optional.of(intent));
                    });
            return finish(request, plan, recorded.get().orElseThrow(), outcome);
        }
        catch (RuntimeException e) {
            recorded.get().ifPresent(intent -> cleaning.clean(request.principal(), intent));
            throw e;
        }
    }

    private StatementOutcome finish(
            StatementRequest request,
            WritePlan plan,
            WriteIntent intent,
            StatementOutcome outcome)
    {
        return switch (plan.target()) {
            case FILES, NEW_HIVE_TABLE -> withManifest(
                    plan, outcome, written.of(S3Folder.of(plan.location()), intent.engineQueryId()));
            case NEW_ICEBERG_TABLE, ICEBERG_TABLE -> outcome;
            case HIVE_TABLE -> inserted(request, plan, intent, outcome);
        };
    }

    /**
     * The rows are in the table: what fails from here on is told as a warning.
     */
    private StatementOutcome inserted(
            StatementRequest request,
            WritePlan plan,
            WriteIntent intent,
            StatementOutcome outcome)
    {
        try {
            Optional<Table> table =
                    LakeTables.findTable(catalog, request.principal(), plan.database(), plan.table());
            if (table.isEmpty()) {
                return outcome;
            }
            S3Folder whole = S3Folder.of(plan.location());
            Set<S3Folder> folders = written.folders(request.principal(), table.get(), outcome.partitions());
            if (plan.overwrites()) {
                overwrite(intent, table.get().partitionKeys().isEmpty() ? Set.of(whole)
                        : requireKnown(outcome, folders));
            }
            List<String> uris = outcome.partitions().isPresent()
                    ? written.of(folders, intent.engineQueryId())
                    : written.of(whole, intent.engineQueryId());
            return withManifest(plan, outcome, uris);
        }
        catch (RuntimeException e) {
            log.warn(e, "Query %s has inserted its rows, but not all was done after that", request.executionId());
            return outcome.withWarnings(List.of(
                    "The rows are in the table, but the list of files was not written%s: %s".formatted(
                            plan.overwrites() ? ", and rows from before may be left" : "", e.getMessage())));
        }
    }

    /**
     * The rows from before go. From here on those that took their place stay, also when the process dies: a table must
     * not lose both.
     */
    private void overwrite(WriteIntent intent, Set<S3Folder> folders)
    {
        intents.forget(intent);
        written.keepOnly(folders, intent.engineQueryId());
    }

    private static Set<S3Folder> requireKnown(StatementOutcome outcome, Set<S3Folder> folders)
    {
        if (outcome.partitions().isEmpty()) {
            throw new GlauxException(
                    ErrorCode.INTERNAL_ERROR,
                    "the engine did not tell which partitions it has written: overwrite fewer at once");
        }
        return folders;
    }

    private StatementOutcome withManifest(WritePlan plan, StatementOutcome outcome, List<String> uris)
    {
        if (plan.manifest().isEmpty()) {
            return outcome;
        }
        String manifest = plan.manifest().get();
        written.writeManifest(manifest, uris);
        return outcome.withDataManifest(manifest);
    }

    private static WriteIntent intent(StatementRequest request, WritePlan plan, String engineQuery)
    {
        return new WriteIntent(
                engineQuery,
                request.executionId(),
                plan.target(),
                plan.database(),
                plan.table(),
                plan.location());
    }
}
