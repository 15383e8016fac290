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
package io.glaux.engine.athena;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

/**
 * The limits of the service model, and AWS's sentence that names every one that a request breaks. Members that are not
 * there are not checked.
 */
final class RequestChecks
{
    private static final int STATEMENT_LIMIT = 262_144;
    private static final int TOKEN_LIMIT = 128;
    private static final int DESCRIPTION_LIMIT = 1024;

    private final List<String> broken = new ArrayList<>();

    RequestChecks length(String member, String value, int shortest, int longest)
    {
        if (value != null) {
            int length = value.codePointCount(0, value.length());
            if (length < shortest) {
                fail(member, "Member must have length greater than or equal to " + shortest);
            }
            else if (length > longest) {
                fail(member, "Member must have length less than or equal to " + longest);
            }
        }
        return this;
    }

    /**
     * A name that may not be empty.
     */
    RequestChecks name(String member, String value, int longest)
    {
        return length(member, value, 1, longest).text(member, value);
    }

    RequestChecks description(String value, int shortest)
    {
        return length("description", value, shortest, DESCRIPTION_LIMIT).text("description", value);
    }

    /**
     * Beside {@link #requireStatementBytes}.
     */
    RequestChecks statement(String member, String value)
    {
        return length(member, value, 1, STATEMENT_LIMIT).text(member, value);
    }

    /**
     * Beside {@link #requireToken}.
     */
    RequestChecks requestToken(String value)
    {
        return length("clientRequestToken", value, 32, TOKEN_LIMIT).text("clientRequestToken", value);
    }

    /**
     * AWS's model does not require the token, since SDKs make one; AWS itself does.
     */
    static void requireToken(String token)
    {
        if (token == null) {
            throw AthenaErrors.invalidInput("clientRequestToken is null or empty");
        }
        if (token.getBytes(UTF_8).length > TOKEN_LIMIT) {
            throw AthenaErrors.invalidInput("clientRequestToken exceeds maximum allowed length " + TOKEN_LIMIT);
        }
    }

    static void requireStatementBytes(String sql)
    {
        if (sql.getBytes(UTF_8).length > STATEMENT_LIMIT) {
            throw AthenaErrors.invalidInput("The query is longer than %s bytes in UTF-8".formatted(STATEMENT_LIMIT));
        }
    }

    /**
     * The store may be one that keeps no text with a NUL in it.
     */
    RequestChecks text(String member, String value)
    {
        if (value != null && value.indexOf('\0') >= 0) {
            fail(member, "Member must not contain the character NUL");
        }
        return this;
    }

    RequestChecks size(String member, Collection<?> values, int smallest, int largest)
    {
        if (values.size() < smallest) {
            fail(member, "Member must have length greater than or equal to " + smallest);
        }
        else if (values.size() > largest) {
            fail(member, "Member must have length less than or equal to " + largest);
        }
        return this;
    }

    RequestChecks each(String member, List<String> values, int shortest, int longest)
    {
        boolean fits = values.stream()
                .allMatch(value -> value != null && value.length() >= shortest && value.length() <= longest);
        if (!fits) {
            fail(member,
                    "Member must satisfy constraint: [Member must have length less than or equal to %s, "
                            .formatted(longest)
                            + "Member must have length greater than or equal to %s]".formatted(shortest));
        }
        return this;
    }

    RequestChecks range(String member, Integer value, int smallest, int largest)
    {
        if (value != null) {
            if (value < smallest) {
                fail(member, "Member must have value greater than or equal to " + smallest);
            }
            else if (value > largest) {
                fail(member, "Member must have value less than or equal to " + largest);
            }
        }
        return this;
    }

    RequestChecks atLeast(String member, Long value, long smallest)
    {
        if (value != null && value < smallest) {
            fail(member, "Member must have value greater than or equal to " + smallest);
        }
        return this;
    }

    /**
     * @param value the text of a member that has a closed set of values
     */
    RequestChecks oneOf(String member, String value, Collection<String> allowed)
    {
        if (value != null && !allowed.contains(value)) {
            fail(member, "Member must satisfy enum value set: [%s]".formatted(String.join(", ", allowed)));
        }
        return this;
    }

    RequestChecks pattern(String member, String value, Pattern pattern)
    {
        if (value != null && !pattern.matcher(value).matches()) {
            fail(member, "Member must satisfy regular expression pattern: " + pattern.pattern());
        }
        return this;
    }

    void verify()
    {
        if (!broken.isEmpty()) {
            throw AthenaErrors.invalidInput("%s validation error%s detected: %s".formatted(
                    broken.size(),
                    broken.size() == 1 ? "" : "s",
                    broken.stream().collect(joining("; "))));
        }
    }

    private void fail(String member, String constraint)
    {
        broken.add("Value at '%s' failed to satisfy constraint: %s".formatted(member, constraint));
    }
}
