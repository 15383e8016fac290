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

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A table that a statement names.
 *
 * @param catalog as it is spelled, when it is
 * @param database as it is spelled, when it is
 * @param isCertain false when the name may be that of a subquery, as WITH gives them
 */
public record ReadTable(Optional<String> catalog, Optional<String> database, String name, boolean isCertain)
{
    public ReadTable
    {
        requireNonNull(catalog, "catalog is null");
        requireNonNull(database, "database is null");
        requireNonNull(name, "name is null");
    }
}
