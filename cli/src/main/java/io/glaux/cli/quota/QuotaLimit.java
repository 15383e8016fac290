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
package io.glaux.cli.quota;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the limits of quotas.
 */
public final class QuotaLimit
{
    private static final Pattern BYTES =
            Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*(B|KB|MB|GB|TB|PB|KIB|MIB|GIB|TIB|PIB)?");
    private static final String POWERS = "KMGTP";

    private QuotaLimit() {}

    /**
     * {@code 10GB} is 10^10 bytes, {@code 10GiB} 10 * 2^30; a plain number is bytes.
     *
     * @throws IllegalArgumentException with a sentence for people
     */
    public static long bytes(String text)
    {
        Matcher matcher = BYTES.matcher(text.strip().toUpperCase(Locale.ENGLISH));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no number of bytes: write 500000000, 10GB or 10GiB".formatted(text));
        }
        String unit = matcher.group(2) == null ? "B" : matcher.group(2);
        int power = unit.equals("B") ? 0 : POWERS.indexOf(unit.charAt(0)) + 1;
        BigDecimal factor = unit.endsWith("IB") ? BigDecimal.valueOf(1024) : BigDecimal.valueOf(1000);
        return exact(new BigDecimal(matcher.group(1)).multiply(factor.pow(power)), text);
    }

    /**
     * @return millionths of a USD
     * @throws IllegalArgumentException with a sentence for people
     */
    static long microUsd(String text)
    {
        try {
            return exact(new BigDecimal(text.strip()).movePointRight(6), text);
        }
        catch (NumberFormatException e) {
            throw new IllegalArgumentException("'%s' is no amount of USD: write 5 or 0.25".formatted(text), e);
        }
    }

    private static long exact(BigDecimal amount, String text)
    {
        try {
            long value = amount.longValueExact();
            if (value >= 0) {
                return value;
            }
        }
        catch (ArithmeticException e) {
            throw new IllegalArgumentException("'%s' is too much, or too fine".formatted(text), e);
        }
        throw new IllegalArgumentException("'%s' is negative".formatted(text));
    }

    /**
     * A limit or a use as people read it.
     */
    static String text(String measure, long amount)
    {
        return switch (measure) {
            case "BYTES" -> "%,d bytes".formatted(amount);
            case "MICRO_USD" -> "$" + BigDecimal.valueOf(amount, 6).stripTrailingZeros().toPlainString();
            default -> "%,d queries".formatted(amount);
        };
    }
}
