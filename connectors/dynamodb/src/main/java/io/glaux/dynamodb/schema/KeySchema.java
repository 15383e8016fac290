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

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * The key of a table or of an index.
 *
 * @param sort items of one hash value are in its order
 */
public record KeySchema(KeyAttribute hash, Optional<KeyAttribute> sort)
{
    public KeySchema
    {
        requireNonNull(hash, "hash is null");
        requireNonNull(sort, "sort is null");
    }

    /**
     * Hash, then sort.
     */
    public List<KeyAttribute> attributes()
    {
        return sort.map(attribute -> List.of(hash, attribute)).orElse(List.of(hash));
    }

    /**
     * The names of {@link #attributes}.
     */
    public List<String> names()
    {
        return attributes().stream().map(KeyAttribute::name).toList();
    }
}
