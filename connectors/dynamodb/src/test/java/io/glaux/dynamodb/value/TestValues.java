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
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestValues
{
    private static final DateFormat ISO = DateFormat.iso(ZoneOffset.UTC);
    private static final ColumnType TEXTS = new ColumnType.Array(new ColumnType.Text(), AttributeType.SS);

    static Stream<ColumnType> types()
    {
        return Stream.of(
                new ColumnType.Bool(),
                new ColumnType.Text(),
                new ColumnType.NumberText(),
                new ColumnType.AnyText(),
                ColumnType.Whole.BIGINT,
                new ColumnType.Whole(8),
                new ColumnType.Decimal(38, 9),
                new ColumnType.Decimal(5, 2),
                new ColumnType.Floating(false),
                new ColumnType.Floating(true),
                new ColumnType.Binary(),
                new ColumnType.Date(ISO),
                new ColumnType.Timestamp(ISO, false),
                new ColumnType.Timestamp(ISO, true),
                new ColumnType.Timestamp(DateFormat.of("epochSeconds", ZoneId.of("Europe/Berlin")), true),
                new ColumnType.Json(),
                TEXTS,
                new ColumnType.Array(new ColumnType.Json(), AttributeType.L),
                new ColumnType.TextMap(new ColumnType.Json()),
                new ColumnType.Row(List.of(
                        new ColumnType.RowField("a", "k0", new ColumnType.AnyText()),
                        new ColumnType.RowField("b", "k1", new ColumnType.Json()))));
    }

    /**
     * Whatever an attribute is, a column has its value, or it is a mismatch; and what was read is the same when it is
     * written and read again.
     */
    @ParameterizedTest
    @MethodSource("types")
    void readIsWhatIsWrittenAndReadAgain(ColumnType type)
    {
        Random random = RandomAttributes.random("TestValues.readIsWhatIsWrittenAndReadAgain " + type);
        RandomAttributes attributes = new RandomAttributes(random);
        for (int i = 0; i < 5_000; i++) {
            AttributeValue value = attributes.any();
            Object read;
            try {
                read = ValueReader.read(value, type);
            }
            catch (ValueMismatchException _) {
                // most values are none of the type
                continue;
            }
            if (read == null) {
                assertThat(AttributeType.of(value)).isEqualTo(AttributeType.NULL);
                continue;
            }
            assertThat(type.holds()).contains(AttributeType.of(value));
            AttributeValue written;
            try {
                written = ValueEncoder.encode(read, type);
            }
            catch (ValueMismatchException e) {
                // lists are read as arrays too, and not every array is a set
                assertThat(type).as(e.getMessage()).isEqualTo(TEXTS);
                continue;
            }
            assertThat(ValueReader.read(written, type)).isEqualTo(read);
        }
    }

    @Test
    void numbersAreNeverRounded()
    {
        assertMismatch("0.1", ColumnType.Whole.BIGINT);
        assertMismatch("9223372036854775808", ColumnType.Whole.BIGINT);
        assertMismatch("1E+125", ColumnType.Whole.BIGINT);
        assertMismatch("128", new ColumnType.Whole(8));
        assertMismatch("-129", new ColumnType.Whole(8));
        assertMismatch("0.001", new ColumnType.Decimal(5, 2));
        assertMismatch("1000", new ColumnType.Decimal(5, 2));
        assertMismatch("3.5E+38", new ColumnType.Floating(true));
        assertThat(number("-128", new ColumnType.Whole(8))).isEqualTo(-128L);
        assertThat(number("-9223372036854775808", ColumnType.Whole.BIGINT)).isEqualTo(Long.MIN_VALUE);
        assertThat(number("1E+3", ColumnType.Whole.BIGINT)).isEqualTo(1000L);
        assertThat(number("999.99", new ColumnType.Decimal(5, 2))).isEqualTo(new BigDecimal("999.99"));
        assertThat(number("0", new ColumnType.Decimal(2, 2))).isEqualTo(new BigDecimal("0.00"));
        assertThat(number("1", new ColumnType.Decimal(5, 2))).isEqualTo(new BigDecimal("1.00"));
        assertThat(number("1E+125", new ColumnType.NumberText())).isEqualTo("1" + "0".repeat(125));
        assertThat(number("9.9999999999999999999999999999999999999E+125", new ColumnType.Floating(false)))
                .isEqualTo(1e126);
    }

    private static Object number(String number, ColumnType type)
    {
        return ValueReader.read(AttributeValue.fromN(number), type);
    }

    private static void assertMismatch(String number, ColumnType type)
    {
        assertThatThrownBy(() -> number(number, type))
                .isInstanceOf(ValueMismatchException.class)
                .hasMessageNotContaining(number);
    }

    @Test
    void otherTypesAreMismatches()
    {
        assertThatThrownBy(() -> ValueReader.read(AttributeValue.fromN("1"), new ColumnType.Text()))
                .hasMessage("a number where a text should be");
        assertThatThrownBy(() -> ValueReader.read(AttributeValue.fromS("1"), ColumnType.Whole.BIGINT))
                .hasMessage("a text where a number should be");
        assertThatThrownBy(() -> ValueReader.read(AttributeValue.fromM(Map.of()), TEXTS))
                .hasMessage("a map where a list or a set should be");
        ColumnType formatted = new ColumnType.Date(DateFormat.of("dd/MM/yyyy", ZoneOffset.UTC));
        assertThatThrownBy(() -> ValueReader.read(AttributeValue.fromN("1"), formatted))
                .hasMessage("a number where a text of the format dd/MM/yyyy should be");
        ColumnType epoch = new ColumnType.Date(DateFormat.of("epoch", ZoneOffset.UTC));
        assertThatThrownBy(() -> ValueReader.read(AttributeValue.fromS("2026-11-28"), epoch))
                .isInstanceOf(ValueMismatchException.class);
    }

    @Test
    void timesKeepMicrosecondsOrFail()
    {
        ColumnType time = new ColumnType.Timestamp(ISO, false);
        assertThat(ValueReader.read(AttributeValue.fromS("2026-11-28T10:20:30.123456Z"), time))
                .isEqualTo(LocalDateTime.parse("2026-11-28T10:20:30.123456"));
        assertThat(ValueReader.read(AttributeValue.fromN("1795000000123.5"), time))
                .isEqualTo(LocalDateTime.ofEpochSecond(1_795_000_000L, 123_500_000, ZoneOffset.UTC));
        assertThatThrownBy(() -> ValueReader.read(AttributeValue.fromS("2026-11-28T10:20:30.1234567Z"), time))
                .hasMessage("a time that is finer than microseconds");
        assertThatThrownBy(() -> ValueReader.read(AttributeValue.fromN("1E+17"), time))
                .hasMessage("a time that is too far away");
    }

    @Test
    void datesAreThoseOfTheZone()
    {
        ColumnType date = new ColumnType.Date(DateFormat.iso(ZoneId.of("Asia/Tokyo")));
        assertThat(ValueReader.read(AttributeValue.fromS("2026-11-28T20:00:00Z"), date))
                .isEqualTo(LocalDate.of(2026, 11, 29));
        assertThat(ValueReader.read(AttributeValue.fromS("2026-11-28"), date)).isEqualTo(LocalDate.of(2026, 11, 28));
        assertThat(ValueReader.read(AttributeValue.fromN("0"), date)).isEqualTo(LocalDate.of(1970, 1, 1));
    }

    @Test
    void writesInTheFormat()
    {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        LocalDateTime time = LocalDateTime.parse("2026-11-28T10:20:30");
        assertThat(encode(time, new ColumnType.Timestamp(DateFormat.of("dd.MM.yyyy HH:mm:ss", berlin), false)).s())
                .isEqualTo("28.11.2026 10:20:30");
        assertThat(encode(time, new ColumnType.Timestamp(DateFormat.of("yyyy-MM-dd'T'HH:mm:ssZ", berlin), false)).s())
                .isEqualTo("2026-11-28T10:20:30+0100");
        assertThat(encode(time, new ColumnType.Timestamp(DateFormat.of("epoch", berlin), false)).n())
                .isEqualTo("1795857630000");
        assertThat(encode(time.atZone(berlin), new ColumnType.Timestamp(ISO, true)).s())
                .isEqualTo("2026-11-28T09:20:30Z");
        assertThat(encode(LocalDate.of(2026, 11, 28), new ColumnType.Date(ISO)).s()).isEqualTo("2026-11-28");
        assertThat(encode(
                LocalDate.of(2026, 11, 28),
                new ColumnType.Date(DateFormat.of("yyyy-MM-dd'T'HH:mm:ssZZ", berlin))).s())
                .isEqualTo("2026-11-28T00:00:00+01:00");
        ColumnType minutes = new ColumnType.Timestamp(DateFormat.of("yyyy-MM-dd HH:mm", berlin), false);
        assertThatThrownBy(() -> encode(time, minutes))
                .hasMessage("a date or time of which the format does not hold all");
        ColumnType epoch = new ColumnType.Timestamp(DateFormat.of("epoch", berlin), false);
        assertThatThrownBy(() -> encode(LocalDateTime.parse("2026-03-29T02:30:00"), epoch))
                .hasMessage("a time that its zone leaves out");
    }

    @Test
    void writesNestedValues()
    {
        ColumnType row = new ColumnType.Row(List.of(
                new ColumnType.RowField("a", "A", ColumnType.Whole.BIGINT),
                new ColumnType.RowField("b", "B", new ColumnType.Array(new ColumnType.Text(), AttributeType.L))));
        assertThat(encode(asList(null, asList("x", null)), row)).isEqualTo(AttributeValue.fromM(Map.of(
                "B", AttributeValue.fromL(List.of(AttributeValue.fromS("x"), AttributeValue.fromNul(true))))));
        assertThat(encode(List.of("b", "a"), TEXTS)).isEqualTo(AttributeValue.fromSs(List.of("b", "a")));
        List<List<Object>> noSets = List.of(List.of(), Arrays.asList("a", null), List.of("a", "a"));
        for (List<Object> wrong : noSets) {
            assertThatThrownBy(() -> encode(wrong, TEXTS)).isInstanceOf(ValueMismatchException.class);
        }
        assertThat(encode(null, TEXTS)).isEqualTo(AttributeValue.fromNul(true));
    }

    @Test
    void refusesNumbersThatDynamoDbDoesNotHave()
    {
        for (double number : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e126, 1e-131, Double.MIN_VALUE}) {
            assertThatThrownBy(() -> encode(number, new ColumnType.Floating(false)))
                    .isInstanceOf(ValueMismatchException.class);
        }
        assertThat(encode(0.1, new ColumnType.Floating(false)).n()).isEqualTo("0.1");
        assertThat(encode((double) 0.1f, new ColumnType.Floating(true)).n()).isEqualTo("0.1");
        assertThat(encode(-0.0, new ColumnType.Floating(false)).n()).isEqualTo("0");
    }

    @Test
    void itemsAreTheSameInAnySpelling()
    {
        assertThat(AttributeEquality.isSame(
                Map.of("a", AttributeValue.fromN("1.0"), "b", AttributeValue.fromNs(List.of("1", "2"))),
                Map.of("a", AttributeValue.fromN("1"), "b", AttributeValue.fromNs(List.of("2.0", "1"))))).isTrue();
        assertThat(AttributeEquality.isSame(
                Map.of("a", AttributeValue.fromN("1")),
                Map.of("a", AttributeValue.fromS("1")))).isFalse();
        assertThat(AttributeEquality.isSame(
                Map.of("a", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {1}))),
                Map.of("a", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {1}))))).isTrue();
        RandomAttributes attributes = new RandomAttributes(
                RandomAttributes.random("TestValues.itemsAreTheSameInAnySpelling"));
        for (int i = 0; i < 1_000; i++) {
            AttributeValue value = attributes.any();
            assertThat(AttributeEquality.isSame(Map.of("a", value), Map.of("a", value.toBuilder().build()))).isTrue();
        }
    }

    @Test
    void instantsKeepTheirTime()
    {
        ColumnType type = new ColumnType.Timestamp(DateFormat.iso(ZoneId.of("Europe/Berlin")), true);
        assertThat(ValueReader.read(AttributeValue.fromS("2026-11-28T10:20:30-05:00"), type))
                .isEqualTo(ZonedDateTime.parse("2026-11-28T10:20:30-05:00"));
        assertThat(((ZonedDateTime) ValueReader.read(AttributeValue.fromS("2026-11-28T10:20:30"), type)).toInstant())
                .isEqualTo(ZonedDateTime.parse("2026-11-28T10:20:30+01:00").toInstant());
    }

    private static AttributeValue encode(Object value, ColumnType type)
    {
        return ValueEncoder.encode(value, type);
    }
}
