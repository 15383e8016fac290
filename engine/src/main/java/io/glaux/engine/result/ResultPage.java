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
package io.glaux.engine.result;

import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.Row;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import static java.util.Objects.requireNonNull;

/**
 * A page of a result, in the terms of Athena's service model.
 *
 * @param nextToken continues after this page
 */
public record ResultPage(List<ColumnInfo> columns, List<Row> rows, OptionalLong updateCount, Optional<String> nextToken)
{
    public ResultPage
    {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        requireNonNull(updateCount, "updateCount is null");
        requireNonNull(nextToken, "nextToken is null");
    }
}
