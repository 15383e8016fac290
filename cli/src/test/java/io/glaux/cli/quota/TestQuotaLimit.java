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

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestQuotaLimit
{
    @Test
    void bytes()
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
                .forEach((text, bytes) -> assertThat(QuotaLimit.bytes(text)).as(text).isEqualTo(bytes));
    }

    @Test
    void noBytes()
    {
        for (String wrong : new String[] {"", "GB", "-1", "1 XB", "1e9", "1.5B", "99999PB", "1.0000001KB"}) {
            assertThatThrownBy(() -> QuotaLimit.bytes(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
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
