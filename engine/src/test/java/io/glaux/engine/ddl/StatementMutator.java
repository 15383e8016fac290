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

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;

/**
 * Statements that are a little wrong: tokens and characters lost, doubled, exchanged and put in.
 */
final class StatementMutator
{
    private static final Pattern TOKEN = Pattern.compile("\\w+|\\s+|'[^']*'|`[^`]*`|.", Pattern.DOTALL);
    private static final String[] PIECES = {
            "CREATE", "EXTERNAL", "TABLE", "DATABASE", "SCHEMA", "IF", "NOT", "EXISTS", "PARTITION",
            "PARTITIONED", "BY", "ROW", "FORMAT", "SERDE", "DELIMITED", "STORED", "AS", "LOCATION",
            "TBLPROPERTIES", "WITH", "SELECT", "ALTER", "ADD", "COLUMNS", "COLUMN", "CHANGE", "DROP", "RENAME",
            "TO", "SET", "UNSET", "SHOW", "LIKE", "IN", "FROM", "DESCRIBE", "MSCK", "OPTIMIZE", "WHERE",
            "VACUUM", "TOUCH", "SKEWED", "ARCHIVE", "CLUSTERED", "INTO", "BUCKETS", "array<", "map<",
            "struct<", ">", "decimal(", "varchar(", "int", "string", "date", "'a'", "\"b\"", "`c`", "``", "`",
            "'", "\"", "\\", "(", ")", ",", ".", ";", "=", "-", "--", "/*", "*/", "<", ":", "$elem$",
            "99999999999", "1.5e9", "-1", "_a", "\0", "\ud800", "\udfff", "\u00a0", "é", "日", "\ud83d\ude00",
            "\n", "\r", "\\u12", "\\u0041", "\\001", "\\",
    };

    private final Random random;

    StatementMutator(Random random)
    {
        this.random = requireNonNull(random, "random is null");
    }

    String mutate(String sql, String other)
    {
        String mutated = sql;
        for (int i = random.nextInt(3); i >= 0; i--) {
            mutated = random.nextInt(4) == 0 ? mutateCharacter(mutated) : mutateToken(mutated, other);
        }
        return mutated;
    }

    private String mutateCharacter(String sql)
    {
        int place = random.nextInt(sql.length() + 1);
        String piece = random.nextBoolean() ? pick(PIECES) : String.valueOf((char) random.nextInt(0x250));
        int end = Math.min(sql.length(), place + random.nextInt(3));
        return sql.substring(0, place) + (random.nextBoolean() ? piece : "") + sql.substring(end);
    }

    private String mutateToken(String sql, String other)
    {
        List<String> tokens = tokens(sql);
        if (tokens.isEmpty()) {
            return pick(PIECES);
        }
        int place = random.nextInt(tokens.size());
        switch (random.nextInt(7)) {
            case 0 -> tokens.remove(place);
            case 1 -> tokens.add(place, tokens.get(place));
            case 2 -> tokens.add(place, " " + pick(PIECES) + " ");
            case 3 -> tokens.set(place, pick(PIECES));
            case 4 -> tokens.set(place, tokens.get(random.nextInt(tokens.size())));
            case 5 -> tokens.subList(place, tokens.size()).clear();
            default -> {
                List<String> others = tokens(other);
                tokens.subList(place, tokens.size()).clear();
                tokens.addAll(others.subList(random.nextInt(others.size() + 1), others.size()));
            }
        }
        return String.join("", tokens);
    }

    private static List<String> tokens(String sql)
    {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(sql);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        return tokens;
    }

    private String pick(String[] choices)
    {
        return choices[random.nextInt(choices.length)];
    }
}
