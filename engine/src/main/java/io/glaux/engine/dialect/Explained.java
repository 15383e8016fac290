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
