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
package io.glaux.engine.ddl.show;

import io.glaux.engine.ddl.lake.DdlFailures;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The patterns of SHOW.
 */
final class NamePatterns
{
    private NamePatterns() {}

    /**
     * A regular expression of the whole name: a star repeats what stands before it, as it does in Athena's SHOW
     * DATABASES.
     */
    static Predicate<String> ofDatabases(Optional<String> pattern)
    {
        return pattern.<Predicate<String>>map(NamePatterns::matching).orElse(_ -> true);
    }

    /**
     * Of tables: a star stands for any text unless there is a dot before it.
     */
    static Predicate<String> ofTables(Optional<String> pattern)
    {
        return ofDatabases(pattern.map(text -> text.replaceAll("(?<![.)\\]}])\\*", ".*")));
    }

    private static Predicate<String> matching(String expression)
    {
        try {
            return Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE).asMatchPredicate();
        }
        catch (PatternSyntaxException e) {
            throw DdlFailures.invalid(
                    "The pattern '%s' is no regular expression: %s".formatted(expression, e.getDescription()));
        }
    }
}
