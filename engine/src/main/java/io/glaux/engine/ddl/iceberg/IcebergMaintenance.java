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
package io.glaux.engine.ddl.iceberg;

import io.glaux.engine.ddl.statement.OptimizeTable;
import io.glaux.engine.ddl.statement.TableName;
import io.glaux.engine.ddl.statement.VacuumTable;
import io.glaux.engine.dialect.text.SqlText;
import io.glaux.engine.query.StatementOutcome;
import io.glaux.engine.query.StatementRequest;
import io.glaux.engine.query.work.StatementSteps;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import static java.util.Objects.requireNonNull;

/**
 * OPTIMIZE and VACUUM of one table, with the table's own properties and Athena's defaults.
 */
final class IcebergMaintenance
{
    private static final long TARGET_FILE_SIZE = 536_870_912;
    private static final long MAX_SNAPSHOT_AGE_SECONDS = 432_000;
    private static final long MIN_SNAPSHOTS = 1;

    private final IcebergNames names;
    private final StatementRequest request;
    private final StatementSteps steps;

    IcebergMaintenance(IcebergNames names, StatementRequest request, StatementSteps steps)
    {
        this.names = requireNonNull(names, "names is null");
        this.request = requireNonNull(request, "request is null");
        this.steps = requireNonNull(steps, "steps is null");
    }

    /**
     * Files below the least size are made into larger ones, and those with deletes are made anew. The engine knows no
     * greatest size and no least number of files.
     */
    StatementOutcome optimize(OptimizeTable statement)
    {
        Map<String, String> properties = properties(statement.table());
        long target = number(properties, IcebergProperties.ICEBERG_TARGET_SIZE, TARGET_FILE_SIZE);
        long least = number(properties, IcebergProperties.OPTIMIZE_MIN_SIZE, target / 4 * 3);
        // the condition is SQL of the user's own; nothing can follow it in the engine's grammar, and a comment at its
        // end does not take the parenthesis with it
        String where = statement.where().map(" WHERE (%s\n)"::formatted).orElse("");
        steps.run(request.withStatement("ALTER TABLE %s EXECUTE optimize(file_size_threshold => %s)%s".formatted(
                names.quoted(statement.table()),
                SqlText.string(least + "B"),
                where)));
        return StatementOutcome.of(Optional.of("OPTIMIZE"), OptionalLong.empty());
    }

    /**
     * Old snapshots go, then files that no snapshot needs. The engine's least ages are meant for people who run these
     * by hand; here the table says how long it is.
     */
    StatementOutcome vacuum(VacuumTable statement)
    {
        Map<String, String> properties = properties(statement.table());
        String age = SqlText.string(
                number(properties, IcebergProperties.VACUUM_MAX_AGE, MAX_SNAPSHOT_AGE_SECONDS) + "s");
        long keep = number(properties, IcebergProperties.VACUUM_MIN_SNAPSHOTS, MIN_SNAPSHOTS);
        StatementRequest unbounded = request.withSessionProperties(Map.of(
                names.catalog() + ".expire_snapshots_min_retention", "0s",
                names.catalog() + ".remove_orphan_files_min_retention", "0s"));
        String table = names.quoted(statement.table());
        steps.run(unbounded.withStatement(
                "ALTER TABLE %s EXECUTE expire_snapshots(retention_threshold => %s, retain_last => %s)"
                        .formatted(table, age, keep)));
        steps.run(unbounded.withStatement(
                "ALTER TABLE %s EXECUTE remove_orphan_files(retention_threshold => %s)".formatted(table, age)));
        return StatementOutcome.of(Optional.of("VACUUM"), OptionalLong.empty());
    }

    /**
     * The properties in the table's metadata.
     */
    private Map<String, String> properties(TableName table)
    {
        List<List<Object>> rows = steps.run(request.withStatement(
                "SELECT key, value FROM " + names.metadata(table, "properties"))).rows();
        Map<String, String> properties = new HashMap<>();
        rows.forEach(row -> properties.put((String) row.get(0), (String) row.get(1)));
        return properties;
    }

    /**
     * Another engine may have written what is no number: the default stands then.
     */
    private static long number(Map<String, String> properties, String key, long byDefault)
    {
        try {
            return Optional.ofNullable(properties.get(key)).map(Long::parseLong).orElse(byDefault);
        }
        catch (NumberFormatException _) {
            return byDefault;
        }
    }
}
