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
package io.glaux.engine.dialect.view;

import static java.util.Objects.requireNonNull;

/**
 * Reads the first words of a statement, over blanks and comments. What it does not take stays where it is.
 */
final class StatementHead
{
    private final String text;
    private int position;

    StatementHead(String text)
    {
        this.text = requireNonNull(text, "text is null");
    }

    /**
     * The offset after what was taken.
     */
    int position()
    {
        return position;
    }

    /**
     * Takes these words, in any case, if they come next.
     */
    boolean take(String... words)
    {
        int start = position;
        for (String word : words) {
            int from = afterBlanks();
            int end = endOfWord(from);
            if (!text.substring(from, end).equalsIgnoreCase(word)) {
                position = start;
                return false;
            }
            position = end;
        }
        return true;
    }

    /**
     * Takes a name of one or more parts.
     */
    boolean takeName()
    {
        int start = position;
        do {
            int from = afterBlanks();
            int end = at(from) == '"' ? endOfQuoted(from, '"') : endOfWord(from);
            if (end <= from) {
                position = start;
                return false;
            }
            position = end;
        }
        while (takePoint());
        return true;
    }

    boolean takeString()
    {
        int from = afterBlanks();
        int end = at(from) == '\'' ? endOfQuoted(from, '\'') : -1;
        if (end < 0) {
            return false;
        }
        position = end;
        return true;
    }

    private boolean takePoint()
    {
        int from = afterBlanks();
        if (at(from) != '.') {
            return false;
        }
        position = from + 1;
        return true;
    }

    private int afterBlanks()
    {
        int next = position;
        while (next < text.length()) {
            if (text.startsWith("--", next)) {
                int end = text.indexOf('\n', next);
                next = end < 0 ? text.length() : end + 1;
            }
            else if (text.startsWith("/*", next)) {
                int end = text.indexOf("*/", next + 2);
                next = end < 0 ? text.length() : end + 2;
            }
            else if (Character.isWhitespace(text.charAt(next))) {
                next++;
            }
            else {
                break;
            }
        }
        return next;
    }

    private int endOfWord(int start)
    {
        int end = start;
        while (Character.isLetterOrDigit(at(end)) || at(end) == '_') {
            end++;
        }
        return end;
    }

    /**
     * -1 when nothing closes it. A quote within is doubled.
     */
    private int endOfQuoted(int start, char quote)
    {
        int end = start + 1;
        while (end < text.length()) {
            if (text.charAt(end) == quote) {
                if (at(end + 1) != quote) {
                    return end + 1;
                }
                end++;
            }
            end++;
        }
        return -1;
    }

    private char at(int offset)
    {
        return offset < text.length() ? text.charAt(offset) : '\0';
    }
}
