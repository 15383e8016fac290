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
package io.glaux.engine.metering;

import java.util.Set;

import static java.util.Objects.requireNonNull;

/**
 * Whose usage somebody sees: their own always, that of workgroups which they manage, or everything.
 *
 * @param workgroups whose usage the user sees beside their own; the text of the queries stays hidden there
 */
public record UsageScope(String user, boolean everything, Set<String> workgroups)
{
    public UsageScope
    {
        requireNonNull(user, "user is null");
        workgroups = Set.copyOf(workgroups);
    }
}
