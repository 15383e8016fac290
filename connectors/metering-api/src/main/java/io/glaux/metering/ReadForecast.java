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
package io.glaux.metering;

import java.util.OptionalInt;

import static java.util.Objects.requireNonNull;

/**
 * What it takes to read a split.
 *
 * @param file that the split is a part of
 * @param partition name of the partition; empty when the table has none
 * @param bytes that the storage will serve
 * @param isExact false when the bytes are the most that it can be
 * @param rowGroups row groups or stripes that statistics do not rule out; empty for formats that have none
 */
public record ReadForecast(String file, String partition, long bytes, boolean isExact, OptionalInt rowGroups)
{
    public ReadForecast
    {
        requireNonNull(file, "file is null");
        requireNonNull(partition, "partition is null");
        requireNonNull(rowGroups, "rowGroups is null");
        if (bytes < 0) {
            throw new IllegalArgumentException("A forecast of %s bytes".formatted(bytes));
        }
    }
}
