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
package io.glaux.engine.catalog;

import io.glaux.engine.identity.Principal;

import static java.util.Objects.requireNonNull;

/**
 * A table of the store, its names in lower case.
 */
record TableKey(String catalogId, String database, String name)
{
    TableKey
    {
        requireNonNull(catalogId, "catalogId is null");
        requireNonNull(database, "database is null");
        requireNonNull(name, "name is null");
    }

    static TableKey of(Principal caller, String catalogId, String database, String name)
    {
        return DatabaseKey.of(caller, catalogId, database).table(name);
    }
}
