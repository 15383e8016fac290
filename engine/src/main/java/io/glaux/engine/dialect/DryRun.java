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
package io.glaux.engine.dialect;

import io.glaux.engine.dialect.text.TokenCursor;
import io.glaux.engine.dialect.text.Translation;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.query.StatementKind;

import java.util.Optional;

/**
 * {@code EXPLAIN (TYPE DRY_RUN) statement}: what the statement would read, and cost. Athena has nothing like it.
 */
final class DryRun
{
    static final StatementKind KIND =
            new StatementKind(StatementKind.Type.DML, "DRY_RUN", StatementKind.Output.CSV);

    private static final String TYPE = "DRY_RUN";

    /**
     * A type of EXPLAIN that the engine's grammar has, as long as the one it has not: what is told about the rest is
     * told of the right place.
     */
    private static final String STAND_IN = "IO     ";

    private DryRun() {}

    /**
     * @param kind of the statement that is to be tried
     * @throws GlauxException with NOT_SUPPORTED for a statement that is as free as its trial
     */
    static void check(StatementKind kind)
    {
        if (!isPossible(kind)) {
            throw new GlauxException(
                    ErrorCode.NOT_SUPPORTED,
                    "A dry run is of a query, or of a statement that writes what it reads, and not of %s".formatted(
                            kind.substatement().replace('_', ' ')));
        }
    }

    /**
     * Whether statements of a kind read tables, and can be tried.
     */
    static boolean isPossible(StatementKind kind)
    {
        return kind.substatement().equals("CREATE_TABLE_AS_SELECT")
                || (kind.type() == StatementKind.Type.DML && !kind.substatement().equals("EXPLAIN"));
    }

    /**
     * As {@link #explained}, for a statement that runs if it does not read too much.
     */
    static Translation explain(String sql)
    {
        return Translation.of(sql).insert(0, "EXPLAIN (TYPE IO) ").build();
    }

    /**
     * The EXPLAIN of the statement that is to be tried; empty for any other statement.
     */
    static Optional<String> explained(String sql)
    {
        TokenCursor cursor = new TokenCursor(sql);
        if (!cursor.takeIf("EXPLAIN") || !cursor.takeSymbolIf("(") || !cursor.isNext("TYPE", TYPE)
                || !cursor.peek(2).isSymbol(")")) {
            return Optional.empty();
        }
        int start = cursor.peek(1).start();
        return Optional.of(sql.substring(0, start) + STAND_IN + sql.substring(start + TYPE.length()));
    }
}
