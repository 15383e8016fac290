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

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/**
 * Cuts an expression into tokens.
 */
final class PredicateLexer
{
    private static final Set<String> TWO_CHARACTER_SYMBOLS = Set.of("<>", "!=", "<=", ">=");
    private static final String SYMBOLS = "=<>(),-+";

    private final String text;
    private int position;

    PredicateLexer(String text)
    {
        this.text = requireNonNull(text, "text is null");
    }

    /**
     * The tokens, of which the last is the end.
     */
    List<Token> tokens()
    {
        List<Token> tokens = new ArrayList<>();
        while (true) {
            while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
                position++;
            }
            if (position == text.length()) {
                tokens.add(new Token(Token.Kind.END, "", position + 1));
                return tokens;
            }
            tokens.add(next());
        }
    }

    private Token next()
    {
        int start = position;
        char first = text.charAt(start);
        return switch (first) {
            case '\'' -> new Token(Token.Kind.STRING, quoted(first), start + 1);
            case '"' -> new Token(Token.Kind.QUOTED, quoted(first), start + 1);
            case '`' -> new Token(Token.Kind.COLUMN, quoted(first), start + 1);
            default -> {
                if (isDigit(start) || (first == '.' && isDigit(start + 1))) {
                    yield new Token(Token.Kind.NUMBER, number(), start + 1);
                }
                if (Character.isUnicodeIdentifierStart(first) || first == '_') {
                    yield new Token(Token.Kind.WORD, word(), start + 1);
                }
                yield new Token(Token.Kind.SYMBOL, symbol(), start + 1);
            }
        };
    }

    private String quoted(char quote)
    {
        int start = position;
        StringBuilder value = new StringBuilder();
        position++;
        while (position < text.length()) {
            char character = text.charAt(position);
            position++;
            if (character != quote) {
                value.append(character);
            }
            else if (position < text.length() && text.charAt(position) == quote) {
                value.append(quote);
                position++;
            }
            else {
                return value.toString();
            }
        }
        throw wrong(start + 1, "%s is not closed".formatted(quote));
    }

    private String number()
    {
        int start = position;
        skipDigits();
        if (position < text.length() && text.charAt(position) == '.') {
            position++;
            skipDigits();
        }
        if (position < text.length() && (text.charAt(position) == 'e' || text.charAt(position) == 'E')) {
            int sign = position + 1 < text.length() && "+-".indexOf(text.charAt(position + 1)) >= 0 ? 1 : 0;
            if (isDigit(position + 1 + sign)) {
                position += 1 + sign;
                skipDigits();
            }
        }
        return text.substring(start, position);
    }

    private String word()
    {
        int start = position;
        while (position < text.length() && isWordPart(text.charAt(position))) {
            position++;
        }
        return text.substring(start, position);
    }

    private static boolean isWordPart(char character)
    {
        return character == '$'
                || (Character.isUnicodeIdentifierPart(character) && !Character.isIdentifierIgnorable(character));
    }

    private String symbol()
    {
        if (position + 2 <= text.length() && TWO_CHARACTER_SYMBOLS.contains(text.substring(position, position + 2))) {
            position += 2;
            return text.substring(position - 2, position);
        }
        if (SYMBOLS.indexOf(text.charAt(position)) >= 0) {
            position++;
            return text.substring(position - 1, position);
        }
        throw wrong(position + 1, "unexpected '%s'".formatted(Character.toString(text.codePointAt(position))));
    }

    private void skipDigits()
    {
        while (isDigit(position)) {
            position++;
        }
    }

    private boolean isDigit(int index)
    {
        return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    static GlauxException wrong(int position, String problem)
    {
        return new GlauxException(
                ErrorCode.INVALID_INPUT,
                "The partition expression is wrong at character %s: %s".formatted(position, problem));
    }
}
