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

import io.glaux.dynamodb.RandomAttributes;
import io.glaux.dynamodb.value.AttributeType;
import io.glaux.dynamodb.value.ColumnType;
import io.glaux.dynamodb.value.ValueReader;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import static io.glaux.dynamodb.schema.InferredType.ANYTHING;
import static io.glaux.dynamodb.schema.InferredType.NOTHING;
import static io.glaux.dynamodb.schema.InferredType.merge;
import static org.assertj.core.api.Assertions.assertThat;

final class TestInferredType
{
    private static final InferredType TEXT = new InferredType.Scalar(AttributeType.S);

    @Test
    void mergingIsThatOfALattice()
    {
        Random random = RandomAttributes.random("TestInferredType.mergingIsThatOfALattice");
        RandomAttributes attributes = new RandomAttributes(random);
        for (int i = 0; i < 20_000; i++) {
            InferredType a = InferredType.of(attributes.any());
            InferredType b = InferredType.of(attributes.any());
            InferredType c = InferredType.of(attributes.any());
            assertThat(merge(a, b)).isEqualTo(merge(b, a));
            assertThat(merge(a, merge(b, c))).isEqualTo(merge(merge(a, b), c));
            assertThat(merge(a, a)).isEqualTo(a);
            assertThat(merge(a, merge(a, b))).isEqualTo(merge(a, b));
            assertThat(merge(a, NOTHING)).isEqualTo(a);
            assertThat(merge(a, ANYTHING)).isEqualTo(ANYTHING);
        }
    }

    @Test
    void mapsOfManyKeysMergeInAnyOrder()
    {
        Random random = RandomAttributes.random("TestInferredType.mapsOfManyKeysMergeInAnyOrder");
        RandomAttributes attributes = new RandomAttributes(random);
        for (int i = 0; i < 500; i++) {
            List<InferredType> maps = new ArrayList<>();
            for (int j = 0; j < 8; j++) {
                Map<String, AttributeValue> map = new HashMap<>();
                for (int k = 0; k < 15; k++) {
                    map.put("k" + random.nextInt(80), AttributeValue.fromN(attributes.number().toString()));
                }
                maps.add(InferredType.of(AttributeValue.fromM(map)));
            }
            InferredType merged = merge(maps);
            Collections.shuffle(maps, random);
            assertThat(merge(maps)).isEqualTo(merged);
            InferredType left = merge(maps.subList(0, 4));
            assertThat(merge(left, merge(maps.subList(4, 8)))).isEqualTo(merged);
        }
    }

    @Test
    void chosenTypeTakesEverySampledValue()
    {
        Random random = RandomAttributes.random("TestInferredType.chosenTypeTakesEverySampledValue");
        RandomAttributes attributes = new RandomAttributes(random);
        TypeChoice choice = new TypeChoice(NumberChoice.INFERRED);
        for (int i = 0; i < 20_000; i++) {
            List<AttributeValue> values = Stream.generate(attributes::any).limit(1 + random.nextInt(4)).toList();
            InferredType merged = merge(values.stream().map(InferredType::of).toList());
            ColumnType type = choice.choose("column", merged, new ArrayList<>());
            for (AttributeValue value : values) {
                boolean isNull = AttributeType.of(value) == AttributeType.NULL;
                assertThat(ValueReader.read(value, type) == null).isEqualTo(isNull);
            }
        }
    }

    @Test
    void zeroTakesNoDigits()
    {
        InferredType merged = merge(
                InferredType.of(AttributeValue.fromN("0")),
                InferredType.of(AttributeValue.fromN("1E-38")));
        ColumnType type = new TypeChoice(NumberChoice.INFERRED).choose("c", merged, new ArrayList<>());
        assertThat(type).isEqualTo(new ColumnType.Decimal(38, 38));
        assertThat(ValueReader.read(AttributeValue.fromN("0"), type)).isEqualTo(new BigDecimal("0E-38"));
    }

    @Test
    void conflictsBecomeJson()
    {
        List<String> notes = new ArrayList<>();
        InferredType merged = merge(
                InferredType.of(AttributeValue.fromS("1")),
                InferredType.of(AttributeValue.fromN("1")));
        ColumnType type = new TypeChoice(NumberChoice.INFERRED).choose("code", merged, notes);
        assertThat(type).isEqualTo(new ColumnType.Json());
        assertThat(notes).containsExactly("code is JSON: items have values of different types");
    }

    @Test
    void nullAndAbsentTellNothing()
    {
        assertThat(merge(InferredType.of(AttributeValue.fromNul(true)), TEXT)).isEqualTo(TEXT);
        List<String> notes = new ArrayList<>();
        assertThat(new TypeChoice(NumberChoice.INFERRED).choose("gone", NOTHING, notes))
                .isEqualTo(new ColumnType.Json());
        assertThat(notes).hasSize(1);
    }

