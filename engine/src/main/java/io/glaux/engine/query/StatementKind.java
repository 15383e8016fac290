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
package io.glaux.engine.query;

import static java.util.Objects.requireNonNull;

/**
 * What Athena says of a statement, decided by parsing it.
 *
 * @param type StatementType of Athena's QueryExecution
 * @param substatement SubstatementType of Athena's QueryExecution, for instance {@code SELECT} or
 *         {@code CREATE_TABLE_AS_SELECT}
 * @param output the kind of result file that Athena writes for it
 */
public record StatementKind(Type type, String substatement, Output output)
{
    public StatementKind
    {
        requireNonNull(type, "type is null");
        requireNonNull(substatement, "substatement is null");
        requireNonNull(output, "output is null");
    }

    public enum Type
    {
        DDL, DML, UTILITY
    }

    /**
     * The result files of Athena's "Working with query results" page.
     */
    public enum Output
    {
        /**
         * {@code <id>.csv} with rows and a header: SELECT, WITH, VALUES, TABLE, SHOW FUNCTIONS.
         */
        CSV,
        /**
         * {@code <id>.csv} is named, only its {@code .metadata} is written: UPDATE, DELETE, MERGE.
         */
        CSV_METADATA_ONLY,
        /**
         * {@code <id>} without an extension is named: INSERT.
         */
        INSERT,
        /**
         * {@code tables/<id>}: CREATE TABLE AS.
         */
        TABLE,
        /**
         * {@code <id>.txt}: every other DDL statement, SHOW, DESCRIBE, EXPLAIN.
         */
        TEXT,
    }
}
