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
package io.glaux.cli.query;

import org.junit.jupiter.api.Test;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestCsvRows
{
    @Test
    void testTellsNullFromEmpty()
    {
        assertThat(read("\"a\",,\"\"\n,\"b\",\n"))
                .containsExactly(new String[] {"a", null, ""}, new String[] {null, "b", null});
    }

    @Test
    void testSingleNullColumn()
    {
        assertThat(read("\"x\"\n\n\"1\"\n"))
                .containsExactly(new String[] {"x"}, new String[] {null}, new String[] {"1"});
    }

    @Test
    void testQuotesCommasAndLineEndsInValues()
    {
        assertThat(read("\"say \"\"hi\"\"\",\"a,b\nc\"\n")).containsExactly(new String[] {"say \"hi\"", "a,b\nc"});
    }

    @Test
    void testValuesLongerThanTheBuffer()
    {
        String value = "grüße \"und\" mehr\n".repeat(10_000);
        assertThat(read("\"" + value.replace("\"", "\"\"") + "\",\"z\"\n")).containsExactly(new String[] {value, "z"});
    }

    @Test
    void testNoRows()
    {
        assertThat(read("")).isEmpty();
    }

    @Test
    void testBrokenFilesFail()
    {
        assertThatThrownBy(() -> read("\"a"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the result ends in the middle of a value");
        assertThatThrownBy(() -> read("\"a\"b\n"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a quote ends before its field does");
    }

    private static List<String[]> read(String csv)
    {
        List<String[]> rows = new ArrayList<>();
        new CsvRows(new StringReader(csv)).forEachRemaining(rows::add);
        return rows;
    }
}
