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

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A pattern of LIKE, by code points.
 */
final class LikeMatcher
{
    private static final int ANY_TEXT = -1;
    private static final int ANY_CHARACTER = -2;

    private final int[] pattern;

    private LikeMatcher(int[] pattern)
    {
        this.pattern = pattern;
    }

    /**
     * @throws UnsupportedExpressionException if the escape stands before something that needs none: an error in SQL
     */
    static LikeMatcher of(String pattern, OptionalInt escape)
    {
        IntStream.Builder compiled = IntStream.builder();
        boolean isEscaped = false;
        for (int character : pattern.codePoints().toArray()) {
            boolean isEscape = escape.isPresent() && character == escape.getAsInt();
            if (isEscaped) {
                if (character != '%' && character != '_' && !isEscape) {
                    throw new UnsupportedExpressionException("An escape that escapes nothing");
                }
                compiled.add(character);
                isEscaped = false;
            }
            else if (isEscape) {
                isEscaped = true;
            }
            else {
                compiled.add(switch (character) {
                    case '%' -> ANY_TEXT;
                    case '_' -> ANY_CHARACTER;
                    default -> character;
                });
            }
        }
        if (isEscaped) {
            throw new UnsupportedExpressionException("An escape at the end of a pattern");
        }
        return new LikeMatcher(compiled.build().toArray());
    }

    boolean matches(String text)
    {
        int[] characters = text.codePoints().toArray();
        int position = 0;
        int expected = 0;
        int lastAnyText = -1;
        int retry = 0;
        while (position < characters.length) {
            if (expected < pattern.length && pattern[expected] == ANY_TEXT) {
                lastAnyText = expected;
                retry = position;
                expected++;
            }
            else if (expected < pattern.length && isMatch(pattern[expected], characters[position])) {
                expected++;
                position++;
            }
            else if (lastAnyText >= 0) {
                // the last % takes one character more
                expected = lastAnyText + 1;
                retry++;
                position = retry;
            }
            else {
                return false;
            }
        }
        return Arrays.stream(pattern, expected, pattern.length).allMatch(rest -> rest == ANY_TEXT);
    }

    private static boolean isMatch(int expected, int character)
    {
        return expected == ANY_CHARACTER || expected == character;
    }
}
