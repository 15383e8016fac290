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

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What samples of tables took, until a read counts it: a plan or a description has nobody to tell it to. Thread-safe.
 */
final class SampledUnits
{
    private static final int MILLIONTHS = 6;

    private final Map<String, Long> millionths = new ConcurrentHashMap<>();

    void add(String table, double units)
    {
        long more = BigDecimal.valueOf(units)
                .movePointRight(MILLIONTHS)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        millionths.merge(table, more, Math::addExact);
    }

    /**
     * What nobody has counted yet, in millionths of a read unit.
     */
    long take(String table)
    {
        return Optional.ofNullable(millionths.remove(table)).orElse(0L);
    }
}
