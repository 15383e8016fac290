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

import static java.util.Objects.requireNonNull;

/**
 * A token of an expression.
 *
 * @param text without quotes
 * @param position where it starts, from 1
 */
record Token(Kind kind, String text, int position)
{
    Token
    {
        requireNonNull(kind, "kind is null");
        requireNonNull(text, "text is null");
    }

    enum Kind
    {
        /**
         * A word without quotes: a column or a keyword.
         */
        WORD,
        /**
         * In backticks: a column.
         */
        COLUMN,
        /**
         * In double quotes: a column in SQL, a string in Hive.
         */
        QUOTED,
        /**
         * In single quotes.
         */
        STRING,
        NUMBER,
        SYMBOL,
        END,
    }

    boolean isWord(String keyword)
    {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }

    boolean isSymbol(String symbol)
    {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    String describe()
    {
        return kind == Kind.END ? "the end" : "'%s'".formatted(text);
    }
}
