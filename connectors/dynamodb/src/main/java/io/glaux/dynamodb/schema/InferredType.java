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
package io.glaux.dynamodb.schema;

import io.glaux.dynamodb.value.AttributeType;
import io.glaux.dynamodb.value.Numbers;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is known of the values of an attribute that have been seen. It only ever widens: {@link #merge} is commutative,
 * associative and idempotent, {@link Nothing} is its least element and {@link Anything} its greatest.
 */
public sealed interface InferredType
{
    /**
     * A map with more keys is taken for one whose keys are values, not names.
     */
    int MOST_FIELDS = 64;

    InferredType NOTHING = new Nothing();
    InferredType ANYTHING = new Anything();

    /**
     * Absent or null.
     */
    record Nothing()
            implements InferredType {}

    /**
     * @param type BOOL, S or B
     */
    record Scalar(AttributeType type)
            implements InferredType {}

    /**
     * @param integerDigits most digits before the point
     * @param scale most digits behind it
     * @param isLong whether all are whole and fit in 64 bits
     */
    record Numeric(int integerDigits, int scale, boolean isLong)
            implements InferredType {}

    /**
     * @param forms which of L, SS, NS and BS they are
     */
    record Sequence(InferredType element, Set<AttributeType> forms)
            implements InferredType
    {
        public Sequence
        {
            forms = Set.copyOf(forms);
        }
    }

    /**
     * @param fields at most {@link #MOST_FIELDS}
     */
    record Fields(Map<String, InferredType> fields)
            implements InferredType
    {
        public Fields
        {
            fields = Map.copyOf(fields);
        }
    }

    record Entries(InferredType value)
            implements InferredType {}

    record Anything()
            implements InferredType {}

    static InferredType of(AttributeValue value)
    {
        AttributeType type = AttributeType.of(value);
        return switch (type) {
            case NULL -> NOTHING;
            case BOOL, S, B -> new Scalar(type);
            case N -> number(value.n());
            case SS -> new Sequence(new Scalar(AttributeType.S), EnumSet.of(type));
            case NS -> new Sequence(
                    merge(value.ns().stream().map(InferredType::number).toList()),
                    EnumSet.of(type));
            case BS -> new Sequence(new Scalar(AttributeType.B), EnumSet.of(type));
            case L -> new Sequence(merge(value.l().stream().map(InferredType::of).toList()), EnumSet.of(type));
            case M -> map(value.m());
        };
    }

    private static InferredType number(String text)
    {
        BigDecimal number = Numbers.parse(text);
        int scale = Math.max(0, number.scale());
        int integerDigits = number.signum() == 0 ? 0 : Math.max(0, number.precision() - number.scale());
        boolean isLong = scale == 0 && integerDigits <= 19
                && number.toBigIntegerExact().bitLength() < Long.SIZE;
        return new Numeric(integerDigits, scale, isLong);
    }

    private static InferredType map(Map<String, AttributeValue> entries)
    {
        Map<String, InferredType> fields = new TreeMap<>();
        entries.forEach((key, value) -> fields.put(key, of(value)));
        return bounded(fields);
    }

    private static InferredType bounded(Map<String, InferredType> fields)
    {
        return fields.size() > MOST_FIELDS ? new Entries(merge(fields.values())) : new Fields(fields);
    }

    private static InferredType entries(Fields fields, InferredType value)
    {
        return new Entries(merge(merge(fields.fields().values()), value));
    }

    static InferredType merge(Collection<InferredType> types)
    {
        return types.stream().reduce(NOTHING, InferredType::merge);
    }

    /**
     * The least that takes what either takes.
     */
    static InferredType merge(InferredType left, InferredType right)
    {
        if (left.equals(right) || right instanceof Nothing) {
            return left;
        }
        return switch (left) {
            case Nothing _ -> right;
            case Numeric a when right instanceof Numeric b -> new Numeric(
                    Math.max(a.integerDigits(), b.integerDigits()),
                    Math.max(a.scale(), b.scale()),
                    a.isLong() && b.isLong());
            case Sequence a when right instanceof Sequence b -> new Sequence(
                    merge(a.element(), b.element()),
                    union(a.forms(), b.forms()));
            case Fields a when right instanceof Fields b -> bounded(union(a.fields(), b.fields()));
            case Fields a when right instanceof Entries(InferredType value) -> entries(a, value);
            case Entries(InferredType value) when right instanceof Fields b -> entries(b, value);
            case Entries(InferredType a) when right instanceof Entries(InferredType b) -> new Entries(merge(a, b));
            case Scalar _, Numeric _, Sequence _, Fields _, Entries _, Anything _ -> ANYTHING;
        };
    }

    private static Set<AttributeType> union(Set<AttributeType> left, Set<AttributeType> right)
    {
        Set<AttributeType> union = EnumSet.copyOf(left);
        union.addAll(right);
        return union;
    }

    private static Map<String, InferredType> union(Map<String, InferredType> left, Map<String, InferredType> right)
    {
        Map<String, InferredType> union = new TreeMap<>(left);
        right.forEach((key, type) -> union.merge(key, type, InferredType::merge));
        return union;
    }
}
