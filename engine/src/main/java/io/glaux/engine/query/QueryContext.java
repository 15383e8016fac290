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

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * What a statement is read with, as the client sent it.
 *
 * @param catalog catalog of unqualified names; the lake's when empty
 * @param database schema of unqualified names; {@code default} when empty
 * @param parameters values of the positional {@code ?} in order
 */
public record QueryContext(Optional<String> catalog, Optional<String> database, List<String> parameters)
{
    public QueryContext
    {
        requireNonNull(catalog, "catalog is null");
        requireNonNull(database, "database is null");
        parameters = List.copyOf(parameters);
    }
}
