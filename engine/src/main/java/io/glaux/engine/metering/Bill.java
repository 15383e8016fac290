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
package io.glaux.engine.metering;

import io.glaux.metering.Units;

import static java.util.Objects.requireNonNull;

/**
 * What of a scan is paid for.
 *
 * @param bytes billed bytes
 * @param units those that have a price
 */
public record Bill(long bytes, Units units)
{
    public static final Bill FREE = new Bill(0, Units.NONE);

    public Bill
    {
        requireNonNull(units, "units is null");
    }
}
