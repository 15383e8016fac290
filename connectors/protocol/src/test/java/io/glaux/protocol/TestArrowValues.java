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
package io.glaux.protocol;

import com.google.protobuf.ByteString;
import io.glaux.protocol.v1.Values;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Values come back as they were, and bytes that are no values are refused, whatever they claim.
 */
final class TestArrowValues
{
    private static final Field INTEGER = Field.nullable("n", new ArrowType.Int(64, true));
    private static final int MUTATIONS = 20_000;
    private static final long MEMORY = 64 << 20;

    private final BufferAllocator allocator = new RootAllocator(MEMORY);

    @AfterEach
    void nothingIsLeft()
    {
        assertThat(allocator.getAllocatedMemory()).isZero();
        allocator.close();
    }

    @Test
    void valuesOfEveryTypeComeBack()
    {
        long seed = Seed.next();
        RandomValues random = new RandomValues(new Random(seed));
        for (Field field : RandomValues.everyType()) {
            List<Object> values = random.values(field, 100);
            TypedValues read = ArrowValues.read(ArrowValues.write(field, values, allocator), allocator);
            assertThat(read.field()).as(Seed.text(seed)).isEqualTo(field);
            assertThat(RandomValues.comparable(read.values())).as("%s %s", field, Seed.text(seed))
                    .isEqualTo(RandomValues.comparable(values));
        }
    }

    @Test
    void valuesOfRandomTypesComeBack()
    {
        long seed = Seed.next();
        Random numbers = new Random(seed);
        RandomValues random = new RandomValues(numbers);
        for (int i = 0; i < 500; i++) {
            Field field = random.field("column", 3);
            List<Object> values = random.values(field, numbers.nextInt(20));
            TypedValues read = ArrowValues.read(ArrowValues.write(field, values, allocator), allocator);
            assertThat(RandomValues.comparable(read.values())).as("%s %s", field, Seed.text(seed))
                    .isEqualTo(RandomValues.comparable(values));
        }
    }

    @Test
    void namesNoValue()
    {
        assertThat(new TypedValues(INTEGER, List.of(4711L)).toString()).doesNotContain("4711");
    }

    @Test
    void aLiteralHasOneValue()
    {
        assertThat(new TypedValues(INTEGER, Arrays.asList((Object) null)).single()).isNull();
        assertThat(new TypedValues(INTEGER, List.of(3L)).single()).isEqualTo(3L);
        assertThatThrownBy(() -> new TypedValues(INTEGER, List.of(1L, 2L)).single())
                .isInstanceOf(ProtocolException.class)
                .hasMessage("A literal has one value, and not 2");
    }

