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
package io.glaux.engine.dialect.text;

import io.glaux.engine.dialect.text.SqlToken.Kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a statement into tokens as the lexer rules of Trino's grammar (SqlBase.g4 at 483) do. Never fails: what is no
 * token is one of kind OTHER.
 */
public final class SqlLexer
{
    private static final String DIGITS = "[0-9][0-9_]*+(?<!_)";

    /**
     * In the order in which they are tried; where two rules take the same characters, the longer one stands first. No
     * group is repeated: Java's matcher takes stack for each time.
     */
    private static final List<Rule> RULES = List.of(
            rule(Kind.BLANK, "[ \\t\\r\\n]++"),
            rule(Kind.COMMENT, "--[^\\r\\n]*+"),
            rule(Kind.DOUBLE, "(?:" + DIGITS + "\\.(?:" + DIGITS + ")?+|\\." + DIGITS + ")[Ee][+-]?[0-9]++"),
            rule(Kind.DOUBLE, DIGITS + "[Ee][+-]?[0-9]++(?![A-Za-z0-9_])"),
            rule(Kind.DECIMAL, "(?:" + DIGITS + "\\.(?:" + DIGITS + ")?+|\\." + DIGITS + ")"),
            rule(Kind.INTEGER, "0(?:[Xx][0-9A-Fa-f_]++|[Oo][0-7_]++|[Bb][01_]++)(?![A-Za-z0-9_])"),
            // an identifier may begin with a digit
            rule(Kind.WORD, "[0-9][0-9_]*+[A-Za-z][A-Za-z0-9_]*+"),
            rule(Kind.INTEGER, DIGITS),
            rule(Kind.WORD, "[A-Za-z0-9_]++"),
            rule(Kind.SYMBOL, "<>|!=|<=|>=|\\|\\||->|=>|[-+*/%=<>(),.;:?\\[\\]{}|^$@&!]"));

    private SqlLexer() {}

    /**
     * The tokens of a text, blanks and comments with them.
     */
    public static List<SqlToken> tokens(String text)
    {
        List<SqlToken> tokens = new ArrayList<>();
        int offset = 0;
        while (offset < text.length()) {
            SqlToken token = next(text, offset);
            tokens.add(token);
            offset = token.end();
        }
        return tokens;
    }

    private static SqlToken next(String text, int offset)
    {
        Optional<SqlToken> delimited = delimited(text, offset);
        if (delimited.isPresent()) {
            return delimited.get();
        }
        for (Rule rule : RULES) {
            Matcher matcher = rule.pattern().matcher(text).region(offset, text.length());
            if (matcher.lookingAt()) {
                return new SqlToken(rule.kind(), matcher.group(), offset);
            }
        }
        int next = text.offsetByCodePoints(offset, 1);
        return new SqlToken(Kind.OTHER, text.substring(offset, next), offset);
    }

    private static Optional<SqlToken> delimited(String text, int offset)
    {
        if (text.startsWith("/*", offset)) {
            int end = text.indexOf("*/", offset + 2);
            return token(Kind.COMMENT, text, offset, end < 0 ? end : end + 2);
        }
        char first = text.charAt(offset);
        return switch (first) {
            case '\'' -> token(Kind.STRING, text, offset, endOfQuoted(text, offset));
            case '"' -> token(Kind.QUOTED, text, offset, endOfQuoted(text, offset));
            case '`' -> token(Kind.BACKQUOTED, text, offset, endOfQuoted(text, offset));
            case 'x', 'X' -> text.startsWith("'", offset + 1)
                    ? token(Kind.PREFIXED, text, offset, endOfQuoted(text, offset + 1))
                    : Optional.empty();
            case 'u', 'U' -> text.startsWith("&'", offset + 1) || text.startsWith("&\"", offset + 1)
                    ? token(Kind.PREFIXED, text, offset, endOfQuoted(text, offset + 2))
                    : Optional.empty();
            default -> Optional.empty();
        };
    }

    /**
     * After the quote that closes what begins at {@code offset}; -1 when none does. A quote within is doubled.
     */
    private static int endOfQuoted(String text, int offset)
    {
        char quote = text.charAt(offset);
        int next = text.indexOf(quote, offset + 1);
        while (next >= 0 && next + 1 < text.length() && text.charAt(next + 1) == quote) {
            next = text.indexOf(quote, next + 2);
        }
        return next < 0 ? next : next + 1;
    }

    private static Optional<SqlToken> token(Kind kind, String text, int start, int end)
    {
        return end < 0 ? Optional.empty() : Optional.of(new SqlToken(kind, text.substring(start, end), start));
    }

    private static Rule rule(Kind kind, String pattern)
    {
        return new Rule(kind, Pattern.compile(pattern));
    }

    private record Rule(Kind kind, Pattern pattern) {}
}
