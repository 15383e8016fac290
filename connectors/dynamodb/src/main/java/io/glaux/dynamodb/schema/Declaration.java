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
package io.glaux.dynamodb.schema;

import io.glaux.source.SourceTableName;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A table of DynamoDB as the Glue catalog declares it, for Athena's connector.
 *
 * @param table as DynamoDB calls it; none: as the declaration is called, in some case of letters
 * @param properties of the table: columnMapping, datetimeFormatMapping, defaultTimeZone
 */
record Declaration(
        SourceTableName name,
        Optional<String> table,
        Optional<String> comment,
        List<DeclaredColumn> columns,
        Map<String, String> properties)
{
    Declaration
    {
        requireNonNull(name, "name is null");
        columns = List.copyOf(columns);
        properties = Map.copyOf(properties);
    }

    /**
     * @param type in Glue's spelling
     */
    record DeclaredColumn(String name, String type) {}
}
