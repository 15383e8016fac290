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
package io.glaux.engine.saved;

import java.util.Locale;
import java.util.Optional;

/**
 * Reads the beginnings of statements: what stands there stays as it was written.
 */
final class StatementScanner
{
    private final String sql;
    private int position;

    StatementScanner(String sql)
    {
        this.sql = sql;
    }

    /**
     * Where the next word begins, or the end.
     */
    int position()
    {
        skipBlanks();
        return position;
    }

    boolean isAtEnd()
    {
        return position() == sql.length();
    }

    /**
     * Steps over a word, if it stands here.
     *
     * @param word in upper case
     */
    boolean skip(String word)
    {
        int start = position();
        int end = endOfWord(start);
        if (!sql.substring(start, end).toUpperCase(Locale.ENGLISH).equals(word)) {
            return false;
        }
        position = end;
        return true;
    }

    /**
     * Steps over an identifier, if one stands here.
     *
     * @return its name as it is spelled, without quotes
     */
    Optional<String> identifier()
    {
        int start = position();
        if (start < sql.length() && sql.charAt(start) == '"') {
            return quotedIdentifier(start + 1);
        }
        int end = endOfWord(start);
        if (end == start || Character.isDigit(sql.charAt(start))) {
            return Optional.empty();
        }
        position = end;
        return Optional.of(sql.substring(start, end));
    }

    private Optional<String> quotedIdentifier(int start)
    {
        StringBuilder name = new StringBuilder();
        for (int i = start; i < sql.length(); i++) {
            if (sql.charAt(i) == '"') {
                if (i + 1 == sql.length() || sql.charAt(i + 1) != '"') {
                    position = i + 1;
                    return Optional.of(name.toString());
                }
                i++;
            }
            name.append(sql.charAt(i));
        }
        return Optional.empty();
    }

    private int endOfWord(int start)
    {
        int end = start;
        while (end < sql.length() && isWordCharacter(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isWordCharacter(char character)
    {
        return character == '_'
                || (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9');
    }

    /**
     * Comments are blanks.
     */
    private void skipBlanks()
    {
        while (position < sql.length()) {
            if (Character.isWhitespace(sql.charAt(position))) {
                position++;
            }
            else if (sql.startsWith("--", position)) {
                position = endOf("\n");
            }
            else if (sql.startsWith("/*", position)) {
                position = endOf("*/");
            }
            else {
                return;
            }
        }
    }

    private int endOf(String mark)
    {
        int found = sql.indexOf(mark, position + 2);
        return found < 0 ? sql.length() : found + mark.length();
    }
}
