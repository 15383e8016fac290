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
package io.glaux.dynamodb.schema;

import io.glaux.dynamodb.value.ColumnType;
import io.glaux.dynamodb.value.Numbers;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What numbers become in SQL.
 *
 * @param fixed none: by the numbers of the sample
 */
public record NumberChoice(Optional<ColumnType> fixed)
{
    public static final NumberChoice INFERRED = new NumberChoice(Optional.empty());

    /**
     * How it is written in settings.
     */
    public static final String FORM = "inferred, varchar, bigint, decimal(p, s) or double";

    /**
     * Scales that are not a surprise: that of money and most measures, which is also that of Athena's connector, and
     * one for what came out of binary fractions.
     */
    private static final int[] USUAL_SCALES = {9, 18};

    private static final Pattern DECIMAL = Pattern.compile("decimal\\(\\s*([0-9]{1,2})\\s*,\\s*([0-9]{1,2})\\s*\\)");

    /**
     * @return none if the text is not in the form
     */
    public static Optional<NumberChoice> parse(String text)
    {
        Matcher decimal = DECIMAL.matcher(text);
        if (decimal.matches()) {
            int precision = Integer.parseInt(decimal.group(1));
            int scale = Integer.parseInt(decimal.group(2));
            return precision < 1 || precision > Numbers.MOST_DIGITS || scale > precision
                    ? Optional.empty()
                    : Optional.of(of(new ColumnType.Decimal(precision, scale)));
        }
        return switch (text) {
            case "inferred" -> Optional.of(INFERRED);
            case "varchar" -> Optional.of(of(new ColumnType.NumberText()));
            case "bigint" -> Optional.of(of(ColumnType.Whole.BIGINT));
            case "double" -> Optional.of(of(new ColumnType.Floating(false)));
            default -> Optional.empty();
        };
    }

    private static NumberChoice of(ColumnType type)
    {
        return new NumberChoice(Optional.of(type));
    }

    /**
     * BIGINT for whole numbers that fit; else DECIMAL with room for more digits than were seen; VARCHAR for numbers
     * that no DECIMAL has all digits of.
     */
    public ColumnType type(InferredType.Numeric seen)
    {
        return fixed.orElseGet(() -> {
            if (seen.isLong()) {
                return ColumnType.Whole.BIGINT;
            }
            if (seen.scale() > 0) {
                for (int scale : USUAL_SCALES) {
                    if (seen.scale() <= scale && seen.integerDigits() <= Numbers.MOST_DIGITS - scale) {
                        return new ColumnType.Decimal(Numbers.MOST_DIGITS, scale);
                    }
                }
            }
            return seen.integerDigits() + seen.scale() <= Numbers.MOST_DIGITS
                    ? new ColumnType.Decimal(Numbers.MOST_DIGITS, seen.scale())
                    : new ColumnType.NumberText();
        });
    }
}
