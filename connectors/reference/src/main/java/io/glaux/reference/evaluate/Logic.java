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

/**
 * Logic with three values: true, false and null, which is unknown.
 */
final class Logic
{
    private Logic() {}

    static Boolean and(Boolean left, Boolean right)
    {
        if (isFalse(left) || isFalse(right)) {
            return false;
        }
        return (left == null || right == null) ? null : Boolean.TRUE;
    }

    static Boolean or(Boolean left, Boolean right)
    {
        if (isTrue(left) || isTrue(right)) {
            return true;
        }
        return (left == null || right == null) ? null : Boolean.FALSE;
    }

    static Boolean not(Boolean operand)
    {
        return operand == null ? null : Boolean.valueOf(!operand);
    }

    private static boolean isTrue(Boolean value)
    {
        return Boolean.TRUE.equals(value);
    }

    private static boolean isFalse(Boolean value)
    {
        return Boolean.FALSE.equals(value);
    }
}
