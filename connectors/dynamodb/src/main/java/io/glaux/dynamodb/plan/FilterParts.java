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

import io.glaux.dynamodb.plan.Condition.Compare;
import io.glaux.dynamodb.plan.Condition.Constant;
import io.glaux.dynamodb.plan.Condition.In;
import io.glaux.dynamodb.plan.Condition.Operator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Who does what of a condition.
 *
 * @param pushed the filter that DynamoDB gets
 * @param local what has to be true of the items that come besides; it needs the attributes that it tests
 */
public record FilterParts(Condition pushed, Condition local)
{
    /**
     * @param isAllowed which tests DynamoDB takes: none of the key in a filter of a query, for instance
     */
    public static FilterParts of(Condition condition, Predicate<Condition.Test> isAllowed)
    {
        List<Condition> pushed = new ArrayList<>();
        List<Condition> local = new ArrayList<>();
        for (Condition part : condition.conjuncts()) {
            Condition allowed = part.weakened(isAllowed);
            if (!allowed.equals(part) || !fits(pushed, allowed)) {
                local.add(part);
            }
            Condition smaller = fits(pushed, allowed) ? allowed : spanned(allowed);
            if (!smaller.equals(Constant.ALWAYS) && fits(pushed, smaller)) {
                pushed.add(smaller);
            }
        }
        return new FilterParts(Condition.all(pushed), Condition.all(local));
    }

    private static boolean fits(List<Condition> pushed, Condition next)
    {
        List<Condition> all = new ArrayList<>(pushed);
        all.add(next);
        Condition condition = Condition.all(all);
        return condition instanceof Condition.Constant || ExpressionWriter.fits(condition);
    }

    /**
     * For a list that is too long: all between its first and last value.
     */
    private static Condition spanned(Condition condition)
    {
        if (!(condition instanceof In in) || in.values().getFirst() instanceof Scalar.Truth) {
            return Constant.ALWAYS;
        }
        return Condition.all(List.of(
                new Compare(in.path(), Operator.GREATER_OR_EQUAL, in.values().getFirst()),
                new Compare(in.path(), Operator.LESS_OR_EQUAL, in.values().getLast())));
    }
}
