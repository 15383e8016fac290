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
package io.glaux.dynamodb.plan;

import io.glaux.dynamodb.plan.Condition.And;
import io.glaux.dynamodb.plan.Condition.BeginsWith;
import io.glaux.dynamodb.plan.Condition.Compare;
import io.glaux.dynamodb.plan.Condition.Constant;
import io.glaux.dynamodb.plan.Condition.Exists;
import io.glaux.dynamodb.plan.Condition.HasType;
import io.glaux.dynamodb.plan.Condition.In;
import io.glaux.dynamodb.plan.Condition.Not;
import io.glaux.dynamodb.plan.Condition.Or;
import io.glaux.dynamodb.schema.KeyAttribute;
import io.glaux.dynamodb.schema.KeySchema;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;

import static java.util.Objects.requireNonNull;

/**
 * The keys that items have of which a condition is true; perhaps more.
 *
 * @param hashes the values of the hash key, each with those of the sort key; none: any value
 * @param sort of any hash value, when there are no {@code hashes}
 * @param isExact whether the condition is true of every item with such a key
 */
public record KeyDomain(Optional<NavigableMap<Scalar, KeyRanges>> hashes, KeyRanges sort, boolean isExact)
{
    // bytes of a key's attribute, by DynamoDB's limits
    private static final int MAX_HASH = 2048;
    private static final int MAX_SORT = 1024;

    private static final KeyDomain ALL = anyHash(KeyRanges.ALL, true);
    private static final KeyDomain UNKNOWN = anyHash(KeyRanges.ALL, false);
    private static final KeyDomain NONE = ofHashes(new TreeMap<>(), true);

    public KeyDomain
    {
        hashes = hashes.map(values -> Collections.unmodifiableNavigableMap(new TreeMap<>(values)));
        requireNonNull(sort, "sort is null");
    }

    /**
     * @param key of the table or an index, of which every item has all attributes
     */
    public static KeyDomain of(Condition condition, KeySchema key)
    {
        return switch (condition) {
            case Constant(boolean value) -> value ? ALL : NONE;
            case And(List<Condition> conditions) -> conditions.stream()
                    .map(part -> of(part, key))
                    .reduce(ALL, KeyDomain::intersect);
            case Or(List<Condition> conditions) -> conditions.stream()
                    .map(part -> of(part, key))
                    .reduce(KeyDomain::union)
                    .orElse(NONE);
            case Condition.Test test -> ofTest(test, false, key);
            case Not(Condition.Test test) -> ofTest(test, true, key);
        };
    }

    private static KeyDomain ofTest(Condition.Test test, boolean isNegated, KeySchema key)
    {
        if (test.path().isAttribute(key.hash().name())) {
            return ofHash(test, isNegated, key.hash());
        }
        return key.sort()
                .filter(sort -> test.path().isAttribute(sort.name()))
                .map(sort -> ofSort(test, isNegated, sort))
                .orElse(UNKNOWN);
    }

    private static KeyDomain ofHash(Condition.Test test, boolean isNegated, KeyAttribute hash)
    {
        Optional<KeyRanges> ranges = ranges(test, isNegated, hash, MAX_HASH);
        if (ranges.isEmpty()) {
            return UNKNOWN;
        }
        if (ranges.get().isAll()) {
            return ALL;
        }
        // hash values have no order: only single ones can be asked for
        if (!ranges.get().isPoints()) {
            return UNKNOWN;
        }
        NavigableMap<Scalar, KeyRanges> hashes = new TreeMap<>();
        ranges.get().ranges().forEach(point -> hashes.put(point.low().orElseThrow(), KeyRanges.ALL));
        return ofHashes(hashes, true);
    }

    private static KeyDomain ofSort(Condition.Test test, boolean isNegated, KeyAttribute sort)
    {
        return ranges(test, isNegated, sort, MAX_SORT).map(ranges -> anyHash(ranges, true)).orElse(UNKNOWN);
    }

    /**
     * The values of a key's attribute that pass a test. It is always there, has its type, and is neither empty nor
     * longer than a key may be.
     */
    private static Optional<KeyRanges> ranges(
            Condition.Test test,
            boolean isNegated,
            KeyAttribute attribute,
            int longest)
    {
        return switch (test) {
            case Exists _ -> Optional.of(constant(!isNegated));
            case HasType has -> Optional.of(constant((has.type() == attribute.type()) != isNegated));
            case Compare compare when !isNegated -> compared(compare, attribute, longest);
            case In(AttributePath _, NavigableSet<Scalar> values) -> Optional.of(
                    listed(values, isNegated, attribute, longest));
            case BeginsWith(AttributePath _, Scalar prefix) when !isNegated -> Optional.of(
                    prefix.type() == attribute.type() && prefix.length() <= longest
                            ? KeyRanges.of(KeyRange.prefix(prefix))
                            : KeyRanges.NONE);
            case Compare _, BeginsWith _, Condition.Contains _ -> Optional.empty();
        };
    }

