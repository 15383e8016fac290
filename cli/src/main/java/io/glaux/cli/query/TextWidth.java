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
package io.glaux.cli.query;

/**
 * How many columns of a terminal a text takes: marks that combine take none, East Asian wide characters and emoji two.
 */
final class TextWidth
{
    private static final String ELLIPSIS = "…";

    private TextWidth() {}

    static int of(String text)
    {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            width += of(character);
            i += Character.charCount(character);
        }
        return width;
    }

    /**
     * The text if it fits, else its beginning with an ellipsis.
     */
    static String cut(String text, int width)
    {
        if (of(text) <= width) {
            return text;
        }
        int used = 0;
        int i = 0;
        while (i < text.length()) {
            int character = text.codePointAt(i);
            if (used + of(character) > width - 1) {
                break;
            }
            used += of(character);
            i += Character.charCount(character);
        }
        return text.substring(0, i) + ELLIPSIS;
    }

    /**
     * A row takes one line: line ends, tabs and other control characters are shown as symbols.
     */
    static String onOneLine(String text)
    {
        if (text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            // the block of control pictures has one for each ASCII control
            line.append(character < 0x20 ? (char) (0x2400 + character) : Character.isISOControl(character) ? '\u2421'
                                                                         : character);
        }
        return line.toString();
    }

    private static int of(int character)
    {
        int type = Character.getType(character);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return isWide(character) ? 2 : 1;
    }

    private static boolean isWide(int character)
    {
        return (character >= 0x1100 && character <= 0x115F)
                || (character >= 0x2E80 && character <= 0xA4CF && character != 0x303F)
                || (character >= 0xAC00 && character <= 0xD7A3)
                || (character >= 0xF900 && character <= 0xFAFF)
                || (character >= 0xFE30 && character <= 0xFE6F)
                || (character >= 0xFF00 && character <= 0xFF60)
                || (character >= 0xFFE0 && character <= 0xFFE6)
                || (character >= 0x1F300 && character <= 0x1F64F)
                || (character >= 0x1F900 && character <= 0x1F9FF)
                || (character >= 0x20000 && character <= 0x3FFFD);
    }
}
