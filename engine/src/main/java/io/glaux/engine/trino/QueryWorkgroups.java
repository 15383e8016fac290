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
package io.glaux.engine.trino;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decides which workgroup a query runs in, and what of it every node must know.
 */
@FunctionalInterface
public interface QueryWorkgroups
{
    /**
     * @param requested the name that the client gave; empty for the user's default
     * @throws io.glaux.engine.error.GlauxException if there is no such workgroup, or the user may not run queries in it
     */
    String resolve(String user, Optional<String> requested);

    /**
     * The most bytes of memory that one query of a workgroup may hold, on all nodes together.
     */
    default OptionalLong memoryBytes(String workgroup)
    {
        return OptionalLong.empty();
    }

    /**
     * Whether the queries of a workgroup tell storage that the requester pays.
     */
    default boolean requesterPays(String workgroup)
    {
        return false;
    }
}
