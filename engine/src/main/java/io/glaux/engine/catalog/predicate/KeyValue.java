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
package io.glaux.engine.catalog.predicate;

import static java.util.Objects.requireNonNull;

/**
 * A value of a partition key in the order of its type. Values of different types do not compare.
 *
 * @param value of the class that the type parses texts to
 */
public record KeyValue(KeyType type, Object value)
        implements Comparable<KeyValue>
{
    public KeyValue
    {
        requireNonNull(type, "type is null");
        requireNonNull(value, "value is null");
    }

    @Override
    public int compareTo(KeyValue other)
    {
        return type.compareValues(value, other.value);
    }
}
