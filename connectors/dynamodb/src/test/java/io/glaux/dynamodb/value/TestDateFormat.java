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
package io.glaux.dynamodb.value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestDateFormat
{
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
            "2026-11-28, 2026-11-28T00:00",
            "2026-11-28T10:20:30, 2026-11-28T10:20:30",
            "2026-11-28 10:20:30, 2026-11-28T10:20:30",
            "2026-11-28T10:20, 2026-11-28T10:20",
            "2026-11-28T10:20:30.123456, 2026-11-28T10:20:30.123456",
            "2026-11-28T10:20:30Z, 2026-11-28T11:20:30",
            "2026-11-28T10:20:30+02:00, 2026-11-28T09:20:30",
            "2026-11-28T10:20:30+0200, 2026-11-28T09:20:30",
            "2026-11-28T10:20:30+02, 2026-11-28T09:20:30",
            "20261128T102030, 2026-11-28T10:20:30",
            "20261128T102030Z, 2026-11-28T11:20:30",
    })
    void readsIso(String text, String expected)
    {
        assertThat(DateFormat.iso(BERLIN).timestamp(text)).isEqualTo(LocalDateTime.parse(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "today", "2026-02-30", "2026-13-01", "28.11.2026", "2026-11-28T25:00:00", "1795000000"})
    void refusesWhatIsNoIso(String text)
    {
        assertThatThrownBy(() -> DateFormat.iso(BERLIN).timestamp(text))
                .isInstanceOf(ValueMismatchException.class)
                .hasMessage("a text that is no date or time in the format ISO 8601");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "yyyyMMdd'T'HHmmss; 20261128T102030; 2026-11-28T10:20:30",
            "ddMMyyyy'T'HH:mm:ss; 28112026T10:20:30; 2026-11-28T10:20:30",
            "yyyy-MM-dd'T'HH:mm:ssZZ; 2026-11-28T10:20:30+02:00; 2026-11-28T09:20:30",
            "yyyy-MM-dd'T'HH:mm:ssZ; 2026-11-28T10:20:30+0200; 2026-11-28T09:20:30",
            "dd/MM/yyyy; 28/11/2026; 2026-11-28T00:00",
            "EEE, d MMM yyyy HH:mm:ss; Sat, 28 Nov 2026 10:20:30; 2026-11-28T10:20:30",
    })
    void readsPatterns(String pattern, String text, String expected)
    {
        assertThat(DateFormat.of(pattern, BERLIN).timestamp(text)).isEqualTo(LocalDateTime.parse(expected));
    }

    @Test
    void numbersAreOfTheEpoch()
    {
        DateFormat millis = DateFormat.of(DateFormat.EPOCH_MILLIS, ZoneOffset.UTC);
        assertThat(millis.instant(new BigDecimal("-1.5")).toInstant())
                .isEqualTo(Instant.parse("1969-12-31T23:59:59.998500Z"));
        assertThat(millis.number(Instant.parse("1969-12-31T23:59:59.998500Z"))).isEqualByComparingTo("-1.5");
        DateFormat seconds = DateFormat.of(DateFormat.EPOCH_SECONDS, ZoneOffset.UTC);
        assertThat(seconds.instant(new BigDecimal("1795000000.25")).toInstant())
                .isEqualTo(Instant.ofEpochSecond(1_795_000_000L, 250_000_000));
        assertThat(seconds.number(Instant.ofEpochSecond(-1, 1))).isEqualByComparingTo("-0.999999999");
        for (String number : new String[] {"1E+30", "1E-12", "1E+18"}) {
            assertThatThrownBy(() -> seconds.instant(new BigDecimal(number)))
                    .isInstanceOf(ValueMismatchException.class);
        }
    }

    @Test
    void knowsWhatIsSortable()
    {
        for (String sortable : new String[] {
                "yyyy-MM-dd", "yyyyMMdd", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'",
        }) {
            assertThat(DateFormat.of(sortable, ZoneOffset.UTC).isSortable()).as(sortable).isTrue();
        }
        for (String other : new String[] {
                "dd-MM-yyyy", "yy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssZ", "yyyy-M-d", "yyyy-MM-dd hh:mm", "epoch",
        }) {
            assertThat(DateFormat.of(other, ZoneOffset.UTC).isSortable()).as(other).isFalse();
        }
        DateFormat days = DateFormat.of("yyyy-MM-dd", ZoneOffset.UTC);
        assertThat(days.date("0000-01-01")).isEqualTo(LocalDate.of(0, 1, 1));
        for (String text : new String[] {"+12026-01-01", "-2026-01-01", "+2026-01-01", "2026-1-1"}) {
            assertThatThrownBy(() -> days.date(text)).isInstanceOf(ValueMismatchException.class);
        }
    }

    @Test
    void refusesPatternsThatAreNone()
    {
        assertThatThrownBy(
                () -> DateFormat.of("qqqqqqqqq", ZoneOffset.UTC)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DateFormat.of("yyyy'", ZoneOffset.UTC)).isInstanceOf(IllegalArgumentException.class);
    }
}
