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
package io.glaux.flight.metadata;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class TestNameMap
{
    @Test
    void testNamesAreLowerCase()
    {
        NameMap names = NameMap.of(List.of("OrderId", "total", "\u00c4rger"));
        assertThat(names.engineNames()).containsExactly("orderid", "total", "\u00e4rger");
        assertThat(names.sourceName("orderid")).contains("OrderId");
        assertThat(names.sourceName("OrderId")).isEmpty();
        assertThat(names.ambiguous("orderid")).isEmpty();
    }

    @Test
    void testOneThatIsSpelledSoKeepsItsName()
    {
        NameMap names = NameMap.of(List.of("ID", "id", "Id"));
        assertThat(names.engineName("id")).isEqualTo("id");
        assertThat(names.engineNames()).hasSize(3).doesNotHaveDuplicates();
        assertThat(names.engineName("ID")).matches("id\\$[0-9a-f]{8}");
        assertThat(names.engineName("Id")).matches("id\\$[0-9a-f]{8}");
        assertThat(names.sourceName(names.engineName("Id"))).contains("Id");
        assertThat(names.ambiguous("id")).containsExactlyInAnyOrderElementsOf(names.engineNames());
    }

    @Test
    void testOfCapitalsAloneNoneHasTheName()
    {
        NameMap names = NameMap.of(List.of("ID", "Id"));
        assertThat(names.sourceName("id")).isEmpty();
        assertThat(names.ambiguous("id")).hasSize(2);
    }

    @Test
    void testNameOfNoCharacters()
    {
        NameMap names = NameMap.of(List.of("", "a"));
        assertThat(names.engineName("")).matches("\\$[0-9a-f]{8}");
        assertThat(names.sourceName(names.engineName(""))).contains("");
    }

    @Test
    void testNameThatLooksLikeAnothersIsNotTaken()
    {
        String hashed = NameMap.of(List.of("ID", "id")).engineName("ID");
        NameMap names = NameMap.of(List.of("ID", "id", hashed));
        assertThat(names.engineNames()).hasSize(3).doesNotHaveDuplicates();
        assertThat(names.engineName(hashed)).isEqualTo(hashed);
        assertThat(names.sourceName(names.engineName("ID"))).contains("ID");
    }

    @Test
    void testNothingIsLostInAnyOrder()
    {
        long seed = Long.getLong("glaux.test.seed", System.nanoTime());
        System.out.println("-Dglaux.test.seed=" + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<String> sourceNames = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                String name = random.nextBoolean() ? "Ab" : "c";
                sourceNames.add(random.nextBoolean() ? name.toUpperCase(java.util.Locale.ENGLISH) : name);
                sourceNames.add(name + random.nextInt(3));
            }
            NameMap names = NameMap.of(sourceNames);
            Collections.shuffle(sourceNames, random);
            NameMap shuffled = NameMap.of(sourceNames);
            assertThat(new HashSet<>(names.engineNames())).hasSameSizeAs(new HashSet<>(sourceNames));
            for (String sourceName : sourceNames) {
                String engineName = names.engineName(sourceName);
                assertThat(shuffled.engineName(sourceName)).isEqualTo(engineName);
                assertThat(names.sourceName(engineName)).contains(sourceName);
            }
        }
    }
}
