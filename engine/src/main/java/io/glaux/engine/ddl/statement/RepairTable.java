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
package io.glaux.engine.ddl.statement;

import io.glaux.engine.query.StatementKind;

import static io.glaux.engine.ddl.statement.StatementKinds.ddl;
import static java.util.Objects.requireNonNull;

/**
 * MSCK REPAIR TABLE. Athena has only the form that adds; the others are Hive's.
 */
public record RepairTable(TableName table, Mode mode)
        implements DdlStatement
{
    public RepairTable
    {
        requireNonNull(table, "table is null");
        requireNonNull(mode, "mode is null");
    }

    @Override
    public StatementKind kind()
    {
        return ddl("MSCK_REPAIR");
    }

    public enum Mode
    {
        /**
         * Adds partitions that storage has and the catalog has not: also when nothing is said.
         */
        ADD,
        /**
         * Removes partitions that the catalog has and storage has not.
         */
        DROP,
        /**
         * Both.
         */
        SYNC,
    }
}
