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

import software.amazon.awssdk.services.glue.model.Column;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import static java.util.Objects.requireNonNull;

/**
 * A predicate over the values of a partition, which are in the order of the table's partition keys.
 */
public sealed interface PartitionPredicate
{
    /**
     * Hive's and Glue's text for a partition value that is null.
     */
    String NULL_VALUE = "__HIVE_DEFAULT_PARTITION__";

    Truth evaluate(List<String> values);

    /**
     * Parses an expression as Glue's
     * <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_GetPartitions.html">GetPartitions</a> takes it.
     *
     * @throws io.glaux.engine.error.GlauxException INVALID_INPUT that says where the expression is wrong
     */
    static PartitionPredicate parse(String expression, List<Column> keys)
    {
        return new PredicateParser(expression, keys).parse();
    }

    /**
     * The predicates that all must hold.
     */
    default Stream<PartitionPredicate> conjuncts()
    {
        return Stream.of(this);
    }

    record And(List<PartitionPredicate> terms)
            implements PartitionPredicate
    {
        public And
        {
            terms = List.copyOf(terms);
        }

        @Override
        public Truth evaluate(List<String> values)
        {
            Truth result = Truth.TRUE;
            for (PartitionPredicate term : terms) {
                Truth truth = term.evaluate(values);
                if (truth == Truth.FALSE) {
                    return Truth.FALSE;
                }
                result = truth.compareTo(result) < 0 ? truth : result;
            }
            return result;
        }

        @Override
        public Stream<PartitionPredicate> conjuncts()
        {
            return terms.stream().flatMap(PartitionPredicate::conjuncts);
        }
    }

    record Or(List<PartitionPredicate> terms)
            implements PartitionPredicate
    {
        public Or
        {
            terms = List.copyOf(terms);
        }

        @Override
        public Truth evaluate(List<String> values)
        {
            Truth result = Truth.FALSE;
            for (PartitionPredicate term : terms) {
                Truth truth = term.evaluate(values);
                if (truth == Truth.TRUE) {
                    return Truth.TRUE;
                }
                result = truth.compareTo(result) > 0 ? truth : result;
            }
            return result;
        }
    }

    record Not(PartitionPredicate term)
            implements PartitionPredicate
    {
        public Not
        {
            requireNonNull(term, "term is null");
        }

        @Override
        public Truth evaluate(List<String> values)
        {
            return term.evaluate(values).not();
        }
    }

    record Constant(Truth value)
            implements PartitionPredicate
    {
        public Constant
        {
            requireNonNull(value, "value is null");
        }

        @Override
        public Truth evaluate(List<String> values)
        {
            return value;
        }
    }

    /**
     * @param key the place of the partition key
     */
    record IsNull(int key)
            implements PartitionPredicate
    {
        @Override
        public Truth evaluate(List<String> values)
        {
            // as for the comparisons: what is not known is not selected
            return key < values.size() ? Truth.of(values.get(key).equals(NULL_VALUE)) : Truth.UNKNOWN;
        }
    }

    enum Operator
    {
        EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL;

        boolean holds(int comparison)
        {
            return switch (this) {
                case EQUAL -> comparison == 0;
                case NOT_EQUAL -> comparison != 0;
                case LESS -> comparison < 0;
                case LESS_OR_EQUAL -> comparison <= 0;
                case GREATER -> comparison > 0;
                case GREATER_OR_EQUAL -> comparison >= 0;
            };
        }

        /**
         * The operator with its sides exchanged.
         */
        Operator mirrored()
        {
            return switch (this) {
                case EQUAL, NOT_EQUAL -> this;
                case LESS -> GREATER;
                case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
                case GREATER -> LESS;
                case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
            };
        }
    }

    /**
     * @param key the place of the partition key
     * @param literal a value of the type
     */
    record Comparison(int key, KeyType type, Operator operator, Object literal)
            implements PartitionPredicate
    {
        public Comparison
        {
            requireNonNull(type, "type is null");
            requireNonNull(operator, "operator is null");
            requireNonNull(literal, "literal is null");
        }

        @Override
        public Truth evaluate(List<String> values)
        {
            return valueOf(values, key, type)
                    .map(value -> Truth.of(operator.holds(type.compareValues(value, literal))))
                    .orElse(Truth.UNKNOWN);
        }
    }

    /**
     * @param key the place of the partition key
     * @param literals values of the type
     */
    record In(int key, KeyType type, List<Object> literals)
            implements PartitionPredicate
    {
        public In
        {
            requireNonNull(type, "type is null");
            literals = List.copyOf(literals);
        }

        @Override
        public Truth evaluate(List<String> values)
        {
            return valueOf(values, key, type)
                    .map(value ->
                            Truth.of(literals.stream().anyMatch(literal -> type.compareValues(value, literal) == 0)))
                    .orElse(Truth.UNKNOWN);
        }
    }

    /**
     * @param key the place of the partition key; its value is matched as text, whatever its type
     */
    record Like(int key, LikePattern pattern)
            implements PartitionPredicate
    {
        public Like
        {
            requireNonNull(pattern, "pattern is null");
        }

        @Override
        public Truth evaluate(List<String> values)
        {
            String value = textOf(values, key);
            return value.equals(NULL_VALUE) ? Truth.UNKNOWN : Truth.of(pattern.matches(value));
        }
    }

    private static Optional<Object> valueOf(List<String> values, int key, KeyType type)
    {
        String text = textOf(values, key);
        return text.equals(NULL_VALUE) ? Optional.empty() : type.parse(text);
    }

    /**
     * A partition may be older than the last keys of its table; then it has no values for them.
     */
    private static String textOf(List<String> values, int key)
    {
        return key < values.size() ? values.get(key) : NULL_VALUE;
    }
}
