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
import io.glaux.dynamodb.plan.Condition.BeginsWith;
import io.glaux.dynamodb.plan.Condition.Compare;
import io.glaux.dynamodb.plan.Condition.Constant;
import io.glaux.dynamodb.plan.Condition.Contains;
import io.glaux.dynamodb.plan.Condition.Exists;
import io.glaux.dynamodb.plan.Condition.HasType;
import io.glaux.dynamodb.plan.Condition.In;
import io.glaux.dynamodb.plan.Condition.Not;
import io.glaux.dynamodb.plan.Condition.Or;
import io.glaux.dynamodb.schema.KeySchema;
import io.glaux.dynamodb.value.AttributeType;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes the expressions of one request. Names and values stand in them only as numbered placeholders, so that no name
 * can be mistaken for another, or for a reserved word, and no value for an expression. Names and values are those that
 * were written and no others: DynamoDB refuses such as are not used, and parentheses around parentheses, too.
 */
public final class ExpressionWriter
{
    /**
     * DynamoDB's limits: bytes of an expression, operators and functions in it, operands of IN.
     */
    static final int MAX_TEXT = 4096;
    static final int MAX_OPERATORS = 300;
    static final int MAX_OPERANDS = 100;
    private static final int SHORTEST_NAME = "#n0".length();

    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<Scalar, String> values = new LinkedHashMap<>();
    private final Map<String, AttributeValue> types = new LinkedHashMap<>();
    private int operators;

    /**
     * For {@code ExpressionAttributeNames}: by placeholder.
     */
    public Map<String, String> names()
    {
        Map<String, String> byPlaceholder = new LinkedHashMap<>();
        names.forEach((name, placeholder) -> byPlaceholder.put(placeholder, name));
        return Collections.unmodifiableMap(byPlaceholder);
    }

    /**
     * For {@code ExpressionAttributeValues}: by placeholder.
     */
    public Map<String, AttributeValue> values()
    {
        Map<String, AttributeValue> byPlaceholder = new LinkedHashMap<>(types);
        values.forEach((value, placeholder) -> byPlaceholder.put(placeholder, value.attribute()));
        return Collections.unmodifiableMap(byPlaceholder);
    }

    /**
     * How many operators and functions were written.
     */
    int operators()
    {
        return operators;
    }

    /**
     * A filter.
     *
     * @throws IllegalArgumentException for a constant, which DynamoDB has no expression for
     */
    public String condition(Condition condition)
    {
        return switch (condition) {
            case Constant _ -> throw new IllegalArgumentException("A constant needs no filter");
            case And(List<Condition> parts) -> joined(parts, " AND ");
            case Or(List<Condition> parts) -> joined(parts, " OR ");
            case In in -> listed(in, " OR ", "");
            case Not(In in) -> listed(in, " AND ", "NOT ");
            case Not(Condition.Test test) -> {
                operators++;
                yield "NOT " + condition(test);
            }
            case Compare(AttributePath path, Condition.Operator operator, Scalar value) -> operation(
                    "%s %s %s".formatted(path(path), operator.text(), value(value)));
            case BeginsWith(AttributePath path, Scalar prefix) -> operation(
                    "begins_with(%s, %s)".formatted(path(path), value(prefix)));
            case Contains(AttributePath path, Scalar fragment) -> operation(
                    "contains(%s, %s)".formatted(path(path), value(fragment)));
            case Exists(AttributePath path) -> operation(
                    "attribute_exists(%s)".formatted(path(path)));
            case HasType(AttributePath path, AttributeType type) -> operation(
                    "attribute_type(%s, %s)".formatted(path(path), typeName(type.name())));
        };
    }

    private String operation(String text)
    {
        operators++;
        return text;
    }

    private String joined(List<Condition> parts, String operator)
    {
        operators += parts.size() - 1;
        return parts.stream()
                .map(part -> isJoined(part) ? "(%s)".formatted(condition(part)) : condition(part))
                .collect(Collectors.joining(operator));
    }

    private static boolean isJoined(Condition part)
    {
        return switch (part) {
            case And _, Or _ -> true;
            case In in -> in.values().size() > MAX_OPERANDS;
            case Not(In in) -> in.values().size() > MAX_OPERANDS;
            default -> false;
        };
    }

