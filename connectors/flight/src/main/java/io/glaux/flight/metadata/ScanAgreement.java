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

import io.glaux.protocol.v1.PlanResponse;
import io.glaux.protocol.v1.UnitAmount;

import java.math.BigDecimal;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

import static java.util.Objects.requireNonNull;

/**
 * What the source answered to the scan that it was offered last.
 *
 * @param scan by which the host is asked for splits, statistics and look-ups
 * @param accessPath how the source reads it, for EXPLAIN
 * @param units that it expects to take
 */
public record ScanAgreement(
        Opaque scan,
        OptionalDouble rows,
        OptionalDouble bytes,
        Map<String, BigDecimal> units,
        String accessPath)
{
    private static final int MILLIONTHS = 6;

    public ScanAgreement
    {
        requireNonNull(scan, "scan is null");
        requireNonNull(accessPath, "accessPath is null");
        units = Map.copyOf(units);
    }

    public static ScanAgreement of(PlanResponse answer)
    {
        Map<String, BigDecimal> units = new TreeMap<>();
        for (UnitAmount amount : answer.getEstimatedUnitsList()) {
            units.merge(amount.getUnit(), amount(amount), BigDecimal::add);
        }
        return new ScanAgreement(
                new Opaque(answer.getScan()),
                answer.hasEstimatedRows() ? OptionalDouble.of(answer.getEstimatedRows()) : OptionalDouble.empty(),
                answer.hasEstimatedBytes() ? OptionalDouble.of(answer.getEstimatedBytes()) : OptionalDouble.empty(),
                units,
                answer.getAccessPath());
    }

    private static BigDecimal amount(UnitAmount amount)
    {
        return new BigDecimal(Long.toUnsignedString(amount.getMillionths())).movePointLeft(MILLIONTHS);
    }

    /**
     * The access path, and the units in the order of their names.
     */
    @Override
    public String toString()
    {
        StringBuilder text = new StringBuilder(accessPath.isEmpty() ? "scan" : accessPath);
        new TreeMap<>(units).forEach((unit, amount) ->
                text.append(", about %s %s".formatted(amount.stripTrailingZeros().toPlainString(), unit)));
        return text.toString();
    }
}
