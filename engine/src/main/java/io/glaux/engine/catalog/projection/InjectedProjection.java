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
package io.glaux.engine.catalog.projection;

import io.glaux.engine.catalog.predicate.KeyDomain;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import static java.lang.Math.toIntExact;
import static java.util.Objects.requireNonNull;

/**
 * Whatever values the predicate names.
 */
record InjectedProjection(String column)
        implements ColumnProjection
{
    InjectedProjection
    {
        requireNonNull(column, "column is null");
    }

    /**
     * @throws GlauxException INVALID_INPUT in Athena's words when the domain is not a list of values
     */
    @Override
    public ProjectedValues within(KeyDomain domain)
    {
        List<Object> points = domain.points().orElseThrow(() -> new GlauxException(
                ErrorCode.INVALID_INPUT,
                ("CONSTRAINT_VIOLATION: For the injected projected partition column %s, the WHERE clause must contain "
                + "only static equality conditions, and at least one such condition must be present.").formatted(
                        column)));
        return new Named(points.stream().map(String.class::cast).filter(value -> !value.isEmpty()).toList());
    }

    @Override
    public Optional<ProjectedValue> find(String value)
    {
        return value.isEmpty() ? Optional.empty() : Optional.of(new ProjectedValue(value, value));
    }

    @Override
    public OptionalLong size()
    {
        return OptionalLong.empty();
    }

    private record Named(List<String> values)
            implements ProjectedValues
    {
        @Override
        public OptionalLong from(long position)
        {
            long place = Math.max(position, 0);
            return place < values.size() ? OptionalLong.of(place) : OptionalLong.empty();
        }

        @Override
        public ProjectedValue at(long position)
        {
            String value = values.get(toIntExact(position));
            return new ProjectedValue(value, value);
        }
    }
}
