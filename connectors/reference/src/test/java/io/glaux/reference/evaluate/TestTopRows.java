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
package io.glaux.reference.evaluate;

import io.glaux.reference.Seeds;
import io.glaux.source.ColumnPath;
import io.glaux.source.TopN;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

final class TestTopRows
{
    private static final List<Double> NUMBERS =
            Arrays.asList(null, -0.0, 0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1.0);
    private static final List<String> TEXTS = Arrays.asList(null, "", "a", "\uE000", "\uD83E\uDD89");

    @Test
    void testLikeAStableSort()
    {
        Random random = Seeds.random("TestTopRows");
        for (int round = 0; round < 500; round++) {
            List<List<Object>> rows = new ArrayList<>();
            for (long number = 0; number < random.nextInt(60); number++) {
                rows.add(Arrays.asList(
                        number,
                        NUMBERS.get(random.nextInt(NUMBERS.size())),
                        TEXTS.get(random.nextInt(TEXTS.size())),
                        null));
            }
            List<TopN.SortItem> order = List.of(
                    new TopN.SortItem(ColumnPath.of("b"), random.nextBoolean(), random.nextBoolean()),
                    new TopN.SortItem(ColumnPath.of("c"), random.nextBoolean(), random.nextBoolean()));
            Comparator<List<Object>> comparator = RowOrder.of(RandomExpressions.simple(), order);
            int count = random.nextInt(70);
            TopRows top = new TopRows(comparator, count);
            rows.forEach(top::add);

            List<List<Object>> sorted = new ArrayList<>(rows);
            sorted.sort(comparator);
            assertThat(top.rows()).isEqualTo(sorted.subList(0, Math.min(count, sorted.size())));
        }
    }

    @Test
    void testPlaces()
    {
        assertThat(sorted("b", NUMBERS, true, false))
                .containsExactly(Double.NEGATIVE_INFINITY, -0.0, 0.0, 1.0, Double.POSITIVE_INFINITY, Double.NaN, null);
        assertThat(sorted("b", NUMBERS, false, true))
                .containsExactly(null, Double.NaN, Double.POSITIVE_INFINITY, 1.0, -0.0, 0.0, Double.NEGATIVE_INFINITY);
        assertThat(sorted("c", TEXTS, true, true)).containsExactly(null, "", "a", "\uE000", "\uD83E\uDD89");
        assertThat(sorted("c", TEXTS, false, false)).containsExactly("\uD83E\uDD89", "\uE000", "a", "", null);
    }

    private static List<Object> sorted(String column, List<?> values, boolean isAscending, boolean isNullsFirst)
    {
        int position = column.equals("b") ? 1 : 2;
        TopRows top = new TopRows(
                RowOrder.of(
                        RandomExpressions.simple(),
                        List.of(new TopN.SortItem(ColumnPath.of(column), isAscending, isNullsFirst))),
                100);
        for (Object value : values) {
            top.add(Arrays.asList(null, position == 1 ? value : null, position == 2 ? value : null, null));
        }
        List<Object> sorted = new ArrayList<>();
        top.rows().forEach(row -> sorted.add(row.get(position)));
        return sorted;
    }
}
