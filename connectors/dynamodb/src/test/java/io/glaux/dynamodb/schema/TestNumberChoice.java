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
package io.glaux.dynamodb.schema;

import io.glaux.dynamodb.value.ColumnType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;

final class TestNumberChoice
{
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "0; bigint",
            "1; bigint",
            "1E+3; bigint",
            "9223372036854775807; bigint",
            "-9223372036854775808; bigint",
            "9223372036854775808; decimal 38 0",
            "99999999999999999999999999999999999999; decimal 38 0",
            "0.5; decimal 38 9",
            "12345678901234567890123456789.5; decimal 38 9",
            "123456789012345678901234567890.5; decimal 38 1",
            "0.30000000000000004; decimal 38 18",
            "0.0000000000000000001; decimal 38 19",
            "1E-38; decimal 38 38",
            "1E-39; text",
            "1E+38; text",
            "1E+125; text",
            "1E-130; text",
    })
    void takesTheSmallestThatIsNoSurprise(String number, String expected)
    {
        ColumnType type = NumberChoice.INFERRED.type(
                (InferredType.Numeric) InferredType.of(AttributeValue.fromN(number)));
        String described = switch (type) {
            case ColumnType.Whole(int bits) when bits == 64 -> "bigint";
            case ColumnType.Decimal(int precision, int scale) -> "decimal %s %s".formatted(precision, scale);
            case ColumnType.NumberText _ -> "text";
            default -> type.toString();
        };
        assertThat(described).isEqualTo(expected);
    }

    @Test
    void readsSettings()
    {
        assertThat(NumberChoice.parse("inferred")).contains(NumberChoice.INFERRED);
        assertThat(NumberChoice.parse("varchar").orElseThrow().fixed()).contains(new ColumnType.NumberText());
        assertThat(NumberChoice.parse("bigint").orElseThrow().fixed()).contains(ColumnType.Whole.BIGINT);
        assertThat(NumberChoice.parse("double").orElseThrow().fixed()).contains(new ColumnType.Floating(false));
        assertThat(NumberChoice.parse("decimal(20, 2)").orElseThrow().fixed())
                .contains(new ColumnType.Decimal(20, 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "number", "decimal", "decimal(39,0)", "decimal(0,0)", "decimal(2,3)", "DOUBLE"})
    void refusesOtherTexts(String text)
    {
        assertThat(NumberChoice.parse(text)).isEmpty();
    }
}
