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

import io.glaux.protocol.v1.WriteKind;

import java.util.List;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/**
 * A write that the host has begun.
 *
 * @param write what the host calls it by
 * @param columns that INSERT and UPDATE write, in the order of the rows' values
 * @param onFailure what stays of it when it does not come to its end, for the user; may be empty
 */
public record FlightWriteHandle(
        SourceTable table,
        Opaque write,
        Set<WriteKind> kinds,
        List<FlightColumnHandle> columns,
        String onFailure)
{
    public FlightWriteHandle
    {
        requireNonNull(table, "table is null");
        requireNonNull(write, "write is null");
        requireNonNull(onFailure, "onFailure is null");
        kinds = Set.copyOf(kinds);
        columns = List.copyOf(columns);
    }
}
