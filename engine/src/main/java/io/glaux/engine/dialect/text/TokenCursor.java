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

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import static java.util.Objects.requireNonNull;

/**
 * Reads the tokens of a statement one after another, without blanks and comments.
 */
public final class TokenCursor
{
    private final String text;
    private final List<SqlToken> tokens;
    private int next;

    public TokenCursor(String text)
    {
        this.text = requireNonNull(text, "text is null");
        this.tokens = SqlLexer.tokens(text).stream()
                .filter(token -> !token.isBlank())
                .toList();
    }

    public String text()
    {
        return text;
    }

    public boolean atEnd()
    {
        return next == tokens.size();
    }

    /**
     * The next token; an empty one at the end of the text.
     */
    public SqlToken peek()
    {
        return peek(0);
    }

    public SqlToken peek(int ahead)
    {
        int index = next + ahead;
        return index < tokens.size() ? tokens.get(index) : new SqlToken(SqlToken.Kind.OTHER, "", text.length());
    }

    public SqlToken take()
    {
        SqlToken token = peek();
        if (!atEnd()) {
            next++;
        }
        return token;
    }

    /**
     * Whether these words come next, in any case.
     */
    public boolean isNext(String... words)
    {
        for (int index = 0; index < words.length; index++) {
            if (!peek(index).isWord(words[index])) {
                return false;
            }
        }
        return true;
    }

    /**
     * Takes these words if they come next.
     */
    public boolean takeIf(String... words)
    {
        if (!isNext(words)) {
            return false;
        }
        next += words.length;
        return true;
    }

    public boolean takeSymbolIf(String symbol)
    {
        if (!peek().isSymbol(symbol)) {
            return false;
        }
        next++;
        return true;
    }

    public SqlToken expectSymbol(String symbol)
    {
        if (!peek().isSymbol(symbol)) {
            throw unexpected("'%s'".formatted(symbol));
        }
        return take();
    }

    public void expect(String word)
    {
        if (!takeIf(word)) {
            throw unexpected("'%s'".formatted(word));
        }
    }

    public SqlToken expectIdentifier()
    {
        if (!peek().isIdentifier()) {
            throw unexpected("<identifier>");
        }
        return take();
    }

    public SqlToken expectString()
    {
        if (peek().kind() != SqlToken.Kind.STRING) {
            throw unexpected("<string>");
        }
        return take();
    }

    /**
     * A name of one to three parts, as Trino reads names: in lower case.
     */
    public QualifiedName expectName()
    {
        int start = peek().start();
        List<String> parts = new ArrayList<>();
        SqlToken last = expectIdentifier();
        parts.add(last.value().toLowerCase(Locale.ENGLISH));
        while (parts.size() < 3 && takeSymbolIf(".")) {
            last = expectIdentifier();
            parts.add(last.value().toLowerCase(Locale.ENGLISH));
        }
        return new QualifiedName(parts, start, last.end());
    }

    /**
     * Takes all up to the symbol that closes the parenthesis or bracket that comes next, and that symbol.
     *
     * @return the closing token
     */
    public SqlToken takeGroup()
    {
        int depth = 0;
        while (!atEnd()) {
            SqlToken token = take();
            if (token.isSymbol("(") || token.isSymbol("[")) {
                depth++;
            }
            else if (token.isSymbol(")") || token.isSymbol("]")) {
                depth--;
                if (depth == 0) {
                    return token;
                }
            }
        }
        throw unexpected("')'");
    }

    /**
     * The failure of a text that goes on otherwise than it may, in the form of Trino's parser.
     */
    public GlauxException unexpected(String expected)
    {
        String found = atEnd() ? "<EOF>" : peek().text();
        return new GlauxException(
                ErrorCode.SYNTAX_ERROR,
                "line %s: mismatched input '%s'. Expecting: %s".formatted(position(peek()), found, expected));
    }

    /**
     * Where a token stands, as the engine's messages say it.
     */
    public String position(SqlToken token)
    {
        return Translation.lineAndColumn(text, token.start());
    }
}
