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
package io.glaux.flight.metadata;

import io.glaux.arrow.ArrowTypes;
import io.glaux.arrow.UnsupportedArrowTypeException;
import io.trino.spi.type.Type;
import org.apache.arrow.vector.types.pojo.Field;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * The types of {@link ArrowTypes}.
 */
public record ArrowTypeMapping(ArrowTypes types)
        implements TypeMapping
{
    public ArrowTypeMapping
    {
        requireNonNull(types, "types is null");
    }

    @Override
    public Optional<Type> engineType(Field field)
    {
        try {
            return Optional.of(types.type(field));
        }
        catch (UnsupportedArrowTypeException _) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Field> protocolField(String name, Type type)
    {
        try {
            return Optional.of(types.field(name, type));
        }
        catch (UnsupportedArrowTypeException _) {
            return Optional.empty();
        }
    }
}
