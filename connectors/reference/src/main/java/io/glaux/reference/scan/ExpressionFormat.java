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
package io.glaux.reference.scan;

import io.glaux.source.ColumnPath;
import io.glaux.source.expression.Expression;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Expressions as bytes.
 */
final class ExpressionFormat
{
    private ExpressionFormat() {}

    static void write(DataOutputStream out, Expression expression)
            throws IOException
    {
        switch (expression) {
            case Expression.Column column -> writePath(tagged(out, 'c'), column.path());
            case Expression.Literal literal -> writeLiteral(tagged(out, 'l'), literal);
            case Expression.Comparison comparison -> writeComparison(tagged(out, '='), comparison);
            case Expression.And and -> writeAll(tagged(out, '&'), and.operands());
            case Expression.Or or -> writeAll(tagged(out, '|'), or.operands());
            case Expression.Not not -> write(tagged(out, '!'), not.operand());
            case Expression.IsNull isNull -> write(tagged(out, '0'), isNull.operand());
            case Expression.In in -> writeIn(tagged(out, 'i'), in);
            case Expression.Like like -> writeLike(tagged(out, '%'), like);
            case Expression.StartsWith startsWith -> writeStartsWith(tagged(out, 's'), startsWith);
            case Expression.Arithmetic arithmetic -> writeArithmetic(tagged(out, '+'), arithmetic);
            case Expression.Negate negate -> write(tagged(out, '-'), negate.operand());
            case Expression.Cast cast -> writeCast(tagged(out, 't'), cast);
            case Expression.Coalesce coalesce -> writeAll(tagged(out, '?'), coalesce.operands());
        }
    }

    static Expression read(DataInputStream in)
            throws IOException
    {
        byte tag = in.readByte();
        return switch (tag) {
            case 'c' -> new Expression.Column(readPath(in));
            case 'l' -> readLiteral(in);
            case '=' -> readComparison(in);
            case '&' -> new Expression.And(readAll(in));
            case '|' -> new Expression.Or(readAll(in));
            case '!' -> new Expression.Not(read(in));
            case '0' -> new Expression.IsNull(read(in));
            case 'i' -> readIn(in);
            case '%' -> readLike(in);
            case 's' -> readStartsWith(in);
            case '+' -> readArithmetic(in);
            case '-' -> new Expression.Negate(read(in));
            case 't' -> readCast(in);
            case '?' -> new Expression.Coalesce(readAll(in));
            default -> throw new IOException("No expression begins with " + tag);
        };
    }

    static void writeAll(DataOutputStream out, List<Expression> expressions)
            throws IOException
    {
        out.writeInt(expressions.size());
        for (Expression expression : expressions) {
            write(out, expression);
        }
    }

    static List<Expression> readAll(DataInputStream in)
            throws IOException
    {
        List<Expression> expressions = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            expressions.add(read(in));
        }
        return expressions;
    }

    static void writePath(DataOutputStream out, ColumnPath path)
            throws IOException
    {
        out.writeInt(path.names().size());
        for (String name : path.names()) {
            ValueFormat.writeText(out, name);
        }
    }

    static ColumnPath readPath(DataInputStream in)
            throws IOException
    {
        List<String> names = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            names.add(ValueFormat.readText(in));
        }
        return new ColumnPath(names);
    }

    static void writeField(DataOutputStream out, Field field)
            throws IOException
    {
        ValueFormat.writeBytes(out, new Schema(List.of(field)).serializeAsMessage());
    }

    static Field readField(DataInputStream in)
            throws IOException
    {
        return Schema.deserializeMessage(ByteBuffer.wrap(ValueFormat.readBytes(in))).getFields().getFirst();
    }

    private static DataOutputStream tagged(DataOutputStream out, char tag)
            throws IOException
    {
        out.writeByte(tag);
        return out;
    }

    private static void writeLiteral(DataOutputStream out, Expression.Literal literal)
            throws IOException
    {
        writeField(out, literal.type());
        ValueFormat.write(out, literal.value());
    }

    private static Expression readLiteral(DataInputStream in)
            throws IOException
    {
        Field type = readField(in);
        return new Expression.Literal(type, ValueFormat.read(in));
    }

    private static void writeComparison(DataOutputStream out, Expression.Comparison comparison)
            throws IOException
    {
        ValueFormat.writeText(out, comparison.operator().name());
        write(out, comparison.left());
        write(out, comparison.right());
    }

    private static Expression readComparison(DataInputStream in)
            throws IOException
    {
        String operator = ValueFormat.readText(in);
        Expression left = read(in);
        return new Expression.Comparison(Expression.ComparisonOperator.valueOf(operator), left, read(in));
    }

    private static void writeIn(DataOutputStream out, Expression.In in)
            throws IOException
    {
        write(out, in.operand());
        writeField(out, in.type());
        ValueFormat.write(out, in.values());
    }

    private static Expression readIn(DataInputStream in)
            throws IOException
    {
        Expression operand = read(in);
        Field type = readField(in);
        List<Object> values = new ArrayList<>((List<?>) ValueFormat.read(in));
        return new Expression.In(operand, type, values);
    }

    private static void writeLike(DataOutputStream out, Expression.Like like)
            throws IOException
    {
        write(out, like.operand());
        ValueFormat.writeText(out, like.pattern());
        out.writeInt(like.escape().orElse(-1));
    }

    private static Expression readLike(DataInputStream in)
            throws IOException
    {
        Expression operand = read(in);
        String pattern = ValueFormat.readText(in);
        int escape = in.readInt();
        return new Expression.Like(operand, pattern, escape < 0 ? OptionalInt.empty() : OptionalInt.of(escape));
    }

    private static void writeStartsWith(DataOutputStream out, Expression.StartsWith startsWith)
            throws IOException
    {
        write(out, startsWith.operand());
        ValueFormat.writeText(out, startsWith.prefix());
    }

    private static Expression readStartsWith(DataInputStream in)
            throws IOException
    {
        Expression operand = read(in);
        return new Expression.StartsWith(operand, ValueFormat.readText(in));
    }

    private static void writeArithmetic(DataOutputStream out, Expression.Arithmetic arithmetic)
            throws IOException
    {
        ValueFormat.writeText(out, arithmetic.operator().name());
        write(out, arithmetic.left());
        write(out, arithmetic.right());
    }

    private static Expression readArithmetic(DataInputStream in)
            throws IOException
    {
        String operator = ValueFormat.readText(in);
        Expression left = read(in);
        return new Expression.Arithmetic(Expression.ArithmeticOperator.valueOf(operator), left, read(in));
    }

    private static void writeCast(DataOutputStream out, Expression.Cast cast)
            throws IOException
    {
        write(out, cast.operand());
        writeField(out, cast.type());
    }

    private static Expression readCast(DataInputStream in)
            throws IOException
    {
        Expression operand = read(in);
        return new Expression.Cast(operand, readField(in));
    }
}
