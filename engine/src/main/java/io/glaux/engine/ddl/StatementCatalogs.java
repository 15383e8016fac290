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

import io.glaux.engine.ddl.statement.AlterTable;
import io.glaux.engine.ddl.statement.CreateTable;
import io.glaux.engine.ddl.statement.DatabaseName;
import io.glaux.engine.ddl.statement.DatabaseStatement;
import io.glaux.engine.ddl.statement.DdlStatement;
import io.glaux.engine.ddl.statement.DescribeTable;
import io.glaux.engine.ddl.statement.DropTable;
import io.glaux.engine.ddl.statement.OptimizeTable;
import io.glaux.engine.ddl.statement.RepairTable;
import io.glaux.engine.ddl.statement.ShowStatement.ShowColumns;
import io.glaux.engine.ddl.statement.ShowStatement.ShowCreateTable;
import io.glaux.engine.ddl.statement.ShowStatement.ShowDatabases;
import io.glaux.engine.ddl.statement.ShowStatement.ShowPartitions;
import io.glaux.engine.ddl.statement.ShowStatement.ShowTableProperties;
import io.glaux.engine.ddl.statement.ShowStatement.ShowTables;
import io.glaux.engine.ddl.statement.ShowStatement.ShowViews;
import io.glaux.engine.ddl.statement.VacuumTable;

import java.util.Optional;

/**
 * The catalogs that statements name.
 */
final class StatementCatalogs
{
    private StatementCatalogs() {}

    /**
     * Empty where the statement leaves it to the query's context.
     */
    static Optional<String> named(DdlStatement statement)
    {
        return switch (statement) {
            case AlterTable alter -> alter.table().catalog();
            case CreateTable create -> create.name().catalog();
            case DatabaseStatement database -> database.name().catalog();
            case DescribeTable describe -> describe.table().catalog();
            case DropTable drop -> drop.table().catalog();
            case OptimizeTable optimize -> optimize.table().catalog();
            case RepairTable repair -> repair.table().catalog();
            case VacuumTable vacuum -> vacuum.table().catalog();
            case ShowDatabases show -> show.catalog();
            case ShowTables show -> show.database().flatMap(DatabaseName::catalog);
            case ShowViews show -> show.database().flatMap(DatabaseName::catalog);
            case ShowPartitions show -> show.table().catalog();
            case ShowTableProperties show -> show.table().catalog();
            case ShowColumns show -> show.table().catalog();
            case ShowCreateTable show -> show.table().catalog();
        };
    }
}
