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
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestUnits
{
    @Test
    void testAmountsAreExact()
    {
        Units sum = Units.NONE;
        for (int i = 0; i < 1000; i++) {
            sum = sum.plus(Units.of("read", new BigDecimal("0.1")));
        }
        assertThat(sum).isEqualTo(Units.of("read", 100));
        assertThat(sum.plus(Units.of("write", new BigDecimal("0.000001"))).amounts()).hasToString(
                "{read=100, write=0.000001}");
    }

    @Test
    void testNothingIsNoAmount()
    {
        assertThat(Units.of("read", 0)).isEqualTo(Units.NONE);
        assertThat(Units.of("read", 3).minus(Units.of("read", 3)).isEmpty()).isTrue();
    }

    @Test
    void testCompared()
    {
        Units two = Units.of("read", 2);
        Units both = Units.of("read", 1).plus(Units.of("write", 5));
        assertThat(two.covers(Units.of("read", 1))).isTrue();
        assertThat(two.covers(both)).isFalse();
        assertThat(two.covers(Units.NONE)).isTrue();
        assertThat(two.max(both).amounts())
                .isEqualTo(Map.of("read", BigDecimal.valueOf(2), "write", BigDecimal.valueOf(5)));
    }

    @Test
    void testWhatIsNoAmount()
    {
        for (String wrong : new String[] {"-1", "0.0000001", "1e13"}) {
            assertThatThrownBy(() -> Units.of("read", new BigDecimal(wrong))).as(wrong)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Units.of("", 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
