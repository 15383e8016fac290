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
import io.glaux.engine.catalog.predicate.PartitionPredicate;
import io.glaux.engine.catalog.predicate.Truth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

import static java.util.Objects.requireNonNull;

/**
 * Goes through the combinations of the columns' values. The values of a column are those that the predicate leaves,
 * once the columns before it have their values. Its position is that of the columns which have one.
 */
final class ProjectionCursor
{
    private final List<ColumnProjection> columns;
    private final List<KeyType> types;
    private final Optional<PartitionPredicate> predicate;
    private final List<ProjectedValues> choices = new ArrayList<>();
    private final List<Long> positions = new ArrayList<>();
    private final List<String> values = new ArrayList<>();
    private final List<String> paths = new ArrayList<>();
    private int effort;
    private boolean finished;

    /**
     * @param effort the most values that are looked at
     */
    ProjectionCursor(
            List<ColumnProjection> columns,
            List<KeyType> types,
            Optional<PartitionPredicate> predicate,
            int effort)
    {
        this.columns = List.copyOf(columns);
        this.types = List.copyOf(types);
        this.predicate = requireNonNull(predicate, "predicate is null");
        this.effort = effort;
    }

    /**
     * Goes to a position that a cursor of the same table and predicate gave; empty is before the first.
     *
     * @return false if some column has no value at all
     */
    boolean open(List<Long> after)
    {
        // all of them first: a missing condition is an error even if another column has no value
        List<ProjectedValues> each = IntStream.range(0, columns.size())
                .mapToObj(place -> columns.get(place).within(domain(place)))
                .toList();
        if (each.stream().anyMatch(column -> column.from(Long.MIN_VALUE).isEmpty())) {
            finished = true;
            return false;
        }
        choices.add(columns.getFirst().within(domain(0)));
        for (long position : after) {
            take(position);
        }
        return true;
    }

    /**
     * Goes to the next partition for which the predicate is true.
     *
     * @return false at the end, and when the effort is spent
     */
    boolean advance()
    {
        while (!finished && effort > 0) {
            effort--;
            if (next() && positions.size() == columns.size() && isTrue()) {
                return true;
            }
        }
        return false;
    }

    List<String> values()
    {
        return List.copyOf(values);
    }

    List<String> paths()
    {
        return List.copyOf(paths);
    }

    /**
     * Where the cursor is, none at the end.
     */
    Optional<List<Long>> position()
    {
        return finished ? Optional.empty() : Optional.of(List.copyOf(positions));
    }

    /**
     * Gives the column after those that have a value its first one; if it has none, or all have one, the last gets its
     * next.
     *
     * @return whether a column got a value
     */
    private boolean next()
    {
        if (positions.size() < columns.size()) {
            OptionalLong first = choices.getLast().from(Long.MIN_VALUE);
            if (first.isPresent()) {
                take(first.getAsLong());
                return true;
            }
        }
        while (!positions.isEmpty()) {
            long last = drop();
            OptionalLong next = last == Long.MAX_VALUE ? OptionalLong.empty() : choices.getLast().from(last + 1);
            if (next.isPresent()) {
                take(next.getAsLong());
                return true;
            }
        }
        finished = true;
        return false;
    }

    private void take(long position)
    {
        ProjectedValue value = choices.getLast().at(position);
        positions.add(position);
        values.add(value.value());
        paths.add(value.path());
        if (positions.size() < columns.size()) {
            choices.add(columns.get(positions.size()).within(domain(positions.size())));
        }
    }

    private long drop()
    {
        if (positions.size() < columns.size()) {
            choices.removeLast();
        }
        values.removeLast();
        paths.removeLast();
        return positions.removeLast();
    }

    /**
     * The domain of a column for the values of those before it that have one.
     */
    private KeyDomain domain(int place)
    {
        KeyType type = types.get(place);
        return predicate
                .map(condition -> KeyDomain.of(condition, place, type, values))
                .orElseGet(() -> KeyDomain.all(type));
    }

    private boolean isTrue()
    {
        return predicate.isEmpty() || predicate.get().evaluate(values) == Truth.TRUE;
    }
}
