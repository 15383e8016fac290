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

import io.glaux.engine.identity.Principal;

import java.util.Collection;
import java.util.Locale;

/**
 * What Glue's service model says of the members of requests: lengths, ranges, patterns.
 */
final class RequestRules
{
    private static final int LONGEST_NAME = 255;

    private RequestRules() {}

    /**
     * An instance has one catalog, that of its account.
     */
    static String catalogId(Principal caller, String requested)
    {
        if (requested != null && !requested.equals(caller.account())) {
            throw CatalogErrors.notFound("Catalog %s not found.".formatted(requested));
        }
        return caller.account();
    }

    /**
     * A name in lower case.
     *
     * @param member how the request calls it, for the error
     */
    static String name(String name, String member)
    {
        if (name == null) {
            throw CatalogErrors.invalid(violation("null", member, "Member must not be null"));
        }
        if (name.isEmpty()) {
            throw CatalogErrors.invalid(violation("", member, "Member must have length greater than or equal to 1"));
        }
        if (name.length() > LONGEST_NAME) {
            throw CatalogErrors.invalid(
                    violation(name, member, "Member must have length less than or equal to " + LONGEST_NAME));
        }
        if (name.chars().anyMatch(character -> character < ' ' && character != '\t')) {
            throw CatalogErrors.invalid(violation(name, member, "Member must be one line without control characters"));
        }
        return name.toLowerCase(Locale.ROOT);
    }

    /**
     * The size of a page: what was asked for, or the largest.
     */
    static int pageSize(Integer requested, int largest)
    {
        if (requested == null) {
            return largest;
        }
        if (requested < 1) {
            throw CatalogErrors.invalid(
                    violation(requested, "maxResults", "Member must have value greater than or equal to 1"));
        }
        if (requested > largest) {
            throw CatalogErrors.invalid(
                    violation(requested, "maxResults", "Member must have value less than or equal to " + largest));
        }
        return requested;
    }

    static void batch(Collection<?> entries, String member, int largest)
    {
        if (entries.size() > largest) {
            throw CatalogErrors.invalid(violation(
                    "a list of " + entries.size(),
                    member,
                    "Member must have length less than or equal to " + largest));
        }
    }

    private static String violation(Object value, String member, String constraint)
    {
        return "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: %s".formatted(
                value,
                member,
                constraint);
    }
}
