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
package io.glaux.flight.pushdown;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.glaux.arrow.ArrowTypes;
import io.glaux.flight.metadata.ArrowTypeMapping;
import io.glaux.flight.metadata.FlightColumnHandle;
import io.glaux.flight.metadata.TypeMapping;
import io.glaux.protocol.ArrowValues;
import io.glaux.protocol.v1.Expression;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.Range;
import io.trino.spi.predicate.ValueSet;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.Int128;
import io.trino.spi.type.LongTimestamp;
import io.trino.spi.type.LongTimestampWithTimeZone;
import io.trino.spi.type.TimeZoneKey;
import io.trino.spi.type.Type;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import static io.airlift.slice.Slices.utf8Slice;
import static io.glaux.flight.metadata.FlightColumnHandle.column;
import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.BooleanType.BOOLEAN;
import static io.trino.spi.type.DateTimeEncoding.packDateTimeWithZone;
import static io.trino.spi.type.DateType.DATE;
import static io.trino.spi.type.DecimalType.createDecimalType;
import static io.trino.spi.type.DoubleType.DOUBLE;
import static io.trino.spi.type.IntegerType.INTEGER;
import static io.trino.spi.type.RealType.REAL;
import static io.trino.spi.type.SmallintType.SMALLINT;
import static io.trino.spi.type.TimeType.TIME_MICROS;
import static io.trino.spi.type.TimestampType.TIMESTAMP_MICROS;
import static io.trino.spi.type.TimestampType.TIMESTAMP_MILLIS;
import static io.trino.spi.type.TimestampType.TIMESTAMP_NANOS;
import static io.trino.spi.type.TimestampWithTimeZoneType.TIMESTAMP_TZ_MICROS;
import static io.trino.spi.type.TimestampWithTimeZoneType.TIMESTAMP_TZ_MILLIS;
import static io.trino.spi.type.TinyintType.TINYINT;
import static io.trino.spi.type.UuidType.UUID;
import static io.trino.spi.type.UuidType.javaUuidToTrinoUuid;
import static io.trino.spi.type.VarbinaryType.VARBINARY;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static io.trino.spi.type.VarcharType.createVarcharType;
import static io.trino.type.InternalTypeManager.TESTING_TYPE_MANAGER;
import static java.lang.Float.floatToIntBits;
import static org.assertj.core.api.Assertions.assertThat;

class TestDomainTranslation
{
    private static final int ROUNDS = 300;
    private static final int THRESHOLD = 4;
    private static final int VALUES = 8;

    private final RootAllocator allocator = new RootAllocator(64 << 20);
    private final TypeMapping types = new ArrowTypeMapping(new ArrowTypes(TESTING_TYPE_MANAGER));
    private final LiteralValues literals = new LiteralValues(types, allocator);
    private final DomainTranslation domains = new DomainTranslation(literals, VALUES);

    @AfterEach
    void allocatorIsEmpty()
    {
        allocator.close();
    }

