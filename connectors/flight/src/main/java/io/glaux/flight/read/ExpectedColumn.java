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
package io.glaux.flight.read;

import io.glaux.flight.metadata.FlightColumnHandle;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.Type;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A column that batches have to have.
 *
 * @param name none: any, as a field within a column has
 */
record ExpectedColumn(Optional<String> name, Type type)
{
    /**
     * The last column of the answers to look-ups: the position of the row's key.
     */
    static final ExpectedColumn KEY = new ExpectedColumn(Optional.of("glaux.key"), IntegerType.INTEGER);

    ExpectedColumn
    {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
    }

    static ExpectedColumn of(FlightColumnHandle column)
    {
        return new ExpectedColumn(
                column.path().size() == 1 ? Optional.of(column.path().getFirst()) : Optional.empty(),
                column.type());
    }
}
