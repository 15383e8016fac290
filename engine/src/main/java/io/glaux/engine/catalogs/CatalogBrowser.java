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
package io.glaux.engine.catalogs;

import io.glaux.engine.error.GlauxException;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

import static java.util.Objects.requireNonNull;

/**
 * What is in a catalog that the engine has. Names are in lower case, as the engine has them.
 */
public interface CatalogBrowser
{
    /**
     * @param type in the engine's words
     */
    record BrowsedColumn(String name, String type, Optional<String> comment)
    {
        public BrowsedColumn
        {
            requireNonNull(name, "name is null");
            requireNonNull(type, "type is null");
            requireNonNull(comment, "comment is null");
        }
    }

    /**
     * The schemas, sorted.
     *
     * @throws GlauxException with CATALOG_ERROR and what the source says
     */
    List<String> schemas(String catalog);

    /**
     * The tables of a schema with their columns, sorted.
     *
     * @param table only this one
     * @throws GlauxException with CATALOG_ERROR and what the source says
     */
    SequencedMap<String, List<BrowsedColumn>> tables(String catalog, String schema, Optional<String> table);
}
