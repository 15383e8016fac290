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
package io.glaux.cli.bench;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a side answered: sides that are compared must have given the same.
 *
 * @param rows values as text in the order in which they came; a NULL is null
 */
record BenchAnswer(List<List<String>> rows)
{
    private static final String DECIMAL = "-?\\d+\\.\\d+";

    BenchAnswer
    {
        rows = List.copyOf(rows);
    }

    static Collector collector()
    {
        return new Collector();
    }

    /**
     * Where the two differ, for people; empty if they agree. Decimals of unlike scales agree when the longer is the
     * shorter, rounded: versions of Trino give quotients more or fewer digits.
     */
    Optional<String> difference(BenchAnswer other)
    {
        if (rows.size() != other.rows.size()) {
            return Optional.of("%s rows and %s rows".formatted(rows.size(), other.rows.size()));
        }
        for (int row = 0; row < rows.size(); row++) {
            List<String> one = rows.get(row);
            List<String> two = other.rows.get(row);
            boolean agree = one.size() == two.size();
            for (int column = 0; agree && column < one.size(); column++) {
                agree = agree(one.get(column), two.get(column));
            }
            if (!agree) {
                return Optional.of("row %s is %s and %s".formatted(row + 1, one, two));
            }
        }
        return Optional.empty();
    }

    private static boolean agree(String one, String two)
    {
        if (Objects.equals(one, two)) {
            return true;
        }
        if (one == null || two == null || !one.matches(DECIMAL) || !two.matches(DECIMAL)) {
            return false;
        }
        BigDecimal first = new BigDecimal(one);
        BigDecimal second = new BigDecimal(two);
        if (first.scale() == second.scale()) {
            return false;
        }
        // twice rounded may be one off
        BigDecimal unit = BigDecimal.ONE.movePointLeft(Math.min(first.scale(), second.scale()));
        return first.subtract(second).abs().compareTo(unit) <= 0;
    }

    static final class Collector
    {
        private final List<List<String>> rows = new ArrayList<>();

        private Collector() {}

        void row(String... values)
        {
            rows.add(Collections.unmodifiableList(new ArrayList<>(Arrays.asList(values))));
        }

        BenchAnswer answer()
        {
            return new BenchAnswer(rows);
        }
    }
}
