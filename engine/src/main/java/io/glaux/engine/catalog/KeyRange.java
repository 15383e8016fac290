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
package io.glaux.engine.catalog;

import io.glaux.engine.catalog.predicate.KeyType;
import io.glaux.engine.catalog.predicate.PartitionPredicate;
import io.glaux.engine.catalog.predicate.PartitionPredicate.Comparison;
import io.glaux.engine.catalog.predicate.PartitionPredicate.In;
import io.glaux.engine.catalog.predicate.PartitionPredicate.IsNull;
import io.glaux.engine.catalog.predicate.PartitionPredicate.Operator;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import static io.glaux.engine.catalog.predicate.PartitionPredicate.NULL_VALUE;

/**
 * A range of partition keys that holds every partition for which a predicate is true: the database reads no others.
 * Only keys of text bound it, since other values may be written in several ways ({@code 1} and {@code 01}).
 */
final class KeyRange
{
    private static final Set<Operator> LOWER = EnumSet.of(Operator.GREATER, Operator.GREATER_OR_EQUAL);
    private static final Set<Operator> UPPER = EnumSet.of(Operator.LESS, Operator.LESS_OR_EQUAL);

    private final byte[] from;
    private final byte[] before;

    private KeyRange(byte[] from, byte[] before)
    {
        this.from = from;
        this.before = before;
    }

    static KeyRange all()
    {
        return new KeyRange(new byte[0], PartitionKey.afterAll(List.of()));
    }

    /**
     * Follows the keys from the first as long as each has one value; the first that has not may still have bounds.
     */
    static KeyRange of(PartitionPredicate predicate, int keys)
    {
        List<PartitionPredicate> conjuncts = predicate.conjuncts().toList();
        List<String> leading = new ArrayList<>();
        while (leading.size() < keys) {
            int key = leading.size();
            Optional<String> value = conjuncts.stream().flatMap(term -> equalTo(term, key)).findFirst();
            if (value.isEmpty()) {
                byte[] from = conjuncts.stream()
                        .flatMap(term -> atLeast(term, key))
                        .max(KeyType.STRING_ORDER)
                        .map(low -> PartitionKey.lowest(leading, low))
                        .orElseGet(() -> PartitionKey.of(leading).bytes());
                byte[] before = conjuncts.stream()
                        .flatMap(term -> atMost(term, key))
                        .min(KeyType.STRING_ORDER)
                        .map(high -> PartitionKey.afterHighest(leading, high))
                        .orElseGet(() -> PartitionKey.afterAll(leading));
                return new KeyRange(from, before);
            }
            leading.add(value.get());
        }
        return new KeyRange(PartitionKey.of(leading).bytes(), PartitionKey.afterAll(leading));
    }

    byte[] from()
    {
        return from.clone();
    }

    byte[] before()
    {
        return before.clone();
    }

    private static Stream<String> equalTo(PartitionPredicate term, int key)
    {
        if (term instanceof IsNull(int other) && other == key) {
            return Stream.of(NULL_VALUE);
        }
        List<String> values = values(term, key, EnumSet.of(Operator.EQUAL));
        return values.size() == 1 ? values.stream() : Stream.empty();
    }

    private static Stream<String> atLeast(PartitionPredicate term, int key)
    {
        return values(term, key, LOWER).stream().min(KeyType.STRING_ORDER).stream();
    }

    private static Stream<String> atMost(PartitionPredicate term, int key)
    {
        return values(term, key, UPPER).stream().max(KeyType.STRING_ORDER).stream();
    }

    /**
     * The texts that a key of text is compared with, if the term does so by one of these operators; IN counts for each
     * of them.
     */
    private static List<String> values(PartitionPredicate term, int key, Set<Operator> operators)
    {
        if (term instanceof Comparison comparison
                && comparison.key() == key
                && comparison.type() == KeyType.STRING
                && operators.contains(comparison.operator())) {
            return List.of((String) comparison.literal());
        }
        if (term instanceof In in && in.key() == key && in.type() == KeyType.STRING) {
            return in.literals().stream().map(String.class::cast).toList();
        }
        return List.of();
    }
}
