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
package io.glaux.flight.reference;

import io.trino.testing.MaterializedResult;
import io.trino.testing.QueryRunner;
import io.trino.testing.sql.SqlExecutor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs SQL, but for CREATE TABLE and DROP TABLE: these it does in the source itself, as a federated catalog has no such
 * statements.
 */
final class AddedTables
{
    private static final Pattern CREATE = Pattern.compile(
            "CREATE TABLE (\\S+)\\s+(.*)",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern DROP = Pattern.compile("DROP TABLE (?:IF EXISTS )?(\\S+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern AS_QUERY = Pattern.compile(
            "(?:\\(([^()]*)\\)\\s+)?AS\\s+(.*?)(\\s+WITH NO DATA)?",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private final QueryRunner engine;
    private final GrowingSource source;
    private final String schema;

    AddedTables(QueryRunner engine, GrowingSource source, String schema)
    {
        this.engine = engine;
        this.source = source;
        this.schema = schema;
    }

    /**
     * @param key columns that tell rows apart; none: all columns do, as far as they can
     */
    SqlExecutor withKey(Set<String> key)
    {
        return sql -> {
            if (!create(sql, key).isPresent() && !drop(sql)) {
                engine.execute(sql);
            }
        };
    }

    /**
     * @return how many rows it has, when it was a CREATE TABLE
     */
    Optional<Long> create(String sql, Set<String> key)
    {
        Matcher create = CREATE.matcher(sql.strip());
        if (!create.matches()) {
            return Optional.empty();
        }
        String table = "%s.%s".formatted(schema, create.group(1));
        String definition = create.group(2).strip();
        Matcher query = AS_QUERY.matcher(definition);
        if (!query.matches()) {
            source.add(table, table + withKeys(definition, key));
            return Optional.of(0L);
        }
        String body = query.group(2);
        String named = query.group(1) == null
                ? body
                : "SELECT * FROM (%s) AS named (%s)".formatted(body, query.group(1));
        MaterializedResult types = engine.execute("SELECT * FROM (%s) LIMIT 0".formatted(named));
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < types.getTypes().size(); i++) {
            columns.add("%s %s".formatted(types.getColumnNames().get(i), types.getTypes().get(i).getDisplayName()));
        }
        source.add(table, table + withKeys("(%s)".formatted(String.join(", ", columns)), key));
        return query.group(3) == null
                ? Optional.of(engine.execute("INSERT INTO %s %s".formatted(create.group(1), named))
                              .getUpdateCount()
                              .orElseThrow())
                : Optional.of(0L);
    }

    boolean drop(String sql)
    {
        Matcher drop = DROP.matcher(sql.strip());
        return drop.matches() && source.remove("%s.%s".formatted(schema, drop.group(1)));
    }

    /**
     * In the words of the reference source's definitions.
     */
    private static String withKeys(String definition, Set<String> key)
    {
        List<String> columns = columns(definition.substring(definition.indexOf('(') + 1, definition.lastIndexOf(')')));
        List<String> keyed = new ArrayList<>();
        for (String column : columns) {
            String name = column.substring(0, column.indexOf(' ')).toLowerCase(Locale.ENGLISH);
            String type = column.substring(column.indexOf(' ') + 1)
                    .strip()
                    .toLowerCase(Locale.ENGLISH)
                    .replaceAll("\\bint\\b", "integer")
                    .replace('<', '(')
                    .replace('>', ')')
                    .replaceAll("\\bnot null\\b", "");
            keyed.add("%s %s%s".formatted(name, type, key.contains(name) ? " key" : ""));
        }
        return "(%s)".formatted(String.join(", ", keyed));
    }

    private static List<String> columns(String definition)
    {
        List<String> columns = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < definition.length(); i++) {
            switch (definition.charAt(i)) {
                case '(' -> depth++;
                case ')' -> depth--;
                case ',' -> {
                    if (depth == 0) {
                        columns.add(definition.substring(start, i).strip());
                        start = i + 1;
                    }
                }
                default -> {}
            }
        }
        columns.add(definition.substring(start).strip());
        return columns;
    }

    static Set<String> key(Optional<String> columns)
    {
        return columns
                .map(text -> Set.copyOf(Arrays.stream(text.split(",", -1)).map(String::strip).toList()))
                .orElse(Set.of());
    }
}
