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
package io.glaux.conformance.oracle;

import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How values of SQL compare.
 */
public final class SqlValues
{
    private SqlValues() {}

    static boolean isChar(Field field)
    {
        return field.getMetadata().getOrDefault("trino.type", "").startsWith("char(");
    }

    static boolean isJson(Field field)
    {
        return field.getMetadata().getOrDefault("trino.type", "").equals("json");
    }

    /**
     * Whether values have an order that the protocol offers.
     */
    static boolean isOrdered(Field field)
    {
        return field.getChildren().isEmpty() && !isJson(field);
    }

    /**
     * What stands for a value where only sameness counts, as with IDENTICAL and GROUP BY: it has equality in Java.
     */
    public static Object identity(Field field, Object value)
    {
        return switch (value) {
            case null -> "NULL";
            case Double number when number.isNaN() -> Double.NaN;
            case Double number -> number == 0 ? Double.valueOf(0) : number;
            case BigDecimal decimal -> decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
            case String text -> isChar(field) ? "'" + text.replaceAll(" +$", "") : "'" + text;
            case byte[] bytes -> ByteBuffer.wrap(bytes.clone());
            case ZonedDateTime time -> time.toInstant();
            case List<?> list -> identities(field, list);
            case Map<?, ?> map -> identities(field, map);
            default -> value;
        };
    }

    private static List<Object> identities(Field field, List<?> list)
    {
        List<Object> identities = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            identities.add(identity(child(field, i), list.get(i)));
        }
        return identities;
    }

    private static Map<Object, Object> identities(Field field, Map<?, ?> map)
    {
        List<Field> entry = field.getChildren().getFirst().getChildren();
        Map<Object, Object> identities = new HashMap<>();
        map.forEach((key, value) -> identities.put(identity(entry.getFirst(), key), identity(entry.getLast(), value)));
        return identities;
    }

    private static Field child(Field field, int position)
    {
        return field.getType() instanceof ArrowType.List
                ? field.getChildren().getFirst()
                : field.getChildren().get(position);
    }

    /**
     * SQL's equality.
     *
     * @return null for unknown
     */
    static Boolean equal(Field field, Object left, Object right)
    {
        if (left == null || right == null) {
            return null;
        }
        if (left instanceof List<?> leftList && right instanceof List<?> rightList) {
            return equalLists(field, leftList, rightList);
        }
        if (left instanceof Map<?, ?> leftMap && right instanceof Map<?, ?> rightMap) {
            return equalMaps(field, leftMap, rightMap);
        }
        return !isNaN(left) && identity(field, left).equals(identity(field, right));
    }

    private static Boolean equalLists(Field field, List<?> left, List<?> right)
    {
        if (left.size() != right.size()) {
            return false;
        }
        boolean isUnknown = false;
        for (int i = 0; i < left.size(); i++) {
            Boolean equal = equal(child(field, i), left.get(i), right.get(i));
            if (equal != null && !equal) {
                return false;
            }
            isUnknown |= equal == null;
        }
        return isUnknown ? null : Boolean.TRUE;
    }

    private static Boolean equalMaps(Field field, Map<?, ?> left, Map<?, ?> right)
    {
        List<Field> entry = field.getChildren().getFirst().getChildren();
        Map<Object, Object> others = new HashMap<>();
        right.forEach((key, value) -> others.put(identity(entry.getFirst(), key), value));
        if (left.size() != right.size()
                || !left.keySet().stream().allMatch(key -> others.containsKey(identity(entry.getFirst(), key)))) {
            return false;
        }
        boolean isUnknown = false;
        for (Map.Entry<?, ?> pair : left.entrySet()) {
            Boolean equal =
                    equal(entry.getLast(), pair.getValue(), others.get(identity(entry.getFirst(), pair.getKey())));
            if (equal != null && !equal) {
                return false;
            }
            isUnknown |= equal == null;
        }
        return isUnknown ? null : Boolean.TRUE;
    }

    static boolean isNaN(Object value)
    {
        return value instanceof Double number && number.isNaN();
    }

    /**
     * The order of ORDER BY, of values that are not null.
     */
    static int compare(Field field, Object left, Object right)
    {
        return switch (left) {
            case Double number -> compareNumbers(number, (double) right);
            case String text -> compareTexts(field, text, (String) right);
            case byte[] bytes -> Arrays.compareUnsigned(bytes, (byte[]) right);
            case ZonedDateTime time -> time.toInstant().compareTo(((ZonedDateTime) right).toInstant());
            default -> compareNaturally(left, right);
        };
    }

    private static int compareNumbers(double left, double right)
    {
        // not Double.compare alone: it has -0.0 below 0.0
        return left == right ? 0 : Double.compare(left, right);
    }

    private static int compareTexts(Field field, String left, String right)
    {
        if (!isChar(field)) {
            return Arrays.compareUnsigned(utf8(left), utf8(right));
        }
        int length = Math.max(left.codePointCount(0, left.length()), right.codePointCount(0, right.length()));
        return Arrays.compareUnsigned(utf8(padded(left, length)), utf8(padded(right, length)));
    }

    /**
     * With spaces up to a length in characters.
     */
    static String padded(String text, int length)
    {
        return text + " ".repeat(Math.max(0, length - text.codePointCount(0, text.length())));
    }

    private static byte[] utf8(String text)
    {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @SuppressWarnings("unchecked")
    private static int compareNaturally(Object left, Object right)
    {
        return ((Comparable<Object>) left).compareTo(right);
    }
}
