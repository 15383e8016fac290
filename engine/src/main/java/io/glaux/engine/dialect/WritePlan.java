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

import io.glaux.engine.dialect.text.Translation;
import io.glaux.engine.query.WriteIntent;

import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A statement of the engine that writes, and what to see to around it.
 *
 * @param sessionProperties of the engine, for this statement
 * @param location the S3 URI of the folder that is written to
 * @param manifest the S3 URI of the data manifest; none of Iceberg tables
 * @param overwrites whether what was in the written places before goes
 */
record WritePlan(
        Translation statement,
        Map<String, String> sessionProperties,
        WriteIntent.Target target,
        String database,
        String table,
        String location,
        Optional<String> manifest,
        boolean overwrites)
{
    WritePlan
    {
        requireNonNull(statement, "statement is null");
        sessionProperties = Map.copyOf(sessionProperties);
        requireNonNull(target, "target is null");
        requireNonNull(database, "database is null");
        requireNonNull(table, "table is null");
        requireNonNull(location, "location is null");
        requireNonNull(manifest, "manifest is null");
    }

    /**
     * Whether the folder must be empty before.
     */
    boolean isNew()
    {
        return switch (target) {
            case FILES, NEW_HIVE_TABLE, NEW_ICEBERG_TABLE -> true;
            case HIVE_TABLE, ICEBERG_TABLE -> false;
        };
    }
}
