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

import io.glaux.protocol.v1.TableName;

import static java.util.Objects.requireNonNull;

/**
 * A table's name as its source spells it.
 */
public record SourceTable(String schema, String table)
{
    public SourceTable
    {
        requireNonNull(schema, "schema is null");
        requireNonNull(table, "table is null");
    }

    public static SourceTable of(TableName name)
    {
        return new SourceTable(name.getSchema(), name.getTable());
    }

    public TableName toMessage()
    {
        return TableName.newBuilder().setSchema(schema).setTable(table).build();
    }

    @Override
    public String toString()
    {
        return schema + "." + table;
    }
}