    @Test
    void theLeastNanosecondsAreWritten()
    {
        Field field = Field.nullable("t", new ArrowType.Timestamp(TimeUnit.NANOSECOND, null));
        LocalDateTime least = LocalDateTime.of(1677, 9, 21, 0, 12, 43).plusNanos(145_224_192);
        Values values = ArrowValues.write(field, List.of(least), allocator);
        assertThat(ArrowValues.read(values, allocator).single()).isEqualTo(least);
        assertThatThrownBy(() -> ArrowValues.write(field, List.of(least.minusNanos(1)), allocator))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void valuesThatATypeCannotHoldAreNotWritten()
    {
        refuses(new ArrowType.Int(8, true), 128L, ArithmeticException.class);
        refuses(new ArrowType.Int(16, true), -32_769L, ArithmeticException.class);
        refuses(new ArrowType.Int(32, true), 1L << 31, ArithmeticException.class);
        refuses(new ArrowType.Decimal(3, 1, 128), new BigDecimal("1.25"), ArithmeticException.class);
        refuses(new ArrowType.Decimal(3, 1, 128), new BigDecimal("100.0"), ArithmeticException.class);
        refuses(new ArrowType.FixedSizeBinary(16), new byte[15], IllegalArgumentException.class);
        refuses(new ArrowType.Time(TimeUnit.SECOND, 32),
                LocalTime.of(1, 2, 3, 4),
                ArithmeticException.class);
        refuses(new ArrowType.Int(64, true), "text", IllegalArgumentException.class);
        refuses(ArrowType.Utf8.INSTANCE, 1L, IllegalArgumentException.class);
        refuses(new ArrowType.Int(64, false), 1L, ProtocolException.class);
    }

    private void refuses(ArrowType type, Object value, Class<? extends Throwable> failure)
    {
        assertThatThrownBy(() -> ArrowValues.write(Field.nullable("c", type), List.of(value), allocator))
                .isInstanceOf(failure)
                .message().doesNotContain("4711");
    }

    @Test
    void textThatIsNotUtf8IsRefused()
    {
        Values good = ArrowValues.write(Field.nullable("c", ArrowType.Utf8.INSTANCE), List.of("glaux"), allocator);
        byte[] bytes = good.getArrow().toByteArray();
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("glaux");
        bytes[at] = (byte) 0xFF;
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_VALUE))
                .hasMessage("The column c has a value that is none of its type");
    }

    @Test
    void whatIsMissingIsRefused()
    {
        assertThatThrownBy(() -> ArrowValues.read(Values.getDefaultInstance(), allocator))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("does not have one schema and one record batch");
        byte[] schemaAlone = ArrowSchemas.writeField(INTEGER).toByteArray();
        assertThatThrownBy(() -> read(schemaAlone)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void theEndMayBeLeftOut()
    {
        byte[] bytes = ArrowValues.write(INTEGER, List.of(1L, 2L), allocator).getArrow().toByteArray();
        assertThat(read(Arrays.copyOf(bytes, bytes.length - 8)).values()).isEqualTo(List.of(1L, 2L));
    }

    @Test
    void everyCutIsRefused()
    {
        byte[] bytes = ArrowValues.write(INTEGER, List.of(1L, 2L), allocator).getArrow().toByteArray();
        for (int length = 0; length < bytes.length - 8; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> read(cut)).as("%s bytes", length).isInstanceOf(ProtocolException.class);
        }
    }

    @Test
    void lengthsAreNotBelieved()
    {
        byte[] bytes = ArrowValues.write(INTEGER, List.of(1L, 2L), allocator).getArrow().toByteArray();
        int schemaLength = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
        for (int claim : List.of(Integer.MAX_VALUE, Integer.MIN_VALUE, -1, bytes.length)) {
            assertRefused(bytes, buffer -> buffer.putInt(4, claim));
            assertRefused(bytes, buffer -> buffer.putInt(8 + schemaLength + 4, claim));
        }
        byte[] large = new byte[ProtocolLimits.MESSAGE_BYTES + 1];
        assertThatThrownBy(() -> read(large)).isInstanceOf(ProtocolException.class).hasMessageContaining("at most");
    }

    private void assertRefused(byte[] bytes, Consumer<ByteBuffer> change)
    {
        byte[] changed = bytes.clone();
        change.accept(ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN));
        assertThatThrownBy(() -> read(changed)).isInstanceOf(ProtocolException.class);
    }

    /**
     * Each number of the headers takes the place of each other's, and values at which arithmetic overflows.
     */
    @Test
    @Timeout(120)
    void everyNumberMayLie()
    {
        Field field = RandomValues.row("r", List.of(
                RandomValues.list("l", Field.nullable("item", ArrowType.Utf8.INSTANCE)),
                INTEGER));
        List<Object> rows = List.of(List.of(List.of("a", "b"), 1L), List.of(List.of(), 2L));
        byte[] bytes = ArrowValues.write(field, rows, allocator).getArrow().toByteArray();
        int refused = 0;
        for (int position = 0; position <= bytes.length - 4; position += 4) {
            for (int value : List.of(0, 1, -1, 8, 1 << 20, 1 << 30, Integer.MAX_VALUE, Integer.MIN_VALUE)) {
                byte[] changed = bytes.clone();
                ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(position, value);
                refused += isRefused(changed) ? 1 : 0;
            }
            for (int target = 0; target < bytes.length; target += 4) {
                byte[] changed = bytes.clone();
                ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(position, target - position);
                refused += isRefused(changed) ? 1 : 0;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    @Timeout(120)
    void randomDamageIsReadOrRefused()
    {
        long seed = Seed.next();
        Random numbers = new Random(seed);
        RandomValues random = new RandomValues(numbers);
        byte[] bytes = {};
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            if (i % 100 == 0) {
                Field field = random.field("column", 2);
                bytes = ArrowValues.write(field, random.values(field, 1 + numbers.nextInt(9)), allocator)
                        .getArrow()
                        .toByteArray();
            }
            byte[] changed = bytes.clone();
            for (int j = 0; j <= numbers.nextInt(4); j++) {
                changed[numbers.nextInt(changed.length)] = (byte) numbers.nextInt();
            }
            try {
                refused += isRefused(changed) ? 1 : 0;
            }
            catch (RuntimeException | Error e) {
                throw new AssertionError("Neither read nor refused, " + Seed.text(seed), e);
            }
        }
        assertThat(refused).as(Seed.text(seed)).isPositive();
    }

    private boolean isRefused(byte[] bytes)
    {
        try {
            assertThat(read(bytes).values().size()).isLessThanOrEqualTo(ProtocolLimits.VALUES);
            return false;
        }
        catch (ProtocolException e) {
            assertThat(e).hasMessageNotContaining("java.");
            return true;
        }
    }

    private TypedValues read(byte[] bytes)
    {
        return ArrowValues.read(Values.newBuilder().setArrow(ByteString.copyFrom(bytes)).build(), allocator);
    }
}
