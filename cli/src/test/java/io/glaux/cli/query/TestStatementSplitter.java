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

import static org.assertj.core.api.Assertions.assertThat;

final class TestStatementSplitter
{
    @Test
    void testSplitsAtSemicolons()
    {
        assertThat(StatementSplitter.split("SELECT 1; SELECT 2 ;\n\nSELECT 3"))
                .containsExactly("SELECT 1", "SELECT 2", "SELECT 3");
        assertThat(StatementSplitter.split("SELECT 1;")).containsExactly("SELECT 1");
    }

    @Test
    void testSemicolonsInTextDoNotSplit()
    {
        assertThat(StatementSplitter.split("SELECT ';', 'it''s; so'; SELECT \"a;b\"\";\" FROM t; SHOW TABLES IN `a;b`"))
                .containsExactly("SELECT ';', 'it''s; so'", "SELECT \"a;b\"\";\" FROM t", "SHOW TABLES IN `a;b`");
    }

    @Test
    void testSemicolonsInCommentsDoNotSplit()
    {
        assertThat(StatementSplitter.split("SELECT 1 -- one; or 'two\n; /* ; it's */ SELECT 2"))
                .containsExactly("SELECT 1 -- one; or 'two", "/* ; it's */ SELECT 2");
    }

    @Test
    void testEmptyStatementsAreNone()
    {
        assertThat(StatementSplitter.split("")).isEmpty();
        assertThat(StatementSplitter.split(" ; ;\n; -- nothing; here\n /* nor here */ ;")).isEmpty();
    }

    @Test
    void testUnfinishedTextIsLeftToTheServer()
    {
        assertThat(StatementSplitter.split("SELECT 'a; b")).containsExactly("SELECT 'a; b");
        assertThat(StatementSplitter.split("SELECT 1 /* a; b")).containsExactly("SELECT 1 /* a; b");
    }
}