    private static KeyRanges constant(boolean value)
    {
        return value ? KeyRanges.ALL : KeyRanges.NONE;
    }

    private static Optional<KeyRanges> compared(Compare compare, KeyAttribute attribute, int longest)
    {
        Scalar value = compare.value();
        if (value.type() != attribute.type()) {
            return Optional.of(constant(compare.operator() == Condition.Operator.NOT_EQUAL));
        }
        if (value.isEmpty()) {
            return Optional.of(switch (compare.operator()) {
                case EQUAL, LESS, LESS_OR_EQUAL -> KeyRanges.NONE;
                case NOT_EQUAL, GREATER, GREATER_OR_EQUAL -> KeyRanges.ALL;
            });
        }
        if (value.length() > longest) {
            // no key is equal to it, and DynamoDB does not take it as the end of a range
            return switch (compare.operator()) {
                case EQUAL -> Optional.of(KeyRanges.NONE);
                case NOT_EQUAL -> Optional.of(KeyRanges.ALL);
                case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> Optional.empty();
            };
        }
        return Optional.of(switch (compare.operator()) {
            case EQUAL -> KeyRanges.of(KeyRange.point(value));
            case NOT_EQUAL -> KeyRanges.allBut(List.of(value));
            case LESS -> KeyRanges.of(KeyRange.to(value, false));
            case LESS_OR_EQUAL -> KeyRanges.of(KeyRange.to(value, true));
            case GREATER -> KeyRanges.of(KeyRange.from(value, false));
            case GREATER_OR_EQUAL -> KeyRanges.of(KeyRange.from(value, true));
        });
    }

    private static KeyRanges listed(
            Collection<Scalar> values,
            boolean isNegated,
            KeyAttribute attribute,
            int longest)
    {
        List<Scalar> possible = values.stream()
                .filter(value -> value.type() == attribute.type() && !value.isEmpty() && value.length() <= longest)
                .toList();
        return isNegated
                ? KeyRanges.allBut(possible)
                : new KeyRanges(possible.stream().map(KeyRange::point).toList());
    }

    private static KeyDomain anyHash(KeyRanges sort, boolean isExact)
    {
        return sort.isNone() ? ofHashes(new TreeMap<>(), isExact) : new KeyDomain(Optional.empty(), sort, isExact);
    }

    private static KeyDomain ofHashes(NavigableMap<Scalar, KeyRanges> hashes, boolean isExact)
    {
        hashes.values().removeIf(KeyRanges::isNone);
        return new KeyDomain(Optional.of(hashes), KeyRanges.ALL, isExact || hashes.isEmpty());
    }

    private KeyDomain intersect(KeyDomain other)
    {
        boolean isBothExact = isExact && other.isExact;
        if (hashes.isEmpty() && other.hashes.isEmpty()) {
            return anyHash(sort.intersect(other.sort), isBothExact);
        }
        if (hashes.isEmpty()) {
            return other.intersect(this);
        }
        NavigableMap<Scalar, KeyRanges> both = new TreeMap<>();
        hashes.get().forEach((hash, ranges) -> {
            KeyRanges others = other.hashes.map(values -> values.getOrDefault(hash, KeyRanges.NONE)).orElse(other.sort);
            both.put(hash, ranges.intersect(others));
        });
        return ofHashes(both, isBothExact);
    }

    private KeyDomain union(KeyDomain other)
    {
        boolean isBothExact = isExact && other.isExact;
        if (hashes.isEmpty() && other.hashes.isEmpty()) {
            return anyHash(sort.union(other.sort), isBothExact);
        }
        if (hashes.isEmpty()) {
            return other.union(this);
        }
        if (other.hashes.isEmpty()) {
            KeyRanges all = hashes.get().values().stream().reduce(other.sort, KeyRanges::union);
            return anyHash(all, isBothExact && (other.sort.isAll() || hashes.get().isEmpty()));
        }
        NavigableMap<Scalar, KeyRanges> either = new TreeMap<>(hashes.get());
        other.hashes.get().forEach((hash, ranges) -> either.merge(hash, ranges, KeyRanges::union));
        return ofHashes(either, isBothExact);
    }

    /**
     * Whether no key can satisfy the condition.
     */
    public boolean isNone()
    {
        return hashes.filter(NavigableMap::isEmpty).isPresent();
    }

    /**
     * How many keys it has, if each is given whole.
     *
     * @return none when there may be any number
     */
    public Optional<Long> fullKeys(KeySchema key)
    {
        return hashes
                .filter(values -> key.sort().isEmpty() || values.values().stream().allMatch(KeyRanges::isPoints))
                .map(values -> values.values().stream().mapToLong(ranges -> ranges.ranges().size()).sum());
    }

    @Override
    public String toString()
    {
        return "KeyDomain[%s]".formatted(hashes.map(values -> values.size() + " hash values").orElse("any"));
    }
}
