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
package io.glaux.engine.catalog;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern of table names: a regular expression that the whole name matches, whatever its case. A {@code *} that has
 * nothing to repeat, or follows a letter, a digit or an underscore, stands for any text, as in Hive's SHOW TABLES:
 * clients of Glue send {@code sales_*} as well as {@code sales_.*}.
 */
public final class NamePattern
{
    private static final int LONGEST = 2048;

    private NamePattern() {}

    /**
     * @param expression null or empty for all names
     * @throws io.glaux.engine.error.GlauxException with INVALID_INPUT if it is no regular expression
     */
    public static Predicate<String> of(String expression)
    {
        if (expression == null || expression.isEmpty()) {
            return _ -> true;
        }
        if (expression.length() > LONGEST) {
            throw CatalogErrors.invalid("The expression is longer than %s characters".formatted(LONGEST));
        }
        try {
            return Pattern.compile(
                    withWildcards(expression),
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE).asMatchPredicate();
        }
        catch (PatternSyntaxException e) {
            throw CatalogErrors.invalid(
                    "The expression '%s' is no regular expression: %s".formatted(expression, e.getDescription()));
        }
    }

    private static String withWildcards(String expression)
    {
        StringBuilder regex = new StringBuilder();
        for (int index = 0; index < expression.length(); index++) {
            char character = expression.charAt(index);
            if (character == '*' && !repeats(expression, index)) {
                regex.append('.');
            }
            regex.append(character);
        }
        return regex.toString();
    }

    private static boolean repeats(String expression, int star)
    {
        if (star == 0) {
            return false;
        }
        char before = expression.charAt(star - 1);
        boolean escaped = star > 1 && expression.charAt(star - 2) == '\\';
        return escaped || ".)]}".indexOf(before) >= 0;
    }
}
