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
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestJsonText
{
    @Test
    void writesEachType()
    {
        assertThat(JsonText.of(AttributeValue.fromS("é\"\\\n\u0001\uD83E\uDD89")))
                .isEqualTo("\"é\\\"\\\\\\n\\u0001\uD83E\uDD89\"");
        assertThat(JsonText.of(AttributeValue.fromN("1E+3"))).isEqualTo("1000");
        assertThat(JsonText.of(AttributeValue.fromN("0.10"))).isEqualTo("0.1");
        assertThat(JsonText.of(AttributeValue.fromBool(true))).isEqualTo("true");
        assertThat(JsonText.of(AttributeValue.fromNul(true))).isEqualTo("null");
        assertThat(JsonText.of(AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {-1, 0})))).isEqualTo("\"/wA=\"");
        assertThat(JsonText.of(AttributeValue.fromSs(List.of("b", "a")))).isEqualTo("[\"b\",\"a\"]");
        assertThat(JsonText.of(AttributeValue.fromNs(List.of("2", "1.50")))).isEqualTo("[2,1.5]");
        assertThat(JsonText.of(AttributeValue.fromL(List.of()))).isEqualTo("[]");
        assertThat(JsonText.of(AttributeValue.fromM(Map.of()))).isEqualTo("{}");
        assertThat(JsonText.of(AttributeValue.fromM(Map.of(
                "b", AttributeValue.fromL(List.of(AttributeValue.fromNul(true), AttributeValue.fromN("1"))),
                "", AttributeValue.fromS(""))))).isEqualTo("{\"\":\"\",\"b\":[null,1]}");
    }

    @Test
    void readsWhatItWrites()
    {
        RandomAttributes attributes =
                new RandomAttributes(RandomAttributes.random("TestJsonText.readsWhatItWrites"));
        for (int i = 0; i < 10_000; i++) {
            String json = JsonText.of(attributes.any());
            assertThat(JsonText.of(JsonText.parse(json))).isEqualTo(json);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "", " ", "{", "[1,]", "{\"a\":1,\"a\":2}", "1 2", "nul", "NaN", "'a'", "1E+126",
            "123456789012345678901234567890123456789",
    })
    void refusesWhatItCannotKeep(String text)
    {
        assertThatThrownBy(() -> JsonText.parse(text)).isInstanceOf(ValueMismatchException.class);
    }

    @Test
    void doesNotTellTheText()
    {
        assertThatThrownBy(() -> JsonText.parse("{\"password\": secret}"))
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }
}