    /**
     * Of each type a few values in their order, so that ranges meet and overlap.
     */
    static Stream<Sample> samples()
    {
        return Stream.of(
                new Sample(BOOLEAN, List.of(false, true)),
                new Sample(TINYINT, longs(-128, -1, 0, 1, 127)),
                new Sample(SMALLINT, longs(Short.MIN_VALUE, -1, 0, 1, Short.MAX_VALUE)),
                new Sample(INTEGER, longs(Integer.MIN_VALUE, -1, 0, 1, Integer.MAX_VALUE)),
                new Sample(BIGINT, longs(Long.MIN_VALUE, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, Long.MAX_VALUE)),
                new Sample(DOUBLE, List.of(Double.NEGATIVE_INFINITY, -1.5, 0.0, 1e-300, 1.5, Double.MAX_VALUE)),
                new Sample(REAL, List.of(
                        (long) floatToIntBits(-1.5f), (long) floatToIntBits(0f), (long) floatToIntBits(3.25f))),
                new Sample(createDecimalType(5, 2), longs(-99999, -1, 0, 1, 99999)),
                new Sample(createDecimalType(38, 10), List.of(
                        Int128.valueOf("-99999999999999999999999999999999999999"),
                        Int128.ZERO,
                        Int128.ONE,
                        Int128.valueOf("99999999999999999999999999999999999999"))),
                new Sample(VARCHAR, texts("", "A", "a", "a ", "aa", "\u00e9", "\uffee", "\ud83d\ude00")),
                new Sample(createVarcharType(3), texts("", "a", "ab", "b")),
                new Sample(CharType.createCharType(3), texts("", "a", "ab", "b")),
                new Sample(VARBINARY, List.of(
                        Slices.EMPTY_SLICE,
                        Slices.wrappedBuffer((byte) 0),
                        Slices.wrappedBuffer((byte) 127),
                        Slices.wrappedBuffer((byte) -128),
                        Slices.wrappedBuffer((byte) -1, (byte) 0))),
                new Sample(DATE, longs(-719_528, -1, 0, 1, 2_932_896)),
                new Sample(TIME_MICROS, longs(0, 1_000_000, 86_399_999_999_000_000L)),
                new Sample(TIMESTAMP_MILLIS, longs(-62_135_596_800_000_000L, -1_000, 0, 1_000)),
                new Sample(TIMESTAMP_MICROS, longs(-62_135_596_800_000_000L, -1, 0, 1, 253_402_300_799_999_999L)),
                new Sample(TIMESTAMP_NANOS, List.of(
                        new LongTimestamp(-1, 999_000), new LongTimestamp(0, 0), new LongTimestamp(0, 1_000))),
                new Sample(TIMESTAMP_TZ_MILLIS, longs(
                        packDateTimeWithZone(-1, TimeZoneKey.UTC_KEY),
                        packDateTimeWithZone(0, TimeZoneKey.getTimeZoneKey("Asia/Tokyo")),
                        packDateTimeWithZone(1, TimeZoneKey.UTC_KEY))),
                new Sample(TIMESTAMP_TZ_MICROS, List.of(
                        LongTimestampWithTimeZone.fromEpochMillisAndFraction(-1, 999_000_000, TimeZoneKey.UTC_KEY),
                        LongTimestampWithTimeZone.fromEpochMillisAndFraction(0, 1_000_000, TimeZoneKey.UTC_KEY))),
                new Sample(UUID, List.of(
                        javaUuidToTrinoUuid(new UUID(0, 1)),
                        javaUuidToTrinoUuid(new UUID(Long.MAX_VALUE, 0)),
                        javaUuidToTrinoUuid(new UUID(-1, -1)))));
    }

    record Sample(Type type, List<?> values) {}

    private static List<Long> longs(long... values)
    {
        return LongStream.of(values).boxed().toList();
    }

    private static List<Slice> texts(String... values)
    {
        return Stream.of(values).map(Slices::utf8Slice).toList();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void testExpressionIsTrueForTheValuesOfTheDomain(Sample sample)
    {
        long seed = Long.getLong("glaux.test.seed", System.nanoTime());
        System.out.printf("%s: -Dglaux.test.seed=%s%n", sample.type(), seed);
        Random random = new Random(seed);
        FlightColumnHandle column = column("c", "C", sample.type());
        int told = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Domain domain = domain(sample, random);
            Optional<DomainTranslation.Translation> translation = domains.translate(column, domain, THRESHOLD);
            if (translation.isEmpty()) {
                continue;
            }
            told++;
            for (Object value : sample.values()) {
                check(translation.get(), domain, sample.type(), Optional.of(value));
            }
            check(translation.get(), domain, sample.type(), Optional.empty());
        }
        assertThat(told).as("domains that could be told").isGreaterThan(ROUNDS / 5);
    }

    private void check(DomainTranslation.Translation translation, Domain domain, Type type, Optional<Object> value)
    {
        boolean isExpected = domain.includesNullableValue(value.orElse(null));
        boolean isTrue = isTrue(translation.expression(), type, value);
        if (translation.exact()) {
            assertThat(isTrue).as("%s of %s for %s", translation, domain, value).isEqualTo(isExpected);
        }
        else {
            assertThat(isTrue || !isExpected).as("%s of %s for %s", translation, domain, value).isTrue();
        }
    }

