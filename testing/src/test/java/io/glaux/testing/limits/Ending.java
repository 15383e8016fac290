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

import static java.util.Objects.requireNonNull;

/**
 * How a statement ended for a client.
 *
 * @param message what the client was told; empty when it succeeded
 */
record Ending(Kind kind, String message)
{
    static final String CUTOFF = "Bytes scanned limit was exceeded";
    static final String QUOTA = "The quota of ";

    Ending
    {
        requireNonNull(kind, "kind is null");
        requireNonNull(message, "message is null");
    }

    static Ending succeeded()
    {
        return new Ending(Kind.SUCCEEDED, "");
    }

    static Ending failed(String message)
    {
        return new Ending(Kind.FAILED, message);
    }

    /**
     * Of a door that tells a limit from other failures by its words only.
     */
    static Ending of(String message)
    {
        return new Ending(isLimit(message) ? Kind.STOPPED : Kind.FAILED, message);
    }

    static boolean isLimit(String message)
    {
        return message.contains(CUTOFF) || message.contains(QUOTA);
    }

    enum Kind
    {
        SUCCEEDED,
        /**
         * By a limit, before it began or in its course.
         */
        STOPPED,
        FAILED,
    }
}
