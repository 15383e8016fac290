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
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

final class TestLikeMatcher
{
    private static final List<String> CHARACTERS = List.of("a", "b", "%", "_", "\\", "\n", ".", "\uD83E\uDD89", "é");

    /**
     * Java's regular expressions know code points too.
     */
    @Test
    void testLikeARegularExpression()
    {
        Random random = Seeds.random("TestLikeMatcher");
        int matches = 0;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder pattern = new StringBuilder();
            StringBuilder expression = new StringBuilder();
            for (int left = random.nextInt(6); left > 0; left--) {
                appendPart(random, pattern, expression);
            }
            String text = text(random);
            boolean expected = Pattern.compile(expression.toString(), Pattern.DOTALL).matcher(text).matches();
            assertThat(LikeMatcher.of(pattern.toString(), OptionalInt.of('\\')).matches(text))
                    .as("%s LIKE %s", text, pattern)
                    .isEqualTo(expected);
            matches += expected ? 1 : 0;
        }
        assertThat(matches).isBetween(1_000, 19_000);
    }

    @Test
    void testWithoutEscape()
    {
        LikeMatcher matcher = LikeMatcher.of("\\_%", OptionalInt.empty());
        assertThat(matcher.matches("\\x")).isTrue();
        assertThat(matcher.matches("_x")).isFalse();
        assertThat(LikeMatcher.of("", OptionalInt.empty()).matches("")).isTrue();
        assertThat(LikeMatcher.of("%%", OptionalInt.empty()).matches("")).isTrue();
        assertThat(LikeMatcher.of("_", OptionalInt.empty()).matches("")).isFalse();
    }

    @Test
    void testEscapeBeyondTheBasicPlane()
    {
        int owl = "\uD83E\uDD89".codePointAt(0);
        LikeMatcher matcher = LikeMatcher.of("\uD83E\uDD89%", OptionalInt.of(owl));
        assertThat(matcher.matches("%")).isTrue();
        assertThat(matcher.matches("x")).isFalse();
    }

    private static void appendPart(Random random, StringBuilder pattern, StringBuilder expression)
    {
        switch (random.nextInt(4)) {
            case 0 -> {
                pattern.append('%');
                expression.append(".*");
            }
            case 1 -> {
                pattern.append('_');
                expression.append('.');
            }
            default -> {
                String character = CHARACTERS.get(random.nextInt(CHARACTERS.size()));
                boolean isSpecial = character.equals("%") || character.equals("_") || character.equals("\\");
                pattern.append(isSpecial ? "\\" : "").append(character);
                expression.append(Pattern.quote(character));
            }
        }
    }

    private static String text(Random random)
    {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(6); left > 0; left--) {
            text.append(CHARACTERS.get(random.nextInt(CHARACTERS.size())));
        }
        return text.toString();
    }
}
