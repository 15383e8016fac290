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

import io.glaux.dynamodb.value.AttributeType;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A value that DynamoDB compares, in the order that it sorts keys by: text by the bytes of its UTF-8, numbers by their
 * value, bytes as unsigned. Values of different types are never equal. Their texts have no values.
 */
public sealed interface Scalar
        extends Comparable<Scalar>
{
    AttributeType type();

    AttributeValue attribute();

    /**
     * Whether it is a text or bytes of no length, which no key can be.
     */
    boolean isEmpty();

    /**
     * Bytes of texts in UTF-8, and of bytes; 0 for others, which are never too long.
     */
    default int length()
    {
        return switch (this) {
            case Text(String value) -> value.getBytes(StandardCharsets.UTF_8).length;
            case Binary(SdkBytes value) -> value.asByteArrayUnsafe().length;
            case Numeric _, Truth _ -> 0;
        };
    }

    /**
     * @return empty for types that have no order, and for NULL
     */
    static Optional<Scalar> of(AttributeValue value)
    {
        return switch (value.type()) {
            case S -> Optional.of(new Text(value.s()));
            case N -> Optional.of(new Numeric(new BigDecimal(value.n())));
            case B -> Optional.of(new Binary(value.b()));
            case BOOL -> Optional.of(new Truth(value.bool()));
            default -> Optional.empty();
        };
    }

    @Override
    default int compareTo(Scalar other)
    {
        return switch (this) {
            case Text(String left) when other instanceof Text(String right) -> compareCodePoints(left, right);
            case Numeric(BigDecimal left) when other instanceof Numeric(BigDecimal right) -> left.compareTo(right);
            case Binary(SdkBytes left) when other instanceof Binary(SdkBytes right) -> Arrays.compareUnsigned(
                    left.asByteArrayUnsafe(),
                    right.asByteArrayUnsafe());
            case Truth(boolean left) when other instanceof Truth(boolean right) -> Boolean.compare(left, right);
            default -> type().compareTo(other.type());
        };
    }

    /**
     * The order of UTF-8 is that of code points. That of Java's chars is not: surrogates come before U+E000.
     */
    private static int compareCodePoints(String left, String right)
    {
        int length = Math.min(left.length(), right.length());
        for (int position = 0; position < length; position++) {
            char one = left.charAt(position);
            char two = right.charAt(position);
            if (one != two) {
                if (Character.isSurrogate(one) != Character.isSurrogate(two)) {
                    return Character.isSurrogate(one) ? 1 : -1;
                }
                return Character.compare(one, two);
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    record Text(String value)
            implements Scalar
    {
        public Text
        {
            requireNonNull(value, "value is null");
        }

        @Override
        public AttributeType type()
        {
            return AttributeType.S;
        }

        @Override
        public AttributeValue attribute()
        {
            return AttributeValue.fromS(value);
        }

        @Override
        public boolean isEmpty()
        {
            return value.isEmpty();
        }

        @Override
        public String toString()
        {
            return "S";
        }
    }

    /**
     * @param value is made equal for numbers that are
     */
    record Numeric(BigDecimal value)
            implements Scalar
    {
        public Numeric
        {
            value = value.stripTrailingZeros();
        }

        @Override
        public AttributeType type()
        {
            return AttributeType.N;
        }

        @Override
        public AttributeValue attribute()
        {
            return AttributeValue.fromN(value.toPlainString());
        }

        @Override
        public boolean isEmpty()
        {
            return false;
        }

        @Override
        public String toString()
        {
            return "N";
        }
    }

    record Binary(SdkBytes value)
            implements Scalar
    {
        public Binary
        {
            requireNonNull(value, "value is null");
        }

        @Override
        public AttributeType type()
        {
            return AttributeType.B;
        }

        @Override
        public AttributeValue attribute()
        {
            return AttributeValue.fromB(value);
        }

        @Override
        public boolean isEmpty()
        {
            return value.asByteArrayUnsafe().length == 0;
        }

        @Override
        public String toString()
        {
            return "B";
        }
    }

    record Truth(boolean value)
            implements Scalar
    {
        @Override
        public AttributeType type()
        {
            return AttributeType.BOOL;
        }

        @Override
        public AttributeValue attribute()
        {
            return AttributeValue.fromBool(value);
        }

        @Override
        public boolean isEmpty()
        {
            return false;
        }

        @Override
        public String toString()
        {
            return "BOOL";
        }
    }
}
