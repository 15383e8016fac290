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
package io.glaux.reference.data;

import java.util.List;

/**
 * Makes all tables of a source.
 */
public final class ReferenceTables
{
    private ReferenceTables() {}

    /**
     * @param definitions of tables that are empty at first
     * @throws io.glaux.source.SourceException if these are wrong
     */
    public static Tables of(TableSizes sizes, String definitions)
    {
        Tables tables = new Tables();
        FixedTables.addTo(tables);
        GeneratedTables.addTo(tables, sizes);
        TpchTables.addTo(tables, sizes.tpchScale());
        DefinitionReader.read(definitions).forEach(table -> tables.add(table, StoredRows.of(List.of())));
        return tables;
    }
}
