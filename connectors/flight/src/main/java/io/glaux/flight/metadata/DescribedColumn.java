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

import io.trino.spi.connector.ColumnMetadata;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A column of a table, as the engine sees it.
 */
public record DescribedColumn(FlightColumnHandle handle, boolean nullable, Optional<String> comment)
{
    public DescribedColumn
    {
        requireNonNull(handle, "handle is null");
        requireNonNull(comment, "comment is null");
    }

    /**
     * With the source's own spelling, where it is another.
     */
    public ColumnMetadata toMetadata()
    {
        String sourceName = handle.path().getFirst();
        return ColumnMetadata.builder()
                .setName(handle.name())
                .setType(handle.type())
                .setNullable(nullable)
                .setComment(comment)
                .setExtraInfo(
                        sourceName.equals(handle.name()) ? Optional.empty() : Optional.of("source: " + sourceName))
                .build();
    }
}
