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

import io.glaux.reference.data.TableVersion;
import io.glaux.reference.evaluate.Identity;
import io.glaux.reference.evaluate.ValueType;
import io.glaux.source.TableStatistics;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Statistics that are counted, not guessed: the tables are small.
 */
final class StatisticsMaker
{
    private StatisticsMaker() {}

    static TableStatistics of(TableVersion table, RowConditions conditions, OptionalLong limit)
    {
        Schema schema = table.table().schema();
        List<ColumnCounts> counts = new ArrayList<>();
        schema.getFields().forEach(field -> counts.add(new ColumnCounts(ValueType.of(field))));
        long rows = 0;
        for (long position = 0; position < table.rows().count(); position++) {
            List<Object> row = table.rows().row(position);
            if (conditions.keep(row, position)) {
                rows++;
                for (int column = 0; column < counts.size(); column++) {
                    counts.get(column).add(row.get(column));
                }
            }
        }
        Map<String, TableStatistics.Column> columns = new HashMap<>();
        for (int column = 0; column < counts.size(); column++) {
            Field field = schema.getFields().get(column);
            columns.put(field.getName(), counts.get(column).statistics(rows));
        }
        return new TableStatistics(OptionalDouble.of((double) Math.min(rows, limit.orElse(Long.MAX_VALUE))), columns);
    }

    private static final class ColumnCounts
    {
        private final ValueType type;
        private final Set<Object> distinct = new HashSet<>();
        private long nulls;
        private long bytes;
        private double low = Double.POSITIVE_INFINITY;
        private double high = Double.NEGATIVE_INFINITY;

        private ColumnCounts(ValueType type)
        {
            this.type = type;
        }

        void add(Object value)
        {
            if (value == null) {
                nulls++;
                return;
            }
            distinct.add(Identity.of(type, value));
            bytes += RowSizes.of(value);
            double number = number(value);
            if (!Double.isNaN(number)) {
                low = Math.min(low, number);
                high = Math.max(high, number);
            }
        }

        TableStatistics.Column statistics(long rows)
        {
            boolean hasRange = low <= high;
            return new TableStatistics.Column(
                    rows == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) nulls / (double) rows),
                    OptionalDouble.of(distinct.size()),
                    OptionalDouble.of((double) bytes),
                    hasRange ? OptionalDouble.of(low) : OptionalDouble.empty(),
                    hasRange ? OptionalDouble.of(high) : OptionalDouble.empty());
        }

        /**
         * NaN for what has no place among numbers.
         */
        private static double number(Object value)
        {
            return switch (value) {
                case Number number -> number.doubleValue();
                case LocalDate date -> (double) date.toEpochDay();
                case LocalDateTime time -> (double) ChronoUnit.MICROS.between(LocalDate.EPOCH.atStartOfDay(), time);
                case ZonedDateTime time -> (double) ChronoUnit.MICROS.between(
                        LocalDate.EPOCH.atStartOfDay(ZoneOffset.UTC), time);
                default -> Double.NaN;
            };
        }
    }
}
