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
package io.glaux.dynamodb.value;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The order of keys in DynamoDB: texts by the bytes of their UTF-8, numbers by value, binary data by unsigned bytes.
 */
public final class AttributeOrder
{
    private AttributeOrder() {}

    /**
     * @throws IllegalArgumentException if the values are of different types, or of a type that has no order
     */
    public static int compare(AttributeValue left, AttributeValue right)
    {
        AttributeType type = AttributeType.of(left);
        if (type != AttributeType.of(right)) {
            throw new IllegalArgumentException("Values of different types have no order");
        }
        return switch (type) {
            case S -> Arrays.compareUnsigned(
                    left.s().getBytes(StandardCharsets.UTF_8),
                    right.s().getBytes(StandardCharsets.UTF_8));
            case N -> Numbers.parse(left.n()).compareTo(Numbers.parse(right.n()));
            case B -> Arrays.compareUnsigned(left.b().asByteArrayUnsafe(), right.b().asByteArrayUnsafe());
            case BOOL, NULL, SS, NS, BS, L, M -> throw new IllegalArgumentException(
                    "Values of type %s have no order".formatted(type));
        };
    }
}
