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

import io.glaux.cli.Amounts;

import java.math.BigDecimal;

/**
 * Reads the limits of quotas.
 */
final class QuotaLimit
{
    private QuotaLimit() {}

    /**
     * @return millionths of a USD
     * @throws IllegalArgumentException with a sentence for people
     */
    static long microUsd(String text)
    {
        try {
            return Amounts.exact(new BigDecimal(text.strip()).movePointRight(6), text);
        }
        catch (NumberFormatException e) {
            throw new IllegalArgumentException("'%s' is no amount of USD: write 5 or 0.25".formatted(text), e);
        }
    }

    /**
     * @throws IllegalArgumentException with a sentence for people
     */
    static long percent(String text)
    {
        String number = text.strip().replaceFirst("%$", "");
        if (!number.matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException("'%s' is no share: write 80%%".formatted(text));
        }
        return Long.parseLong(number);
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
