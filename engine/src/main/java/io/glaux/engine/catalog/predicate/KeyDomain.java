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

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;
import io.glaux.engine.catalog.predicate.PartitionPredicate.And;
import io.glaux.engine.catalog.predicate.PartitionPredicate.Comparison;
import io.glaux.engine.catalog.predicate.PartitionPredicate.Constant;
import io.glaux.engine.catalog.predicate.PartitionPredicate.In;
import io.glaux.engine.catalog.predicate.PartitionPredicate.IsNull;
import io.glaux.engine.catalog.predicate.PartitionPredicate.Like;
import io.glaux.engine.catalog.predicate.PartitionPredicate.Not;
import io.glaux.engine.catalog.predicate.PartitionPredicate.Operator;
import io.glaux.engine.catalog.predicate.PartitionPredicate.Or;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;

import static io.glaux.engine.catalog.predicate.PartitionPredicate.NULL_VALUE;
import static java.util.Objects.requireNonNull;

/**
 * The values of one partition key for which a predicate may be true. For every other value it is not true, whatever
 * the other keys are; so a domain narrows what has to be looked at, and the predicate still decides.
 *
 * @param ranges of values that are of the key's type
 * @param nulls whether the predicate may be true for null
 * @param others whether it may be true for texts that are no value of the type
 */
public record KeyDomain(KeyType type, ImmutableRangeSet<KeyValue> ranges, boolean nulls, boolean others)
{
    public KeyDomain
    {
        requireNonNull(type, "type is null");
        requireNonNull(ranges, "ranges is null");
    }

    /**
     * The domain of a key.
     *
     * @param key the place of the key
     * @param known the values of the keys before it, if they are settled; the predicate is judged for these
     */
    public static KeyDomain of(PartitionPredicate predicate, int key, KeyType type, List<String> known)
    {
        return new Derivation(key, type, known).domain(predicate, Truth.TRUE);
    }

    public static KeyDomain all(KeyType type)
    {
        return new KeyDomain(type, ImmutableRangeSet.of(Range.all()), true, true);
    }

    public boolean isEmpty()
    {
        return ranges.isEmpty() && !nulls && !others;
    }

    /**
     * Whether a value, as text, is in the domain.
     */
    public boolean mayHold(String value)
    {
        if (value.equals(NULL_VALUE)) {
            return nulls;
        }
        return type.parse(value).map(parsed -> ranges.contains(new KeyValue(type, parsed))).orElse(others);
    }

    /**
     * The values in order, when the domain is a list of single values. Null is none.
     */
    public Optional<List<Object>> points()
    {
        List<Object> points = new ArrayList<>();
        for (Range<KeyValue> range : ranges.asRanges()) {
            boolean isPoint = range.hasLowerBound()
                    && range.hasUpperBound()
                    && range.lowerEndpoint().compareTo(range.upperEndpoint()) == 0;
            if (!isPoint) {
                return Optional.empty();
            }
            points.add(range.lowerEndpoint().value());
        }
        return others || nulls ? Optional.empty() : Optional.of(points);
    }

    private static KeyDomain none(KeyType type)
    {
        return new KeyDomain(type, ImmutableRangeSet.of(), false, false);
    }

    private static KeyDomain ofRange(KeyType type, Range<KeyValue> range)
    {
        return new KeyDomain(type, ImmutableRangeSet.of(range), false, false);
    }

    private KeyDomain and(KeyDomain other)
    {
        return new KeyDomain(
                type,
                ranges.intersection(other.ranges),
                nulls && other.nulls,
                others && other.others);
    }

    private KeyDomain or(KeyDomain other)
    {
        RangeSet<KeyValue> union = TreeRangeSet.create(ranges);
        union.addAll(other.ranges);
        return new KeyDomain(type, ImmutableRangeSet.copyOf(union), nulls || other.nulls, others || other.others);
    }

