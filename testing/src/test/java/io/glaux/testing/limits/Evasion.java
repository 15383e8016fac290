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
package io.glaux.testing.limits;

import java.util.List;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/**
 * One way to read more than is allowed.
 *
 * @param tries in a sentence
 * @param ownTables whether it brings its tables, so that one source will do
 */
record Evasion(String name, String tries, Set<Need> needs, boolean ownTables, Attempt attempt)
{
    Evasion
    {
        requireNonNull(name, "name is null");
        requireNonNull(tries, "tries is null");
        needs = Set.copyOf(needs);
        requireNonNull(attempt, "attempt is null");
    }

    static Evasion of(String name, String tries, Attempt attempt, Need... needs)
    {
        return new Evasion(name, tries, Set.of(needs), false, attempt);
    }

    static Evasion withOwnTables(String name, String tries, Attempt attempt, Need... needs)
    {
        return new Evasion(name, tries, Set.of(needs), true, attempt);
    }

    /**
     * Statements of one session, of which the limit stops the last. The scene fills in what stands in braces.
     */
    static Evasion of(String name, String tries, List<String> statements, Need... needs)
    {
        return of(name, tries, scene -> scene.stops(statements), needs);
    }

    boolean fits(Door door, Source source)
    {
        return needs.stream().allMatch(need -> door.has().contains(need) || source.has().contains(need));
    }

    @Override
    public String toString()
    {
        return "%s: %s".formatted(name, tries);
    }

    /**
     * Says how each of its statements ends; what they read is compared by the scene.
     */
    @FunctionalInterface
    interface Attempt
    {
        void in(Scene scene)
                throws Exception;
    }
}
