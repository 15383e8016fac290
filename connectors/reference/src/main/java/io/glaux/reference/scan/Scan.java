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
package io.glaux.reference.scan;

import io.glaux.reference.data.TableVersion;
import io.glaux.source.Aggregation;
import io.glaux.source.ColumnPath;
import io.glaux.source.SourceTableName;
import io.glaux.source.TopN;
import io.glaux.source.expression.Expression;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What is done for a scan: the parts that were taken, and no other.
 *
 * @param version of the table
 * @param firstRows of the table that count: the limit of a text in the source's own language
 * @param columns that are read; without meaning for an aggregation
 * @param whole conditions that each row satisfies
 * @param part conditions that only some rows are left out for
 * @param isSplit whether it is read in several splits, of which each does it for itself
 */
public record Scan(
        SourceTableName table,
        long version,
        OptionalLong firstRows,
        List<ColumnPath> columns,
        List<Expression> whole,
        List<Expression> part,
        Optional<Aggregation> aggregation,
        Optional<TopN> topN,
        OptionalLong limit,
        boolean isSplit)
{
    public Scan
    {
        columns = List.copyOf(columns);
        whole = List.copyOf(whole);
        part = List.copyOf(part);
    }

    /**
     * What it reads of the table.
     */
    TableVersion of(TableVersion all)
    {
        return firstRows.isPresent() ? all.limited(firstRows.getAsLong()) : all;
    }

    Scan withColumns(List<ColumnPath> narrowed)
    {
        return new Scan(table, version, firstRows, narrowed, whole, part, aggregation, topN, limit, isSplit);
    }

    Scan withMore(List<Expression> conditions)
    {
        List<Expression> all = Stream.concat(whole.stream(), conditions.stream()).toList();
        return new Scan(table, version, firstRows, columns, all, part, aggregation, topN, limit, isSplit);
    }
}
