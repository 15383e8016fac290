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
package io.glaux.conformance;

import io.glaux.conformance.data.KnownTable;
import io.glaux.protocol.v1.TableName;

import java.util.List;
import java.util.Optional;

/**
 * A host that is checked, and what the checks have to know of it.
 */
public interface TestedHost
        extends AutoCloseable
{
    Endpoint endpoint();

    /**
     * Tables that it serves, with all of their rows.
     */
    List<KnownTable> tables();

    /**
     * A table of at least 100 MiB of body bytes in one split, with no large rows.
     */
    Optional<TableName> largeTable();

    /**
     * A table that the kit may insert rows into, with columns that can be read again.
     */
    default Optional<TableName> writableTable()
    {
        return Optional.empty();
    }

    /**
     * Kills it, if it can be, and starts it again with the same tables and keys.
     *
     * @return false if it cannot be
     */
    default boolean restart()
    {
        return false;
    }

    /**
     * Another one like it whose tickets expire within two seconds, if there can be one; it is closed with this one.
     */
    default Optional<Endpoint> withShortTickets()
    {
        return Optional.empty();
    }

    @Override
    void close();
}