    private String listed(In in, String between, String before)
    {
        List<String> lists = new ArrayList<>();
        List<Scalar> operands = List.copyOf(in.values());
        for (int start = 0; start < operands.size(); start += MAX_OPERANDS) {
            operators += 2;
            List<Scalar> some = operands.subList(start, Math.min(operands.size(), start + MAX_OPERANDS));
            lists.add("%s%s IN (%s)".formatted(
                    before,
                    path(in.path()),
                    some.stream().map(this::value).collect(Collectors.joining(", "))));
        }
        operators += lists.size() - 1;
        return String.join(between, lists);
    }

    /**
     * A key condition: of one hash value, and of one range of the sort key, as far as it can be told. A range with both
     * ends gets both: see {@link #isTold}.
     *
     * @param key of what is queried
     */
    public String keyCondition(KeySchema key, Scalar hash, KeyRange range)
    {
        String hashCondition = operation("%s = %s".formatted(name(key.hash().name()), value(hash)));
        if (range.equals(KeyRange.ALL)) {
            return hashCondition;
        }
        operators++;
        String sort = name(key.sort().orElseThrow().name());
        return "%s AND %s".formatted(hashCondition, sortCondition(sort, range));
    }

    private String sortCondition(String sort, KeyRange range)
    {
        if (range.isPoint()) {
            return operation("%s = %s".formatted(sort, value(range.low().orElseThrow())));
        }
        Optional<Scalar> prefix = range.asPrefix();
        if (prefix.isPresent()) {
            return operation("begins_with(%s, %s)".formatted(sort, value(prefix.get())));
        }
        if (range.low().isPresent() && range.high().isPresent()) {
            return operation(
                    "%s BETWEEN %s AND %s".formatted(sort, value(range.low().get()), value(range.high().get())));
        }
        return range.low()
                .map(low -> operation("%s %s %s".formatted(sort, range.isLowIncluded() ? ">=" : ">", value(low))))
                .orElseGet(() -> operation("%s %s %s".formatted(
                        sort,
                        range.isHighIncluded() ? "<=" : "<",
                        value(range.high().orElseThrow()))));
    }

    /**
     * Whether a key condition says all of a range. BETWEEN has its ends, and a sort key takes one condition: where an
     * end does not belong, an item that is there has to be left out of what comes.
     */
    public static boolean isTold(KeyRange range)
    {
        boolean hasBothEnds = range.low().isPresent() && range.high().isPresent();
        return !hasBothEnds || (range.isLowIncluded() && range.isHighIncluded()) || range.asPrefix().isPresent();
    }

    /**
     * A projection. A path within another is left out, since DynamoDB refuses paths that overlap.
     *
     * @return none when it would be too long: then everything is read
     */
    public Optional<String> projection(Collection<AttributePath> paths)
    {
        List<AttributePath> widest = paths.stream()
                .distinct()
                .filter(path -> paths.stream().noneMatch(other -> !other.equals(path) && other.covers(path)))
                .toList();
        // names that no expression has must not be there
        boolean isLong = new ExpressionWriter().joined(widest).length() > MAX_TEXT - names.size() * SHORTEST_NAME;
        return widest.isEmpty() || isLong ? Optional.empty() : Optional.of(joined(widest));
    }

    private String joined(List<AttributePath> paths)
    {
        return paths.stream().map(this::path).collect(Collectors.joining(", "));
    }

    private String path(AttributePath path)
    {
        return path.names().stream().map(this::name).collect(Collectors.joining("."));
    }

    private String name(String name)
    {
        return names.computeIfAbsent(name, _ -> "#n" + names.size());
    }

    private String value(Scalar value)
    {
        return values.computeIfAbsent(value, _ -> ":v" + values.size());
    }

    private String typeName(String type)
    {
        String placeholder = ":t" + type;
        types.putIfAbsent(placeholder, AttributeValue.fromS(type));
        return placeholder;
    }

    /**
     * Whether a filter is within DynamoDB's limits.
     */
    static boolean fits(Condition condition)
    {
        if (condition instanceof In(AttributePath _, NavigableSet<Scalar> values) && values.size() > MAX_TEXT / 4) {
            return false;
        }
        ExpressionWriter writer = new ExpressionWriter();
        return writer.condition(condition).length() <= MAX_TEXT && writer.operators() <= MAX_OPERATORS;
    }
}
