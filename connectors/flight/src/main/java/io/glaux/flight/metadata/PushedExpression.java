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
package io.glaux.flight.metadata;

import com.google.protobuf.InvalidProtocolBufferException;
import io.glaux.protocol.v1.Expression;

import static java.util.Objects.requireNonNull;

/**
 * A condition that a source takes, beside those by single columns.
 *
 * @param expression a message of the protocol
 * @param whole whether the source does all of it; else the engine does it too
 */
public record PushedExpression(Opaque expression, boolean whole)
{
    public PushedExpression
    {
        requireNonNull(expression, "expression is null");
    }

    public static PushedExpression of(Expression expression, boolean whole)
    {
        return new PushedExpression(new Opaque(expression.toByteString()), whole);
    }

    public Expression toMessage()
    {
        try {
            return Expression.parseFrom(expression.bytes());
        }
        catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("A condition in a handle cannot be read", e);
        }
    }
}
