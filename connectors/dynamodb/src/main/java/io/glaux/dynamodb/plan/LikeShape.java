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
package io.glaux.dynamodb.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A pattern of LIKE, taken apart.
 *
 * @param fragments texts that stand between wildcards, in their order; without empty ones
 * @param isStartFixed whether a value begins with the first fragment
 * @param kind what has to be true of values besides
 */
record LikeShape(List<String> fragments, boolean isStartFixed, Kind kind)
{
    LikeShape
    {
        fragments = List.copyOf(fragments);
    }

    enum Kind
    {
        /**
         * There are no wildcards.
         */
        EQUAL,
        /**
         * Nothing, or one fragment, then anything.
         */
        PREFIX,
        /**
         * Anything, one fragment, anything.
         */
        CONTAINS,
        OTHER,
    }

    /**
     * @return empty when SQL refuses the pattern
     */
    static Optional<LikeShape> of(String pattern, OptionalInt escape)
    {
        List<String> fragments = new ArrayList<>();
        StringBuilder fragment = new StringBuilder();
        StringBuilder wildcards = new StringBuilder();
        boolean isEscaped = false;
        boolean isStartFixed = false;
        for (int symbol : pattern.codePoints().toArray()) {
            if (!isEscaped && escape.isPresent() && symbol == escape.getAsInt()) {
                isEscaped = true;
                continue;
            }
            boolean isWildcard = symbol == '%' || symbol == '_';
            if (isEscaped && !isWildcard && symbol != escape.getAsInt()) {
                return Optional.empty();
            }
            if (isWildcard && !isEscaped) {
                wildcards.appendCodePoint(symbol);
                addTo(fragments, fragment);
            }
            else {
                isStartFixed |= wildcards.isEmpty();
                markLiteral(wildcards);
                fragment.appendCodePoint(symbol);
            }
            isEscaped = false;
        }
        if (isEscaped) {
            return Optional.empty();
        }
        addTo(fragments, fragment);
        return Optional.of(new LikeShape(fragments, isStartFixed, kind(wildcards.toString())));
    }

    private static void addTo(List<String> fragments, StringBuilder fragment)
    {
        if (!fragment.isEmpty()) {
            fragments.add(fragment.toString());
            fragment.setLength(0);
        }
    }

    // x stands for any number of characters that are no wildcards
    private static void markLiteral(StringBuilder wildcards)
    {
        if (wildcards.isEmpty() || wildcards.charAt(wildcards.length() - 1) != 'x') {
            wildcards.append('x');
        }
    }

    private static Kind kind(String wildcards)
    {
        if (wildcards.isEmpty() || wildcards.equals("x")) {
            return Kind.EQUAL;
        }
        if (wildcards.matches("x?%+")) {
            return Kind.PREFIX;
        }
        return wildcards.matches("%+x%+") ? Kind.CONTAINS : Kind.OTHER;
    }
}
