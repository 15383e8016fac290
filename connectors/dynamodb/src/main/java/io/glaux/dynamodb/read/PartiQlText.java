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
package io.glaux.dynamodb.read;

import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A text in PartiQL that only reads. DynamoDB has no session that may not write, so the text has to be one that cannot:
 * ExecuteStatement takes one statement, its first word says which, and nothing within SELECT can write. What is sent
 * begins with a SELECT of ours. And a text is refused that another reading of it might make more than one statement of:
 * one with comments, with semicolons but at its end, or with a word outside of quotes that begins a writing statement.
 */
record PartiQlText(String text)
{
    private static final Set<String> WRITING = Set.of(
            "INSERT", "UPDATE", "DELETE", "UPSERT", "REPLACE", "REMOVE", "MERGE", "EXEC", "EXECUTE", "CREATE", "DROP");

    private static final String FIRST = "SELECT";

    /**
     * @throws SourceException if it may do something else than read
     */
    static PartiQlText of(String given)
    {
        String text = given.strip();
        while (text.endsWith(";")) {
            text = text.substring(0, text.length() - 1).stripTrailing();
        }
        List<String> words = words(text);
        boolean isSelect = text.regionMatches(true, 0, FIRST, 0, FIRST.length())
                && !words.isEmpty()
                && words.getFirst().equals(FIRST);
        if (!isSelect) {
            throw refused("it has to begin with SELECT");
        }
        words.stream().filter(WRITING::contains).findFirst().ifPresent(word -> {
            throw refused("the word %s stands outside of quotes; put names in double quotes".formatted(word));
        });
        return new PartiQlText(FIRST + text.substring(FIRST.length()));
    }

    /**
     * Words outside of quotes, in upper case.
     */
    private static List<String> words(String text)
    {
        List<String> words = new ArrayList<>();
        int position = 0;
        while (position < text.length()) {
            char symbol = text.charAt(position);
            if (symbol == '\'' || symbol == '"' || symbol == '`') {
                position = endOfQuotes(text, position) + 1;
            }
            else if (Character.isJavaIdentifierStart(symbol)) {
                int end = position;
                while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
                    end++;
                }
                words.add(text.substring(position, end).toUpperCase(Locale.ROOT));
                position = end;
            }
            else {
                check(text, position);
                position++;
            }
        }
        return words;
    }

    // quotes in quotes are doubled, so that they end and begin again
    private static int endOfQuotes(String text, int start)
    {
        int end = text.indexOf(text.charAt(start), start + 1);
        if (end < 0) {
            throw refused("a quote is not closed");
        }
        return end;
    }

    private static void check(String text, int position)
    {
        if (text.charAt(position) == ';') {
            throw refused("it is more than one statement");
        }
        if (text.startsWith("--", position) || text.startsWith("/*", position)) {
            throw refused("it has a comment");
        }
    }

    private static SourceException refused(String why)
    {
        return SourceException.of(
                SourceErrorCode.INVALID_QUERY,
                "The PartiQL statement is not run, since only SELECT is: " + why);
    }

    @Override
    public String toString()
    {
        return "PartiQlText";
    }
}
