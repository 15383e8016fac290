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

import io.glaux.dynamodb.plan.Condition.Constant;
import io.glaux.dynamodb.plan.Condition.HasType;
import io.glaux.dynamodb.plan.SplitModel.Index;
import io.glaux.dynamodb.plan.SplitModel.Target;
import io.glaux.dynamodb.schema.KeyAttribute;
import io.glaux.dynamodb.schema.KeySchema;
import io.glaux.dynamodb.schema.TableColumn;
import io.glaux.dynamodb.schema.TableIndex;
import io.glaux.dynamodb.schema.TableSchema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How rows are looked up by the values of some columns.
 *
 * @param target what is asked
 * @param isByKey whether items are read by their keys; else each hash value is queried
 * @param hash the position of the hash key's column
 * @param sort that of the sort key's
 * @param filter that DynamoDB does, of the condition of the scan
 */
public record LookupPath(Target target, boolean isByKey, int hash, OptionalInt sort, Condition filter)
{
    /**
     * @param keys the columns that rows are looked up by
     * @param condition of the scan
     * @return none when the table would have to be scanned for it
     */
    public static Optional<LookupPath> find(
            TableSchema table,
            List<TableColumn> keys,
            List<TableColumn> columns,
            Condition condition,
            ReadSettings settings)
    {
        List<Condition> conditions = new ArrayList<>(condition.conjuncts());
        Set<String> attributes = new HashSet<>();
        columns.forEach(column -> attributes.add(column.attribute()));
        condition.paths().forEach(path -> attributes.add(path.attribute()));
        for (TableColumn key : keys) {
            attributes.add(key.attribute());
            key.pushable().ifPresent(pushable ->
                    conditions.add(new HasType(new AttributePath(key.path()), pushable.type())));
        }
        // what is looked up is not null
        Condition all = Condition.all(conditions);
        PathChooser chooser = new PathChooser(table, settings);
        List<LookupPath> paths = new ArrayList<>();
        path(table, Optional.empty(), keys, condition, settings).ifPresent(paths::add);
        if (settings.isIndexUsed()) {
            table.indexes().stream()
                    .filter(index -> chooser.isUsable(index, all))
                    .filter(index -> attributes.stream().allMatch(name -> index.has(name, table.key())))
                    .forEach(index -> path(table, Optional.of(index), keys, condition, settings)
                            .ifPresent(paths::add));
        }
        // by the whole key, or as much of it as there is
        return paths.stream().min(Comparator
                .comparing((LookupPath path) -> !path.isByKey())
                .thenComparing(path -> path.sort().isEmpty())
                .thenComparing(path -> path.target().index().isPresent()));
    }

    private static Optional<LookupPath> path(
            TableSchema table,
            Optional<TableIndex> index,
            List<TableColumn> keys,
            Condition condition,
            ReadSettings settings)
    {
        KeySchema schema = index.map(TableIndex::key).orElse(table.key());
        OptionalInt hash = position(keys, schema.hash());
        if (hash.isEmpty()) {
            return Optional.empty();
        }
        OptionalInt sort = schema.sort().map(attribute -> position(keys, attribute)).orElse(OptionalInt.empty());
        boolean isByKey = index.isEmpty() && sort.isPresent() == schema.sort().isPresent();
        SplitPlanner planner = new SplitPlanner(table, settings);
        Condition filter = FilterParts.of(
                condition,
                test -> planner.isAllowed(test, AccessPath.Kind.QUERIES, index)).pushed();
        return Optional.of(new LookupPath(
                new Target(table.table(), table.key(), index.map(found -> new Index(found.name(), found.key()))),
                isByKey,
                hash.getAsInt(),
                sort,
                isByKey ? Constant.ALWAYS : filter));
    }

    private static OptionalInt position(List<TableColumn> keys, KeyAttribute attribute)
    {
        return IntStream.range(0, keys.size())
                .filter(position -> isOf(keys.get(position), attribute))
                .findFirst();
    }

    private static boolean isOf(TableColumn column, KeyAttribute attribute)
    {
        return !column.isNested()
                && column.attribute().equals(attribute.name())
                && column.pushable().filter(pushable -> pushable.type() == attribute.type()).isPresent();
    }
}
