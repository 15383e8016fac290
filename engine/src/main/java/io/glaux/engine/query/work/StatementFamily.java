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
package io.glaux.engine.query.work;

import io.glaux.engine.query.StatementKind;
import io.glaux.engine.query.StatementRequest;

/**
 * Statements of one grammar.
 */
public interface StatementFamily
{
    /**
     * Whether a statement is one of this family, wrong or not: by its first words. Does not throw.
     */
    boolean claims(String sql);

    /**
     * @throws io.glaux.engine.error.GlauxException with SYNTAX_ERROR or NOT_SUPPORTED: the statement is refused before
     *         it becomes a query
     */
    StatementKind parse(String sql);

    /**
     * The same for a statement whose kind may depend on what its workgroup keeps.
     *
     * @throws io.glaux.engine.error.GlauxException as {@link #parse(String)}, or with NOT_FOUND when the workgroup does
     *         not keep what the statement names
     */
    default StatementKind parse(String sql, String workgroup)
    {
        return parse(sql);
    }

    /**
     * What it takes to run a statement that {@link #parse} took.
     *
     * @throws io.glaux.engine.error.GlauxException when that is known to fail
     */
    StatementWork plan(StatementRequest request);
}
