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
import io.glaux.engine.catalogs.CatalogReference;
import io.glaux.engine.ddl.iceberg.IcebergDdl;
import io.glaux.engine.ddl.lake.IcebergStatements;
import io.glaux.engine.ddl.lake.Lake;
import io.glaux.engine.ddl.lake.LakeStorage;
import io.glaux.engine.ddl.show.OtherCatalogListings;
import io.glaux.engine.ddl.statement.CreateTable;
import io.glaux.engine.ddl.statement.DdlStatement;
import io.glaux.engine.ddl.table.TableCreation;
import io.glaux.engine.query.StatementKind;
import io.glaux.engine.query.StatementOutcome;
import io.glaux.engine.query.StatementRequest;
import io.glaux.engine.query.work.StatementFamily;
import io.glaux.engine.query.work.StatementWork;

import java.time.Clock;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Athena's Hive-style DDL, which acts on the catalog of the lake and not through the engine.
 */
public final class DdlFamily
        implements StatementFamily
{
    private final Catalog catalog;
    private final LakeStorage storage;
    private final IcebergStatements iceberg;
    private final Clock clock;

    /**
     * @param iceberg carries out what is about Iceberg tables
     */
    public DdlFamily(Catalog catalog, LakeStorage storage, IcebergStatements iceberg, Clock clock)
    {
        this.catalog = requireNonNull(catalog, "catalog is null");
        this.storage = requireNonNull(storage, "storage is null");
        this.iceberg = requireNonNull(iceberg, "iceberg is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    @Override
    public boolean claims(String sql)
    {
        return DdlParser.claims(sql);
    }

    @Override
    public StatementKind parse(String sql)
    {
        DdlStatement statement = DdlParser.parse(sql);
        if (statement instanceof CreateTable create && TableCreation.saysIceberg(create)) {
            IcebergDdl.requireStartable(create);
        }
        return statement.kind();
    }

    @Override
    public StatementWork plan(StatementRequest request)
    {
        DdlStatement statement = DdlParser.parse(request.sql());
        Optional<String> database = request.database().map(DdlFamily::withoutBackticks);
        String name = StatementCatalogs.named(statement)
                .or(request::catalog)
                .map(CatalogReference::name)
                .orElse(Lake.NAME);
        if (!name.equalsIgnoreCase(Lake.NAME)) {
            StatementRequest inCatalog = inContext(request, request.catalog(), database);
            return (steps, rows) -> {
                new OtherCatalogListings(name, inCatalog, steps, rows).run(statement);
                return StatementOutcome.NONE;
            };
        }
        // a database of the context belongs to the catalog of the context
        boolean isLakes = request.catalog().map(Lake.NAME::equalsIgnoreCase).orElse(true);
        StatementRequest inLake =
                inContext(request, Optional.of(Lake.NAME), isLakes ? database : Optional.empty());
        return new LakeStatements(new Lake(catalog, inLake), storage, iceberg, clock).plan(statement);
    }

    /**
     * Some clients give the context's database as statements have it: awswrangler does for MSCK REPAIR TABLE.
     */
    private static String withoutBackticks(String name)
    {
        boolean isQuoted = name.length() > 2 && name.startsWith("`") && name.endsWith("`");
        return isQuoted ? name.substring(1, name.length() - 1) : name;
    }

    private static StatementRequest inContext(
            StatementRequest request,
            Optional<String> catalog,
            Optional<String> database)
    {
        return new StatementRequest(
                request.executionId(),
                request.sql(),
                catalog,
                database,
                request.parameters(),
                request.principal(),
                request.workgroup(),
                request.output(),
                request.sessionProperties());
    }
}
