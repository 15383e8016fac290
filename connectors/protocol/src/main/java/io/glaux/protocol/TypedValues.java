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
package io.glaux.protocol;

import org.apache.arrow.vector.types.pojo.Field;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * Values of one type, in the forms of {@link VectorValues}. Its text has none of them.
 *
 * @param values a null is SQL's NULL
 */
public record TypedValues(Field field, List<Object> values)
{
    public TypedValues
    {
        requireNonNull(field, "field is null");
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    /**
     * The value of a literal.
     *
     * @return null for SQL's NULL
     * @throws ProtocolException if it is not one value
     */
    public Object single()
    {
        if (values.size() != 1) {
            throw ProtocolException.malformed("A literal has one value, and not %s".formatted(values.size()));
        }
        return values.getFirst();
    }

    @Override
    public String toString()
    {
        return "%s values of %s".formatted(values.size(), field.getType());
    }
}
