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
import io.glaux.engine.error.GlauxException;

/**
 * Whether a statement is to be explained.
 *
 * @param start offset of the statement itself, after EXPLAIN and its options
 */
record Explained(Mode mode, int start)
{
    enum Mode
    {
        NO,
        /**
         * EXPLAIN: nothing runs.
         */
        PLAN,
        /**
         * EXPLAIN ANALYZE: the statement runs, and its plan is the result.
         */
        RUN,
    }

    /**
     * The statement without the format that EXPLAIN ANALYZE has in Athena and not in Trino. Blanks stand in its place,
     * so that what is told about the rest is told of the right place.
     *
     * @throws GlauxException with SYNTAX_ERROR for a format that the plan of a statement that ran is not told in
     */
    static String withoutFormat(String sql)
    {
        TokenCursor cursor = new TokenCursor(sql);
        if (!cursor.takeIf("EXPLAIN", "ANALYZE")) {
            return sql;
        }
        cursor.takeIf("VERBOSE");
        if (!cursor.peek().isSymbol("(") || !cursor.peek(1).isWord("FORMAT")) {
            return sql;
        }
        int start = cursor.take().start();
        cursor.take();
        if (!cursor.peek().isWord("TEXT")) {
            throw DialectErrors.syntax(
                    "line %s: EXPLAIN ANALYZE has no format but TEXT".formatted(cursor.position(cursor.peek())));
        }
        cursor.take();
        int end = cursor.expectSymbol(")").end();
        return sql.substring(0, start) + sql.substring(start, end).replaceAll("[^\\r\\n]", " ") + sql.substring(end);
    }

    boolean runs()
    {
        return mode != Mode.PLAN;
    }

    /**
     * Reads {@code EXPLAIN [ANALYZE [VERBOSE]] [(option, ...)]}, and leaves the cursor at the statement.
     */
    static Explained read(TokenCursor cursor)
    {
        Mode mode = Mode.NO;
        if (cursor.takeIf("EXPLAIN")) {
            mode = cursor.takeIf("ANALYZE") ? Mode.RUN : Mode.PLAN;
            cursor.takeIf("VERBOSE");
            boolean hasOptions = cursor.peek().isSymbol("(") && (cursor.peek(1).isWord("FORMAT")
                    || cursor.peek(1).isWord("TYPE"));
            if (hasOptions) {
                cursor.takeGroup();
            }
        }
        return new Explained(mode, cursor.peek().start());
    }
}
