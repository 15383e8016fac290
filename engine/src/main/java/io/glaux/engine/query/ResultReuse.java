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
 * A client takes an earlier result of the same query.
 *
 * @param maxAgeMinutes how old the result may be
 * @param key the same for queries that give the same result, as far as the catalog knows; empty when the result cannot
 *         be reused
 */
public record ResultReuse(int maxAgeMinutes, Optional<String> key)
{
    public ResultReuse
    {
        requireNonNull(key, "key is null");
    }
}
