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
 * The order of texts by code points, which is that of their bytes in UTF-8. Java's own order is by UTF-16, where
 * supplementary characters come before the last of the others.
 */
final class CodePointOrder
{
    private CodePointOrder() {}

    static int compare(String left, String right)
    {
        int common = Math.min(left.length(), right.length());
        for (int index = 0; index < common; index++) {
            char leftUnit = left.charAt(index);
            char rightUnit = right.charAt(index);
            if (leftUnit != rightUnit) {
                return Integer.compare(rank(leftUnit), rank(rightUnit));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /**
     * Of values of CHAR, which are as if filled with spaces.
     */
    static int compareFilled(String left, String right)
    {
        int length = Math.max(left.length(), right.length());
        return compare(filled(left, length), filled(right, length));
    }

    private static String filled(String text, int length)
    {
        return text + " ".repeat(length - text.length());
    }

    private static int rank(char unit)
    {
        return Character.isSurrogate(unit) ? unit + Character.MAX_VALUE : unit;
    }
}