    @Test
    void emptyListsAndMapsWaitForMore()
    {
        AttributeValue emptyList = AttributeValue.fromL(List.of());
        AttributeValue list = AttributeValue.fromL(List.of(AttributeValue.fromS("a")));
        assertThat(merge(InferredType.of(emptyList), InferredType.of(list))).isEqualTo(InferredType.of(list));
        AttributeValue emptyMap = AttributeValue.fromM(Map.of());
        AttributeValue map = AttributeValue.fromM(Map.of("a", AttributeValue.fromS("a")));
        assertThat(merge(InferredType.of(emptyMap), InferredType.of(map))).isEqualTo(InferredType.of(map));
        TypeChoice choice = new TypeChoice(NumberChoice.INFERRED);
        assertThat(choice.choose("c", InferredType.of(emptyMap), new ArrayList<>())).isEqualTo(new ColumnType.Json());
        assertThat(choice.choose("c", InferredType.of(emptyList), new ArrayList<>()))
                .isEqualTo(new ColumnType.Array(new ColumnType.Json(), AttributeType.L));
    }

    @Test
    void setsAreWrittenAsSetsWhereAllAre()
    {
        InferredType set = InferredType.of(AttributeValue.fromSs(List.of("a")));
        InferredType list = InferredType.of(AttributeValue.fromL(List.of(AttributeValue.fromS("a"))));
        TypeChoice choice = new TypeChoice(NumberChoice.INFERRED);
        assertThat(choice.choose("c", set, new ArrayList<>()))
                .isEqualTo(new ColumnType.Array(new ColumnType.Text(), AttributeType.SS));
        assertThat(choice.choose("c", merge(set, list), new ArrayList<>()))
                .isEqualTo(new ColumnType.Array(new ColumnType.Text(), AttributeType.L));
    }

    @Test
    void keysThatAreNoNamesMakeAMap()
    {
        TypeChoice choice = new TypeChoice(NumberChoice.INFERRED);
        ColumnType map = new ColumnType.TextMap(ColumnType.Whole.BIGINT);
        InferredType number = InferredType.of(AttributeValue.fromN("1"));
        assertThat(choice.choose("c", new InferredType.Fields(Map.of("a", number, "A", number)), new ArrayList<>()))
                .isEqualTo(map);
        assertThat(choice.choose("c", new InferredType.Fields(Map.of("", number)), new ArrayList<>())).isEqualTo(map);
        assertThat(choice.choose("c", new InferredType.Fields(Map.of("a-b.c d", number)), new ArrayList<>()))
                .isEqualTo(new ColumnType.Row(List.of(
                        new ColumnType.RowField("a-b.c d", "a-b.c d", ColumnType.Whole.BIGINT))));
    }

    @Test
    void whatIsDeepOrWideIsJson()
    {
        AttributeValue deep = AttributeValue.fromN("1");
        for (int i = 0; i < 20; i++) {
            deep = AttributeValue.fromL(List.of(deep));
        }
        List<String> notes = new ArrayList<>();
        TypeChoice choice = new TypeChoice(NumberChoice.INFERRED);
        ColumnType type = choice.choose("deep", InferredType.of(deep), notes);
        assertThat(ValueReader.read(deep, type)).isNotNull();
        assertThat(notes).hasSize(1);

        Map<String, InferredType> wide = new HashMap<>();
        for (int i = 0; i < 60; i++) {
            Map<String, InferredType> fields = new HashMap<>();
            for (int j = 0; j < 60; j++) {
                fields.put("f" + j, TEXT);
            }
            wide.put("k" + i, new InferredType.Fields(fields));
        }
        assertThat(choice.choose("wide", new InferredType.Fields(wide), notes)).isEqualTo(new ColumnType.Json());
    }

    @Test
    void attributesOfMostItemsComeFirst()
    {
        ItemSample sample = new ItemSample();
        sample.add(Map.of("b", AttributeValue.fromS("x"), "a", AttributeValue.fromS("x")));
        sample.add(Map.of("b", AttributeValue.fromS("x"), "c", AttributeValue.fromS("x")));
        assertThat(sample.attributes()).containsExactly("b", "a", "c");
        assertThat(sample.type("d")).isEqualTo(NOTHING);
        assertThat(new InferredType.Sequence(TEXT, Set.of(AttributeType.SS)))
                .isEqualTo(InferredType.of(AttributeValue.fromSs(List.of("q"))));
    }
}
