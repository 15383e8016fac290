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
package io.glaux.flight.reference;

import io.glaux.metering.ReadPermit;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanMeters;
import io.glaux.metering.ScanRefusedException;
import io.glaux.metering.Units;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The meter of a process of tests: it counts bytes and units by what was read or written, and refuses nothing but what
 * it is told to.
 */
public final class TestingMeters
{
    private static final Map<ScanKey, Long> BYTES = new ConcurrentHashMap<>();
    private static final Map<ScanKey, Map<String, Long>> MILLIONTHS = new ConcurrentHashMap<>();

    private static final Set<String> REFUSED = ConcurrentHashMap.newKeySet();

    static {
        ScanMeters.install((query, key, _) -> {
            if (REFUSED.contains(query)) {
                throw new ScanRefusedException("The query must not read more");
            }
            return new Permit(key);
        });
    }

    private TestingMeters() {}

    /**
     * Makes sure that a meter is installed.
     */
    public static void install()
    {
        BYTES.clear();
        MILLIONTHS.clear();
        REFUSED.clear();
    }

    /**
     * Lets a query take nothing more.
     */
    public static void refuse(String query)
    {
        REFUSED.add(query);
    }

    public static long bytes(ScanKey key)
    {
        return BYTES.getOrDefault(key, 0L);
    }

    /**
     * By their names, millionths of units.
     */
    public static Map<String, Long> millionths(ScanKey key)
    {
        return MILLIONTHS.getOrDefault(key, Map.of());
    }

    private record Permit(ScanKey key)
            implements ReadPermit
    {
        @Override
        public void served(long bytes, Units units)
        {
            BYTES.merge(key, bytes, Long::sum);
            units.millionths().forEach((unit, amount) ->
                    MILLIONTHS.computeIfAbsent(key, _ -> new ConcurrentHashMap<>()).merge(unit, amount, Long::sum));
        }

        @Override
        public void close() {}
    }
}
