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
package io.glaux.dynamodb.read;

import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TestPartiQlText
{
    @ParameterizedTest
    @ValueSource(strings = {
            "INSERT INTO t VALUE {'a': 1}",
            "UPDATE t SET a = 1 WHERE h = 'x'",
            "DELETE FROM t WHERE h = 'x'",
            "  delete from t where h = 'x'",
            "-- SELECT\nDELETE FROM t WHERE h = 'x'",
            "/* SELECT */ DELETE FROM t WHERE h = 'x'",
            "SELECT * FROM t; DELETE FROM t WHERE h = 'x'",
            "SELECT * FROM t -- \n; DELETE FROM t",
            "SELECT * FROM t /* */",
            "SELECT * FROM (DELETE FROM t WHERE h = 'x' RETURNING ALL OLD *)",
            "SELECTED",
            "SELECT_ALL FROM t",
            "SELECT * FROM t WHERE h = 'x",
            "EXEC 'SELECT'",
            "'SELECT' DELETE",
            "\"SELECT\" FROM t",
            "(SELECT * FROM t)",
            "",
            ";",
    })
    void testWhatMayWriteIsRefused(String text)
    {
        assertThatThrownBy(() -> PartiQlText.of(text))
                .isInstanceOfSatisfying(
                        SourceException.class,
                        e -> assertThat(e.code()).isEqualTo(SourceErrorCode.INVALID_QUERY))
                .hasMessageStartingWith("The PartiQL statement is not run, since only SELECT is: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "SELECT * FROM t",
            "select \"delete\" FROM \"t\".\"index\" WHERE a = 'it''s; DELETE -- /* ' AND b-1 = 2",
            "SELECT*FROM t WHERE begins_with(\"update\", 'a')",
            " SELECT a.b[0] FROM t ;; ",
    })
    void testWhatReadsIsSent(String text)
    {
        String sent = PartiQlText.of(text).text();
        assertThat(sent).startsWith("SELECT").endsWith(text.strip().substring(6).replaceAll("[; ]+$", ""));
    }

    @Test
    void testItsTextIsNotShown()
    {
        assertThat(PartiQlText.of("SELECT * FROM t WHERE h = 'secret'").toString()).doesNotContain("secret");
    }
}
