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
package io.glaux.cli;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestAmounts
{
    @Test
    void amountsAreWrittenForPeople()
    {
        assertThat(Amounts.bytes(0)).isEqualTo("0 B");
        assertThat(Amounts.bytes(999)).isEqualTo("999 B");
        assertThat(Amounts.bytes(1000)).isEqualTo("1.0 kB");
        assertThat(Amounts.bytes(12_345_678)).isEqualTo("12.3 MB");
        assertThat(Amounts.bytes(999_999_999)).isEqualTo("1.0 GB");
        assertThat(Amounts.bytes(123_456_789_012L)).isEqualTo("123 GB");
        assertThat(Amounts.count(336_776)).isEqualTo("336,776");
        assertThat(Amounts.seconds(1234)).isEqualTo("1.23 s");
        assertThat(Amounts.dollars(new BigDecimal("0.000050"))).isEqualTo("$0.00005");
        assertThat(Amounts.dollars(BigDecimal.valueOf(5_000_000, 6))).isEqualTo("$5.00");
    }

    @Test
    void readBytes()
    {
        Map.of(
                        "0", 0L,
                        "500", 500L,
                        "10B", 10L,
                        "1kB", 1000L,
                        "10GB", 10_000_000_000L,
                        "1.5 TB", 1_500_000_000_000L,
                        "1KiB", 1024L,
                        "0.5MiB", 524_288L,
                        "2gib", 2_147_483_648L,
                        "1PB", 1_000_000_000_000_000L)
                .forEach((text, bytes) -> assertThat(Amounts.readBytes(text)).as(text).isEqualTo(bytes));
    }

    @Test
    void noBytes()
    {
        for (String wrong : new String[] {"", "GB", "-1", "1 XB", "1e9", "1.5B", "99999PB", "1.0000001KB"}) {
            assertThatThrownBy(() -> Amounts.readBytes(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
