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
package io.glaux.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Amounts as people read them.
 */
public final class Amounts
{
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

    private static final Pattern BYTES =
            Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*(B|KB|MB|GB|TB|PB|KIB|MIB|GIB|TIB|PIB)?");
    private static final String POWERS = "KMGTP";

    private Amounts() {}

    /**
     * With decimal units and three digits, for instance {@code 12.3 MB}.
     */
    public static String bytes(long bytes)
    {
        double value = bytes;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        String pattern = unit == 0 || value >= 99.95 ? "%.0f %s" : "%.1f %s";
        return pattern.formatted(value, UNITS[unit]);
    }

    /**
     * With the digits that a small price needs, for instance {@code $0.00005}.
     */
    public static String dollars(BigDecimal dollars)
    {
        BigDecimal plain = dollars.stripTrailingZeros();
        return "$" + (plain.scale() < 2 ? plain.setScale(2, RoundingMode.UNNECESSARY) : plain).toPlainString();
    }

    public static String count(long count)
    {
        return String.format(Locale.ROOT, "%,d", count);
    }

    public static String seconds(long millis)
    {
        return String.format(Locale.ROOT, millis < 10_000 ? "%.2f s" : "%.1f s", millis / 1e3);
    }

    /**
     * {@code 10GB} is 10^10 bytes, {@code 10GiB} 10 * 2^30; a plain number is bytes.
     *
     * @throws IllegalArgumentException with a sentence for people
     */
    public static long readBytes(String text)
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
     * A limit as a whole number.
     *
     * @throws IllegalArgumentException with a sentence for people
     */
    public static long exact(BigDecimal amount, String text)
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
}
