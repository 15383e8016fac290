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

import io.glaux.dynamodb.value.AttributeType;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A condition as DynamoDB evaluates it: with two values. A test of an attribute that is not there, or of another type,
 * is false, and so {@link Not} of it is true; {@code <>} is true as well. Negation stands only before a test, so that
 * what is under {@link And} and {@link Or} may be replaced by something that is true of more items, and the whole is
 * then true of more items too.
 */
public sealed interface Condition
{
    record Constant(boolean value)
            implements Condition
    {
        public static final Condition ALWAYS = new Constant(true);
        public static final Condition NEVER = new Constant(false);
    }

    /**
     * What can be negated.
     */
    sealed interface Test
            extends Condition
    {
        AttributePath path();
    }

    enum Operator
    {
        EQUAL("="),
        NOT_EQUAL("<>"),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">=");

        private final String text;

        Operator(String text)
        {
            this.text = text;
        }

        public String text()
        {
            return text;
        }
    }

    record Compare(AttributePath path, Operator operator, Scalar value)
            implements Test {}

    /**
     * @param values of one type; at least two
     */
    record In(AttributePath path, NavigableSet<Scalar> values)
            implements Test
    {
        public In
        {
            values = Collections.unmodifiableNavigableSet(new TreeSet<>(values));
        }
    }

    /**
     * @param prefix text or bytes, not empty
     */
    record BeginsWith(AttributePath path, Scalar prefix)
            implements Test {}

    /**
     * That a text has a text in it, not an empty one. A set with the text as an element satisfies it too.
     */
    record Contains(AttributePath path, Scalar fragment)
            implements Test {}

    record Exists(AttributePath path)
            implements Test {}

    record HasType(AttributePath path, AttributeType type)
            implements Test {}

    record Not(Test test)
            implements Condition {}

    /**
     * @param conditions two or more; made by {@link Condition#all}
     */
    record And(List<Condition> conditions)
            implements Condition
    {
        public And
        {
            conditions = List.copyOf(conditions);
        }
    }

    /**
     * @param conditions two or more; made by {@link Condition#any}
     */
    record Or(List<Condition> conditions)
            implements Condition
    {
        public Or
        {
            conditions = List.copyOf(conditions);
        }
    }

    /**
     * @return NEVER when there are no values
     */
    static Condition in(AttributePath path, Collection<Scalar> values)
    {
        NavigableSet<Scalar> distinct = new TreeSet<>(values);
        return switch (distinct.size()) {
            case 0 -> Constant.NEVER;
            case 1 -> new Compare(path, Operator.EQUAL, distinct.getFirst());
            default -> new In(path, distinct);
        };
    }

    static Condition all(Collection<Condition> conditions)
    {
        Set<Condition> parts = new LinkedHashSet<>();
        for (Condition condition : conditions) {
            if (condition instanceof And(List<Condition> nested)) {
                parts.addAll(nested);
            }
            else {
                parts.add(condition);
            }
        }
        parts.remove(Constant.ALWAYS);
        if (parts.contains(Constant.NEVER)) {
            return Constant.NEVER;
        }
        return switch (parts.size()) {
            case 0 -> Constant.ALWAYS;
            case 1 -> parts.iterator().next();
            default -> new And(new ArrayList<>(parts));
        };
    }

    static Condition any(Collection<Condition> conditions)
    {
        Set<Condition> parts = new LinkedHashSet<>();
        for (Condition condition : conditions) {
            if (condition instanceof Or(List<Condition> nested)) {
                parts.addAll(nested);
            }
            else {
                parts.add(condition);
            }
        }
        parts.remove(Constant.NEVER);
        if (parts.contains(Constant.ALWAYS)) {
            return Constant.ALWAYS;
        }
        return switch (parts.size()) {
            case 0 -> Constant.NEVER;
            case 1 -> parts.iterator().next();
            default -> new Or(new ArrayList<>(parts));
        };
    }

    /**
     * The conditions of which all have to be true.
     */
    default List<Condition> conjuncts()
    {
        return switch (this) {
            case And(List<Condition> conditions) -> conditions;
            case Constant(boolean value) when value -> List.of();
            default -> List.of(this);
        };
    }

    /**
     * The same without some tests: true of every item that this is true of.
     */
    default Condition weakened(Predicate<Test> isKept)
    {
        return switch (this) {
            case Constant _ -> this;
            case Test test -> isKept.test(test) ? this : Constant.ALWAYS;
            case Not(Test test) -> isKept.test(test) ? this : Constant.ALWAYS;
            case And(List<Condition> conditions) -> all(
                    conditions.stream().map(condition -> condition.weakened(isKept)).toList());
            case Or(List<Condition> conditions) -> any(
                    conditions.stream().map(condition -> condition.weakened(isKept)).toList());
        };
    }

    /**
     * What it tests.
     */
    default Set<AttributePath> paths()
    {
        Set<AttributePath> paths = new HashSet<>();
        collectPaths(paths);
        return paths;
    }

    private void collectPaths(Set<AttributePath> paths)
    {
        switch (this) {
            case Constant _ -> {}
            case Test test -> paths.add(test.path());
            case Not(Test test) -> paths.add(test.path());
            case And(List<Condition> conditions) -> conditions.forEach(condition -> condition.collectPaths(paths));
            case Or(List<Condition> conditions) -> conditions.forEach(condition -> condition.collectPaths(paths));
        }
    }

    /**
     * Whether it is true only of items that have an attribute, in a type: such are in an index by that attribute. An
     * attribute of an index has no other type than the index wants, if it was written since there is the index.
     */
    default boolean requires(String attribute, AttributeType type)
    {
        return switch (this) {
            case Constant(boolean value) -> !value;
            case Compare(AttributePath path, Operator operator, Scalar value) -> operator != Operator.NOT_EQUAL
                    && path.isAttribute(attribute)
                    && isPossible(value, type);
            case In(AttributePath path, NavigableSet<Scalar> values) -> path.isAttribute(attribute)
                    && values.stream().allMatch(value -> isPossible(value, type));
            case BeginsWith(AttributePath path, Scalar prefix) -> path.isAttribute(attribute) && prefix.type() == type;
            case HasType(AttributePath path, AttributeType tested) -> path.isAttribute(attribute) && tested == type;
            case Exists(AttributePath path) -> path.isAttribute(attribute);
            case Contains _, Not _ -> false;
            case And(List<Condition> conditions) -> conditions.stream()
                    .anyMatch(condition -> condition.requires(attribute, type));
            case Or(List<Condition> conditions) -> conditions.stream()
                    .allMatch(condition -> condition.requires(attribute, type));
        };
    }

    private static boolean isPossible(Scalar value, AttributeType type)
    {
        return value.type() == type && !value.isEmpty();
    }
}
