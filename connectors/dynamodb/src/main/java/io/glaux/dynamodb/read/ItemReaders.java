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
package io.glaux.dynamodb.read;

import io.glaux.dynamodb.plan.AttributePath;
import io.glaux.dynamodb.plan.Condition.Constant;
import io.glaux.dynamodb.plan.ExpressionWriter;
import io.glaux.dynamodb.plan.SplitModel.ItemKey;
import io.glaux.dynamodb.plan.SplitModel.KeyQuery;
import io.glaux.dynamodb.plan.SplitModel.Part;
import io.glaux.dynamodb.plan.SplitModel.TableSplit;
import io.glaux.dynamodb.plan.SplitModel.Target;
import io.glaux.dynamodb.schema.KeySchema;
import io.glaux.source.OpaqueBytes;
import io.glaux.source.ReadContext;
import io.glaux.source.RowReader;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Opens the readers of splits.
 */
final class ItemReaders
{
    private ItemReaders() {}

    static RowReader open(
            ReadRequests requests,
            ReadContext context,
            TableSplit split,
            Optional<OpaqueBytes> cursor)
    {
        ReadCursor start = cursor.map(ReadCursor::decode).orElse(ReadCursor.START);
        return split.part() instanceof Part.Keys(List<ItemKey> keys)
                ? new KeyReader(requests, context, split, keys, start)
                : new PageReader(requests, context, split, start);
    }

    /**
     * Whether nothing but the number of items is wanted, and DynamoDB can tell it.
     */
    static boolean isCounted(TableSplit split)
    {
        boolean isTold = !(split.part() instanceof Part.Queries(List<KeyQuery> queries))
                || queries.stream().allMatch(query -> ExpressionWriter.isTold(query.range()));
        return split.columns().isEmpty()
                && !split.isFetched()
                && split.filter().local().equals(Constant.ALWAYS)
                && isTold;
    }

    /**
     * Requests for pages: of an index whose items are read from the table, only their keys.
     */
    static ItemRequests pages(TableSplit split)
    {
        Set<AttributePath> paths = new LinkedHashSet<>();
        placeNames(split.target()).forEach(name -> paths.add(AttributePath.of(name)));
        if (!split.isFetched()) {
            paths.addAll(attributes(split));
        }
        return new ItemRequests(
                split.target(),
                paths,
                split.filter().pushed(),
                split.isConsistent(),
                isCounted(split),
                split.order());
    }

    /**
     * Requests for items of the table by key.
     */
    static ItemRequests keys(TableSplit split)
    {
        Set<AttributePath> paths = keyPaths(split.target().key());
        paths.addAll(attributes(split));
        return new ItemRequests(
                new Target(split.target().table(), split.target().key(), Optional.empty()),
                paths,
                Constant.ALWAYS,
                split.isConsistent(),
                false,
                split.order());
    }

    static Set<AttributePath> keyPaths(KeySchema key)
    {
        Set<AttributePath> paths = new LinkedHashSet<>();
        key.names().forEach(name -> paths.add(AttributePath.of(name)));
        return paths;
    }

    private static Set<AttributePath> attributes(TableSplit split)
    {
        Set<AttributePath> paths = new LinkedHashSet<>();
        split.columns().forEach(column -> paths.add(new AttributePath(column.path())));
        paths.addAll(split.filter().local().paths());
        return paths;
    }

    /**
     * The attributes that tell where to go on: those of the key of the table, and of the index.
     */
    static Set<String> placeNames(Target target)
    {
        Set<String> names = new LinkedHashSet<>(target.key().names());
        names.addAll(target.readKey().names());
        return names;
    }
}
