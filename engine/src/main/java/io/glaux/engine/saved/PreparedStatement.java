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
package io.glaux.engine.saved;

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.query.StatementKind;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;

/**
 * A statement of a workgroup with question marks for the values that each execution gives.
 */
public record PreparedStatement(
        String workgroup,
        String name,
        String sql,
        Optional<String> description,
        Instant modifiedAt)
{
    /**
     * Names of Athena's service model: no name has one letter only.
     */
    public static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_@:]{1,256}");

    public static final int NAME_LIMIT = 256;

    private static final Set<String> PREPARABLE = Set.of("SELECT", "INSERT", "CREATE_TABLE_AS_SELECT", "UNLOAD");

    public PreparedStatement
    {
        requireNonNull(workgroup, "workgroup is null");
        requireNonNull(name, "name is null");
        requireNonNull(sql, "sql is null");
        requireNonNull(description, "description is null");
        requireNonNull(modifiedAt, "modifiedAt is null");
    }

    public static boolean isName(String name)
    {
        return name.length() <= NAME_LIMIT && NAME.matcher(name).matches();
    }

    /**
     * @throws GlauxException with SYNTAX_ERROR for a statement of a kind that Athena does not prepare
     */
    public static void requirePreparable(StatementKind kind)
    {
        if (!PREPARABLE.contains(kind.substatement())) {
            throw new GlauxException(
                    ErrorCode.SYNTAX_ERROR, "Only SELECT, INSERT INTO, CREATE TABLE AS and UNLOAD can be prepared");
        }
    }

    /**
     * The sentence about a statement that is not there.
     */
    public static String missing(String workgroup, String name)
    {
        return "Prepared statement %s was not found in workgroup %s".formatted(name, workgroup);
    }
}
