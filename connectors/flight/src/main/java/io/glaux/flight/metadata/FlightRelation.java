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
package io.glaux.flight.metadata;

import io.trino.spi.connector.SchemaTableName;

import java.util.Optional;

/**
 * What a scan reads: a table, or the answer to a text in the source's own language.
 *
 * @param name of the table in the engine
 * @param source of the table in the source
 */
public record FlightRelation(Optional<SchemaTableName> name, Optional<SourceTable> source, Optional<String> query)
{
    public FlightRelation
    {
        if (name.isPresent() != source.isPresent() || name.isPresent() == query.isPresent()) {
            throw new IllegalArgumentException("A scan reads either a table or a query");
        }
    }

    public static FlightRelation table(SchemaTableName name, SourceTable source)
    {
        return new FlightRelation(Optional.of(name), Optional.of(source), Optional.empty());
    }

    public static FlightRelation query(String text)
    {
        return new FlightRelation(Optional.empty(), Optional.empty(), Optional.of(text));
    }

    /**
     * Without the text of a query, which may have values.
     */
    @Override
    public String toString()
    {
        return source.map(SourceTable::toString).orElse("query");
    }
}
