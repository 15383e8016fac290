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

import io.glaux.dynamodb.plan.Condition.Compare;
import io.glaux.dynamodb.plan.Condition.Operator;
import io.glaux.dynamodb.schema.KeyAttribute;
import io.glaux.dynamodb.schema.KeySchema;
import io.glaux.dynamodb.value.AttributeType;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class TestKeyDomain
{
    private static final List<String> TEXTS = List.of("a", "ab", "abc", "b", "b\uFFFF", "\uE000", "\uD83D\uDE00", "z");
    private static final List<Operator> OPERATORS = List.of(Operator.values());

    /**
     * Every item of which a condition is true has a key that is read; and where the keys say all, no other has.
     */
    @Test
    void testHasTheKeysOfAllItems()
    {
        long seed = Long.getLong("glaux.test.seed", System.nanoTime());
        System.out.println("TestKeyDomain: -Dglaux.test.seed=" + seed);
        Random random = new Random(seed);
        int exact = 0;
        int shut = 0;
        for (int round = 0; round < 20_000; round++) {
            AttributeType type = random.nextBoolean() ? AttributeType.N : AttributeType.S;
            KeySchema key = new KeySchema(
                    new KeyAttribute("h", AttributeType.S),
                    Optional.of(new KeyAttribute("s", type)));
            Condition condition = condition(random, type, 3);
            KeyDomain domain = KeyDomain.of(condition, key);
            exact += domain.isExact() && domain.hashes().isPresent() ? 1 : 0;
            for (int number = 0; number < 10; number++) {
                Map<String, AttributeValue> item = item(random, type);
                boolean isTrue = ItemTest.isTrue(condition, item);
                boolean isRead = isRead(domain, key, item);
                shut += isRead ? 0 : 1;
                if (isTrue) {
                    assertThat(isRead).as("seed %s round %s: %s", seed, round, condition).isTrue();
                }
                if (domain.isExact()) {
                    assertThat(isRead).as("seed %s round %s: %s", seed, round, condition).isEqualTo(isTrue);
                }
            }
        }
        assertThat(exact).isGreaterThan(1000);
        assertThat(shut).isGreaterThan(10_000);
    }

    /**
     * Whether the requests that are made of a domain bring an item: as texts that DynamoDB takes.
     */
    private static boolean isRead(KeyDomain domain, KeySchema key, Map<String, AttributeValue> item)
    {
        Scalar sort = Scalar.of(item.get("s")).orElseThrow();
        if (domain.hashes().isEmpty()) {
            return domain.sort().contains(sort);
        }
        long times = domain.hashes().get().entrySet().stream()
                .flatMap(entry -> entry.getValue().ranges().stream()
                        .filter(range -> isFound(key, entry.getKey(), range, item)))
                .count();
        assertThat(times).as("an item is read once").isLessThanOrEqualTo(1);
        return times == 1;
    }

    private static boolean isFound(KeySchema key, Scalar hash, KeyRange range, Map<String, AttributeValue> item)
    {
        ExpressionWriter writer = new ExpressionWriter();
        String text = writer.keyCondition(key, hash, range);
        boolean isTold = new ExpressionOracle(text, writer.names(), writer.values()).isTrue(item);
        boolean isWithin = range.contains(Scalar.of(item.get("s")).orElseThrow())
                && item.get("h").equals(hash.attribute());
        if (ExpressionWriter.isTold(range)) {
            assertThat(isTold).as(text).isEqualTo(isWithin);
        }
        else {
            assertThat(isTold || !isWithin).as(text).isTrue();
        }
        return isWithin;
    }

    private static Condition condition(Random random, AttributeType type, int depth)
    {
        if (depth == 0 || random.nextInt(4) == 0) {
            return test(random, type);
        }
        List<Condition> parts = new ArrayList<>();
        for (int part = 0; part < 2 + random.nextInt(3); part++) {
            parts.add(condition(random, type, depth - 1));
        }
        return random.nextBoolean() ? Condition.all(parts) : Condition.any(parts);
    }

    private static Condition test(Random random, AttributeType type)
    {
        boolean isHash = random.nextBoolean();
        AttributePath path = AttributePath.of(random.nextInt(6) == 0 ? "other" : isHash ? "h" : "s");
        AttributeType valueType = isHash ? AttributeType.S : type;
        Scalar value = value(random, valueType);
        return switch (random.nextInt(7)) {
            case 0, 1 -> new Compare(path, OPERATORS.get(random.nextInt(OPERATORS.size())), value);
            case 2 -> Condition.in(path, List.of(value, value(random, valueType), value(random, valueType)));
            case 3 -> negated(Condition.in(path, List.of(value, value(random, valueType))));
            case 4 -> value instanceof Scalar.Text && !value.isEmpty()
                    ? new Condition.BeginsWith(path, value)
                    : new Compare(path, Operator.GREATER_OR_EQUAL, value);
            case 5 -> new Condition.HasType(path, random.nextBoolean() ? valueType : AttributeType.NULL);
            default -> new Compare(path, Operator.EQUAL, value);
        };
    }

    private static Condition negated(Condition condition)
    {
        return condition instanceof Condition.Test test ? new Condition.Not(test) : condition;
    }

    private static Scalar value(Random random, AttributeType type)
    {
        if (random.nextInt(20) == 0) {
            return random.nextBoolean() ? new Scalar.Text("") : new Scalar.Text("x".repeat(3000));
        }
        return type == AttributeType.N
                ? new Scalar.Numeric(BigDecimal.valueOf(random.nextInt(60), random.nextInt(2)))
                : new Scalar.Text(TEXTS.get(random.nextInt(TEXTS.size())));
    }

    private static Map<String, AttributeValue> item(Random random, AttributeType type)
    {
        AttributeValue sort = type == AttributeType.N
                ? AttributeValue.fromN(BigDecimal.valueOf(random.nextInt(60), random.nextInt(2)).toString())
                : AttributeValue.fromS(TEXTS.get(random.nextInt(TEXTS.size())));
        return Map.of(
                "h", AttributeValue.fromS(TEXTS.get(random.nextInt(TEXTS.size()))),
                "s", sort,
                "other", AttributeValue.fromS("ab"));
    }

    @Test
    void testPrefixes()
    {
        assertThat(KeyRange.prefix(new Scalar.Text("a\uDBFF\uDFFF")).high()).contains(new Scalar.Text("b"));
        assertThat(KeyRange.prefix(new Scalar.Text("\uD7FF")).high()).contains(new Scalar.Text("\uE000"));
        assertThat(KeyRange.prefix(new Scalar.Text("\uDBFF\uDFFF")).high()).isEmpty();
        assertThat(KeyRange.prefix(bytes(1, 0xFF)).high()).contains(bytes(2));
        assertThat(KeyRange.prefix(bytes(0xFF)).high()).isEmpty();
        assertThat(KeyRange.prefix(bytes(1)).asPrefix()).contains(bytes(1));
    }

    private static Scalar bytes(int... values)
    {
        byte[] bytes = new byte[values.length];
        for (int position = 0; position < values.length; position++) {
            bytes[position] = (byte) values[position];
        }
        return new Scalar.Binary(SdkBytes.fromByteArray(bytes));
    }

    @Test
    void testBothEndsOfARangeAreTold()
    {
        KeySchema key = new KeySchema(
                new KeyAttribute("h", AttributeType.S),
                Optional.of(new KeyAttribute("s", AttributeType.N)));
        KeyDomain domain = KeyDomain.of(
                Condition.all(List.of(
                        new Compare(AttributePath.of("h"), Operator.EQUAL, new Scalar.Text("a")),
                        new Compare(AttributePath.of("s"), Operator.GREATER, number(1)),
                        new Compare(AttributePath.of("s"), Operator.LESS, number(5)))),
                key);
        KeyRange range = domain.hashes().orElseThrow().firstEntry().getValue().ranges().getFirst();
        ExpressionWriter writer = new ExpressionWriter();
        assertThat(writer.keyCondition(key, new Scalar.Text("a"), range))
                .isEqualTo("#n0 = :v0 AND #n1 BETWEEN :v1 AND :v2");
        assertThat(ExpressionWriter.isTold(range)).isFalse();
        assertThat(range.contains(number(1))).isFalse();
        assertThat(range.contains(number(2))).isTrue();
    }

    private static Scalar number(int value)
    {
        return new Scalar.Numeric(BigDecimal.valueOf(value));
    }
}
