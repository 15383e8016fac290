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

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

final class TestLogic
{
    private static final List<Boolean> VALUES = Arrays.asList(true, false, null);

    /**
     * Unknown is between false and true: and is the least, or the greatest.
     */
    @Test
    void testLikeLeastAndGreatest()
    {
        for (Boolean left : VALUES) {
            assertThat(rank(Logic.not(left))).isEqualTo(2 - rank(left));
            for (Boolean right : VALUES) {
                assertThat(rank(Logic.and(left, right))).isEqualTo(Math.min(rank(left), rank(right)));
                assertThat(rank(Logic.or(left, right))).isEqualTo(Math.max(rank(left), rank(right)));
            }
        }
    }

    private static int rank(Boolean value)
    {
        if (value == null) {
            return 1;
        }
        return value ? 2 : 0;
    }
}
