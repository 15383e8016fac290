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

import io.glaux.dynamodb.plan.Condition.And;
import io.glaux.dynamodb.plan.Condition.Compare;
import io.glaux.dynamodb.plan.Condition.Constant;
import io.glaux.dynamodb.plan.Condition.Not;
import io.glaux.dynamodb.plan.Condition.Or;
import io.glaux.dynamodb.schema.KeyAttribute;
import io.glaux.dynamodb.schema.KeySchema;
import io.glaux.dynamodb.schema.TableIndex;
import io.glaux.dynamodb.schema.TableSchema;
import io.glaux.dynamodb.value.AttributeType;
import io.glaux.dynamodb.value.ColumnType;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Whole numbers between two ends, for a hash key, are single values: hash keys have no order to read a range by. The
 * engine makes {@code BETWEEN 7 AND 9} of {@code IN (7, 8, 9)}, and of the keys of a join.
 */
final class WholeRanges
{
    /**
     * DynamoDB takes a list of so many in a filter; with more, the range stays beside it for filters.
     */
    private static final long LISTED_IN_FILTER = 100;

    private WholeRanges() {}

    /**
     * @param most values that a range is made to
     */
    static Condition listed(Condition condition, TableSchema table, long most)
    {
        Condition listed = condition;
        for (String attribute : attributes(table)) {
            listed = listed(listed, attribute, most);
        }
        return listed;
    }

    /**
     * Hash keys, of the table and of indexes, of which columns have whole numbers alone.
     */
    private static List<String> attributes(TableSchema table)
    {
        return Stream.concat(Stream.of(table.key()), table.indexes().stream().map(TableIndex::key))
                .map(KeySchema::hash)
                .filter(hash -> hash.type() == AttributeType.N)
                .map(KeyAttribute::name)
                .distinct()
                .filter(name -> table.columns().stream()
                        .filter(column -> column.attribute().equals(name))
                        .allMatch(column -> column.type() instanceof ColumnType.Whole))
                .toList();
    }

    private static Condition listed(Condition condition, String attribute, long most)
    {
        return switch (condition) {
            case And(List<Condition> conditions) -> ofAll(
                    conditions.stream().map(part -> listed(part, attribute, most)).toList(), attribute, most);
            case Or(List<Condition> conditions) -> Condition.any(
                    conditions.stream().map(part -> listed(part, attribute, most)).toList());
            case Constant _, Condition.Test _, Not _ -> condition;
        };
    }

    private static Condition ofAll(List<Condition> conditions, String attribute, long most)
    {
        List<Condition> others = new ArrayList<>();
        List<Compare> ends = new ArrayList<>();
        for (Condition part : conditions) {
            if (part instanceof Compare compare && isEnd(compare, attribute)) {
                ends.add(compare);
            }
            else {
                others.add(part);
            }
        }
        Optional<BigDecimal> low = ends.stream().flatMap(end -> low(end).stream()).max(BigDecimal::compareTo);
        Optional<BigDecimal> high = ends.stream().flatMap(end -> high(end).stream()).min(BigDecimal::compareTo);
        if (low.isEmpty() || high.isEmpty()) {
            return Condition.all(conditions);
        }
        BigDecimal count = high.get().subtract(low.get()).add(BigDecimal.ONE);
        if (count.compareTo(BigDecimal.valueOf(most)) > 0) {
            return Condition.all(conditions);
        }
        BigDecimal first = low.get();
        others.add(Condition.in(ends.getFirst().path(), LongStream.range(0, Math.max(0, count.longValueExact()))
                .<Scalar>mapToObj(step -> new Scalar.Numeric(first.add(BigDecimal.valueOf(step))))
                .toList()));
        if (count.compareTo(BigDecimal.valueOf(LISTED_IN_FILTER)) > 0) {
            others.addAll(ends);
        }
        return Condition.all(others);
    }

    private static boolean isEnd(Compare compare, String attribute)
    {
        return compare.path().isAttribute(attribute)
                && compare.value() instanceof Scalar.Numeric
                && switch (compare.operator()) {
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
            case EQUAL, NOT_EQUAL -> false;
        };
    }

    private static BigDecimal value(Compare compare)
    {
        return ((Scalar.Numeric) compare.value()).value();
    }

    /**
     * The least whole number that is not below an end.
     */
    private static Optional<BigDecimal> low(Compare end)
    {
        return switch (end.operator()) {
            case GREATER_OR_EQUAL -> Optional.of(value(end).setScale(0, RoundingMode.CEILING));
            case GREATER -> Optional.of(value(end).setScale(0, RoundingMode.FLOOR).add(BigDecimal.ONE));
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL -> Optional.empty();
        };
    }

    private static Optional<BigDecimal> high(Compare end)
    {
        return switch (end.operator()) {
            case LESS_OR_EQUAL -> Optional.of(value(end).setScale(0, RoundingMode.FLOOR));
            case LESS -> Optional.of(value(end).setScale(0, RoundingMode.CEILING).subtract(BigDecimal.ONE));
            case EQUAL, NOT_EQUAL, GREATER, GREATER_OR_EQUAL -> Optional.empty();
        };
    }
}
