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
package io.glaux.dynamodb.plan;

import io.glaux.dynamodb.schema.TableColumn;
import io.glaux.source.OpaqueBytes;
import io.glaux.source.SourceTableName;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import static java.util.Objects.requireNonNull;

/**
 * A scan that was planned.
 */
public sealed interface ScanModel
{
    /**
     * @param columns that are read, in this order
     * @param condition of all rows that come
     * @param path how it is read
     * @param limit rows that are enough: of all, or of each hash value, or of each split
     * @param counts how many columns there are of one row, which all have the number of rows; 0: rows themselves
     * @param isOneSplit whether all is read at one place
     */
    record TableScan(
            SourceTableName table,
            List<TableColumn> columns,
            Condition condition,
            Path path,
            OptionalLong limit,
            ReadOrder order,
            int counts,
            boolean isOneSplit)
            implements ScanModel
    {
        public TableScan
        {
            requireNonNull(table, "table is null");
            requireNonNull(condition, "condition is null");
            requireNonNull(path, "path is null");
            requireNonNull(limit, "limit is null");
            requireNonNull(order, "order is null");
            columns = List.copyOf(columns);
        }

        /**
         * Whether less may be read than the plan says: not where rows that a dynamic filter leaves out were counted.
         */
        public boolean isFilterable()
        {
            return limit.isEmpty() && counts == 0;
        }
    }

    /**
     * @param kind of an access path
     * @param index that is read; none: the table
     */
    record Path(String kind, Optional<String> index)
    {
        public Path
        {
            requireNonNull(kind, "kind is null");
            requireNonNull(index, "index is null");
        }
    }

    /**
     * A text in PartiQL.
     *
     * @param columns of its result
     * @param hasRest whether the last column has all attributes that are none of the others, as JSON
     */
    record Statement(String text, List<TableColumn> columns, boolean hasRest)
            implements ScanModel
    {
        public Statement
        {
            requireNonNull(text, "text is null");
            columns = List.copyOf(columns);
        }

        @Override
        public String toString()
        {
            return "Statement";
        }
    }

    static OpaqueBytes encode(ScanModel model)
    {
        PlanWriter out = new PlanWriter();
        switch (model) {
            case TableScan scan -> out.truth(true)
                    .text(scan.table().schema())
                    .text(scan.table().table())
                    .all(scan.columns(), out::column)
                    .condition(scan.condition())
                    .text(scan.path().kind())
                    .optional(scan.path().index(), out::text)
                    .number(scan.limit())
                    .constant(scan.order())
                    .number(scan.counts())
                    .truth(scan.isOneSplit());
            case Statement statement -> out.truth(false)
                    .text(statement.text())
                    .all(statement.columns(), out::column)
                    .truth(statement.hasRest());
        }
        return out.bytes();
    }

    static ScanModel decode(OpaqueBytes bytes)
    {
        return PlanReader.read(bytes, in -> in.truth()
                ? new TableScan(
                new SourceTableName(in.text(), in.text()),
                in.all(in::column),
                in.condition(),
                new Path(in.text(), in.optional(in::text)),
                in.optionalNumber(),
                in.constant(ReadOrder.class),
                in.integer(),
                in.truth())
                : new Statement(in.text(), in.all(in::column), in.truth()));
    }
}
