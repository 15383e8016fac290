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
 * What a statement of the engine is about to write.
 *
 * @param engineQueryId the id under which the engine knows the statement, and which its files carry in their names
 * @param executionId the query of the user that it belongs to
 * @param location the S3 URI of the folder under which the files will be
 */
public record WriteIntent(
        String engineQueryId,
        String executionId,
        Target target,
        String database,
        String table,
        String location)
{
    public WriteIntent
    {
        requireNonNull(engineQueryId, "engineQueryId is null");
        requireNonNull(executionId, "executionId is null");
        requireNonNull(target, "target is null");
        requireNonNull(database, "database is null");
        requireNonNull(table, "table is null");
        requireNonNull(location, "location is null");
    }

    /**
     * What is written to, and so what has to go when the statement does not succeed.
     */
    public enum Target
    {
        /**
         * Files in a folder that was empty, and no table.
         */
        FILES,
        /**
         * A new table of Hive's kind, in a folder that was empty.
         */
        NEW_HIVE_TABLE,
        /**
         * A new table of Iceberg, in a folder that was empty.
         */
        NEW_ICEBERG_TABLE,
        /**
         * More rows of a table of Hive's kind.
         */
        HIVE_TABLE,
        /**
         * More rows of a table of Iceberg.
         */
        ICEBERG_TABLE,
    }
}
