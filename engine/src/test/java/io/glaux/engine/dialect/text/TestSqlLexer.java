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

import io.glaux.engine.dialect.text.SqlToken.Kind;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

import static io.glaux.engine.dialect.text.SqlToken.Kind.BACKQUOTED;
import static io.glaux.engine.dialect.text.SqlToken.Kind.BLANK;
import static io.glaux.engine.dialect.text.SqlToken.Kind.COMMENT;
import static io.glaux.engine.dialect.text.SqlToken.Kind.DECIMAL;
import static io.glaux.engine.dialect.text.SqlToken.Kind.DOUBLE;
import static io.glaux.engine.dialect.text.SqlToken.Kind.INTEGER;
import static io.glaux.engine.dialect.text.SqlToken.Kind.OTHER;
import static io.glaux.engine.dialect.text.SqlToken.Kind.PREFIXED;
import static io.glaux.engine.dialect.text.SqlToken.Kind.QUOTED;
import static io.glaux.engine.dialect.text.SqlToken.Kind.STRING;
import static io.glaux.engine.dialect.text.SqlToken.Kind.SYMBOL;
import static io.glaux.engine.dialect.text.SqlToken.Kind.WORD;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

final class TestSqlLexer
{
    private static final String[] PIECES = {
            "'", "''", "\"", "`", "--", "/*", "*/", "\n", "\r\n", " ", "1", "1.5", ".5", "5.", "1e3", "1.5E-3", "1_000",
            "0xFF", "3a", "U&'", "x'", "select", "_a", "(", ")", "[", "->", "||", "é", "\uD83E\uDD89", "\uD83E",
            "\t", ".",
    };

    @Test
    void numbers()
    {
        assertThat(kinds("1.5")).containsExactly(DECIMAL);
        assertThat(kinds("1.")).containsExactly(DECIMAL);
        assertThat(kinds(".5")).containsExactly(DECIMAL);
        assertThat(kinds("1_000.5_0")).containsExactly(DECIMAL);
        assertThat(kinds("1.5E0")).containsExactly(DOUBLE);
        assertThat(kinds("1e-3")).containsExactly(DOUBLE);
        assertThat(kinds("1_000")).containsExactly(INTEGER);
        assertThat(kinds("0xFF")).containsExactly(INTEGER);
        assertThat(kinds("3a")).containsExactly(WORD);
        assertThat(kinds("1e5a")).containsExactly(WORD);
        assertThat(kinds("-1.5")).containsExactly(SYMBOL, DECIMAL);
        assertThat(kinds("a.b")).containsExactly(WORD, SYMBOL, WORD);
    }

    @Test
    void quotesAndComments()
    {
        assertThat(kinds("'it''s 1.5'")).containsExactly(STRING);
        assertThat(kinds("\"a\"\"1.5\"")).containsExactly(QUOTED);
        assertThat(kinds("`a``b`")).containsExactly(BACKQUOTED);
        assertThat(kinds("U&'\\0041 1.5'")).containsExactly(PREFIXED);
        assertThat(kinds("X'0A'")).containsExactly(PREFIXED);
        assertThat(kinds("-- 1.5\n1")).containsExactly(COMMENT, BLANK, INTEGER);
        assertThat(kinds("/* ' 1.5 */")).containsExactly(COMMENT);
        assertThat(kinds("'open")).containsExactly(OTHER, WORD);
        assertThat(SqlLexer.tokens("'it''s'").getFirst().value()).isEqualTo("it's");
    }

    @Test
    void longTextsTakeNoStack()
    {
        String body = "''".repeat(100_000);
        assertThat(kinds("'" + body + "'")).containsExactly(STRING);
        assertThat(kinds("/*" + "*".repeat(100_000) + "*/")).containsExactly(COMMENT);
        assertThat(kinds("1".repeat(100_000) + ".5")).containsExactly(DECIMAL);
    }

    /**
     * Whatever the text is: the tokens are it, and stand where they say.
     */
    @Test
    void tokensAreTheText()
    {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(12);
            for (int piece = 0; piece < length; piece++) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            String sql = text.toString();
            List<SqlToken> tokens = SqlLexer.tokens(sql);
            assertThat(tokens.stream().map(SqlToken::text).collect(joining())).as("seed %s: %s", seed, sql)
                    .isEqualTo(sql);
            for (SqlToken token : tokens) {
                assertThat(sql.startsWith(token.text(), token.start())).as("seed %s: %s", seed, sql).isTrue();
                assertThat(token.text()).isNotEmpty();
            }
        }
    }

    private static List<Kind> kinds(String text)
    {
        return SqlLexer.tokens(text).stream().map(SqlToken::kind).toList();
    }
}
