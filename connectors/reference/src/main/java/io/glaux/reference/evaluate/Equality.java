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
package io.glaux.reference.evaluate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * SQL's {@code =}, which is unknown where a null is compared, also one within a value.
 */
final class Equality
{
    private Equality() {}

    /**
     * @return null for unknown
     */
    static Boolean of(ValueType type, Object left, Object right)
    {
        if (left == null || right == null) {
            return null;
        }
        return switch (type.kind()) {
            case ARRAY -> ofElements(type.parts().getFirst(), (List<?>) left, (List<?>) right);
            case ROW -> ofFields(type.parts(), (List<?>) left, (List<?>) right);
            case MAP -> ofEntries(type.parts(), (Map<?, ?>) left, (Map<?, ?>) right);
            default -> !Ordering.isUnordered(left, right)
                    && Identity.of(type, left).equals(Identity.of(type, right));
        };
    }

    private static Boolean ofElements(ValueType element, List<?> left, List<?> right)
    {
        if (left.size() != right.size()) {
            return false;
        }
        Boolean result = true;
        for (int index = 0; index < left.size(); index++) {
            result = Logic.and(result, of(element, left.get(index), right.get(index)));
        }
        return result;
    }

    private static Boolean ofFields(List<ValueType> types, List<?> left, List<?> right)
    {
        Boolean result = true;
        for (int index = 0; index < types.size(); index++) {
            result = Logic.and(result, of(types.get(index), left.get(index), right.get(index)));
        }
        return result;
    }

    private static Boolean ofEntries(List<ValueType> types, Map<?, ?> left, Map<?, ?> right)
    {
        if (left.size() != right.size()) {
            return false;
        }
        Map<Object, Object> byIdentity = new HashMap<>();
        right.forEach((key, value) -> byIdentity.put(Identity.of(types.getFirst(), key), value));
        Boolean result = true;
        for (Map.Entry<?, ?> entry : left.entrySet()) {
            Object key = Identity.of(types.getFirst(), entry.getKey());
            if (!byIdentity.containsKey(key)) {
                return false;
            }
            result = Logic.and(result, of(types.getLast(), entry.getValue(), byIdentity.get(key)));
        }
        return result;
    }
}
