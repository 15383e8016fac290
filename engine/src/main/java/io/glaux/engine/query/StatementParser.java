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
package io.glaux.engine.query;

import java.util.List;
import java.util.Optional;

/**
 * Parses a statement without running it.
 */
public interface StatementParser
{
    /**
     * @throws io.glaux.engine.error.GlauxException with SYNTAX_ERROR and the parser's message, for instance
     *         {@code line 1:8: mismatched input 'FORM'. Expecting: ...}
     */
    StatementKind parse(String sql);

    /**
     * The same for a statement whose kind may depend on what its workgroup keeps.
     *
     * @throws io.glaux.engine.error.GlauxException with SYNTAX_ERROR, or with NOT_FOUND when the workgroup does not
     *         keep what the statement names
     */
    default StatementKind parse(String sql, String workgroup)
    {
        return parse(sql);
    }

    /**
     * The tables that a query reads, when it gives the same rows again as long as these tables stay the same.
     *
     * @param parameters values of its positional {@code ?}, as {@link StatementRequest} has them
     * @return empty for a query that may give other rows, and for every other statement
     */
    default Optional<List<ReadTable>> repeatableReads(String sql, List<String> parameters)
    {
        return Optional.empty();
    }
}
