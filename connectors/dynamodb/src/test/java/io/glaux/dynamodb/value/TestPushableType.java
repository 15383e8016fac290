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
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

final class TestPushableType
{
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    static Stream<ColumnType> pushable()
    {
        return Stream.of(
                new ColumnType.Bool(),
                new ColumnType.Text(),
                new ColumnType.NumberText(),
                ColumnType.Whole.BIGINT,
                new ColumnType.Whole(8),
                new ColumnType.Decimal(38, 9),
                new ColumnType.Binary(),
                new ColumnType.Date(DateFormat.of("yyyy-MM-dd", BERLIN)),
                new ColumnType.Timestamp(DateFormat.of("yyyy-MM-dd'T'HH:mm:ss", BERLIN), false),
                new ColumnType.Timestamp(DateFormat.of("yyyyMMddHHmmss.SSS", ZoneOffset.UTC), true),
                new ColumnType.Timestamp(DateFormat.of("epoch", BERLIN), true),
                new ColumnType.Timestamp(DateFormat.of("epochSeconds", ZoneOffset.UTC), false));
    }

    /**
     * For any two values that the column holds, DynamoDB compares attribute and literal as SQL compares the values.
     */
    @ParameterizedTest
    @MethodSource("pushable")
    void comparesAsSqlDoes(ColumnType type)
    {
        Random random = RandomAttributes.random("TestPushableType.comparesAsSqlDoes " + type);
        PushableType pushable = PushableType.of(type, false).orElseThrow();
        assertThat(pushable.isExact()).isTrue();
        int compared = 0;
        for (int i = 0; i < 20_000; i++) {
            AttributeValue attribute = attribute(pushable.type(), type, random);
            Object value;
            try {
                value = ValueReader.read(attribute, type);
            }
            catch (ValueMismatchException _) {
                continue;
            }
            Object other = other(type, random);
            Optional<AttributeValue> literal = pushable.literal(other);
            int expected = compare(value, other);
            if (literal.isEmpty()) {
                assertThat(expected).isNotZero();
                continue;
            }
            assertThat(AttributeType.of(literal.orElseThrow())).isEqualTo(pushable.type());
            if (pushable.isOrdered()) {
                int inDynamoDb = AttributeOrder.compare(attribute, literal.orElseThrow());
                assertThat(Integer.signum(inDynamoDb)).isEqualTo(Integer.signum(expected));
            }
            else {
                boolean isEqual = AttributeEquality.isSame(
                        Map.of("a", attribute),
                        Map.of("a", literal.orElseThrow()));
                assertThat(isEqual).isEqualTo(expected == 0);
            }
            compared++;
        }
        assertThat(compared).isGreaterThan(100);
    }

    private static AttributeValue attribute(AttributeType attributeType, ColumnType type, Random random)
    {
        RandomAttributes attributes = new RandomAttributes(random);
        boolean isTime = type instanceof ColumnType.Date || type instanceof ColumnType.Timestamp;
        return switch (attributeType) {
            case BOOL -> AttributeValue.fromBool(random.nextBoolean());
            case S -> AttributeValue.fromS(isTime ? timeText(type, random) : attributes.text());
            case N -> AttributeValue.fromN(attributes.number().toString());
            case B -> AttributeValue.fromB(attributes.binary());
            case NULL, SS, NS, BS, L, M -> throw new IllegalArgumentException("Not comparable: " + attributeType);
        };
    }

    private static String timeText(ColumnType type, Random random)
    {
        DateFormat format = type instanceof ColumnType.Date(DateFormat ofDate)
                ? ofDate
                : ((ColumnType.Timestamp) type).format();
        return format.text(instant(random).atZone(format.zone()));
    }

