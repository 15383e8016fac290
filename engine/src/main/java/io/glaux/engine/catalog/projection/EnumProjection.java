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
import io.glaux.engine.catalog.predicate.KeyType;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

import static java.lang.Math.toIntExact;

/**
 * A list of values, each with its whitespace.
 */
final class EnumProjection
        implements ColumnProjection
{
    private final List<String> values;
    private final KeyType type;
    private Optional<Selection> last = Optional.empty();

    /**
     * @param values without repetitions
     */
    EnumProjection(List<String> values, KeyType type)
    {
        this.values = List.copyOf(values);
        this.type = type;
    }

    @Override
    public ProjectedValues within(KeyDomain domain)
    {
        Optional<Selection> known = last.filter(selection -> selection.domain().equals(domain));
        Selection selection = known.orElseGet(() -> new Selection(domain, select(domain)));
        last = Optional.of(selection);
        return selection;
    }

    private List<String> select(KeyDomain domain)
    {
        return values.stream().filter(domain::mayHold).toList();
    }

    @Override
    public Optional<ProjectedValue> find(String value)
    {
        return values.stream()
                .filter(candidate -> candidate.equals(value))
                .findFirst()
                .or(() -> values.stream().filter(candidate -> isEqual(candidate, value)).findFirst())
                .map(found -> new ProjectedValue(found, found));
    }

    @Override
    public OptionalLong size()
    {
        return OptionalLong.of(values.size());
    }

    private boolean isEqual(String left, String right)
    {
        return type != KeyType.STRING
                && type.parse(left).isPresent()
                && Objects.equals(type.parse(left), type.parse(right));
    }

    /**
     * The values that a domain holds: columns before this one often leave the same domain again and again.
     */
    private record Selection(KeyDomain domain, List<String> selected)
            implements ProjectedValues
    {
        @Override
        public OptionalLong from(long position)
        {
            return IntStream.range(Math.clamp(position, 0, selected.size()), selected.size())
                    .asLongStream()
                    .findFirst();
        }

        @Override
        public ProjectedValue at(long position)
        {
            String value = selected.get(toIntExact(position));
            return new ProjectedValue(value, value);
        }
    }
}
