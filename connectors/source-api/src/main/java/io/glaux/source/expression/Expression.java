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
package io.glaux.source.expression;

import io.glaux.source.ColumnPath;
import org.apache.arrow.vector.types.pojo.Field;

import java.util.List;
import java.util.OptionalInt;

/**
 * A condition, or a value in one. Its logic has three values, as SQL's: null is neither true nor false. Values are in
 * the forms of {@link io.glaux.source.ColumnTypes}; their texts have none.
 */
public sealed interface Expression
{
    record Column(ColumnPath path)
            implements Expression {}

    /**
     * @param value null for SQL's NULL
     */
    record Literal(Field type, Object value)
            implements Expression
    {
        @Override
        public String toString()
        {
            return "?";
        }
    }

    enum ComparisonOperator
    {
        EQUAL,
        NOT_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL,
        /**
         * IS NOT DISTINCT FROM: null is the same as null.
         */
        IDENTICAL,
    }

    record Comparison(ComparisonOperator operator, Expression left, Expression right)
            implements Expression {}

    record And(List<Expression> operands)
            implements Expression
    {
        public And
        {
            operands = List.copyOf(operands);
        }
    }

    record Or(List<Expression> operands)
            implements Expression
    {
        public Or
        {
            operands = List.copyOf(operands);
        }
    }

    record Not(Expression operand)
            implements Expression {}

    record IsNull(Expression operand)
            implements Expression {}

    /**
     * @param values not null, each of them
     */
    record In(Expression operand, Field type, List<Object> values)
            implements Expression
    {
        public In
        {
            values = List.copyOf(values);
        }

        @Override
        public String toString()
        {
            return "In[%s, %s values]".formatted(operand, values.size());
        }
    }

    /**
     * SQL's LIKE, by code points.
     *
     * @param escape a code point
     */
    record Like(Expression operand, String pattern, OptionalInt escape)
            implements Expression
    {
        @Override
        public String toString()
        {
            return "Like[%s, ?]".formatted(operand);
        }
    }

    record StartsWith(Expression operand, String prefix)
            implements Expression
    {
        @Override
        public String toString()
        {
            return "StartsWith[%s, ?]".formatted(operand);
        }
    }

    enum ArithmeticOperator
    {
        ADD,
        SUBTRACT,
        MULTIPLY,
        DIVIDE,
        MODULUS,
    }

    /**
     * Of operands of one type, in that type; beyond it is an error.
     */
    record Arithmetic(ArithmeticOperator operator, Expression left, Expression right)
            implements Expression {}

    record Negate(Expression operand)
            implements Expression {}

    record Cast(Expression operand, Field type)
            implements Expression {}

    record Coalesce(List<Expression> operands)
            implements Expression
    {
        public Coalesce
        {
            operands = List.copyOf(operands);
        }
    }
}
