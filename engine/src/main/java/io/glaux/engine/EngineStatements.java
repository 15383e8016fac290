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

import io.glaux.engine.catalogs.CatalogBrowser;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.query.StatementRequest;
import io.glaux.engine.query.StatementRunner;
import io.glaux.engine.query.work.StatementSteps;
import io.glaux.engine.query.work.StepFailedException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;

import static java.util.Objects.requireNonNull;

/**
 * What is in the catalogs of other sources, by statements of the engine that no user asked for: they are in no history,
 * and read metadata only, which nobody pays for.
 */
final class EngineStatements
        implements CatalogBrowser
{
    private static final String INFORMATION_SCHEMA = "information_schema";

    private final StatementRunner runner;
    private final Principal principal;
    private final String workgroup;

    EngineStatements(StatementRunner runner, Principal principal, String workgroup)
    {
        this.runner = requireNonNull(runner, "runner is null");
        this.principal = requireNonNull(principal, "principal is null");
        this.workgroup = requireNonNull(workgroup, "workgroup is null");
    }

    @Override
    public List<String> schemas(String catalog)
    {
        return rows(catalog, "SHOW SCHEMAS FROM " + name(catalog)).stream()
                .map(row -> row.getFirst().toString())
                .filter(schema -> !schema.equals(INFORMATION_SCHEMA))
                .sorted()
                .toList();
    }

    @Override
    public SequencedMap<String, List<BrowsedColumn>> tables(String catalog, String schema, Optional<String> table)
    {
        String sql = "SELECT table_name, column_name, data_type, comment FROM %s.information_schema.columns".formatted(
                name(catalog))
                + " WHERE table_schema = %s".formatted(text(schema))
                + table.map(one -> " AND table_name = " + text(one)).orElse("")
                + " ORDER BY table_name, ordinal_position";
        SequencedMap<String, List<BrowsedColumn>> tables = new LinkedHashMap<>();
        for (List<Object> row : rows(catalog, sql)) {
            tables.computeIfAbsent(row.getFirst().toString(), _ -> new ArrayList<>()).add(new BrowsedColumn(
                    row.get(1).toString(),
                    row.get(2).toString(),
                    Optional.ofNullable(row.get(3)).map(Object::toString)));
        }
        return tables;
    }

    private List<List<Object>> rows(String catalog, String sql)
    {
        try {
            return new StatementSteps(runner).run(new StatementRequest(
                            UUID.randomUUID().toString(),
                            sql,
                            Optional.of(catalog),
                            Optional.empty(),
                            List.of(),
                            principal,
                            workgroup,
                            Optional.empty(),
                            Map.of()))
                    .rows();
        }
        catch (StepFailedException e) {
            throw new GlauxException(ErrorCode.CATALOG_ERROR, e.failure().message(), e);
        }
    }

    private static String name(String identifier)
    {
        return "\"%s\"".formatted(identifier.replace("\"", "\"\""));
    }

    private static String text(String value)
    {
        return "'%s'".formatted(value.replace("'", "''"));
    }
}
