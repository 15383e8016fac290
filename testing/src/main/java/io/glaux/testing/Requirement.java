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
package io.glaux.testing;

import org.junit.jupiter.api.Assumptions;

/**
 * What only some suites need of the machine. What is missing is a skip with a name on a person's machine, and a
 * failure where {@code CI} is set: a build server that lost a tool must not go on in green.
 */
public final class Requirement
{
    private Requirement() {}

    /**
     * @param what what is needed, what for, and how to get it, as one sentence
     */
    public static void require(boolean met, String what)
    {
        if (!isMet(met, what)) {
            Assumptions.abort("missing on this machine: " + what);
        }
    }

    /**
     * The answer for a suite that is not made where it cannot run.
     *
     * @throws AssertionError if it is not met where it must be
     */
    public static boolean isMet(boolean met, String what)
    {
        String ci = System.getenv("CI");
        if (!met && ci != null && !ci.isEmpty()) {
            throw new AssertionError("Missing on this machine: " + what);
        }
        return met;
    }
}
