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
package io.glaux.testing.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes what was answered into a file, as what is expected.
 */
public enum SqlFill
{
    /**
     * Files stay as they are.
     */
    NONE,
    /**
     * Where nothing is expected so far.
     */
    MISSING,
    /**
     * Everywhere, but for statements that are open.
     */
    ALL;

    /**
     * @param text of the setting: absent, {@code true} or {@code all}
     */
    public static SqlFill of(Optional<String> text)
    {
        return switch (text.orElse("false")) {
            case "all" -> ALL;
            case "true", "1" -> MISSING;
            case "false", "0", "" -> NONE;
            default -> throw new IllegalArgumentException("Filling in is true or all, not " + text.get());
        };
    }

    /**
     * The lines of the file with what was answered.
     */
    List<String> fill(SqlFile file, Map<SqlStatement, Answer> answers)
    {
        List<String> filled = new ArrayList<>();
        int copied = 0;
        for (SqlStatement statement : file.statements()) {
            Answer answer = answers.get(statement);
            if (answer == null || !applies(statement)) {
                continue;
            }
            filled.addAll(file.lines().subList(copied, statement.lines().last()));
            filled.addAll(expectation(file, statement, answer));
            copied = statement.lines().end();
        }
        filled.addAll(file.lines().subList(copied, file.lines().size()));
        return filled;
    }

    private boolean applies(SqlStatement statement)
    {
        return switch (this) {
            case NONE -> false;
            case MISSING -> statement.expectation().outcome().isEmpty();
            case ALL -> statement.open().isEmpty();
        };
    }

    private static List<String> expectation(SqlFile file, SqlStatement statement, Answer answer)
    {
        List<String> lines = new ArrayList<>();
        boolean written = file.lines().subList(statement.lines().last(), statement.lines().end()).stream()
                .anyMatch(line -> line.startsWith("-- kind:"));
        boolean usual = !written && statement.expectation().kind().equals(answer.kind());
        answer.kind().filter(_ -> !usual).ifPresent(kind -> lines.add("-- kind: " + kind));
        if (statement.expectation().types().isPresent()) {
            answer.types().ifPresent(types -> lines.add("-- types: " + types));
        }
        lines.addAll(answer.general().render());
        return lines;
    }
}
