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

import io.glaux.engine.catalog.Catalog;
import io.glaux.engine.ddl.DdlFamily;
import io.glaux.engine.ddl.iceberg.IcebergDdl;
import io.glaux.engine.ddl.lake.LakeStorage;
import io.glaux.engine.dialect.DialectFamily;
import io.glaux.engine.dialect.LambdaNames;
import io.glaux.engine.dialect.view.ViewFamily;
import io.glaux.engine.query.work.StatementFamily;
import io.glaux.engine.saved.PreparedStatementFamily;
import io.glaux.engine.saved.PreparedStatements;
import io.glaux.engine.trino.TrinoStatementParser;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * Whose statement is whose: the grammars of Athena beside the engine's own.
 */
final class StatementFamilies
{
    private final TrinoStatementParser parser;
    private final PreparedStatements prepared;
    private final Catalog catalog;
    private final LakeStorage storage;
    private final DialectFamily dialect;
    private final Clock clock;

    StatementFamilies(
            TrinoStatementParser parser,
            PreparedStatements prepared,
            Catalog catalog,
            LakeStorage storage,
            DialectFamily dialect,
            Clock clock)
    {
        this.parser = requireNonNull(parser, "parser is null");
        this.prepared = requireNonNull(prepared, "prepared is null");
        this.catalog = requireNonNull(catalog, "catalog is null");
        this.storage = requireNonNull(storage, "storage is null");
        this.dialect = requireNonNull(dialect, "dialect is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * In the order in which they are asked whether a statement is theirs. The last takes whatever is left.
     */
    List<StatementFamily> all()
    {
        IcebergDdl iceberg = new IcebergDdl(InstanceCatalogs.ICEBERG, InstanceCatalogs.LAKE);
        List<StatementFamily> families = new ArrayList<>();
        families.add(new LambdaNames(new DdlFamily(catalog, storage, iceberg::plan, clock)));
        families.add(new LambdaNames(new ViewFamily(parser)));
        families.add(new LambdaNames(dialect));
        families.addFirst(new PreparedStatementFamily(prepared, parser, families, parser));
        return List.copyOf(families);
    }
}
