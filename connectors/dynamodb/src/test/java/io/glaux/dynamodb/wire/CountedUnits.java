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
package io.glaux.dynamodb.wire;

import io.glaux.metering.ReadPermit;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanMeters;
import io.glaux.metering.Units;

import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The meter of a process of tests: it counts the units of catalogs, and refuses nothing.
 */
final class CountedUnits
{
    private static final Map<String, Units> UNITS = new ConcurrentHashMap<>();

    static {
        ScanMeters.install((_, key, _) -> new Permit(key));
    }

    private CountedUnits() {}

    /**
     * Makes sure that the meter is installed, and counts from zero.
     */
    static void reset()
    {
        UNITS.clear();
    }

    static BigDecimal of(String catalog, String unit)
    {
        return UNITS.getOrDefault(catalog, Units.NONE).amounts().getOrDefault(unit, BigDecimal.ZERO);
    }

    private record Permit(ScanKey key)
            implements ReadPermit
    {
        @Override
        public void served(long bytes, Units units)
        {
            UNITS.merge(key.source(), units, Units::plus);
        }

        @Override
        public void close() {}
    }
}
