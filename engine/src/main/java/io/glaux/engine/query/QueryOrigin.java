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
package io.glaux.engine.query;

import io.glaux.engine.identity.Principal;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Who sent a query, and how.
 *
 * @param source the client as it names itself
 * @param requestToken the client's token by which a repeated request is known
 */
public record QueryOrigin(Principal principal, Door door, Optional<String> source, Optional<String> requestToken)
{
    public QueryOrigin
    {
        requireNonNull(principal, "principal is null");
        requireNonNull(door, "door is null");
        requireNonNull(source, "source is null");
        requireNonNull(requestToken, "requestToken is null");
    }

    /**
     * The protocol that a query came in by.
     */
    public enum Door
    {
        ATHENA, TRINO
    }
}