    private boolean isTrue(Expression expression, Type type, Optional<Object> value)
    {
        Optional<Object> form = value.map(present -> ArrowValues
                .read(literals.literal(type, present).orElseThrow().getLiteral(), allocator)
                .single());
        return new ProtocolEvaluator(allocator, Map.of(List.of("C"), form))
                .evaluate(expression)
                .map(Boolean.class::cast)
                .orElse(false);
    }

    private static Domain domain(Sample sample, Random random)
    {
        List<Range> ranges = new ArrayList<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            ranges.add(range(sample, random));
        }
        ValueSet values = ranges.isEmpty() ? ValueSet.none(sample.type()) : ValueSet.copyOfRanges(
                sample.type(),
                ranges);
        if (random.nextInt(4) == 0) {
            values = values.complement();
        }
        return Domain.create(values, random.nextBoolean());
    }

    private static Range range(Sample sample, Random random)
    {
        int low = random.nextInt(sample.values().size());
        int high = low + random.nextInt(sample.values().size() - low);
        Object lowValue = sample.values().get(low);
        Object highValue = sample.values().get(high);
        return switch (random.nextInt(4)) {
            case 0 -> Range.equal(sample.type(), lowValue);
            case 1 -> random.nextBoolean()
                    ? Range.greaterThan(sample.type(), lowValue)
                    : Range.greaterThanOrEqual(sample.type(), lowValue);
            case 2 -> random.nextBoolean()
                    ? Range.lessThan(sample.type(), highValue)
                    : Range.lessThanOrEqual(sample.type(), highValue);
            default -> Range.range(sample.type(), lowValue, true, highValue, low == high || random.nextBoolean());
        };
    }

    @Test
    void testNaNIsInNoRange()
    {
        FlightColumnHandle column = column("c", "C", DOUBLE);
        Domain allButOne = Domain.create(ValueSet.ofRanges(Range.equal(DOUBLE, 1.0)).complement(), false);

        Expression expression = domains.translate(column, allButOne, THRESHOLD).orElseThrow().expression();

        // the engine means x < 1 or x > 1 by it: NaN is neither
        assertThat(isTrue(expression, DOUBLE, Optional.of(Double.NaN))).isFalse();
        assertThat(isTrue(expression, DOUBLE, Optional.of(2.0))).isTrue();
    }

    @Test
    void testManyValuesGoAsTheyAreAndMoreAsARange()
    {
        FlightColumnHandle column = column("c", "C", BIGINT);
        List<Object> values = new ArrayList<>(longs(LongStream.range(0, VALUES).map(value -> value * 2).toArray()));

        DomainTranslation.Translation whole =
                domains.translate(column, Domain.multipleValues(BIGINT, values), THRESHOLD).orElseThrow();
        values.add(100L);
        DomainTranslation.Translation range =
                domains.translate(column, Domain.multipleValues(BIGINT, values), THRESHOLD).orElseThrow();

        assertThat(whole.exact()).isTrue();
        assertThat(whole.expression().hasIn()).isTrue();
        assertThat(range.exact()).isFalse();
        assertThat(isTrue(range.expression(), BIGINT, Optional.of(99L))).isTrue();
        assertThat(isTrue(range.expression(), BIGINT, Optional.of(101L))).isFalse();
    }

    @Test
    void testWhatIsLeftToTheEngine()
    {
        FlightColumnHandle text = column("c", "C", CharType.createCharType(3));
        FlightColumnHandle array = column("c", "C", new ArrayType(BIGINT));
        Domain range = Domain.create(
                ValueSet.ofRanges(Range.lessThan(text.type(), utf8Slice("b"))),
                false);

        // filled up with spaces, characters before the space come before the end
        assertThat(domains.translate(text, range, THRESHOLD)).isEmpty();
        assertThat(domains.translate(array, Domain.notNull(array.type()), THRESHOLD)).isPresent();
        assertThat(domains.translate(text, Domain.all(text.type()), THRESHOLD)).isEmpty();
        assertThat(domains.translate(text, Domain.none(text.type()), THRESHOLD)).isEmpty();
    }
}
