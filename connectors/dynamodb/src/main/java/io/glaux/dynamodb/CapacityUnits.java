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
package io.glaux.dynamodb;

import io.glaux.metering.Units;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;

/**
 * Names and amounts of what DynamoDB charges by.
 */
public final class CapacityUnits
{
    public static final String READ = "dynamodb-read-unit";
    public static final String WRITE = "dynamodb-write-unit";

    private static final int DIGITS = 6;

    private CapacityUnits() {}

    /**
     * @param consumed null when the response has none
     */
    public static Units of(String unit, ConsumedCapacity consumed)
    {
        return consumed == null || consumed.capacityUnits() == null
                ? Units.NONE
                : Units.of(unit, BigDecimal.valueOf(consumed.capacityUnits()).setScale(DIGITS, RoundingMode.HALF_UP));
    }

    public static Units of(String unit, Collection<ConsumedCapacity> consumed)
    {
        return consumed.stream().map(capacity -> of(unit, capacity)).reduce(Units.NONE, Units::plus);
    }
}
