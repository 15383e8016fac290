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

import java.util.List;
import java.util.Set;

/**
 * Something that queries read, much larger than the limits of {@link TestEvasions}, with a counter of somebody else's
 * in front of it. Whoever adds one adds it there, and every evasion that fits reads it.
 */
interface Source
{
    String name();

    /**
     * Which needs of evasions it meets.
     */
    Set<Need> has();

    /**
     * Fills it; the second time does nothing.
     */
    void make(SharedGlaux glaux);

    /**
     * As queries of any door name it.
     */
    String table();

    /**
     * All columns. The first is a number, the last is text.
     */
    List<String> columns();

    /**
     * The bytes that were served from here until now, by all queries, as limits count them. Waits for requests that are
     * being answered.
     */
    long served(SharedGlaux glaux);

    /**
     * What a query, or those that share a quota, may have beyond a limit: nothing where a read is asked for by its
     * size, a batch where its size is known when it is there.
     */
    default long beyond()
    {
        return 0;
    }

    /**
     * What of these bytes may not have come, since the streams in which they were under way ended before.
     */
    default long underWay(SharedGlaux glaux)
    {
        return 0;
    }
}
