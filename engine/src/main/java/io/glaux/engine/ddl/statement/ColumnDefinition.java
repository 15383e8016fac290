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
package io.glaux.engine.ddl.statement;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A column of a table.
 *
 * @param name in lower case
 * @param type as Glue keeps it: lower case, no blanks, short names, for instance {@code array<struct<a:int,b:string>>}
 *         or {@code decimal(10,0)}
 */
public record ColumnDefinition(String name, String type, Optional<String> comment)
{
    public ColumnDefinition
    {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
        requireNonNull(comment, "comment is null");
    }
}
