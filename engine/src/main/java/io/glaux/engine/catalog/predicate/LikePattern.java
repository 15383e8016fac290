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
package io.glaux.engine.catalog.predicate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A pattern of SQL's LIKE: {@code %} is any text, {@code _} any character. Matching takes no more than pattern times
 * text steps.
 */
public final class LikePattern
{
    private static final int ANY_TEXT = -1;
    private static final int ANY_CHARACTER = -2;

    private final int[] elements;

    private LikePattern(int[] elements)
    {
        this.elements = elements;
    }

    /**
     * @param escape the character that takes the meaning from the one after it
     * @throws IllegalArgumentException when the pattern ends with the escape
     */
    static LikePattern of(String pattern, Optional<Integer> escape)
    {
        List<Integer> elements = new ArrayList<>();
        int[] characters = pattern.codePoints().toArray();
        for (int index = 0; index < characters.length; index++) {
            int character = characters[index];
            if (escape.isPresent() && escape.get() == character) {
                index++;
                if (index == characters.length) {
                    throw new IllegalArgumentException("the pattern ends with its escape character");
                }
                elements.add(characters[index]);
            }
            else if (character == '%') {
                elements.add(ANY_TEXT);
            }
            else {
                elements.add(character == '_' ? ANY_CHARACTER : character);
            }
        }
        return new LikePattern(elements.stream().mapToInt(Integer::intValue).toArray());
    }

    private static boolean takes(int element, int character)
    {
        return element == ANY_CHARACTER || element == character;
    }

    /**
     * The text that every match starts with.
     */
    String prefix()
    {
        StringBuilder prefix = new StringBuilder();
        for (int element : elements) {
            if (element < 0) {
                break;
            }
            prefix.appendCodePoint(element);
        }
        return prefix.toString();
    }

    /**
     * Whether the prefix is the only match.
     */
    boolean isText()
    {
        return Arrays.stream(elements).allMatch(element -> element >= 0);
    }

    boolean matches(String text)
    {
        int[] characters = text.codePoints().toArray();
        int element = 0;
        int position = 0;
        int lastAnyText = -1;
        int resume = 0;
        while (position < characters.length) {
            if (element < elements.length && elements[element] == ANY_TEXT) {
                lastAnyText = element;
                resume = position;
                element++;
            }
            else if (element < elements.length && takes(elements[element], characters[position])) {
                element++;
                position++;
            }
            else if (lastAnyText >= 0) {
                // the last % takes one character more
                resume++;
                position = resume;
                element = lastAnyText + 1;
            }
            else {
                return false;
            }
        }
        while (element < elements.length && elements[element] == ANY_TEXT) {
            element++;
        }
        return element == elements.length;
    }
}
