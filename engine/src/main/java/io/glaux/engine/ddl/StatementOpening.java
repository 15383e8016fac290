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
package io.glaux.engine.ddl;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.glaux.engine.ddl.grammar.AthenaDdlLexer;
import org.antlr.v4.runtime.Token;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import static io.glaux.engine.ddl.StatementOpening.Owner.DDL;
import static io.glaux.engine.ddl.StatementOpening.Owner.NOBODY;
import static io.glaux.engine.ddl.StatementOpening.Owner.QUERIES;
import static java.util.Objects.requireNonNull;

/**
 * Whose statement it is, by its first words.
 *
 * @param words the words that say so, in upper case
 */
record StatementOpening(Owner owner, String words)
{
    private static final int MOST_WORDS = 4;

    /**
     * By first word: the second words that make it a statement of this grammar.
     */
    private static final Map<String, Set<String>> OURS = ImmutableMap.of(
            "ALTER", ImmutableSet.of("DATABASE", "SCHEMA", "TABLE"),
            "CREATE", ImmutableSet.of("DATABASE", "EXTERNAL", "SCHEMA"),
            "DROP", ImmutableSet.of("DATABASE", "SCHEMA", "TABLE"),
            "SHOW", ImmutableSet.of(
                    "COLUMNS", "DATABASES", "PARTITIONS", "SCHEMAS", "TABLES", "TBLPROPERTIES", "VIEWS"));

    /**
     * By first word: the second words that make it a statement that Athena does not have.
     */
    private static final Map<String, Set<String>> NOBODYS = ImmutableMap.of(
            "ALTER", ImmutableSet.of("INDEX"),
            "CREATE", ImmutableSet.of("INDEX", "MACRO", "ROLE", "TEMPORARY"),
            "DROP", ImmutableSet.of("INDEX", "MACRO", "ROLE", "TEMPORARY"),
            "EXPORT", ImmutableSet.of("TABLE"),
            "IMPORT", ImmutableSet.of("EXTERNAL", "FROM", "TABLE"),
            "LOCK", ImmutableSet.of("DATABASE", "TABLE"),
            "SHOW", ImmutableSet.of(
                    "COMPACTIONS",
                    "CURRENT",
                    "GRANT",
                    "GRANTS",
                    "INDEX",
                    "INDEXES",
                    "LOCKS",
                    "PRINCIPALS",
                    "ROLE",
                    "ROLES",
                    "SESSION",
                    "STATS",
                    "TRANSACTIONS"),
            "START", ImmutableSet.of("TRANSACTION"),
            "UNLOCK", ImmutableSet.of("DATABASE", "TABLE"));

    private static final Set<String> NOBODYS_ALONE =
            ImmutableSet.of("COMMIT", "DENY", "DFS", "GRANT", "REVOKE", "ROLLBACK");
    private static final Set<String> DESCRIBED_BY_NOBODY = ImmutableSet.of("DATABASE", "FUNCTION");
    private static final Set<String> DESCRIBED_BY_NOBODY_WITH_NAME = ImmutableSet.of("INPUT", "OUTPUT", "SCHEMA");

    StatementOpening
    {
        requireNonNull(owner, "owner is null");
        requireNonNull(words, "words is null");
    }

    enum Owner
    {
        /**
         * The grammar of Hive's DDL.
         */
        DDL,
        /**
         * Athena refuses it in whatever grammar.
         */
        NOBODY,
        /**
         * The grammar of queries.
         */
        QUERIES,
    }

    /**
     * Reads no more of the lexer than it takes to know.
     */
    static StatementOpening of(AthenaDdlLexer lexer)
    {
        List<String> words = new ArrayList<>();
        Token token = next(lexer);
        while (words.size() < MOST_WORDS && token.getType() != Token.EOF) {
            words.add(token.getText().toUpperCase(Locale.ROOT));
            token = next(lexer);
        }
        return of(words, token, lexer);
    }

    private static StatementOpening of(List<String> words, Token token, AthenaDdlLexer lexer)
    {
        String first = word(words, 0);
        String second = word(words, 1);
        String both = first + " " + second;
        if (NOBODYS_ALONE.contains(first)) {
            return new StatementOpening(NOBODY, first);
        }
        if (NOBODYS.getOrDefault(first, ImmutableSet.of()).contains(second)) {
            return new StatementOpening(NOBODY, both);
        }
        boolean ours = OURS.getOrDefault(first, ImmutableSet.of()).contains(second);
        return switch (first) {
            case "CREATE" -> {
                boolean replaces = second.equals("OR") && Set.of("TABLE", "EXTERNAL").contains(word(words, 3));
                boolean table = second.equals("TABLE") && !isTableOfQuery(words, token, lexer);
                yield new StatementOpening(ours || replaces || table ? DDL : QUERIES, both);
            }
            case "DESC", "DESCRIBE" -> new StatementOpening(isDescribable(second, word(words, 2)) ? DDL : NOBODY, both);
            case "SHOW" -> new StatementOpening(
                    ours || (second.equals("CREATE") && word(words, 2).equals("TABLE")) ? DDL : QUERIES, both);
            case "MSCK", "OPTIMIZE", "VACUUM" -> new StatementOpening(DDL, first);
            default -> new StatementOpening(ours ? DDL : QUERIES, both);
        };
    }

    /**
     * CREATE TABLE AS: an AS or a WITH that belongs to no clause of Hive. The words before {@code token} are read
     * already.
     */
    private static boolean isTableOfQuery(List<String> words, Token token, AthenaDdlLexer lexer)
    {
        String before = "";
        int depth = 0;
        List<String> read = new ArrayList<>(words.subList(2, words.size()));
        Token next = token;
        while (!read.isEmpty() || next.getType() != Token.EOF) {
            String text;
            if (read.isEmpty()) {
                text = next.getText();
                next = next(lexer);
            }
            else {
                text = read.removeFirst();
            }
            String following = read.isEmpty() ? next.getText() : read.getFirst();
            depth += text.equals("(") ? 1 : text.equals(")") ? -1 : 0;
            boolean as = text.equalsIgnoreCase("AS") && !before.equalsIgnoreCase("STORED")
                    && !before.equalsIgnoreCase("DEFINED");
            if (depth == 0 && (as || (text.equalsIgnoreCase("WITH") && following.equals("(")))) {
                return true;
            }
            before = text;
        }
        return false;
    }

    private static boolean isDescribable(String second, String third)
    {
        if (DESCRIBED_BY_NOBODY.contains(second)) {
            return false;
        }
        // a table may have these names
        boolean named = !third.isEmpty() && !third.equals(".") && !third.equals(";");
        return !DESCRIBED_BY_NOBODY_WITH_NAME.contains(second) || !named;
    }

    private static String word(List<String> words, int index)
    {
        return index < words.size() ? words.get(index) : "";
    }

    private static Token next(AthenaDdlLexer lexer)
    {
        Token token = lexer.nextToken();
        while (token.getChannel() != Token.DEFAULT_CHANNEL) {
            token = lexer.nextToken();
        }
        return token;
    }
}
