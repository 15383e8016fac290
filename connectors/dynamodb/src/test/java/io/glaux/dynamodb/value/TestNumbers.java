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

import io.glaux.dynamodb.RandomAttributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestNumbers
{
    @ParameterizedTest
    @CsvSource({
            "0, 0",
            "-0.000, 0",
            "0E+10, 0",
            "1.0, 1",
            "1E+3, 1000",
            "-1.50, -1.5",
            "1E-5, 0.00001",
            "12345678901234567890123456789012345678, 12345678901234567890123456789012345678",
    })
    void textIsCanonical(String number, String expected)
    {
        assertThat(Numbers.text(new BigDecimal(number))).isEqualTo(expected);
        assertThat(Numbers.parse(number)).isEqualTo(Numbers.parse(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "99999999999999999999999999999999999999",
            "9.9999999999999999999999999999999999999E+125",
            "-9.9999999999999999999999999999999999999E+125",
            "1E-130",
            "0E+200",
            "100000000000000000000000000000000000000000",
    })
    void edgesAreKept(String number)
    {
        assertThat(new BigDecimal(Numbers.attribute(new BigDecimal(number)).n())).isEqualByComparingTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "999999999999999999999999999999999999999",
            "1E+126",
            "1E-131",
            "1.00000000000000000000000000000000000001",
            "1E+2147483647",
            "1E-2147483647",
    })
    void beyondThemIsRefused(String number)
    {
        assertThatThrownBy(() -> Numbers.attribute(new BigDecimal(number)))
                .isInstanceOf(ValueMismatchException.class)
                .hasMessageNotContaining("999999");
    }

    @Test
    void textsComeBack()
    {
        RandomAttributes attributes =
                new RandomAttributes(RandomAttributes.random("TestNumbers.textsComeBack"));
        for (int i = 0; i < 10_000; i++) {
            BigDecimal number = attributes.number();
            assertThat(Numbers.parse(Numbers.text(number))).isEqualByComparingTo(number);
        }
    }
}
