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
package io.glaux.flight;

import io.trino.spi.TrinoException;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static io.trino.spi.StandardErrorCode.CONFIGURATION_INVALID;
import static java.lang.Math.toIntExact;
import static java.util.Objects.requireNonNull;

/**
 * The properties of a catalog as they were written. Remembers which were asked for, so that others can be refused.
 */
final class FlightProperties
{
    static final String DURATION = "a time with its unit, such as 500ms, 20s or 5m";

    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,10})\\s*([A-Za-z]*)");

    private final String catalog;
    private final Map<String, String> values;
    private final Set<String> asked = new HashSet<>();

    FlightProperties(String catalog, Map<String, String> values)
    {
        this.catalog = requireNonNull(catalog, "catalog is null");
        this.values = Map.copyOf(values);
    }

    Optional<String> find(String name)
    {
        asked.add(name);
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    String text(String name, String otherwise)
    {
        return find(name).orElse(otherwise);
    }

    boolean isTrue(String name, boolean otherwise)
    {
        return find(name).map(value -> switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(name, "is true or false");
        }).orElse(otherwise);
    }

    /**
     * @param lowest and {@code highest}: bounds that are allowed themselves
     */
    int number(String name, int otherwise, int lowest, int highest)
    {
        return find(name).map(value -> {
            Matcher matcher = matcher(name, value, "is a whole number");
            long number = Long.parseLong(matcher.group(1));
            if (!matcher.group(2).isEmpty() || number < lowest || number > highest) {
                throw wrong(name, "is a whole number from %s to %s".formatted(lowest, highest));
            }
            return toIntExact(number);
        }).orElse(otherwise);
    }

    /**
     * A time with its unit: ms, s, m, h or d.
     */
    Duration duration(String name, Duration otherwise)
    {
        return find(name)
                .map(value -> parseDuration(value).orElseThrow(() -> wrong(name, "is " + DURATION)))
                .orElse(otherwise);
    }

    static Optional<Duration> parseDuration(String value)
    {
        Matcher matcher = AMOUNT.matcher(value);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Optional.of(Duration.ofMillis(number));
            case "s" -> Optional.of(Duration.ofSeconds(number));
            case "m" -> Optional.of(Duration.ofMinutes(number));
            case "h" -> Optional.of(Duration.ofHours(number));
            case "d" -> Optional.of(Duration.ofDays(number));
            default -> Optional.empty();
        };
    }

    /**
     * A size with its unit: B, kB, MB or GB.
     *
     * @param highest is allowed itself
     */
    long bytes(String name, long otherwise, long highest)
    {
        String expected = "is a size with its unit, such as 64MB, from 1B to %sMB".formatted(highest >> 20);
        return find(name).map(value -> {
            Matcher matcher = matcher(name, value, expected);
            long number = Long.parseLong(matcher.group(1));
            int shift = switch (matcher.group(2)) {
                case "B" -> 0;
                case "kB" -> 10;
                case "MB" -> 20;
                case "GB" -> 30;
                default -> throw wrong(name, expected);
            };
            if (number < 1 || number > (highest >> shift)) {
                throw wrong(name, expected);
            }
            return number << shift;
        }).orElse(otherwise);
    }

    /**
     * Amounts in a second, by what stands behind the prefix.
     */
    Map<String, BigDecimal> amounts(String prefix)
    {
        Map<String, BigDecimal> amounts = new TreeMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(prefix) && name.length() > prefix.length()) {
                asked.add(name);
                amounts.put(name.substring(prefix.length()), amount(name, value.strip()));
            }
        });
        return amounts;
    }

    private BigDecimal amount(String name, String value)
    {
        try {
            BigDecimal amount = new BigDecimal(value).stripTrailingZeros();
            if (amount.signum() > 0 && amount.scale() <= 6 && amount.precision() - amount.scale() <= 12) {
                return amount;
            }
        }
        catch (NumberFormatException _) {
            throw wrong(name, "is a number");
        }
        throw wrong(name, "is more than 0, has at most 12 digits before the point and 6 behind it");
    }

    private Matcher matcher(String name, String value, String expected)
    {
        Matcher matcher = AMOUNT.matcher(value);
        if (!matcher.matches()) {
            throw wrong(name, expected);
        }
        return matcher;
    }

    void refuseOthers()
    {
        Set<String> others = new TreeSet<>(values.keySet());
        others.removeAll(asked);
        if (!others.isEmpty()) {
            throw new TrinoException(
                    CONFIGURATION_INVALID,
                    "Catalog %s: the connector flight has no property %s. It has: %s, and rate.UNIT".formatted(
                            catalog,
                            String.join(", ", others),
                            String.join(", ", new TreeSet<>(asked).stream()
                                    .filter(name -> !name.startsWith(FlightConfig.RATE))
                                    .toList())));
        }
    }

    /**
     * The value itself may be a secret, and is not told.
     */
    TrinoException wrong(String name, String expected)
    {
        return new TrinoException(
                CONFIGURATION_INVALID,
                "Catalog %s: the property %s %s".formatted(catalog, name, expected));
    }
}
