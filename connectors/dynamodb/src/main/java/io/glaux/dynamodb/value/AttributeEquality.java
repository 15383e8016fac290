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

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Whether two items are the same to DynamoDB: numbers by value, sets in any order.
 */
public final class AttributeEquality
{
    private AttributeEquality() {}

    public static boolean isSame(Map<String, AttributeValue> left, Map<String, AttributeValue> right)
    {
        return canonical(left).equals(canonical(right));
    }

    /**
     * Objects that are equal where attributes are.
     */
    private static Object canonical(AttributeValue value)
    {
        AttributeType type = AttributeType.of(value);
        Object canonical = switch (type) {
            case S -> value.s();
            case N -> Numbers.parse(value.n());
            case B -> value.b();
            case BOOL -> value.bool();
            case NULL -> Set.of();
            case SS -> Set.copyOf(value.ss());
            case NS -> value.ns().stream().map(Numbers::parse).collect(Collectors.toSet());
            case BS -> Set.<SdkBytes>copyOf(value.bs());
            case L -> value.l().stream().map(AttributeEquality::canonical).toList();
            case M -> canonical(value.m());
        };
        return Map.entry(type, canonical);
    }

    private static Map<String, Object> canonical(Map<String, AttributeValue> item)
    {
        Map<String, Object> canonical = new TreeMap<>();
        item.forEach((name, value) -> canonical.put(name, canonical(value)));
        return canonical;
    }
}
