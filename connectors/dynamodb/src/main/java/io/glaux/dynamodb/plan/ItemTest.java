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
import io.glaux.dynamodb.plan.Condition.Contains;
import io.glaux.dynamodb.plan.Condition.Exists;
import io.glaux.dynamodb.plan.Condition.HasType;
import io.glaux.dynamodb.plan.Condition.In;
import io.glaux.dynamodb.plan.Condition.Not;
import io.glaux.dynamodb.plan.Condition.Or;
import io.glaux.dynamodb.value.AttributeType;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;

/**
 * Tests items here as DynamoDB does there, for what cannot be told to it: look-ups by key have no filters, and those of
 * queries must not name the key.
 */
public final class ItemTest
{
    private ItemTest() {}

    public static boolean isTrue(Condition condition, Map<String, AttributeValue> item)
    {
        return switch (condition) {
            case Constant(boolean value) -> value;
            case And(List<Condition> parts) -> parts.stream().allMatch(part -> isTrue(part, item));
            case Or(List<Condition> parts) -> parts.stream().anyMatch(part -> isTrue(part, item));
            case Not(Condition.Test test) -> !passes(test, find(test.path(), item));
            case Condition.Test test -> passes(test, find(test.path(), item));
        };
    }

    private static Optional<AttributeValue> find(AttributePath path, Map<String, AttributeValue> item)
    {
        Map<String, AttributeValue> map = item;
        for (String name : path.names().subList(0, path.names().size() - 1)) {
            AttributeValue value = map.get(name);
            if (value == null || !value.hasM()) {
                return Optional.empty();
            }
            map = value.m();
        }
        return Optional.ofNullable(map.get(path.names().getLast()));
    }

    private static boolean passes(Condition.Test test, Optional<AttributeValue> value)
    {
        return switch (test) {
            case Exists _ -> value.isPresent();
            case HasType(AttributePath _, AttributeType type) -> value
                    .filter(found -> AttributeType.of(found) == type)
                    .isPresent();
            case Compare(AttributePath _, Condition.Operator operator, Scalar literal) -> value
                    .flatMap(Scalar::of)
                    .filter(scalar -> scalar.type() == literal.type())
                    .map(scalar -> isOrdered(operator, scalar.compareTo(literal)))
                    .orElse(operator == Condition.Operator.NOT_EQUAL);
            case In(AttributePath _, NavigableSet<Scalar> values) -> value
                    .flatMap(Scalar::of)
                    .filter(values::contains)
                    .isPresent();
            case BeginsWith(AttributePath _, Scalar prefix) -> value
                    .flatMap(Scalar::of)
                    .filter(scalar -> begins(scalar, prefix))
                    .isPresent();
            case Contains(AttributePath _, Scalar fragment) -> value
                    .filter(found -> contains(found, fragment))
                    .isPresent();
        };
    }

    private static boolean isOrdered(Condition.Operator operator, int order)
    {
        return switch (operator) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
        };
    }

    private static boolean begins(Scalar value, Scalar prefix)
    {
        return switch (value) {
            case Scalar.Text(String text) -> prefix instanceof Scalar.Text(String start) && text.startsWith(start);
            case Scalar.Binary(SdkBytes all) -> prefix instanceof Scalar.Binary(SdkBytes start) && begins(all, start);
            case Scalar.Numeric _, Scalar.Truth _ -> false;
        };
    }

    private static boolean begins(SdkBytes bytes, SdkBytes start)
    {
        byte[] all = bytes.asByteArrayUnsafe();
        byte[] first = start.asByteArrayUnsafe();
        return all.length >= first.length && Arrays.equals(all, 0, first.length, first, 0, first.length);
    }

    private static boolean contains(AttributeValue value, Scalar fragment)
    {
        if (!(fragment instanceof Scalar.Text(String text))) {
            return false;
        }
        return switch (AttributeType.of(value)) {
            case S -> value.s().contains(text);
            case SS -> value.ss().contains(text);
            case L -> value.l().contains(AttributeValue.fromS(text));
            default -> false;
        };
    }
}
