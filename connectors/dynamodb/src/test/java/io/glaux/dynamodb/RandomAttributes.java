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
package io.glaux.dynamodb;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

import static java.util.Objects.requireNonNull;

/**
 * Values of attributes of all types, with their edges, from a seed that is printed: {@code -Dglaux.test.seed=N} repeats
 * it.
 */
public final class RandomAttributes
{
    private static final int MOST_DEPTH = 4;
    private static final String[] TEXTS =
            {"", "a", "A", "ab", "é", "\uD83E\uDD89", "\uFFFD", "\"\\\n\u0001", "1", "1.0"};

    private final Random random;

    public RandomAttributes(Random random)
    {
        this.random = requireNonNull(random, "random is null");
    }

    /**
     * @param test for the line that is printed
     */
    public static Random random(String test)
    {
        Long given = Long.getLong("glaux.test.seed");
        long seed = given != null ? given : new Random().nextLong();
        System.out.printf("%s: seed %d (repeat with -Dglaux.test.seed=%d)%n", test, seed, seed);
        return new Random(seed);
    }

    public AttributeValue any()
    {
        return any(0);
    }

    private AttributeValue any(int depth)
    {
        return switch (random.nextInt(depth < MOST_DEPTH ? 10 : 7)) {
            case 0 -> AttributeValue.fromNul(true);
            case 1 -> AttributeValue.fromBool(random.nextBoolean());
            case 2 -> AttributeValue.fromS(text());
            case 3 -> AttributeValue.fromN(number().toString());
            case 4 -> AttributeValue.fromB(binary());
            case 5 -> AttributeValue.fromSs(List.copyOf(set(this::text)));
            case 6 -> random.nextBoolean()
                    ? AttributeValue.fromNs(List.copyOf(set(() -> number().stripTrailingZeros().toString())))
                    : AttributeValue.fromBs(List.copyOf(set(this::binary)));
            case 7 -> AttributeValue.fromL(Stream.generate(() -> any(depth + 1)).limit(random.nextInt(4)).toList());
            default -> AttributeValue.fromM(map(depth));
        };
    }

    private Map<String, AttributeValue> map(int depth)
    {
        Map<String, AttributeValue> map = new TreeMap<>();
        // some have more keys than a row has fields
        int size = random.nextInt(20) == 0 ? 50 : random.nextInt(4);
        for (int i = 0; i < size; i++) {
            map.put("k" + random.nextInt(size == 50 ? 200 : 5), any(size == 50 ? MOST_DEPTH : depth + 1));
        }
        return map;
    }

    public String text()
    {
        return random.nextInt(3) > 0
                ? TEXTS[random.nextInt(TEXTS.length)]
                : TEXTS[random.nextInt(TEXTS.length)] + TEXTS[random.nextInt(TEXTS.length)];
    }

    public SdkBytes binary()
    {
        byte[] bytes = new byte[random.nextInt(4)];
        random.nextBytes(bytes);
        return SdkBytes.fromByteArray(bytes);
    }

    /**
     * Of all sizes, small ones most often.
     */
    public BigDecimal number()
    {
        return switch (random.nextInt(8)) {
            case 0 -> BigDecimal.ZERO;
            case 1 -> BigDecimal.valueOf(random.nextInt(10) - 5);
            case 2 -> BigDecimal.valueOf(random.nextLong());
            case 3 -> BigDecimal.valueOf(random.nextInt(), 2);
            case 4 -> new BigDecimal(random.nextBoolean() ? "9223372036854775807" : "-9223372036854775808");
            case 5 -> new BigDecimal(random.nextBoolean() ? "9223372036854775808" : "0.1");
            case 6 -> new BigDecimal(new BigInteger(120, random), random.nextInt(40));
            default -> new BigDecimal(new BigInteger(30, random), random.nextInt(200) - 100);
        };
    }

    private <T> Set<T> set(Supplier<T> element)
    {
        Set<T> set = new HashSet<>();
        set.add(element.get());
        for (int i = random.nextInt(3); i > 0; i--) {
            set.add(element.get());
        }
        return set;
    }
}
