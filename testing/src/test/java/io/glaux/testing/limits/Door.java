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

import io.glaux.testing.shared.SharedGlaux;

import java.util.Map;
import java.util.Set;

/**
 * A way in for clients. Whoever adds one adds it to {@link TestEvasions}, and every evasion that fits tries it.
 */
interface Door
{
    String name();

    /**
     * Which needs of evasions it meets.
     */
    Set<Need> has();

    /**
     * A client's session in a workgroup, with unqualified names in the database of the sources.
     *
     * @param settings what clients of this door may set beside, by the door's own names; most evasions set nothing
     */
    DoorSession open(SharedGlaux glaux, String workgroup, Map<String, String> settings);
}
