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

import io.glaux.metering.Units;

/**
 * A read that is covered. What it did not use goes back when it is settled.
 */
public interface ReadLease
{
    /**
     * Of a query that nothing limits.
     */
    ReadLease UNLIMITED = (_, _) -> {};

    /**
     * The read is over. Once.
     *
     * @param bytes body bytes that were served to it: fewer than asked for at the end of a file, more when a response
     *         broke and the read was sent again
     * @param units that it took
     */
    void settle(long bytes, Units units);

    /**
     * The same for a read of a source without units.
     */
    default void settle(long bytes)
    {
        settle(bytes, Units.NONE);
    }
}
