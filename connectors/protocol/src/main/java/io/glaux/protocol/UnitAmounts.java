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
package io.glaux.protocol;

import io.glaux.protocol.v1.UnitAmount;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Amounts of units as maps of millionths by the names of units, which is what metering counts in.
 */
public final class UnitAmounts
{
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private UnitAmounts() {}

    /**
     * @throws ProtocolException if there are too many, or one is not a name and an amount that is not negative
     */
    public static List<UnitAmount> write(Map<String, Long> millionths)
    {
        List<UnitAmount> amounts = millionths.entrySet().stream()
                .map(unit -> UnitAmount.newBuilder().setUnit(unit.getKey()).setMillionths(unit.getValue()).build())
                .toList();
        check(amounts);
        return amounts;
    }

    /**
     * @return without units of which there are none
     * @throws ProtocolException as in {@link #write}, and if a unit is there twice
     */
    public static SortedMap<String, Long> read(List<UnitAmount> amounts)
    {
        check(amounts);
        SortedMap<String, Long> millionths = new TreeMap<>();
        for (UnitAmount amount : amounts) {
            if (amount.getMillionths() > 0) {
                millionths.put(amount.getUnit(), amount.getMillionths());
            }
        }
        return millionths;
    }

    static void check(List<UnitAmount> amounts)
    {
        if (amounts.size() > ProtocolLimits.UNITS) {
            throw ProtocolException.malformed(
                    "There are %s units, and at most %s are taken".formatted(amounts.size(), ProtocolLimits.UNITS));
        }
        Set<String> names = new HashSet<>();
        for (UnitAmount amount : amounts) {
            if (!NAME.matcher(amount.getUnit()).matches()) {
                throw ProtocolException.malformed(
                        "A unit is named by at most 64 lower case letters, digits and dashes");
            }
            // uint64 on the wire: what is negative here is beyond what Java has
            if (amount.getMillionths() < 0 || amount.getMillionths() > ProtocolLimits.UNIT_MILLIONTHS) {
                throw ProtocolException.malformed(
                        "There is more of the unit %s than can be counted".formatted(amount.getUnit()));
            }
            if (!names.add(amount.getUnit())) {
                throw ProtocolException.malformed("The unit %s is there twice".formatted(amount.getUnit()));
            }
        }
    }
}
