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
package io.glaux.engine.ddl.statement;

import java.util.OptionalInt;

import static java.util.Objects.requireNonNull;

/**
 * One entry of Iceberg's PARTITIONED BY.
 *
 * @param column in lower case
 * @param parameter the number of buckets, or the width of truncate; empty for all others
 */
public record PartitionTransform(Function function, String column, OptionalInt parameter)
{
    public PartitionTransform
    {
        requireNonNull(function, "function is null");
        requireNonNull(column, "column is null");
        requireNonNull(parameter, "parameter is null");
    }

    public enum Function
    {
        IDENTITY, YEAR, MONTH, DAY, HOUR, BUCKET, TRUNCATE
    }
}
