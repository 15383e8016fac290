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
package io.glaux.engine.dialect.text;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class TestTranslation
{
    @Test
    void placesGoBackOverInsertions()
    {
        Translation translation = Translation.of("SELECT 1.5, b,\n 2.5, c")
                .insert(10, "E0")
                .insert(19, "E0")
                .build();
        assertThat(translation.text()).isEqualTo("SELECT 1.5E0, b,\n 2.5E0, c");
        assertThat(translation.message("line 1:15: b")).isEqualTo("line 1:13: b");
        assertThat(translation.message("line 2:9: c")).isEqualTo("line 2:7: c");
        assertThat(translation.message("line 1:11: within")).isEqualTo("line 1:11: within");
        assertThat(translation.message("no place")).isEqualTo("no place");
        assertThat(translation.message("line 9:99: not in the text")).isEqualTo("line 9:99: not in the text");
    }

    @Test
    void placesGoBackOverAReplacedHead()
    {
        String sql = "CREATE TABLE t\nWITH (a = 'b')\nAS SELECT x";
        Translation translation = Translation.of(sql)
                .replace(0, sql.indexOf("SELECT"), "CREATE TABLE \"c\".\"d\".\"t\" AS ")
                .build();
        assertThat(translation.message("line 1:36: x")).isEqualTo("line 3:11: x");
        assertThat(translation.message("line 1:14: the table")).isEqualTo("line 1:1: the table");
    }

    @Test
    void columnsAreCodePoints()
    {
        Translation translation = Translation.of("SELECT '\uD83E\uDD89', 1.5, b").insert(16, "E0").build();
        assertThat(translation.text()).isEqualTo("SELECT '\uD83E\uDD89', 1.5E0, b");
        assertThat(translation.message("line 1:19: b")).isEqualTo("line 1:17: b");
    }
}