    /**
     * Near the changes of the clock, and far from them.
     */
    private static Instant instant(Random random)
    {
        return switch (random.nextInt(3)) {
            case 0 -> Instant.parse("2026-10-25T00:00:00Z").plusSeconds(random.nextInt(7200));
            case 1 -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1000) * 1_000_000L);
            default -> Instant.ofEpochSecond(random.nextInt(4) * 86_400L);
        };
    }

    private static Object other(ColumnType type, Random random)
    {
        RandomAttributes attributes = new RandomAttributes(random);
        return switch (type) {
            case ColumnType.Bool _ -> random.nextBoolean();
            case ColumnType.Text _ -> attributes.text();
            case ColumnType.NumberText _ -> random.nextBoolean()
                    ? Numbers.text(attributes.number())
                    : Numbers.text(attributes.number()) + ".0";
            case ColumnType.Whole(int bits) -> random.nextLong() >> (64 - random.nextInt(1, bits));
            case ColumnType.Decimal(_, int scale) -> BigDecimal.valueOf(random.nextInt(20) - 10, random.nextInt(scale));
            case ColumnType.Binary _ -> attributes.binary().asByteArray();
            case ColumnType.Date(DateFormat format) -> LocalDate.ofInstant(instant(random), format.zone());
            case ColumnType.Timestamp(DateFormat format, boolean hasZone) -> hasZone
                    ? instant(random).atZone(ZoneOffset.ofHours(random.nextInt(5)))
                    : LocalDateTime.ofInstant(instant(random), format.zone());
            default -> throw new IllegalArgumentException("Not pushable: " + type);
        };
    }

    private static int compare(Object left, Object right)
    {
        return switch (left) {
            case Boolean value -> value.compareTo((Boolean) right);
            case String value -> Arrays.compareUnsigned(
                    value.getBytes(StandardCharsets.UTF_8),
                    ((String) right).getBytes(StandardCharsets.UTF_8));
            case Long value -> value.compareTo((Long) right);
            case BigDecimal value -> value.compareTo((BigDecimal) right);
            case byte[] value -> Arrays.compareUnsigned(value, (byte[]) right);
            case LocalDate value -> value.compareTo((LocalDate) right);
            case LocalDateTime value -> value.compareTo((LocalDateTime) right);
            case ZonedDateTime value -> value.toInstant().compareTo(((ZonedDateTime) right).toInstant());
            default -> throw new IllegalArgumentException("Not comparable: " + left.getClass());
        };
    }

    @Test
    void whatHasNoOneFormIsNotPushed()
    {
        for (ColumnType type : List.of(
                new ColumnType.Floating(false),
                new ColumnType.AnyText(),
                new ColumnType.Json(),
                new ColumnType.Date(DateFormat.iso(ZoneOffset.UTC)),
                new ColumnType.Date(DateFormat.of("epoch", ZoneOffset.UTC)),
                new ColumnType.Date(DateFormat.of("dd/MM/yyyy", ZoneOffset.UTC)),
                new ColumnType.Date(DateFormat.of("yyyy-MM-dd HH:mm", ZoneOffset.UTC)),
                new ColumnType.Timestamp(DateFormat.iso(ZoneOffset.UTC), false),
                new ColumnType.Timestamp(DateFormat.of("epoch", BERLIN), false),
                new ColumnType.Timestamp(DateFormat.of("yyyy-MM-dd HH:mm", BERLIN), true))) {
            assertThat(PushableType.of(type, false)).as(type.toString()).isEmpty();
        }
    }

    @Test
    void aTimeThatTheClockLeavesOutIsStillAText()
    {
        ColumnType type = new ColumnType.Timestamp(DateFormat.of("yyyy-MM-dd HH:mm", BERLIN), false);
        assertThat(PushableType.of(type, false).orElseThrow().literal(LocalDateTime.parse("2026-03-29T02:30:00")))
                .contains(AttributeValue.fromS("2026-03-29 02:30"));
    }

    @Test
    void numbersThatBecomeNullAreTakenInPart()
    {
        assertThat(PushableType.of(ColumnType.Whole.BIGINT, true).orElseThrow().isExact()).isFalse();
        assertThat(PushableType.of(new ColumnType.Text(), true).orElseThrow().isExact()).isTrue();
    }
}
