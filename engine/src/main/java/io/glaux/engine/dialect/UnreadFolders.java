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
import io.glaux.engine.catalog.projection.ProjectionCheck;
import io.glaux.engine.dialect.write.LakeTables;
import io.glaux.engine.dialect.write.S3Folder;
import io.glaux.engine.dialect.write.StoredFiles;
import io.glaux.engine.query.ReadTable;
import io.glaux.engine.query.StatementOutcome;
import io.glaux.engine.query.StatementRequest;
import software.amazon.awssdk.services.glue.model.Table;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Warns who has queried a projected table of folders that its projection never names, since the query is right and the
 * rows are missing. Asks the storage only about tables that can have such folders.
 */
final class UnreadFolders
{
    private static final Logger log = Logger.get(UnreadFolders.class);

    private final Catalog catalog;
    private final StoredFiles files;
    private final Clock clock;

    UnreadFolders(Catalog catalog, StoredFiles files, Clock clock)
    {
        this.catalog = requireNonNull(catalog, "catalog is null");
        this.files = requireNonNull(files, "files is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * The same outcome with the warnings. Does not throw: the query has its rows.
     */
    StatementOutcome warn(StatementRequest request, StatementOutcome outcome)
    {
        List<String> warnings = new ArrayList<>(outcome.warnings());
        for (ReadTable read : outcome.reads()) {
            try {
                find(request, read)
                        .map(table -> ProjectionCheck.unreachableFolders(
                                table, folder -> files.someFolders(S3Folder.of(folder)), clock.instant()))
                        .ifPresent(warnings::addAll);
            }
            catch (RuntimeException e) {
                log.warn(e, "Query %s: the folders of table %s were not looked at", request.executionId(), read.name());
            }
        }
        return outcome.withWarnings(warnings);
    }

    private Optional<Table> find(StatementRequest request, ReadTable read)
    {
        if (!read.catalog().filter(LakeNames.LAKE::equals).isPresent() || read.database().isEmpty()) {
            return Optional.empty();
        }
        return LakeTables.findTable(catalog, request.principal(), read.database().get(), read.name());
    }
}
