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
import io.glaux.source.Taken;

import java.util.Collection;

import static java.util.Objects.requireNonNull;

/**
 * What DynamoDB can be told of a condition of SQL.
 *
 * @param condition true of every item of whose row SQL's condition is true
 * @param isExact whether it is true of no other
 */
public record Translation(Condition condition, boolean isExact)
{
    /**
     * Nothing: every item has to be looked at.
     */
    public static final Translation NONE = new Translation(Constant.ALWAYS, false);

    public Translation
    {
        requireNonNull(condition, "condition is null");
    }

    public static Translation exact(Condition condition)
    {
        return new Translation(condition, true);
    }

    public static Translation superset(Condition condition)
    {
        return new Translation(condition, false);
    }

    /**
     * No test under it is negated, so more items for a part are more items for the whole.
     */
    static Translation all(Collection<Translation> parts)
    {
        return new Translation(
                Condition.all(parts.stream().map(Translation::condition).toList()),
                parts.stream().allMatch(Translation::isExact) || isNever(parts));
    }

    static Translation any(Collection<Translation> parts)
    {
        return new Translation(
                Condition.any(parts.stream().map(Translation::condition).toList()),
                parts.stream().allMatch(Translation::isExact));
    }

    // more than the rows wanted is none: so none is wanted, and that is exact
    private static boolean isNever(Collection<Translation> parts)
    {
        return parts.stream().anyMatch(part -> part.condition().equals(Constant.NEVER));
    }

    public Taken taken()
    {
        if (isExact) {
            return Taken.WHOLE;
        }
        return condition.equals(Constant.ALWAYS) ? Taken.NO : Taken.IN_PART;
    }
}
