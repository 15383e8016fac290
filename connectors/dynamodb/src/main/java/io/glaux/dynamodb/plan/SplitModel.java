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

import io.glaux.dynamodb.schema.KeySchema;
import io.glaux.dynamodb.schema.TableColumn;
import io.glaux.source.OpaqueBytes;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import static java.util.Objects.requireNonNull;

/**
 * What is read by one reader.
 */
public sealed interface SplitModel
{
    /**
     * Read units, times a million, that finding the columns took: whoever reads this split first counts them.
     */
    long sampleMillionths();

    /**
     * @param columns that are read, in this order
     * @param filter what DynamoDB does of the condition, and what is done here
     * @param isFetched whether items of the index are read from the table
     * @param limit rows that are enough
     * @param isLimitOfHash whether so many are wanted of each hash value
     * @param counts see {@link ScanModel.TableScan}
     */
    record TableSplit(
            Target target,
            List<TableColumn> columns,
            FilterParts filter,
            boolean isConsistent,
            boolean isFetched,
            OptionalLong limit,
            boolean isLimitOfHash,
            ReadOrder order,
            int counts,
            Part part,
            long sampleMillionths)
            implements SplitModel
    {
        public TableSplit
        {
            requireNonNull(target, "target is null");
            requireNonNull(filter, "filter is null");
            requireNonNull(limit, "limit is null");
            requireNonNull(order, "order is null");
            requireNonNull(part, "part is null");
            columns = List.copyOf(columns);
        }

        /**
         * The same for another part.
         */
        TableSplit of(Part other, long otherSampleMillionths)
        {
            return new TableSplit(
                    target,
                    columns,
                    filter,
                    isConsistent,
                    isFetched,
                    limit,
                    isLimitOfHash,
                    order,
                    counts,
                    other,
                    otherSampleMillionths);
        }
    }

    /**
     * @param table as DynamoDB calls it
     * @param key of the table
     */
    record Target(String table, KeySchema key, Optional<Index> index)
    {
        /**
         * The key of what is read: the index, or else the table.
         */
        public KeySchema readKey()
        {
            return index.map(Index::key).orElse(key);
        }
    }

    record Index(String name, KeySchema key) {}

    /**
     * What of the table or index is read.
     */
    sealed interface Part
    {
        record Keys(List<ItemKey> keys)
                implements Part
        {
            public Keys
            {
                keys = List.copyOf(keys);
            }
        }

        record Queries(List<KeyQuery> queries)
                implements Part
        {
            public Queries
            {
                queries = List.copyOf(queries);
            }
        }

        /**
         * Segments that are read one after the other.
         *
         * @param first number of the first, from 0
         * @param total of the scan
         */
        record Segments(int first, int count, int total)
                implements Part {}
    }

    /**
     * @param sort none: the table has no sort key
     */
    record ItemKey(Scalar hash, Optional<Scalar> sort) {}

    record KeyQuery(Scalar hash, KeyRange range) {}

    /**
     * @param columns that are read of the result's
     * @param hasRest whether the last of {@code known} is the rest
     * @param known all columns of the result
     */
    record Statement(
            String text,
            List<TableColumn> columns,
            List<TableColumn> known,
            boolean hasRest,
            boolean isConsistent,
            long sampleMillionths)
            implements SplitModel
    {
        public Statement
        {
            requireNonNull(text, "text is null");
            columns = List.copyOf(columns);
            known = List.copyOf(known);
        }

        @Override
        public String toString()
        {
            return "Statement";
        }
    }

    static OpaqueBytes encode(SplitModel model)
    {
        PlanWriter out = new PlanWriter();
        switch (model) {
            case TableSplit split -> {
                write(split.target(), out.truth(true));
                out.all(split.columns(), out::column)
                        .condition(split.filter().pushed())
                        .condition(split.filter().local())
                        .truth(split.isConsistent())
                        .truth(split.isFetched())
                        .number(split.limit())
                        .truth(split.isLimitOfHash())
                        .constant(split.order())
                        .number(split.counts());
                write(split.part(), out);
                out.number(split.sampleMillionths());
            }
            case Statement statement -> out.truth(false)
                    .text(statement.text())
                    .all(statement.columns(), out::column)
                    .all(statement.known(), out::column)
                    .truth(statement.hasRest())
                    .truth(statement.isConsistent())
                    .number(statement.sampleMillionths());
        }
        return out.bytes();
    }

    private static void write(Target target, PlanWriter out)
    {
        out.text(target.table())
                .key(target.key())
                .optional(target.index(), index -> out.text(index.name()).key(index.key()));
    }

    private static void write(Part part, PlanWriter out)
    {
        switch (part) {
            case Part.Keys(List<ItemKey> keys) -> out.text("keys")
                    .all(keys, key -> out.scalar(key.hash()).optional(key.sort(), out::scalar));
            case Part.Queries(List<KeyQuery> queries) -> out.text("queries")
                    .all(queries, query -> out.scalar(query.hash()).range(query.range()));
            case Part.Segments(int first, int count, int total) -> out.text("segments")
                    .number(first)
                    .number(count)
                    .number(total);
        }
    }

    static SplitModel decode(OpaqueBytes bytes)
    {
        return PlanReader.read(bytes, in -> in.truth()
                ? new TableSplit(
                target(in),
                in.all(in::column),
                new FilterParts(in.condition(), in.condition()),
                in.truth(),
                in.truth(),
                in.optionalNumber(),
                in.truth(),
                in.constant(ReadOrder.class),
                in.integer(),
                part(in),
                in.number())
                : new Statement(
                in.text(),
                in.all(in::column),
                in.all(in::column),
                in.truth(),
                in.truth(),
                in.number()));
    }

    private static Target target(PlanReader in)
    {
        return new Target(in.text(), in.key(), in.optional(() -> new Index(in.text(), in.key())));
    }

    private static Part part(PlanReader in)
    {
        String kind = in.text();
        return switch (kind) {
            case "keys" -> new Part.Keys(in.all(() -> new ItemKey(in.scalar(), in.optional(in::scalar))));
            case "queries" -> new Part.Queries(in.all(() -> new KeyQuery(in.scalar(), in.range())));
            case "segments" -> new Part.Segments(in.integer(), in.integer(), in.integer());
            default -> throw new IllegalArgumentException("There is no part " + kind);
        };
    }
}
