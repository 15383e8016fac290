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
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;

import static io.glaux.dynamodb.value.AttributeOrder.compare;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestAttributeOrder
{
    @Test
    void textsAreOrderedByUtf8()
    {
        // U+FFFD is before the owl in UTF-8, and behind it in UTF-16
        assertOrdered(List.of("", "A", "Z", "a", "aa", "é", "\uFFFD", "\uD83E\uDD89").stream()
                .map(AttributeValue::fromS)
                .toList());
    }

    @Test
    void numbersAreOrderedByValue()
    {
        assertOrdered(List.of("-1E+125", "-10", "-9.99", "-1E-130", "0", "1E-130", "2", "10", "1E+125").stream()
                .map(AttributeValue::fromN)
                .toList());
        assertThat(compare(AttributeValue.fromN("1.0"), AttributeValue.fromN("1"))).isZero();
        assertThat(compare(AttributeValue.fromN("-0"), AttributeValue.fromN("0"))).isZero();
    }

    @Test
    void binaryDataIsUnsigned()
    {
        assertOrdered(List.of(
                        new byte[] {},
                        new byte[] {0},
                        new byte[] {1},
                        new byte[] {1, 0},
                        new byte[] {-1}).stream()
                .map(bytes -> AttributeValue.fromB(SdkBytes.fromByteArray(bytes)))
                .toList());
    }

    @Test
    void othersHaveNoOrder()
    {
        AttributeValue yes = AttributeValue.fromBool(true);
        assertThatThrownBy(() -> compare(yes, yes)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> compare(AttributeValue.fromN("1"), AttributeValue.fromS("1")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertOrdered(List<AttributeValue> values)
    {
        for (int i = 0; i < values.size(); i++) {
            for (int j = 0; j < values.size(); j++) {
                assertThat(Integer.signum(compare(values.get(i), values.get(j)))).isEqualTo(Integer.compare(i, j));
            }
        }
    }
}
