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
package io.glaux.cli.quota;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestQuotaLimit
{
    @Test
    void percent()
    {
        assertThat(QuotaLimit.percent("80%")).isEqualTo(80);
        assertThat(QuotaLimit.percent("5")).isEqualTo(5);
        for (String wrong : new String[] {"", "%", "80%%", "-1", "0.5", "most"}) {
            assertThatThrownBy(() -> QuotaLimit.percent(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void dollars()
    {
        assertThat(QuotaLimit.microUsd("5")).isEqualTo(5_000_000);
        assertThat(QuotaLimit.microUsd("0.25")).isEqualTo(250_000);
        for (String wrong : new String[] {"", "five", "-1", "0.0000001"}) {
            assertThatThrownBy(() -> QuotaLimit.microUsd(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(QuotaLimit.text("MICRO_USD", 1_250_000)).isEqualTo("$1.25");
        assertThat(QuotaLimit.text("BYTES", 10_000_000)).isEqualTo("10,000,000 bytes");
        assertThat(QuotaLimit.text("QUERIES", 3)).isEqualTo("3 queries");
    }
}
