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

import io.glaux.dynamodb.plan.Condition.BeginsWith;
import io.glaux.dynamodb.plan.Condition.Compare;
import io.glaux.dynamodb.plan.Condition.Constant;
import io.glaux.dynamodb.plan.Condition.Contains;
import io.glaux.dynamodb.plan.Condition.Exists;
import io.glaux.dynamodb.plan.Condition.HasType;
import io.glaux.dynamodb.plan.Condition.In;
import io.glaux.dynamodb.plan.Condition.Not;
import io.glaux.dynamodb.plan.Condition.Operator;
import io.glaux.dynamodb.schema.TableColumn;
import io.glaux.dynamodb.schema.TableSchema;
import io.glaux.dynamodb.value.AttributeType;
import io.glaux.dynamodb.value.ColumnType;
import io.glaux.dynamodb.value.PushableType;
import io.glaux.source.expression.Expression;
import io.glaux.source.expression.Expression.ComparisonOperator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Says conditions of SQL in DynamoDB's terms.
 *
 * <p>SQL's conditions have three values and DynamoDB's have two, so negation is never translated. Instead each
 * condition of SQL is translated for an outcome: where it is true, or where it is false; where it is null it is
 * neither. NOT exchanges the outcomes, AND is false where one part is false, OR is false where all are. What remains
 * are tests of one column: {@code a < 5} is false where {@code a >= 5} is true, for both are false in DynamoDB where
 * the attribute is absent, NULL or of another type, as both are null in SQL. Only {@code <>} is true there, and so are
 * tests behind NOT; they get {@code attribute_type} beside them.
 */
public final class PredicateTranslator
{
    private final TableSchema table;

    public PredicateTranslator(TableSchema table)
    {
        this.table = requireNonNull(table, "table is null");
    }

    /**
     * The items whose rows satisfy a condition.
     */
    public Translation translate(Expression condition)
    {
        return where(condition, true);
    }

    private Translation where(Expression condition, boolean outcome)
    {
        return switch (condition) {
            case Expression.And(List<Expression> operands) -> combined(operands, outcome, outcome);
            case Expression.Or(List<Expression> operands) -> combined(operands, outcome, !outcome);
            case Expression.Not(Expression operand) -> where(operand, !outcome);
            case Expression.Literal literal -> constant(Boolean.valueOf(outcome).equals(literal.value()));
            case Expression.Column column -> compared(column, ComparisonOperator.EQUAL, outcome, true);
            case Expression.IsNull(Expression operand) -> whereNull(operand, outcome);
            case Expression.Comparison(ComparisonOperator operator, Expression left, Expression right) -> whereCompared(
                    operator,
                    left,
                    right,
                    outcome);
            case Expression.In in when in.operand() instanceof Expression.Column column -> whereIn(
                    column(column),
                    in.values(),
                    outcome);
            case Expression.Like like when like.operand() instanceof Expression.Column column -> whereLike(
                    column(column),
                    LikeShape.of(like.pattern(), like.escape()),
                    outcome);
            case Expression.StartsWith(Expression.Column column, String prefix) -> whereLike(
                    column(column),
                    Optional.of(prefixOf(prefix)),
                    outcome);
            // values that DynamoDB cannot compute
            case Expression.In _,
                 Expression.Like _,
                 Expression.StartsWith _,
                 Expression.Arithmetic _,
                 Expression.Negate _,
                 Expression.Cast _,
                 Expression.Coalesce _ -> Translation.NONE;
        };
    }

    private Translation combined(List<Expression> operands, boolean outcome, boolean isAll)
    {
        List<Translation> parts = operands.stream().map(operand -> where(operand, outcome)).toList();
        return isAll ? Translation.all(parts) : Translation.any(parts);
    }

    private static Translation constant(boolean value)
    {
        return Translation.exact(value ? Constant.ALWAYS : Constant.NEVER);
    }

    private TableColumn column(Expression.Column column)
    {
        return table.column(column.path());
    }

    private Translation whereNull(Expression operand, boolean outcome)
    {
        return switch (operand) {
            case Expression.Literal literal -> constant((literal.value() == null) == outcome);
            case Expression.Column column -> whereNull(column(column), outcome);
            default -> Translation.NONE;
        };
    }