    /**
     * Goes down a predicate with the truth that is wanted of it: NOT exchanges TRUE and FALSE.
     */
    private record Derivation(int key, KeyType type, List<String> known)
    {
        KeyDomain domain(PartitionPredicate predicate, Truth wanted)
        {
            boolean isTrue = wanted == Truth.TRUE;
            return switch (predicate) {
                case And(List<PartitionPredicate> terms) -> combine(terms, wanted, isTrue);
                case Or(List<PartitionPredicate> terms) -> combine(terms, wanted, !isTrue);
                case Not(PartitionPredicate term) -> domain(term, wanted.not());
                case Constant(Truth value) -> decided(value == wanted);
                case IsNull term when term.key() == key -> isTrue
                        ? new KeyDomain(type, ImmutableRangeSet.of(), true, false)
                        : new KeyDomain(type, ImmutableRangeSet.of(Range.all()), false, true);
                case IsNull term -> other(term, term.key(), wanted);
                case Comparison term when term.key() == key -> compared(term, isTrue);
                case Comparison term -> other(term, term.key(), wanted);
                case In term when term.key() == key -> listed(term, isTrue);
                case In term -> other(term, term.key(), wanted);
                case Like term when term.key() == key -> matched(term, isTrue);
                case Like term -> other(term, term.key(), wanted);
            };
        }

        private KeyDomain combine(List<PartitionPredicate> terms, Truth wanted, boolean intersect)
        {
            BinaryOperator<KeyDomain> operation = intersect ? KeyDomain::and : KeyDomain::or;
            return terms.stream()
                    .map(term -> domain(term, wanted))
                    .reduce(operation)
                    .orElseGet(() -> decided(intersect));
        }

        private KeyDomain decided(boolean reached)
        {
            return reached ? all(type) : none(type);
        }

        /**
         * A term over another key says nothing about this one, unless that key has its value.
         */
        private KeyDomain other(PartitionPredicate term, int place, Truth wanted)
        {
            return decided(place >= known.size() || term.evaluate(known) == wanted);
        }

        private KeyDomain compared(Comparison term, boolean isTrue)
        {
            KeyValue literal = new KeyValue(type, term.literal());
            return switch (isTrue ? term.operator() : opposite(term.operator())) {
                case EQUAL -> ofRange(type, Range.singleton(literal));
                case NOT_EQUAL -> except(ImmutableRangeSet.of(Range.singleton(literal)));
                case LESS -> ofRange(type, Range.lessThan(literal));
                case LESS_OR_EQUAL -> ofRange(type, Range.atMost(literal));
                case GREATER -> ofRange(type, Range.greaterThan(literal));
                case GREATER_OR_EQUAL -> ofRange(type, Range.atLeast(literal));
            };
        }

        private KeyDomain listed(In term, boolean isTrue)
        {
            RangeSet<KeyValue> points = TreeRangeSet.create();
            term.literals().forEach(literal -> points.add(Range.singleton(new KeyValue(type, literal))));
            ImmutableRangeSet<KeyValue> listed = ImmutableRangeSet.copyOf(points);
            return isTrue ? new KeyDomain(type, listed, false, false) : except(listed);
        }

        /**
         * LIKE is about texts: only of a key of text the prefix is a range.
         */
        private KeyDomain matched(Like term, boolean isTrue)
        {
            String prefix = term.pattern().prefix();
            if (!isTrue || type != KeyType.STRING) {
                return new KeyDomain(type, ImmutableRangeSet.of(Range.all()), false, true);
            }
            KeyValue low = new KeyValue(type, prefix);
            if (term.pattern().isText()) {
                return ofRange(type, Range.singleton(low));
            }
            return ofRange(type, afterPrefix(prefix)
                    .map(high -> Range.closedOpen(low, new KeyValue(type, high)))
                    .orElseGet(() -> Range.atLeast(low)));
        }

        private KeyDomain except(ImmutableRangeSet<KeyValue> values)
        {
            return new KeyDomain(type, values.complement(), false, false);
        }

        private static Operator opposite(Operator operator)
        {
            return switch (operator) {
                case EQUAL -> Operator.NOT_EQUAL;
                case NOT_EQUAL -> Operator.EQUAL;
                case LESS -> Operator.GREATER_OR_EQUAL;
                case LESS_OR_EQUAL -> Operator.GREATER;
                case GREATER -> Operator.LESS_OR_EQUAL;
                case GREATER_OR_EQUAL -> Operator.LESS;
            };
        }

        /**
         * The first text after all that start with a prefix, none if there is no such text.
         */
        private static Optional<String> afterPrefix(String prefix)
        {
            int[] characters = prefix.codePoints().toArray();
            for (int last = characters.length - 1; last >= 0; last--) {
                if (characters[last] < Character.MAX_CODE_POINT) {
                    int next = characters[last] + 1;
                    boolean isSurrogate = next >= Character.MIN_SURROGATE && next <= Character.MAX_SURROGATE;
                    characters[last] = isSurrogate ? Character.MAX_SURROGATE + 1 : next;
                    return Optional.of(new String(characters, 0, last + 1));
                }
            }
            return Optional.empty();
        }
    }
}
