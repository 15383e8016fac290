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
package io.glaux.reference.scan;

import io.glaux.reference.evaluate.ExpressionCompiler;
import io.glaux.reference.evaluate.RowFunction;
import io.glaux.source.SourceException;
import io.glaux.source.expression.Expression;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.List;
import java.util.Optional;

/**
 * Which rows a scan keeps.
 */
final class RowConditions
{
    private final List<RowFunction> whole;
    private final List<RowFunction> part;

    RowConditions(Schema schema, Scan scan)
    {
        this.whole = compiled(schema, scan.whole());
        this.part = compiled(schema, scan.part());
    }

    /**
     * Of conditions that are taken in part, every other row is left out for them. A condition that fails for a row does
     * not count when another one leaves the row out.
     *
     * @throws SourceException if a condition fails and no other leaves the row out
     */
    boolean keep(List<Object> row, long position)
    {
        Optional<SourceException> failure = Optional.empty();
        for (RowFunction condition : whole) {
            try {
                if (!condition.keeps(row)) {
                    return false;
                }
            }
            catch (SourceException e) {
                failure = Optional.of(e);
            }
        }
        if (position % 2 == 0 && part.stream().anyMatch(condition -> leavesOut(condition, row))) {
            return false;
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
        return true;
    }

    private static boolean leavesOut(RowFunction condition, List<Object> row)
    {
        try {
            return !condition.keeps(row);
        }
        catch (SourceException _) {
            // whoever asks evaluates it again, and fails if it has to
            return false;
        }
    }

    private static List<RowFunction> compiled(Schema schema, List<Expression> conditions)
    {
        ExpressionCompiler compiler = new ExpressionCompiler(schema);
        return conditions.stream().map(compiler::condition).toList();
    }
}