    private static Translation whereNull(TableColumn column, boolean outcome)
    {
        AttributePath path = new AttributePath(column.path());
        Exists exists = new Exists(path);
        HasType isNull = new HasType(path, AttributeType.NULL);
        Condition notNull = Condition.all(List.of(exists, new Not(isNull)));
        return switch (column.nullTest()) {
            case ABSENT_OR_NULL -> Translation.exact(
                    outcome ? Condition.any(List.of(new Not(exists), isNull)) : notNull);
            case NOT_OF_TYPE -> {
                HasType hasType = new HasType(path, column.pushable().orElseThrow().type());
                yield Translation.exact(outcome ? new Not(hasType) : hasType);
            }
            // which values of the right type are NULL all the same cannot be told, but others always are
            case NONE -> outcome
                    ? Translation.NONE
                    : Translation.superset(column.pushable()
                                           .<Condition>map(pushable -> new HasType(path, pushable.type()))
                                           .orElse(notNull));
        };
    }

    private Translation whereCompared(
            ComparisonOperator operator,
            Expression left,
            Expression right,
            boolean outcome)
    {
        if (left instanceof Expression.Column column && right instanceof Expression.Literal literal) {
            return compared(column, operator, literal.value(), outcome);
        }
        if (left instanceof Expression.Literal literal && right instanceof Expression.Column column) {
            return compared(column, flipped(operator), literal.value(), outcome);
        }
        return Translation.NONE;
    }

    private Translation compared(
            Expression.Column reference,
            ComparisonOperator operator,
            Object value,
            boolean outcome)
    {
        TableColumn column = column(reference);
        if (value == null) {
            return operator == ComparisonOperator.IDENTICAL ? whereNull(column, outcome) : constant(false);
        }
        Optional<PushableType> pushable = column.pushable().filter(type -> type.isOfType(value));
        if (pushable.isEmpty()) {
            return Translation.NONE;
        }
        Optional<Scalar> scalar = pushable.get().literal(value).flatMap(Scalar::of);
        if (operator == ComparisonOperator.IDENTICAL) {
            return identical(column, pushable.get(), scalar, outcome);
        }
        Operator effective = operator(outcome ? operator : negated(operator));
        return switch (effective) {
            case EQUAL -> identical(column, pushable.get(), scalar, true);
            case NOT_EQUAL -> different(column, pushable.get(), scalar.map(List::of).orElse(List.of()));
            default -> ordered(column, pushable.get(), effective, scalar);
        };
    }

    /**
     * Equality of numbers is exact even where other comparisons are not: the literal is one that the column can hold.
     * And two values are all that IS DISTINCT FROM has: it is true of NULL, as {@code <>} is of what is absent.
     */
    private static Translation identical(
            TableColumn column,
            PushableType pushable,
            Optional<Scalar> value,
            boolean outcome)
    {
        if (value.isEmpty()) {
            return constant(!outcome);
        }
        Operator operator = outcome ? Operator.EQUAL : Operator.NOT_EQUAL;
        Condition condition = new Compare(new AttributePath(column.path()), operator, value.get());
        if (isEqualityExact(pushable)) {
            return Translation.exact(condition);
        }
        return outcome ? Translation.superset(condition) : Translation.NONE;
    }

    // a number that the column cannot hold is NULL, and equal to none that it can
    private static boolean isEqualityExact(PushableType pushable)
    {
        return pushable.isExact() || pushable.type() == AttributeType.N;
    }

    /**
     * Neither null nor one of some values. All that {@code <>} and NOT IN are true of besides is shut out by the type.
     */
    private static Translation different(TableColumn column, PushableType pushable, Collection<Scalar> values)
    {
        AttributePath path = new AttributePath(column.path());
        if (values.isEmpty() || !isEqualityExact(pushable)) {
            Translation notNull = whereNull(column, false);
            return values.isEmpty() ? notNull : Translation.superset(notNull.condition());
        }
        Condition different = switch (Condition.in(path, values)) {
            case Compare(AttributePath _, Operator _, Scalar value) -> new Compare(path, Operator.NOT_EQUAL, value);
            case In in -> new Not(in);
            default -> throw new IllegalStateException("Values make a comparison or a list of them");
        };
        Condition condition = Condition.all(List.of(different, new HasType(path, pushable.type())));
        return new Translation(condition, pushable.isExact());
    }

    private static Translation ordered(
            TableColumn column,
            PushableType pushable,
            Operator operator,
            Optional<Scalar> value)
    {
        if (!pushable.isOrdered() || value.isEmpty()) {
            return Translation.NONE;
        }
        Condition condition = new Compare(new AttributePath(column.path()), operator, value.get());
        return new Translation(condition, pushable.isExact());
    }

