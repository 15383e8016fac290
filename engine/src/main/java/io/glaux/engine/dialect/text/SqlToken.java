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

import static java.util.Objects.requireNonNull;

/**
 * A piece of a statement. The tokens of a statement, one after another, are its text.
 *
 * @param start offset of the first character in the statement
 */
public record SqlToken(Kind kind, String text, int start)
{
    public SqlToken
    {
        requireNonNull(kind, "kind is null");
        requireNonNull(text, "text is null");
    }

    public int end()
    {
        return start + text.length();
    }

    /**
     * Whether it is this word, in any case, and not in quotes.
     */
    public boolean isWord(String word)
    {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    public boolean isSymbol(String symbol)
    {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    public boolean isIdentifier()
    {
        return kind == Kind.WORD || kind == Kind.QUOTED || kind == Kind.BACKQUOTED;
    }

    public boolean isBlank()
    {
        return kind == Kind.BLANK || kind == Kind.COMMENT;
    }

    /**
     * What an identifier names, or a string says: without its quotes.
     */
    public String value()
    {
        return switch (kind) {
            case QUOTED -> unquoted('"');
            case BACKQUOTED -> unquoted('`');
            case STRING -> unquoted('\'');
            default -> text;
        };
    }

    private String unquoted(char quote)
    {
        String single = String.valueOf(quote);
        return text.substring(1, text.length() - 1).replace(single + single, single);
    }

    /**
     * Kinds of tokens. What is left open at the end of the text, and what is in no token of the grammar, is OTHER.
     */
    public enum Kind
    {
        WORD,
        QUOTED,
        BACKQUOTED,
        STRING,
        /**
         * A string with escapes ({@code U&'...'}) or of bytes ({@code X'...'}), or an identifier with escapes.
         */
        PREFIXED,
        INTEGER,
        /**
         * With a point and without an exponent.
         */
        DECIMAL,
        DOUBLE,
        SYMBOL,
        BLANK,
        COMMENT,
        OTHER,
    }
}
