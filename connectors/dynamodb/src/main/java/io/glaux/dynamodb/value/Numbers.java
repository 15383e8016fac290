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
package io.glaux.dynamodb.value;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;

/**
 * Numbers of DynamoDB: 38 significant digits, the first of them from 10^-130 to 10^125
 * (docs.aws.amazon.com, Supported data types and naming rules in Amazon DynamoDB).
 */
public final class Numbers
{
    public static final int MOST_DIGITS = 38;

    private static final int LEAST_MAGNITUDE = -130;
    private static final int MOST_MAGNITUDE = 125;

    private Numbers() {}

    /**
     * Without zeros at the end, so that equal numbers are equal objects.
     */
    public static BigDecimal parse(String text)
    {
        try {
            return canonical(new BigDecimal(text));
        }
        catch (NumberFormatException e) {
            throw new ValueMismatchException("a number that cannot be read", e);
        }
    }

    /**
     * The one text of a number: digits, without exponent, without zeros at the end of its fraction.
     */
    public static String text(BigDecimal number)
    {
        return canonical(number).toPlainString();
    }

    /**
     * @throws ValueMismatchException if DynamoDB cannot have the number exactly
     */
    public static AttributeValue attribute(BigDecimal number)
    {
        BigDecimal canonical = canonical(number);
        long magnitude = (long) canonical.precision() - canonical.scale() - 1;
        if (canonical.precision() > MOST_DIGITS) {
            throw new ValueMismatchException("a number of more than %s digits".formatted(MOST_DIGITS));
        }
        if (canonical.signum() != 0 && (magnitude < LEAST_MAGNITUDE || magnitude > MOST_MAGNITUDE)) {
            throw new ValueMismatchException("a number that is too large or too small for DynamoDB");
        }
        return AttributeValue.fromN(canonical.toPlainString());
    }

    private static BigDecimal canonical(BigDecimal number)
    {
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }
}
