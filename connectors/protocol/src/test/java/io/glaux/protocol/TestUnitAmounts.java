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
import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestUnitAmounts
{
    @Test
    void amountsComeBack()
    {
        Map<String, Long> amounts = Map.of("dynamodb-read-unit", 128_500_000L, "u", ProtocolLimits.UNIT_MILLIONTHS);
        assertThat(UnitAmounts.read(UnitAmounts.write(amounts))).isEqualTo(amounts);
        assertThat(UnitAmounts.read(List.of())).isEmpty();
        assertThat(UnitAmounts.read(List.of(amount("none", 0)))).isEmpty();
    }

    @Test
    void whatCannotBeCountedIsRefused()
    {
        refuses(List.of(amount("unit", -1)), "more of the unit unit than can be counted");
        refuses(List.of(amount("unit", ProtocolLimits.UNIT_MILLIONTHS + 1)), "more of the unit unit");
        refuses(List.of(amount("unit", 1), amount("unit", 1)), "The unit unit is there twice");
        refuses(List.of(amount("", 1)), "A unit is named by");
        refuses(List.of(amount("Unit\n", 1)), "A unit is named by");
        refuses(List.of(amount("u".repeat(65), 1)), "A unit is named by");
        refuses(IntStream.range(0, 17).mapToObj(i -> amount("u" + i, 1)).toList(), "There are 17 units");
        refuses(Collections.nCopies(1_000_000, amount("u", 1)), "There are 1000000 units");
    }

    @Test
    void whatIsWrongIsNotWritten()
    {
        assertThatThrownBy(() -> UnitAmounts.write(Map.of("unit", -1L))).isInstanceOf(ProtocolException.class);
    }

    private static void refuses(List<UnitAmount> amounts, String message)
    {
        assertThatThrownBy(() -> UnitAmounts.read(amounts))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining(message);
    }

    private static UnitAmount amount(String unit, long millionths)
    {
        return UnitAmount.newBuilder().setUnit(unit).setMillionths(millionths).build();
    }
}
