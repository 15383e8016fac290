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
package io.glaux.flight.metadata;

import io.trino.spi.connector.ConnectorTransactionHandle;

import java.util.UUID;

import static java.util.Objects.requireNonNull;

/**
 * A query, or the queries of one transaction. Sources know none: each statement is by itself.
 */
public record FlightTransactionHandle(UUID id)
        implements ConnectorTransactionHandle
{
    public FlightTransactionHandle
    {
        requireNonNull(id, "id is null");
    }

    public static FlightTransactionHandle create()
    {
        return new FlightTransactionHandle(UUID.randomUUID());
    }
}
