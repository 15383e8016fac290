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
package io.glaux.engine.catalog.projection;

import java.util.ArrayList;
import java.util.List;

/**
 * A field of a date format.
 *
 * @param count how often the letter is repeated
 */
record DateField(char letter, int count)
{
    /**
     * What the fields of dates tell, from the coarsest to the finest.
     */
    enum Rank
    {
        YEAR, MONTH, DAY, HOUR, MINUTE, SECOND, FRACTION,
        /**
         * Follows from the others, or is always the same.
         */
        NONE,
    }

    /**
     * The fields of a pattern that {@link java.time.format.DateTimeFormatter} takes.
     */
    static List<DateField> of(String pattern)
    {
        List<DateField> fields = new ArrayList<>();
        boolean quoted = false;
        int index = 0;
        while (index < pattern.length()) {
            char letter = pattern.charAt(index);
            int end = index + 1;
            if (letter == '\'') {
                quoted = !quoted;
            }
            else if (!quoted && isLetter(letter)) {
                while (end < pattern.length() && pattern.charAt(end) == letter) {
                    end++;
                }
                fields.add(new DateField(letter, end - index));
            }
            index = end;
        }
        return fields;
    }

    /**
     * The finest that the field tells.
     */
    Rank rank()
    {
        return switch (letter) {
            case 'u', 'y', 'Y' -> Rank.YEAR;
            case 'M', 'L', 'Q', 'q', 'w' -> Rank.MONTH;
            case 'd', 'D', 'e', 'c', 'E', 'g' -> Rank.DAY;
            case 'H', 'k', 'K', 'h', 'a' -> Rank.HOUR;
            case 'm' -> Rank.MINUTE;
            case 's' -> Rank.SECOND;
            case 'S', 'A', 'n', 'N' -> Rank.FRACTION;
            default -> Rank.NONE;
        };
    }

    /**
     * The coarsest that the field tells: a day of the year tells the month too.
     */
    Rank coarsestRank()
    {
        return switch (letter) {
            case 'D' -> Rank.MONTH;
            case 'g' -> Rank.YEAR;
            case 'A', 'N' -> Rank.HOUR;
            default -> rank();
        };
    }

    /**
     * Whether texts of the field sort as what they tell, if years have four digits and are after 0.
     */
    boolean sorts()
    {
        return switch (letter) {
            case 'u', 'y', 'Y' -> count == 4;
            case 'M', 'L', 'd', 'H', 'm', 's', 'w' -> count == 2;
            case 'D' -> count == 3;
            case 'S' -> true;
            case 'Q', 'q', 'e', 'c' -> count == 1;
            default -> false;
        };
    }

    private static boolean isLetter(char character)
    {
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
    }
}
