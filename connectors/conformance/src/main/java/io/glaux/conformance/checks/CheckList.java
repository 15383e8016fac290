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
package io.glaux.conformance.checks;

import io.glaux.conformance.Check;

import java.util.ArrayList;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * Collects the checks of a group.
 */
final class CheckList
{
    private final String group;
    private final List<Check> checks = new ArrayList<>();

    CheckList(String group)
    {
        this.group = requireNonNull(group, "group is null");
    }

    /**
     * @param requirements that it holds, by their ids in the specification
     */
    CheckList add(String name, Body body, String... requirements)
    {
        return addMeasured(name, _ -> body.run(), requirements);
    }

    /**
     * One that tells what it measured.
     */
    CheckList addMeasured(String name, Check.Body body, String... requirements)
    {
        checks.add(new Check(group, name, List.of(requirements), body));
        return this;
    }

    List<Check> all()
    {
        return List.copyOf(checks);
    }

    /**
     * What a check does.
     */
    @FunctionalInterface
    interface Body
    {
        void run()
                throws Exception;
    }
}