    private static Translation whereIn(TableColumn column, List<Object> values, boolean outcome)
    {
        Optional<PushableType> pushable = column.pushable().filter(type -> values.stream().allMatch(type::isOfType));
        if (pushable.isEmpty()) {
            return Translation.NONE;
        }
        List<Scalar> scalars = new ArrayList<>();
        values.forEach(value -> pushable.get().literal(value).flatMap(Scalar::of).ifPresent(scalars::add));
        return outcome
                ? new Translation(
                Condition.in(new AttributePath(column.path()), scalars),
                isEqualityExact(pushable.get()))
                : different(column, pushable.get(), scalars);
    }

    private static LikeShape prefixOf(String prefix)
    {
        return new LikeShape(prefix.isEmpty() ? List.of() : List.of(prefix), true, LikeShape.Kind.PREFIX);
    }

    /**
     * @param pattern none: SQL refuses it, and says so to the user
     */
    private static Translation whereLike(TableColumn column, Optional<LikeShape> pattern, boolean outcome)
    {
        Optional<PushableType> pushable = column.pushable();
        if (pattern.isEmpty() || pushable.isEmpty() || !(column.type() instanceof ColumnType.Text)) {
            return Translation.NONE;
        }
        LikeShape shape = pattern.get();
        AttributePath path = new AttributePath(column.path());
        HasType isText = new HasType(path, pushable.get().type());
        Optional<Scalar> first = shape.fragments().stream().findFirst().map(Scalar.Text::new);
        return switch (shape.kind()) {
            case EQUAL -> {
                Scalar value = first.orElse(new Scalar.Text(""));
                yield outcome
                        ? identical(column, pushable.get(), Optional.of(value), true)
                        : different(column, pushable.get(), List.of(value));
            }
            case PREFIX -> first
                    .map(prefix -> tested(new BeginsWith(path, prefix), isText, outcome))
                    .orElse(Translation.exact(outcome ? isText : Constant.NEVER));
            case CONTAINS -> tested(new Contains(path, first.orElseThrow()), isText, outcome);
            case OTHER -> Translation.superset(outcome ? likely(shape, path, isText) : isText);
        };
    }

    // a set of texts contains a text, too: the type shuts it out
    private static Translation tested(Condition.Test test, HasType isText, boolean outcome)
    {
        if (!outcome) {
            return Translation.exact(Condition.all(List.of(new Not(test), isText)));
        }
        return Translation.exact(test instanceof BeginsWith ? test : Condition.all(List.of(test, isText)));
    }

    private static Condition likely(LikeShape shape, AttributePath path, HasType isText)
    {
        List<Condition> conditions = new ArrayList<>();
        for (String fragment : shape.fragments()) {
            Scalar text = new Scalar.Text(fragment);
            boolean isPrefix = shape.isStartFixed() && conditions.isEmpty();
            conditions.add(isPrefix ? new BeginsWith(path, text) : new Contains(path, text));
        }
        conditions.add(isText);
        return Condition.all(conditions);
    }

    private static ComparisonOperator flipped(ComparisonOperator operator)
    {
        return switch (operator) {
            case LESS -> ComparisonOperator.GREATER;
            case LESS_OR_EQUAL -> ComparisonOperator.GREATER_OR_EQUAL;
            case GREATER -> ComparisonOperator.LESS;
            case GREATER_OR_EQUAL -> ComparisonOperator.LESS_OR_EQUAL;
            case EQUAL, NOT_EQUAL, IDENTICAL -> operator;
        };
    }

    private static ComparisonOperator negated(ComparisonOperator operator)
    {
        return switch (operator) {
            case EQUAL -> ComparisonOperator.NOT_EQUAL;
            case NOT_EQUAL -> ComparisonOperator.EQUAL;
            case LESS -> ComparisonOperator.GREATER_OR_EQUAL;
            case LESS_OR_EQUAL -> ComparisonOperator.GREATER;
            case GREATER -> ComparisonOperator.LESS_OR_EQUAL;
            case GREATER_OR_EQUAL -> ComparisonOperator.LESS;
            case IDENTICAL -> throw new IllegalArgumentException("IDENTICAL has its own negation");
        };
    }

    private static Operator operator(ComparisonOperator operator)
    {
        return switch (operator) {
            case EQUAL -> Operator.EQUAL;
            case NOT_EQUAL -> Operator.NOT_EQUAL;
            case LESS -> Operator.LESS;
            case LESS_OR_EQUAL -> Operator.LESS_OR_EQUAL;
            case GREATER -> Operator.GREATER;
            case GREATER_OR_EQUAL -> Operator.GREATER_OR_EQUAL;
            case IDENTICAL -> throw new IllegalArgumentException("IDENTICAL is no operator of DynamoDB");
        };
    }
}
