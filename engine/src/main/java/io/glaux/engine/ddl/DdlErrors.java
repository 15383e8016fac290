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
package io.glaux.engine.ddl;

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import org.antlr.v4.runtime.Token;

import java.util.Locale;

/**
 * The errors of the parser. Texts of the statement are cut: a statement may have a quarter of a million characters.
 */
final class DdlErrors
{
    private static final int LONGEST_EXCERPT = 200;

    private DdlErrors() {}

    static GlauxException syntax(String message)
    {
        return new GlauxException(ErrorCode.SYNTAX_ERROR, message);
    }

    static GlauxException syntax(Token place, String message)
    {
        return syntax("line %d:%d: %s".formatted(place.getLine(), place.getCharPositionInLine() + 1, message));
    }

    /**
     * @param clause its first word
     */
    static GlauxException twice(Token clause)
    {
        return syntax(clause, "the clause %s is given twice".formatted(clause.getText().toUpperCase(Locale.ROOT)));
    }

    /**
     * A statement that Athena has not is no SQL there: its door says MALFORMED_QUERY.
     */
    static GlauxException refused(String words)
    {
        return syntax("Queries of this type are not supported: " + words);
    }

    static String excerpt(String text)
    {
        return text.length() <= LONGEST_EXCERPT ? text : text.substring(0, LONGEST_EXCERPT) + "...";
    }
}
